"""The lessons of annotated articles once more, with the candidates that the pipeline finds.

People mark every name whole and with its kind, and know what each pronoun means. At run
time a name may be cut short, bear a wrong kind, or be missed; what is no end of anything
is a candidate too. A network that has only seen the marks of people trusts them too far.
So each article is read as at run time, and what people have stated of an end is told of
the candidate that stands there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from newsgraph.encoder.marks import IMPLIED, UNTYPED
from newsgraph.encoder.trees import tree_of
from newsgraph.encoder.words import split_words
from newsgraph.model import AnnotatedDocument, Sentence
from newsgraph.training.encoder.exemplary import SPACE
from newsgraph.training.encoder.lessons import ALL, Lesson
from newsgraph.training.encoder.passages import Facts, Offsets, Passage
from newsgraph.training.encoder.prepare import built

HALF = 0.5  # of the longer one, that a mark and a candidate must share
ENDINGS = tuple(".?!\"'”’")  # of a sentence; a line that ends otherwise is a clipped fact
Mark = tuple[str, str]


def lessons_as_read(passages: Iterable[Passage], stages: Any) -> Iterator[Lesson]:
    """Yield a lesson for each passage of a text, in order; texts are told by their names.

    Passages that the reader of pages does not leave as they are yield none.
    """
    from newsgraph.documents import from_text
    from newsgraph.mentions import annotate
    from newsgraph.relations import kind_settler

    settle = kind_settler(stages.vocabulary)
    texts = [list(group) for _, group in groupby(passages, key=_text_of)]
    documents = [from_text(_page([p.text for p in t]), f"text:{n}") for n, t in enumerate(texts)]
    read = annotate(documents, stages.nlp, stages.vocabulary, stages.gazetteer)
    for together, annotated in zip(texts, read, strict=True):
        yield from _lessons(together, settle(annotated), stages.vocabulary.kind_of_noun)


def _text_of(passage: Passage) -> str:
    """Return the name of the text of a passage; each example is one of its own."""
    alone = passage.source == "examples"
    return passage.name if alone else passage.name.split(":")[0]


def _page(sentences: Sequence[str]) -> str:
    """Return sentences as an article: headline, facts, paragraphs."""
    if len(sentences) == 1:
        return sentences[0]
    headline, *others = sentences
    lines = [s if s.endswith(ENDINGS) else f"- {s}" for s in others]
    return "\n\n".join((f"# {headline}", *lines))


def _lessons(
    passages: Sequence[Passage], annotated: AnnotatedDocument, nouns: Mapping[str, str]
) -> Iterator[Lesson]:
    text, place = annotated.document.text, 0
    for passage in passages:
        start = text.find(passage.text, place)
        if start < 0:
            continue
        place = start + len(passage.text)
        here = [s for s in annotated.sentences if start < s.end <= place]
        if here:
            yield _Projection(passage, start, annotated, here, nouns).lesson()


@dataclass(frozen=True, slots=True)
class _Projection:
    """A passage, where it starts in its document, and the document as read."""

    passage: Passage
    start: int
    annotated: AnnotatedDocument
    sentences: Sequence[Sentence]
    nouns: Mapping[str, str]

    def lesson(self) -> Lesson:
        """Return the lesson of the passage."""
        found = self.candidates()
        told, doubtful = placed(self.passage.given, found)
        facts = self.passage.facts[SPACE]

        def at(
            some: Sequence[tuple[Offsets, str, Offsets]],
        ) -> Iterator[tuple[Offsets, str, Offsets]]:
            for a, label, b in some:
                if a in told and b in told and told[a] != told[b]:
                    yield told[a], label, told[b]

        vague = [
            pair
            for one in sorted(doubtful)
            for other in sorted(found)
            if other != one
            for pair in ((one, ALL, other), (other, ALL, one))
        ]
        status = [(a, b, s) for a, s, b in at([(a, s, b) for a, b, s in self.passage.status])]
        passage = replace(
            self.passage,
            facts={SPACE: Facts(tuple(at(facts.positive)), (*at(facts.unknown), *vague))},
            status=tuple(status),
            given={},
            spans=(),
        )
        offsets = [(a + self.start, b + self.start) for a, b in split_words(passage.text)]
        tree = tree_of(offsets, [s.tokens for s in self.sentences])
        ends = {span: (span, *mark) for span, mark in found.items()}
        return replace(built(passage, ends, tree, {}, {}), as_read=True)

    def candidates(self) -> dict[Offsets, Mark]:
        """Return the candidates by their spans in the passage, none inside another."""
        from newsgraph.relations.candidates import known_ends
        from newsgraph.relations.phrases import noun_phrases

        found: dict[Offsets, Mark] = {}
        for sentence in self.sentences:
            taken: list[Offsets] = []
            for end, kind, form in known_ends(sentence, self.annotated):
                if all(end.end <= a or b <= end.start for a, b in taken):
                    taken.append((end.start, end.end))
                    found[end.start - self.start, end.end - self.start] = (kind, form)
            for (a, b), kind in self._seen(sentence, taken):
                taken.append((a, b))
                found[a - self.start, b - self.start] = (kind, "nominal")
            for a, b in noun_phrases(sentence, taken, self.nouns):
                found[a - self.start, b - self.start] = (UNTYPED, "nominal")
        outside = {span: mark for span, mark in self.passage.given.items() if mark[1] in IMPLIED}
        return found | outside

    def _seen(self, sentence: Sentence, taken: Sequence[Offsets]) -> Iterator[tuple[Offsets, str]]:
        """Yield the names that the pipeline has missed: most of them the encoder will see."""
        for (a, b), (kind, form) in self.passage.given.items():
            if form in IMPLIED:
                continue
            start, end = a + self.start, b + self.start
            inside = sentence.start <= start and end <= sentence.end
            capital = form == "name" and self.passage.text[a].isupper()
            if inside and capital and all(end <= x or y <= start for x, y in taken):
                yield (start, end), kind


def placed(
    given: Iterable[Offsets], found: Iterable[Offsets]
) -> tuple[dict[Offsets, Offsets], set[Offsets]]:
    """Return the candidate that stands for each mark, and those of which nothing is known.

    A candidate stands for a mark if it ends where the mark ends, or shares half of it; one
    that merely touches a mark, or touches several, is doubtful.
    """
    told: dict[Offsets, Offsets] = {}
    doubtful: set[Offsets] = set()
    spans = sorted(found)
    owner: dict[Offsets, Offsets] = {}
    for mark in sorted(given):
        near = [s for s in spans if s[0] < mark[1] and mark[0] < s[1]]
        best = max(near, key=lambda s: (s == mark, s[1] == mark[1], _shared(s, mark)), default=None)
        if best is None:
            continue
        doubtful.update(s for s in near if s != best)
        if best[1] != mark[1] and _shared(best, mark) < HALF:
            doubtful.add(best)
        elif best in owner:
            doubtful.add(best)
            told.pop(owner[best], None)
        else:
            owner[best] = mark
            told[mark] = best
    return told, doubtful


def _shared(a: Offsets, b: Offsets) -> float:
    """Return what two spans have in common, as a share of the longer one."""
    return (min(a[1], b[1]) - max(a[0], b[0])) / max(a[1] - a[0], b[1] - b[0])


__all__ = ["lessons_as_read", "placed"]
