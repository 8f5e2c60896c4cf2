"""Names on their way to being mentions: where they stand, what speaks for which kind."""

from dataclasses import dataclass, field
from typing import Any

from newsgraph.gazetteer import Known


@dataclass(slots=True)
class Draft:
    """A name in a parsed block; it becomes a Mention once its kind is decided."""

    block: int
    start: int  # in Document.text
    end: int
    text: str
    sources: frozenset[str]
    label: str  # of the recogniser, or ""
    known: tuple[Known, ...]
    token: Any = None  # the spaCy Token that stands for it in the parsed copy
    witnesses: list[tuple[str, str, float]] = field(default_factory=list)

    def speak(self, witness: str, kind: str, weight: float) -> None:
        """Note that ``witness`` holds this name to be of ``kind``."""
        self.witnesses.append((witness, kind, weight))
