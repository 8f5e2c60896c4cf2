"""Cue words by what they do and where they stand, and what was found of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsgraph.model import Status
from newsgraph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words by what they do and where they stand, compiled once."""

    words: Mapping[tuple[str, str], frozenset[str]]

    def has(self, meaning: str, part: str, *forms: str) -> bool:
        """Say whether one of the forms is a cue of that meaning and part of speech."""
        known = self.words.get((meaning, part), frozenset())
        return any(f in known for f in forms)


def compile_cues(vocabulary: Vocabulary) -> Cues:
    """Return the cue words of a vocabulary, ready for look-up."""
    return Cues(vocabulary.cue_forms)


@dataclass(slots=True)
class Reading:
    """What was found on the way up from a clause."""

    statuses: set[Status] = field(default_factory=set)
    speaker: int = -1  # position of the head of who says it
    cues: list[str] = field(default_factory=list)

    def add(self, status: Status, cue: str) -> None:
        """Note a cue and the status that it gives."""
        self.statuses.add(status)
        self.cues.append(cue)

    @property
    def status(self) -> Status:
        """The status that comes first in the order of preference."""
        for status in Status:
            if status in self.statuses:
                return status
        return Status.ASSERTED
