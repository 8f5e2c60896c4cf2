"""What a picture holds: the nodes and statements chosen from a network, with their evidence.

All of it can be written as JSON and is sorted, so that the order in which a network was
filled never shows. What repeats (documents, sentences, names of kinds) is written once and
referred to by its number; a table is ``{"columns": names, "rows": lists}``.
"""

import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx

Json = dict[str, Any]

LABEL_COLUMNS = 20  # of a label's line; a longer name is cut, the panel has it whole
LABEL_LINES = 2

NODE_COLUMNS = ("iri", "label", "kind", "aliases", "documents", "degree", "x", "y", "size")
STATEMENT_COLUMNS = (
    "iri", "from", "to", "value", "relation", "status", "confidence", "support", "document",
    "speaker", "qualifiers", "evidence",
)  # fmt: skip
LINE_COLUMNS = ("from", "to", "status", "bend", "statements")
DOCUMENT_COLUMNS = ("source", "date")
HOW = ("extractor", "entry", "pattern")  # of a passage: how it was read
PASSAGE_COLUMNS = ("quote", "document", "start", "end", "how")


def table(columns: tuple[str, ...], rows: Iterable[Iterable[Any]]) -> Json:
    """Return rows as the page reads them."""
    return {"columns": list(columns), "rows": [list(row) for row in rows]}


@dataclass(slots=True)
class Numbering:
    """Numbers for what repeats, in the order of first use."""

    number_of: dict[Any, int] = field(default_factory=dict)

    def __call__(self, what: Any) -> int:
        """Return the number of something."""
        return self.number_of.setdefault(what, len(self.number_of))

    def __iter__(self) -> Iterator[Any]:
        return iter(self.number_of)


