"""The encoder asked about the candidates of passages, in the labels of a set."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from newsgraph.benchmarks.candidates import Candidate
from newsgraph.benchmarks.mappings import Labelled
from newsgraph.benchmarks.passages import Span, given_span, overlap
from newsgraph.encoder.trees import Tree, tree_of
from newsgraph.encoder.words import covering, split_words
from newsgraph.model import AnnotatedDocument

if TYPE_CHECKING:
    from newsgraph.encoder import Encoder

TOGETHER = 128  # passages read before they are judged: bounds memory


@dataclass(frozen=True, slots=True)
class Question:
    """A passage with its candidates, and the ordered pairs of them that are asked about."""

    text: str
    found: Sequence[Candidate]
    pairs: Sequence[tuple[int, int]]
    tree: Tree = field(default_factory=Tree)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A label of a pair of candidates, and how probable it is."""

    subject: Candidate
    label: str
    object: Candidate
    probability: float


def judge(
    encoder: "Encoder", questions: Iterable[Question], space: str, least: float = 0.05
) -> Iterator[list[Judgement]]:
    """Yield what the encoder says of each passage, in order, best first."""
    from newsgraph.encoder import Mark

    source = iter(questions)
    while together := list(islice(source, TOGETHER)):
        words = [split_words(q.text) for q in together]
        places = [
            [covering(w, *c.span) or (0, 0) for c in q.found]
            for w, q in zip(words, together, strict=True)
        ]
        marks = [
            [Mark(*place, c.kind, c.form) for place, c in zip(p, q.found, strict=True)]
            for p, q in zip(places, together, strict=True)
        ]
        pairs = [
            [(a, b) for a, b in q.pairs if p[a][1] and p[b][1]]
            for p, q in zip(places, together, strict=True)
        ]
        texts = [[q.text[a:b] for a, b in w] for w, q in zip(words, together, strict=True)]
        trees = [q.tree for q in together]
        scored = encoder.relations(encoder.read(texts), marks, space, pairs, least, trees)
        for question, row in zip(together, scored, strict=True):
            made = [
                Judgement(
                    question.found[s.subject], s.label, question.found[s.object], s.probability
                )
                for s in row
            ]
            yield sorted(made, key=lambda j: (-j.probability, j.subject, j.object, j.label))


def tree_at(annotated: AnnotatedDocument, text: str, start: int = 0) -> Tree:
    """Return the tree of the words of ``text``, which begins at ``start`` of the text as given."""
    sentences = [
        [
            replace(t, start=span[0], end=span[1]) if span else t
            for t in s.tokens
            for span in [given_span(annotated.document, t)]
        ]
        for s in annotated.sentences
    ]
    return tree_of([(start + a, start + b) for a, b in split_words(text)], sentences)


def agreed(rules: Iterable[Labelled], judged: Iterable[Labelled]) -> list[Labelled]:
    """Return the facts of rules that the encoder does not rule out."""
    known = list(judged)
    return [
        (s, label, o)
        for s, label, o in rules
        if any(r == label and overlap(s, a) and overlap(o, b) for a, r, b in known)
    ]


def spans(encoder: "Encoder", texts: Sequence[str]) -> Iterator[list[tuple[Span, str, float]]]:
    """Yield the names that the encoder finds in each text: span, kind, probability."""
    source = iter(texts)
    while together := list(islice(source, TOGETHER)):
        words = [split_words(text) for text in together]
        split = [[t[a:b] for a, b in w] for t, w in zip(together, words, strict=True)]
        for offsets, found in zip(words, encoder.mentions(encoder.read(split)), strict=True):
            yield [((offsets[s.start][0], offsets[s.end - 1][1]), s.kind, s.score) for s in found]
