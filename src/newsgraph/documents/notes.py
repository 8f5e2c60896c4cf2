"""What a reader says beside its documents: no failure, but worth knowing."""

from collections.abc import Callable
from dataclasses import dataclass

from newsgraph.model import Iri


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about one source: a file left out, a reader that was not installed."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """A text that the caller knows already, which was therefore not read further."""

    iri: Iri
    source: str


Notes = Callable[[Note], None]


def nothing_known(iri: Iri) -> bool:
    """Return that a text is new."""
    return False


def no_notes(note: Note) -> None:
    """Take a note and do nothing with it."""
