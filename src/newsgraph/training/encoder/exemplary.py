"""Passages from example sentences, and from articles with a gold annotation.

Both are complete: a pair for which nothing is stated states nothing. Where an entity is
mentioned several times, the nearest pair of mentions carries the statement, and of the
others nothing is known.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

from newsgraph.encoder.marks import GENERAL, LITERALS, PRONOUNS
from newsgraph.mentions.literals import find_literals
from newsgraph.model import Value
from newsgraph.relations.left_out import offered_in
from newsgraph.training.encoder.left_out import placed_outside
from newsgraph.training.encoder.passages import UNKNOWN, Facts, Offsets, Passage
from newsgraph.vocabulary.examples import Example, read_examples

SPACE = "newsgraph"
LEFT_OUT = "# ends left out: stated"  # in an article: silence on such ends is telling
Offers = Sequence[tuple[str, str]]
_SENTENCE = re.compile(r"\S(?:[^\n]*?[.!?](?=\s|$)|[^\n]*)")
SYMMETRIC = frozenset(("mergesWith", "partnersWith", "competesWith"))
# one of a pair is often as right as the other, or follows from it: not held against it
BESIDE = {
    "ceoOf": ("worksFor",),
    "manufactures": ("develops",),
    "launches": ("announced",),
    "acquires": ("ownsStakeIn",),
}
DETERMINERS = frozenset("the this that these those its his her their a an".split())
MIRRORED = {"customerOf": "supplies", "supplies": "customerOf"}


def read_example_passages(folder: Path, source: str = "examples") -> Iterator[Passage]:
    """Yield the example sentences of a folder, file by file in the order of their names."""
    for path in sorted(folder.glob("*.txt")):
        examples = read_examples(path)
        offers: Iterable[Offers] = repeat((), len(examples))
        if any(e.implied for e in examples) or LEFT_OUT in path.read_text("utf-8").splitlines():
            offers = offered_in([[(m.kind, m.entity) for m in e.mentions] for e in examples])
        for example, offer in zip(examples, offers, strict=True):
            yield of_example(example, f"{path.stem}:{example.line}", source, offer)


def of_example(
    example: Example, name: str, source: str = "examples", offers: Offers = ()
) -> Passage:
    """Return what an example states, by character spans.

    ``offers`` are organisations that it may leave out, with the forms of their marks.
    """
    given, kinds = {}, {}
    places: dict[Any, list[Offsets]] = {}
    for mark in example.mentions:
        span = (mark.start, mark.end)
        surface = example.text[mark.start : mark.end]
        form = form_of(surface, mark.kind, mark.entity)
        given[span] = (mark.kind, form)
        if form == "name" or is_general(surface, mark.kind):
            kinds[span] = mark.kind
        places.setdefault(mark.entity, []).append(span)
    values = [v for v in find_literals(example.text) if v.kind in LITERALS]
    values = [v for v in values if not any(a < v.end and v.start < b for a, b in given)]
    given |= {(v.start, v.end): (v.kind, "literal") for v in values}
    for entity, (span, of_outside) in placed_outside(offers, example.text).items():
        given[span] = of_outside
        places[entity] = [span]
    said = (*example.statements, *example.implied)
    stated = [(s.subject, s.relation, s.object, s.status, s.required) for s in said]
    facts, status = placed(stated, places, values)
    return Passage(
        source,
        name,
        example.text,
        kinds,
        True,
        tuple(given),
        {SPACE: facts},
        status,
        given,
    )


def form_of(surface: str, kind: str, entity: str) -> str:
    """Return how a mention is expressed: a name, a pronoun or a description.

    As at run time, words for a class or an idea without a capital are a description; so
    is what begins with a determiner, ends in a common noun and stands for a name.
    """
    if surface.lower() in PRONOUNS:
        return "pronoun"
    if is_general(surface, kind):
        return "nominal"
    first, *rest = surface.split()
    anaphor = first.lower() in DETERMINERS and surface != entity
    return "nominal" if anaphor and not any(c.isupper() for c in (rest or [""])[-1]) else "name"


def is_general(surface: str, kind: str) -> bool:
    """Say whether words without a capital are a node by themselves: a class, an idea."""
    return kind in GENERAL and not any(c.isupper() for c in surface)


def placed(
    stated: Iterable[tuple[str, str, Any, str, bool]],
    places: Mapping[str, Sequence[Offsets]],
    values: Sequence[Value],
) -> tuple[Facts, tuple[tuple[Offsets, Offsets, str], ...]]:
    """Return statements between entity names as facts between spans, and their status."""
    positive: list[tuple[Offsets, str, Offsets]] = []
    unknown: list[tuple[Offsets, str, Offsets]] = []
    status = []
    for subject, relation, target, stand, required in stated:
        subjects = places.get(subject, ())
        objects = places_of(target, places, values)
        pairs = sorted(
            ((a, b) for a in subjects for b in objects if a != b),
            key=lambda p: (abs(p[0][0] - p[1][0]), p),
        )
        for n, (a, b) in enumerate(pairs):
            told = required and n == 0
            (positive if told else unknown).append((a, relation, b))
            unknown += [(a, r, b) for r in BESIDE.get(relation, ())]
            if relation in SYMMETRIC:
                (positive if told else unknown).append((b, relation, a))
            if relation in MIRRORED:
                unknown.append((b, MIRRORED[relation], a))
            if told:
                status.append((a, b, str(stand)))
                if relation in SYMMETRIC:
                    status.append((b, a, str(stand)))
    return Facts(tuple(positive), tuple(unknown)), tuple(status)


def places_of(
    target: Any, places: Mapping[str, Sequence[Offsets]], values: Sequence[Value]
) -> Sequence[Offsets]:
    """Return where the object of a statement stands."""
    if not isinstance(target, Value):
        return places.get(target, ())
    same = [v for v in values if (v.kind, v.lexical) == (target.kind, target.lexical)]
    return [(v.start, v.end) for v in same]


def texts_of(folder: Path, only: Sequence[str] | None = None) -> tuple[Path, list[str]]:
    """Return a folder and the names of its annotated texts, or those that begin as ``only``."""
    names = sorted(p.name.removesuffix(".gold.json") for p in folder.glob("*.gold.json"))
    return folder, [n for n in names if only is None or any(n.startswith(o) for o in only)]


def read_gold(folder: Path, names: Sequence[str]) -> Iterator[Passage]:
    """Yield the sentences of annotated articles: ``NAME.gold.json`` beside ``NAME.txt``.

    A sentence here is one that is the evidence of a relation.
    """
    for name in names:
        gold = json.loads((folder / f"{name}.gold.json").read_text(encoding="utf-8"))
        text = next(p for p in folder.glob(f"{name}.*") if p.suffix != ".json").read_bytes()
        yield from _evidence(gold, text.decode("utf-8"), name)


def _evidence(gold: Any, text: str, name: str) -> Iterator[Passage]:
    entity_of = {e["name"]: e for e in gold["entities"]}
    sentences = sorted({tuple(e) for r in gold["relations"] for e in r["evidence"]})
    stretches = sorted({*sentences, *_between(text, sentences)})
    offers = dict(zip(stretches, offered_in([_marked_in(gold, s) for s in stretches]), strict=True))
    for start, end in sentences:
        sentence = text[start:end]
        if "\n" in sentence.strip():
            continue
        given, kinds = {}, {}
        places: dict[str, list[Offsets]] = {}
        for entity in entity_of.values():
            for how in ("mentions", "coref"):
                for a, b in entity[how]:
                    if start <= a and b <= end:
                        span = (a - start, b - start)
                        surface, kind = sentence[slice(*span)], entity["type"]
                        form = _form(surface, kind, how)
                        given[span] = (kind, form)
                        if form == "name" or is_general(surface, kind):
                            kinds[span] = entity["type"] if not entity.get("alt_types") else UNKNOWN
                        places.setdefault(entity["name"], []).append(span)
        values = [v for v in find_literals(sentence) if v.kind in LITERALS]
        values = [v for v in values if not any(a < v.end and v.start < b for a, b in given)]
        given |= {(v.start, v.end): (v.kind, "literal") for v in values}
        for entity_, (span, mark) in placed_outside(offers[start, end], sentence).items():
            given[span] = mark
            places[entity_] = [span]
        told, status = placed(_stated(gold, (start, end)), places, values)
        yield Passage(
            "corpus",
            f"{name}:{start}",
            sentence,
            kinds,
            True,
            tuple(given),
            {SPACE: told},
            status,
            given,
        )


def _between(text: str, sentences: Sequence[Offsets]) -> Iterator[Offsets]:
    """Yield the sentences of a text, roughly, that lie outside those given."""
    for match in _SENTENCE.finditer(text):
        if all(end <= match.start() or match.end() <= start for start, end in sentences):
            yield match.span()


def _marked_in(gold: Any, sentence: Offsets) -> list[tuple[str, str]]:
    """Return the kinds and names of what an annotated sentence mentions, in text order."""
    found = [
        (span, (e["type"], e["name"]))
        for e in gold["entities"]
        for how in ("mentions", "coref")
        for span in e[how]
        if sentence[0] <= span[0] and span[1] <= sentence[1]
    ]
    return [mark for _, mark in sorted(found)]


def _form(surface: str, kind: str, how: str) -> str:
    if how == "mentions":
        return "nominal" if is_general(surface, kind) else "name"
    return "pronoun" if surface.lower() in PRONOUNS else "nominal"


def _stated(gold: Any, sentence: Offsets) -> Iterator[tuple[str, str, Any, str, bool]]:
    """Yield what a sentence states; other facts of the article are unknown in it."""
    for relation in gold["relations"]:
        here = list(sentence) in relation["evidence"]
        target = relation["object"]
        if isinstance(target, dict):
            value = target["value"]
            lexical = (
                format(value, "f").rstrip("0").rstrip(".")
                if isinstance(value, float)
                else str(value)
            )
            target = Value(target["kind"], lexical)
        status = relation["status"]
        yield relation["subject"], relation["relation"], target, status, here
        for other in relation.get("alt_relations", ()):
            yield relation["subject"], other, target, status, False
    for relation in gold["neutral"]:
        if not isinstance(relation["object"], dict):
            yield relation["subject"], relation["relation"], relation["object"], "asserted", False
