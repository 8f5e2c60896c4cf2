"""What a reader says beside its documents: no failure, but worth knowing."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A remark about one source: a file left out, a reader that was not installed."""

    source: str
    text: str


Notes = Callable[[Note], None]


def no_notes(note: Note) -> None:
    """Take a note and do nothing with it."""
