"""Ends that a sentence leaves out, since the text is about them: "The round was led by Kiln".

Which organisations may be meant is told here; whether one is meant, the encoder judges.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from newsgraph.encoder.marks import IMPLIED
from newsgraph.model import AnnotatedDocument, Mention
from newsgraph.relations.lexical import SILENT

Name = TypeVar("Name", bound=Hashable)
KIND = "Organization"
TOPIC, RECENT = IMPLIED
TOPICS = 2  # organisations that a text is about, at most
OFFERED = 2  # that one sentence may leave out


def left_out(annotated: AnnotatedDocument) -> dict[int, list[tuple[Mention, str]]]:
    """Return what each sentence of a document may leave out, by its start, with the forms."""
    meant = annotated.antecedent
    spoken = [s for s in annotated.sentences if s.role not in SILENT]
    named = [[t.mention for t in s.tokens if t.mention is not None] for s in spoken]
    things = [[meant.get(m, m) for m in some] for some in named]
    offers = offered_in([[(m.kind, m) for m in some] for some in things])
    return {s.start: offer for s, offer in zip(spoken, offers, strict=True)}


def offered_in(
    sentences: Sequence[Sequence[tuple[str, Name]]],
) -> Iterator[list[tuple[Name, str]]]:
    """Yield what each sentence of a text may leave out, with the forms of the marks.

    Given are kind and name of all that each sentence speaks of, in text order. Training
    walks through marked texts in the same way.
    """
    counts = Counter(name for some in sentences for kind, name in some if kind == KIND)
    before: list[Name] = []
    for some in sentences:
        yield offered(counts, [name for _, name in some], before)
        before = list(dict.fromkeys(name for kind, name in some if kind == KIND))


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


__all__ = ["KIND", "left_out", "offered", "offered_in"]
