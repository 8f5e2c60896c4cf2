"""Texts with names whose kinds people have marked, as the training commands read them.

A data set is a file ``<name>.train.jsonl``, one text a line; the model card of the
witness says where the sets come from and under which licence. A name whose kind a set
does not tell, or tells too coarsely, is left out.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from newsgraph.errors import ReadError
from newsgraph.vocabulary.examples import read_examples

ORG, PERSON, PLACE, PRODUCT = "Organization", "Person", "Place", "ProductTechnology"
Spans = Mapping[tuple[int, int], str]
HELD = 10  # one of so many articles is held out


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and the kind of each marked span of it."""

    source: str
    text: str
    kinds: Spans


CROSSNER = (
    dict.fromkeys(("location", "country"), PLACE)
    | dict.fromkeys(("politician", "scientist", "person", "researcher"), PERSON)
    | dict.fromkeys(("organisation", "politicalparty", "university"), ORG)
    | dict.fromkeys(("election", "event"), "Event")
    | dict.fromkeys(("product", "programlang", "academicjournal"), PRODUCT)
    | dict.fromkeys(("algorithm", "task", "field", "metrics", "discipline", "theory"), "Concept")
    | {"conference": "Conference", "award": "Concept"}
)
REDOCRED = {"LOC": PLACE, "PER": PERSON, "ORG": ORG}
KNOWLEDGENET = {  # property: kinds of subject and object; "" is not told
    "EMPLOYEE_OR_MEMBER_OF": (PERSON, ORG),
    "PLACE_OF_RESIDENCE": (PERSON, PLACE),
    "SPOUSE": (PERSON, PERSON),
    "EDUCATED_AT": (PERSON, ORG),
    "PLACE_OF_BIRTH": (PERSON, PLACE),
    "CHILD_OF": (PERSON, PERSON),
    "HEADQUARTERS": (ORG, PLACE),
    "FOUNDED_BY": (ORG, ""),
    "DATE_OF_BIRTH": (PERSON, ""),
    "CEO": (ORG, PERSON),
    "POLITICAL_AFFILIATION": (PERSON, ORG),
    "NATIONALITY": (PERSON, ""),
    "DATE_OF_DEATH": (PERSON, ""),
    "SUBSIDIARY_OF": (ORG, ORG),
    "DATE_FOUNDED": (ORG, ""),
}
BOTH_FIRMS = (ORG, ORG)
CORE = {
    "product_or_service_of": (PRODUCT, ORG),
    "brand_of": ("", ORG),
    "acquired_by": ("", ORG),  # lines and rights are bought as well as companies
    "shareholder_of": (ORG, ""),
} | dict.fromkeys(
    (
        "client_of",
        "collaboration",
        "competitor_of",
        "merged_with",
        "subsidiary_of",
        "traded_on",
        "regulated_by",
    ),
    BOTH_FIRMS,
)
PRODUCTS = {"organization": ORG, "product": PRODUCT}


def _crossner(line: Any) -> dict[tuple[int, int], str]:
    return {(a, b): CROSSNER.get(kind, "") for a, b, kind in line["entities"]}


def _product(line: Any) -> dict[tuple[int, int], str]:
    return {(a, b): PRODUCTS.get(kind, "") for a, b, kind in line["entities"]}


def _redocred(line: Any) -> dict[tuple[int, int], str]:
    return {
        (a, b): REDOCRED.get(entity["type"], "")
        for entity in line["entities"]
        for a, b in entity["mentions"]
    }


def _knowledgenet(line: Any) -> dict[tuple[int, int], str]:
    found = {}
    for fact in line["facts"]:
        for (a, b), kind in zip(
            (fact["s"], fact["o"]), KNOWLEDGENET.get(fact["relation"], ("", "")), strict=True
        ):
            if kind:
                found[a - line["start"], b - line["start"]] = kind
    return found


def _core(line: Any) -> dict[tuple[int, int], str]:
    found = {}
    for a, b, relation, c, d in line["triples"]:
        for span, kind in zip(((a, b), (c, d)), CORE.get(relation, ("", "")), strict=True):
            if kind:
                found[span] = kind
    return found


READERS = {
    "core": _core,
    "crossner": _crossner,
    "knowledgenet": _knowledgenet,
    "product": _product,
    "redocred": _redocred,
}


def read_set(folder: Path, name: str, part: str = "train") -> Iterator[Marked]:
    """Yield the texts of one data set that hold a marked name, in file order.

    Raises ReadError, naming file and line, for what is not in the set's form.
    """
    path = folder / f"{name}.{part}.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").strip().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), f"cannot be read as UTF-8: {error}") from error
    for n, raw in enumerate(lines, start=1):
        try:
            line = json.loads(raw)
            kinds = {span: kind for span, kind in READERS[name](line).items() if kind}
        except (KeyError, TypeError, ValueError) as error:
            raise ReadError(f"{path}:{n}", f"not a line of {name}: {error}") from error
        if kinds:
            yield Marked(f"{name}:{n}", line["text"], kinds)


def is_held_out(article: str) -> bool:
    """Say whether an article belongs to the tenth that settings are chosen and judged by."""
    return crc32(article.encode()) % HELD == 0


def read_marked_examples(folder: Path, *, held_out: bool = True) -> Iterator[Marked]:
    """Yield the example sentences, file by file in the order of their names.

    ``held_out`` says whether files that are held out of training are among them.
    """
    for path in sorted(folder.glob("*.txt")):
        if is_held_out(path.stem) and not held_out:
            continue
        for example in read_examples(path):
            kinds = {(m.start, m.end): m.kind for m in example.mentions}
            yield Marked(f"{path.name}:{example.line}", example.text, kinds)
