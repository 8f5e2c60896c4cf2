"""Annotated texts as others mark them, brought into one form: passages.

A passage has character spans; ``prepare`` adds the candidates that the pipeline finds
and turns it into a lesson.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsgraph.errors import ReadError
from newsgraph.training.sets import CORE, CROSSNER, KNOWLEDGENET, PRODUCTS, REDOCRED

Offsets = tuple[int, int]
UNKNOWN = "?"  # a name whose kind the set does not tell
NOT_A_NAME = ("TIME", "NUM")


@dataclass(frozen=True, slots=True)
class Facts:
    """The relations of a passage in one label space, by character spans."""

    positive: tuple[tuple[Offsets, str, Offsets], ...]
    unknown: tuple[tuple[Offsets, str, Offsets], ...] = ()
    silence: tuple[str, ...] = ("*",)
    pairs: tuple[tuple[Offsets, Offsets], ...] | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to learn from, with what its set knows."""

    source: str
    name: str
    text: str
    kinds: Mapping[Offsets, str] = field(default_factory=dict)  # of names; UNKNOWN
    complete: bool = False  # what is not marked is not a name
    spans: tuple[Offsets, ...] = ()  # ends of facts: always candidates
    facts: Mapping[str, Facts] = field(default_factory=dict)
    status: tuple[tuple[Offsets, Offsets, str], ...] = ()
    given: Mapping[Offsets, tuple[str, str]] = field(default_factory=dict)
    # kind and form of candidates that are marked by hand; if any, no others are sought


def _core(line: Any) -> Iterator[Passage]:
    facts, kinds = [], {}
    for a, b, relation, c, d in line["triples"]:
        facts.append(((a, b), relation, (c, d)))
        for span, kind in zip(((a, b), (c, d)), CORE.get(relation, ("", "")), strict=True):
            kinds[span] = kind or UNKNOWN
    pairs = tuple(((a, b), (c, d)) for a, b, c, d in line["pairs"])
    text = line["text"]
    kinds = {span: k for span, k in kinds.items() if any(c.isupper() for c in text[slice(*span)])}
    spans = tuple(dict.fromkeys(s for pair in pairs for s in pair))
    yield Passage(
        "core", line["id"], text, kinds, False, spans, {"core": Facts(tuple(facts), pairs=pairs)}
    )


def _knowledgenet(line: Any) -> Iterator[Passage]:
    first, text, facts, kinds = line["start"], line["text"], [], {}
    for fact in line["facts"]:
        ends = [(a - first, b - first) for a, b in (fact["s"], fact["o"])]
        facts.append((ends[0], fact["relation"], ends[1]))
        for span, kind in zip(ends, KNOWLEDGENET[fact["relation"]], strict=True):
            if kind and text[span[0] : span[1]][:1].isupper() and len(text[slice(*span)]) > 4:
                kinds[span] = kind
    spans = tuple(dict.fromkeys(s for a, _, b in facts for s in (a, b)))
    known = Facts(tuple(facts), silence=tuple(line["properties"]))
    yield Passage("knowledgenet", line["id"], text, kinds, False, spans, {"knowledgenet": known})


def _crossner(line: Any) -> Iterator[Passage]:
    kinds = {(a, b): CROSSNER.get(kind, "") or UNKNOWN for a, b, kind in line["entities"]}
    yield Passage("crossner", line["id"], line["text"], kinds, True)


def _product(line: Any) -> Iterator[Passage]:
    text, done = line["text"], 0
    for sentence in text.split("\n"):
        start, end = done, done + len(sentence)
        done = end + 1
        entities = [(a, b, k) for a, b, k in line["entities"] if start <= a and b <= end]
        if not entities or len(sentence) > 900:
            continue
        kinds = {
            (a - start, b - start): PRODUCTS.get(kind, UNKNOWN)
            for a, b, kind in entities
            if kind == "organization" or sentence[a - start : b - start][:1].isupper()
        }
        facts = tuple(
            ((a - start, b - start), relation, (c - start, d - start))
            for a, b, relation, c, d in line["triples"]
            if start <= min(a, c) and max(b, d) <= end
        )
        spans = tuple((a - start, b - start) for a, b, _ in entities)
        name = f"{line['id']}:{start}"
        known = {"product": Facts(facts)}
        yield Passage("product", name, sentence, kinds, False, spans, known)


def _redocred(line: Any) -> Iterator[Passage]:
    for number, (start, end) in enumerate(line["sentences"]):
        of: dict[Offsets, int] = {}
        kinds, given = {}, {}
        for n, entity in enumerate(line["entities"]):
            for a, b in entity["mentions"]:
                if start <= a and b <= end:
                    span = (a - start, b - start)
                    of[span] = n
                    kind = REDOCRED.get(entity["type"], UNKNOWN)
                    if entity["type"] not in NOT_A_NAME:
                        kinds[span] = kind
                    literal = {"TIME": "date", "NUM": "number"}.get(entity["type"])
                    given[span] = (
                        (literal, "literal") if literal else (kind.replace(UNKNOWN, ""), "name")
                    )
        positive: list[tuple[Offsets, str, Offsets]] = []
        unknown: list[tuple[Offsets, str, Offsets]] = []
        for triple in line["triples"]:
            for a in (s for s, n in of.items() if n == triple["h"]):
                for b in (s for s, n in of.items() if n == triple["t"]):
                    told = not triple["evidence"] or number in triple["evidence"]
                    (positive if told else unknown).append((a, triple["r"], b))
        known = {"redocred": Facts(tuple(positive), tuple(unknown))}
        text = line["text"][start:end]
        name = f"{line['id']}:{number}"
        if of:
            yield Passage("redocred", name, text, kinds, True, tuple(of), known, given=given)


READERS = {
    "core": _core,
    "crossner": _crossner,
    "knowledgenet": _knowledgenet,
    "product": _product,
    "redocred": _redocred,
}


def read_passages(folder: Path, name: str, part: str = "train") -> Iterator[Passage]:
    """Yield the passages of one data set, in file order.

    Raises ReadError, naming file and line, for what is not in the set's form.
    """
    path = folder / f"{name}.{part}.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").strip().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), f"cannot be read as UTF-8: {error}") from error
    for n, raw in enumerate(lines, start=1):
        try:
            yield from READERS[name](json.loads(raw))
        except (KeyError, TypeError, ValueError) as error:
            raise ReadError(f"{path}:{n}", f"not a line of {name}: {error}") from error
