"""Ends that a sentence leaves out, since the text is about them: "The round was led by Kiln".

Which organisations may be meant is told here; whether one is meant, the encoder judges.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from newsgraph.encoder.marks import IMPLIED
from newsgraph.model import AnnotatedDocument, Mention, Sentence
from newsgraph.relations.lexical import SILENT

Name = TypeVar("Name", bound=Hashable)
KIND = "Organization"
TOPIC, RECENT = IMPLIED
TOPICS = 2  # organisations that a text is about, at most
OFFERED = 2  # that one sentence may leave out


def offered(
    counts: Mapping[Name, int], named: Sequence[Name], before: Sequence[Name]
) -> list[tuple[Name, str]]:
    """Return the names that a sentence may leave out, with the forms of their marks.

    They are, of the two that a text speaks of most, the first, then the first that the
    sentence before named, then the second, as far as the sentence itself is silent on them.
    ``counts`` tells how often a text speaks of each organisation, in the order in which it
    brings them up; ``named`` is what the sentence itself speaks of, ``before`` which
    organisations the sentence before did.
    """
    topics = sorted(counts, key=lambda name: -counts[name])[:TOPICS]
    order = [*topics[:1], *before[:1], *topics[1:]]
    found = [name for name in dict.fromkeys(order) if name not in named][:OFFERED]
    return [(name, RECENT if name in before else TOPIC) for name in found]


@dataclass(slots=True)
class LeftOut:
    """Tells what the sentences of a document may leave out; to be asked about them in order."""

    annotated: AnnotatedDocument
    counts: Mapping[Mention, int] = field(init=False)
    before: Sequence[Mention] = ()

    def __post_init__(self) -> None:
        """Count how often the document speaks of each organisation."""
        spoken = [s for s in self.annotated.sentences if s.role not in SILENT]
        self.counts = Counter(m for s in spoken for m in self._things(s) if m.kind == KIND)

    def next(self, sentence: Sentence) -> list[tuple[Mention, str]]:
        """Return what a sentence may leave out, with the forms of the marks."""
        named = self._things(sentence)
        found = offered(self.counts, named, self.before)
        self.before = [m for m in dict.fromkeys(named) if m.kind == KIND]
        return found

    def _things(self, sentence: Sentence) -> list[Mention]:
        """Return the naming mentions of what a sentence speaks of, in text order."""
        meant = self.annotated.antecedent
        return [meant.get(t.mention, t.mention) for t in sentence.tokens if t.mention is not None]


__all__ = ["LeftOut", "offered"]
