"""Passages to lessons: the candidates that the pipeline finds, words, tags and labels.

At run time the ends of relations are what the pipeline finds. Training sees the same:
its mentions with the kinds it gives them, pronouns, demonyms, dates and amounts; and
beside them the ends that people have marked. Where people have marked them all, the noun
phrases of the parse stand beside them as candidates that state nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from newsgraph.encoder.marks import GENERAL, IMPLIED, LITERALS, PRONOUNS, UNTYPED, outside
from newsgraph.encoder.trees import Tree, tree_of
from newsgraph.encoder.words import covering, split_words
from newsgraph.model import AnnotatedDocument
from newsgraph.training.encoder.exemplary import SPACE, SYMMETRIC
from newsgraph.training.encoder.lessons import ALL, OPEN, OUT, Judged, Lesson
from newsgraph.training.encoder.mappings import Mapping_, mapped
from newsgraph.training.encoder.passages import UNKNOWN, Facts, Offsets, Passage

TOGETHER = 64
DEMONYMS = ("Place", "GovernmentGroup")
Candidates = Mapping[Offsets, tuple[str, str]]
Ends = Mapping[Offsets, tuple[Offsets, str, str]]  # by span: where it stands, kind and form
_WORD = re.compile(r"[^\W\d_]+")
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DATE = re.compile(  # also of long ago, which the pipeline leaves alone
    rf"\b(?:\d{{1,2}} {_MONTH},? |{_MONTH} (?:\d{{1,2}}, ?)?)?1\d{{3}}\b|\b{_MONTH} \d{{1,2}}\b"
)


def prepare(
    passages: Iterable[Passage], stages: Any, mappings: Mapping[str, Mapping_]
) -> Iterator[Lesson]:
    """Yield the lesson of each passage, in order."""
    source = iter(passages)
    while together := list(islice(source, TOGETHER)):
        for passage, annotated in zip(together, _annotated(together, stages), strict=True):
            told = replace(passage, given=_with_forms(passage, stages))
            found = {} if passage.given else candidates(passage.text, annotated, stages)
            whole = bool(passage.given) and SPACE in passage.facts
            described = phrases(passage, annotated, stages) if whole else ()
            yield lesson(told, found, mappings, described, annotated)


def _annotated(passages: Sequence[Passage], stages: Any) -> Iterator[AnnotatedDocument]:
    """Yield the passages as the pipeline reads them."""
    from newsgraph.documents import from_text
    from newsgraph.mentions import annotate

    documents = [from_text(p.text, f"text:{n}") for n, p in enumerate(passages)]
    yield from annotate(documents, stages.nlp, stages.vocabulary, stages.gazetteer)


def phrases(passage: Passage, annotated: AnnotatedDocument, stages: Any) -> list[Offsets]:
    """Return the noun phrases of a passage that touch none of its names and values."""
    from newsgraph.relations.phrases import noun_phrases

    if annotated.document.text != passage.text:
        return []
    taken = [span for span, mark in passage.given.items() if not _is_described(mark)]
    nouns = stages.vocabulary.kind_of_noun
    return [p for s in annotated.sentences for p in noun_phrases(s, taken, nouns)]


def _is_described(mark: tuple[str, str]) -> bool:
    """Say whether a marked end is a thing without a name, and no reference to one."""
    kind, form = mark
    return form == "nominal" and kind in GENERAL


def _with_forms(passage: Passage, stages: Any) -> Candidates:
    """Return the marked ends of a passage with the forms that the pipeline would give them."""
    return {
        span: (kind, "demonym")
        if form == "name"
        and kind in DEMONYMS
        and stages.gazetteer.demonym(passage.text[slice(*span)]) is not None
        else (kind, form)
        for span, (kind, form) in passage.given.items()
    }


def candidates(
    text: str, annotated: AnnotatedDocument, stages: Any
) -> dict[Offsets, tuple[str, str]]:
    """Return the candidate ends of relations in a text, with kind and form."""
    found: dict[Offsets, tuple[str, str]] = {}
    if annotated.document.text == text:
        tokens = [t for s in annotated.sentences for t in s.tokens]
        mentions = [*annotated.mentions, *(t.mention for t in tokens if t.mention)]
        found = {(m.start, m.end): (m.kind, m.form) for m in mentions}
        values = [t.value for t in tokens if t.value]
        for v in values:
            if v.kind in LITERALS and v.start >= 0:
                found.setdefault((v.start, v.end), (v.kind, "literal"))
    return found | _words(text, found, stages)


def _words(text: str, found: Candidates, stages: Any) -> dict[Offsets, tuple[str, str]]:
    """Return the pronouns, demonyms and old dates of a text that no candidate covers."""
    more = {}
    for match in _DATE.finditer(text):
        if not any(s < match.end() and match.start() < e for s, e in found):
            more[match.span()] = ("date", "literal")
    for match in _WORD.finditer(text):
        a, b = match.span()
        if any(s < b and a < e for s, e in found):
            continue
        if match[0].lower() in PRONOUNS:
            more[a, b] = ("", "pronoun")
        elif match[0][0].isupper() and stages.gazetteer.demonym(match[0]) is not None:
            more[a, b] = ("Place", "demonym")
    return more


def lesson(
    passage: Passage,
    found: Candidates,
    mappings: Mapping[str, Mapping_],
    described: Sequence[Offsets] = (),
    annotated: AnnotatedDocument | None = None,
) -> Lesson:
    """Return a passage as words, tags, marks and judged pairs.

    ``described`` are noun phrases that may be an end: no kind is told of them, as at run
    time, and a marked end that one of them also ends stands where it stands. ``annotated``
    is the passage with its parse.
    """
    offsets = split_words(passage.text)
    tree = Tree()
    if annotated is not None and annotated.document.text == passage.text:
        tree = tree_of(offsets, [s.tokens for s in annotated.sentences])
    return built(passage, _ends(passage, found, described), tree, mappings, found)


def built(
    passage: Passage,
    ends: Ends,
    tree: Tree,
    mappings: Mapping[str, Mapping_],
    found: Candidates,
) -> Lesson:
    """Return a passage whose candidates are known as a lesson."""
    offsets = split_words(passage.text)
    marks: list[tuple[int, int, str, str]] = []
    number: dict[Offsets, int] = {}
    for span, (stands, kind, form) in sorted(ends.items()):
        implied = form in IMPLIED
        place = outside(stands[0], len(offsets)) if implied else covering(offsets, *stands)
        if place is not None:
            number[span] = len(marks)
            marks.append((*place, kind, form))
    judged = {s: _judged(f, number, found) for s, f in passage.facts.items()}
    for space in list(judged):
        if space in mappings:
            judged[SPACE] = mapped(judged[space], mappings[space], SYMMETRIC)
    return Lesson(
        passage.source,
        passage.name,
        tuple(passage.text[a:b] for a, b in offsets),
        tuple(a for a, _ in offsets),
        tags(passage, offsets),
        tuple(marks),
        judged,
        tuple(
            (number[a], number[b], s) for a, b, s in passage.status if a in number and b in number
        ),
        tree,
    )


def _ends(passage: Passage, found: Candidates, described: Sequence[Offsets]) -> Ends:
    """Return the candidates of a passage by their spans: where each stands, kind and form."""
    spans: dict[Offsets, tuple[str, str]] = dict(passage.given) or dict(found)
    for span in passage.spans:
        spans.setdefault(span, ("", _form(passage.text[slice(*span)])))
    ends: dict[Offsets, tuple[Offsets, str, str]] = {}
    for span, mark in spans.items():
        if _is_described(mark):
            stands = next((p for p in described if p[1] == span[1]), span)
            ends[span] = (stands, UNTYPED, "nominal")
        else:
            ends[span] = (span, *mark)
    taken = [*spans, *(stands for stands, _, _ in ends.values())]
    for phrase in described:
        if not any(a < phrase[1] and phrase[0] < b for a, b in taken):
            ends[phrase] = (phrase, UNTYPED, "nominal")
    return ends


def _form(surface: str) -> str:
    return "pronoun" if surface.lower() in PRONOUNS else "name"


def _judged(facts: Facts, number: Mapping[Offsets, int], found: Candidates) -> Judged:
    """Return facts by mark; a candidate that overlaps a marked end shares its facts."""
    ends = {span for a, _, b in facts.positive for span in (a, b)}
    same = {span: _alike(span, number, found) for span in sorted(ends)}
    positive = [
        (number[x], number[y], label)
        for a, label, b in facts.positive
        for x in same[a]
        for y in same[b]
        if x != y
    ]
    unknown = [
        (number[a], number[b], label)
        for a, label, b in facts.unknown
        if a in number and b in number
    ]
    pairs = None
    if facts.pairs is not None:
        pairs = tuple((number[a], number[b]) for a, b in facts.pairs if a in number and b in number)
        told = set(pairs)
        positive = [p for p in positive if p[:2] in told]
    return Judged(tuple(sorted(set(positive))), tuple(sorted(set(unknown))), facts.silence, pairs)


def _alike(span: Offsets, number: Mapping[Offsets, int], found: Candidates) -> list[Offsets]:
    """Return the marks that stand for a span: itself, and the candidates that overlap it."""
    own = [span] if span in number else []
    others = (s for s in found if s != span and s in number)
    return own + [s for s in others if s[0] < span[1] and span[0] < s[1]]


def tags(passage: Passage, offsets: Sequence[Offsets]) -> tuple[str, ...]:
    """Return what is known of each word: in which name it stands, if in any."""
    found = [OUT if passage.complete else OPEN] * len(offsets)
    longest = sorted(passage.kinds.items(), key=lambda k: k[0][0] - k[0][1])
    taken: set[int] = set()
    for span, kind in longest:
        place = covering(offsets, *span)
        if place is None or taken & set(range(*place)):
            continue
        for n in range(*place):
            found[n] = f"{'B' if n == place[0] else 'I'}-{kind or UNKNOWN}"
        taken |= set(range(*place))
    return tuple(found)


def load_stages(ontology: Path | None = None) -> Any:
    """Return the stages of the pipeline that find candidates."""
    from newsgraph.pipeline import prepare as stages

    return stages(ontology=ontology)


__all__ = ["ALL", "built", "candidates", "lesson", "load_stages", "prepare", "tags"]