@dataclass(frozen=True, slots=True)
class Node:
    """A node as the page shows it; its degree counts what is not drawn too."""

    iri: str
    label: str
    text: tuple[str, ...]  # the label in lines
    kind: str
    aliases: tuple[str, ...]
    documents: int
    degree: int


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: an edge to a node, or a fact with a value; ``data`` is the network's."""

    iri: str
    start: int
    end: int | None
    value: str
    data: Mapping[str, Any]

    @property
    def relation(self) -> str:
        """The name of its property."""
        return str(self.data["relation"])

    @property
    def status(self) -> str:
        """The name of its status."""
        return str(self.data.get("status", "asserted"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line for all statements of the same two ends, direction and status."""

    start: int
    end: int
    status: str
    statements: tuple[int, ...]


def central(network: networkx.MultiDiGraph, top: int) -> list[str]:
    """Return the IRIs of the best joined nodes, of a focus the nearest, sorted by IRI."""
    away: Mapping[str, int] = network.graph.get("away", {})
    ranked = sorted(
        network.nodes,
        key=lambda iri: (
            away.get(iri, 0),
            -network.degree(iri),
            -network.nodes[iri].get("documents", 0),
            iri,
        ),
    )
    return sorted(ranked[: max(top, 0)])


def node_of(iri: str, network: networkx.MultiDiGraph) -> Node:
    """Return what the page says of a node."""
    data = network.nodes[iri]
    label = " ".join(str(data.get("label", "")).split()) or iri
    return Node(
        iri=iri,
        label=label,
        text=tuple(wrapped(label)),
        kind=str(data.get("kind", "") or "Other"),
        aliases=tuple(sorted(map(str, data.get("aliases", [])))),
        documents=int(data.get("documents", 0)),
        degree=network.degree(iri) - network.number_of_edges(iri, iri),
    )


def wrapped(label: str) -> list[str]:
    """Return a label in at most two short lines."""
    lines = textwrap.wrap(
        label, LABEL_COLUMNS, max_lines=LABEL_LINES, placeholder="…", break_on_hyphens=False
    )
    return lines or [label[:LABEL_COLUMNS]]


def statements_of(network: networkx.MultiDiGraph, number_of: Mapping[str, int]) -> list[Said]:
    """Return the statements between the nodes chosen, then the facts about them, sorted."""
    edges = [
        Said(str(key), number_of[subject], number_of[object_], "", data)
        for subject, object_, key, data in network.edges(keys=True, data=True)
        if subject in number_of and object_ in number_of
    ]
    facts = [
        Said(str(fact.get("statement", "")), number, None, _value(fact), fact)
        for iri, number in number_of.items()
        for fact in network.nodes[iri].get("facts", [])
    ]
    edges.sort(key=lambda said: (said.start, said.end, said.status, said.relation, said.iri))
    facts.sort(key=lambda said: (said.start, said.relation, said.value, said.iri))
    return edges + facts


def _value(fact: Mapping[str, Any]) -> str:
    value = fact["value"]
    shown = f"{value:,}" if isinstance(value, int | float) and abs(value) >= 10_000 else str(value)
    return f"{shown} {fact.get('currency') or fact.get('unit') or ''}".strip()


def lines_of(statements: list[Said]) -> list[Line]:
    """Return the lines to draw, sorted by their ends and status."""
    groups: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for number, said in enumerate(statements):
        if said.end is not None:
            groups[said.start, said.end, said.status].append(number)
    return [Line(*ends, tuple(numbers)) for ends, numbers in sorted(groups.items())]


def names_of(statements: list[Said]) -> list[str]:
    """Return the relations, those of most statements first."""
    counts = Counter(said.relation for said in statements)
    return sorted(counts, key=lambda name: (-counts[name], name))


def statement_tables(
    statements: list[Said], relations: list[str], statuses: list[str]
) -> dict[str, Json]:
    """Return the tables of statements, of their documents and of their sentences."""
    dates = _dates(statements)
    documents = {source: number for number, source in enumerate(dates)}
    passages = Numbering()
    number_of_relation = {name: number for number, name in enumerate(relations)}
    number_of_status = {name: number for number, name in enumerate(statuses)}
    rows = [
        (
            said.iri,
            said.start,
            said.end,
            said.value,
            number_of_relation[said.relation],
            number_of_status[said.status],
            _decimal(said.data.get("confidence")),
            int(said.data.get("support", 1)),
            documents[source_of(said)],
            str(said.data.get("attributed_to") or ""),
            [[k, str(v)] for k, v in sorted((said.data.get("qualifiers") or {}).items())],
            [passages(passage) for passage in _passages(said, documents)],
        )
        for said in statements
    ]
    return {
        "statements": table(STATEMENT_COLUMNS, rows),
        "documents": table(DOCUMENT_COLUMNS, dates.items()),
        "passages": table(PASSAGE_COLUMNS, passages),
    }


def source_of(said: Said) -> str:
    """Return the document that a statement comes from, nothing if nobody says."""
    evidence = said.data.get("evidence") or [{}]
    return str(said.data.get("document") or evidence[0].get("source") or "")


def _dates(statements: list[Said]) -> dict[str, str]:
    """Return the documents, sorted, with the day each was published, if known."""
    dates: dict[str, str] = {}
    for said in statements:
        source = source_of(said)
        dates[source] = str(said.data.get("published") or "") or dates.get(source, "")
        for item in said.data.get("evidence", []):
            dates.setdefault(str(item["source"]), "")
    return dict(sorted(dates.items()))


def _passages(said: Said, documents: Mapping[str, int]) -> list[tuple[Any, ...]]:
    found = [
        (
            str(item["quote"]),
            documents[str(item["source"])],
            item.get("start"),
            item.get("end"),
            " · ".join(str(item[key]) for key in HOW if item.get(key)),
        )
        for item in said.data.get("evidence", [])
    ]
    return sorted(found, key=lambda passage: (passage[1], passage[2] or 0, passage[0]))


def _decimal(value: object) -> float | None:
    return None if value is None else round(float(str(value)), 2)


def words(name: str) -> str:
    """Return the words of a camel-case name.

    >>> words("formerlyWorkedFor")
    'formerly worked for'
    """
    first, *rest = re.split(r"(?<=[a-z0-9])(?=[A-Z])", name)
    return " ".join([first, *(word.lower() for word in rest)])
