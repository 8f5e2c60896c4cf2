"""Page layouts that can be read: one module and one line of the table each."""

from collections.abc import Sequence
from typing import Protocol

from newsgraph.documents.layouts import brief
from newsgraph.documents.lines import Line
from newsgraph.model import Document


class Layout(Protocol):
    """What a layout module offers."""

    def recognise(self, lines: Sequence[Line]) -> bool:
        """Return whether the lines are a page in this layout."""
        ...

    def read(self, raw: str, lines: Sequence[Line], source: str) -> Document:
        """Return the document, with its Page."""
        ...


LAYOUTS: dict[str, Layout] = {
    "brief": brief,  # a rated news brief: takeaways, facts, who is affected, timeline
}
