"""What may be an end of a fact in a passage: names, dates, pronouns, descriptions.

The sets of others mark ends that our graph does not make nodes of: relative pronouns, the
first person, dates, adjectives of nationality. A candidate is any of these, with the kind
that is known of it; two candidates never overlap.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from newsgraph.benchmarks.passages import given_span, read
from newsgraph.mentions.pipeline import recognise
from newsgraph.model import AnnotatedDocument
from newsgraph.pipeline import Stages

DATE, LITERAL = "date", "literal"
LABELS = {  # of the recogniser
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "Place",
    "PRODUCT": "ProductTechnology",
    "WORK_OF_ART": "ProductTechnology",
    "DATE": DATE,
    "EVENT": "Event",
}
PRONOUNS = frozenset(
    "he she his her hers him himself herself i me my myself who whom it its itself which we our us "
    "where they them their whose".split()
)
YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A span of a passage: passage[start:end]."""

    start: int
    end: int
    kind: str  # local name of an ontology class, a kind of literal, or "" where nothing tells
    form: str  # name, nominal, pronoun, demonym or literal

    @property
    def span(self) -> tuple[int, int]:
        """The span alone."""
        return self.start, self.end


def ordered_pairs(found: Sequence[Candidate]) -> list[tuple[int, int]]:
    """Return the pairs, subject first, that may be the ends of a fact: literals are no subjects."""
    numbered = permutations(range(len(found)), 2)
    return [(a, b) for a, b in numbered if found[a].form != LITERAL]


def candidates(
    stages: Stages, texts: Sequence[str], annotated: Sequence[AnnotatedDocument] = ()
) -> list[tuple[Candidate, ...]]:
    """Return the candidates of each text in text order; ``annotated`` spares a second reading."""
    known = annotated or [document for document, _ in read(stages, texts)]
    recognised = recognise(stages.nlp, texts)
    return [candidates_of(a, doc) for a, doc in zip(known, recognised, strict=True)]


def candidates_of(annotated: AnnotatedDocument, recognised: Any) -> tuple[Candidate, ...]:
    """Return the candidates of one passage; ``recognised`` is the spaCy Doc of its whole text."""
    found: list[Candidate] = []
    for more in (
        _mentioned(annotated),
        _recognised(recognised),
        _dates(recognised),
        _pronouns(recognised),
    ):
        found += [c for c in more if all(c.end <= f.start or f.end <= c.start for f in found)]
    return tuple(sorted(found))


def _mentioned(annotated: AnnotatedDocument) -> Iterator[Candidate]:
    last = 0
    for mention in sorted(annotated.mentions, key=lambda m: (m.start, -m.end)):
        span = given_span(annotated.document, mention)
        if span is not None and span[0] >= last:
            last = span[1]
            yield Candidate(*span, mention.kind, mention.form)


def _recognised(doc: Any) -> Iterator[Candidate]:
    for entity in doc.ents:
        kind = LABELS.get(entity.label_)
        if kind is None or (kind == DATE and not YEAR.search(entity.text)):
            continue
        form = LITERAL if kind == DATE else "demonym" if entity.label_ == "NORP" else "name"
        yield Candidate(entity.start_char, entity.end_char, kind, form)


def _dates(doc: Any) -> Iterator[Candidate]:
    for match in YEAR.finditer(doc.text):
        yield Candidate(*match.span(), DATE, LITERAL)


def _pronouns(doc: Any) -> Iterable[Candidate]:
    for token in doc:
        if token.lower_ in PRONOUNS and token.text != "US":
            yield Candidate(token.idx, token.idx + len(token.text), "", "pronoun")
