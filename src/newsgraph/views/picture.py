"""What a picture shows: the contents that the page reads, and pyvis's nodes and edges.

Shapes, sizes and dashes are said here; colours, which follow the reader's light or dark
page, in ``assets/picture.css``.
"""

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import networkx

from newsgraph.views import picture_contents as contents_
from newsgraph.views.layout import place
from newsgraph.views.picture_contents import Json, Line, Node, table, words

# Shape tells kinds apart without colour; hollow marks the narrower or looser sister kind.
SHAPES: dict[str, tuple[str, bool]] = {
    "Organization": ("dot", False),
    "OrganizationGroup": ("dot", True),
    "GovernmentGroup": ("square", False),
    "Person": ("triangle", False),
    "ProductTechnology": ("diamond", False),
    "Place": ("triangleDown", False),
    "Event": ("star", False),
    "Conference": ("star", True),
    "Concept": ("hexagon", False),
}
OTHER_SHAPE = ("square", True)  # a kind that the user's own ontology adds

DASHES: dict[str, list[int]] = {  # pixels of line and gap; none: solid
    "asserted": [],
    "attributed": [2, 4],
    "speculative": [7, 6],
    "planned": [16, 6],
    "negated": [7, 6],
}

COLUMN = 6.6  # pixels of a character at the 12 pixels that picture_labels.js writes
LINE_HEIGHT = 14.0  # pixels of a label's line
NAMED = 600  # nodes up to which the layout keeps room for every name
VERSION = 1  # of the contents


@dataclass(frozen=True, slots=True)
class Picture:
    """A network ready to be drawn; everything in it can be written as JSON."""

    contents: Json  # all that the page shows: tables of nodes, statements, documents ..
    nodes: list[Json]  # as pyvis has them: number, place, shape and size
    edges: list[Json]  # as pyvis has them; one stands for all statements alike


def make_picture(network: networkx.MultiDiGraph, *, title: str, top: int) -> Picture:
    """Return the picture of the top best connected nodes and the lines among them."""
    chosen = contents_.central(network, top)
    number_of = {iri: number for number, iri in enumerate(chosen)}
    nodes = [contents_.node_of(iri, network) for iri in chosen]
    statements = contents_.statements_of(network, number_of)
    lines = contents_.lines_of(statements)
    places = _places(nodes, lines)
    bends = _bends(lines)
    kinds = _in_order(SHAPES, Counter(node.kind for node in nodes))
    statuses = _in_order(DASHES, Counter(said.status for said in statements))
    relations = contents_.names_of(statements)
    contents: Json = {
        "version": VERSION,
        "title": title,
        "note": _note(network, len(chosen)),
        "total": {"nodes": len(network), "statements": _said(network)},
        "kinds": [_kind(name) for name in kinds],
        "statuses": [{"name": name, "dashes": DASHES.get(name, [])} for name in statuses],
        "relations": [{"name": name, "text": words(name)} for name in relations],
        "nodes": table(contents_.NODE_COLUMNS, map(_row, nodes, places, _numbers(kinds, nodes))),
        "lines": table(
            contents_.LINE_COLUMNS,
            (
                (line.start, line.end, statuses.index(line.status), bend, list(line.statements))
                for line, bend in zip(lines, bends, strict=True)
            ),
        ),
        **contents_.statement_tables(statements, relations, statuses),
    }
    return Picture(
        contents,
        [_pyvis_node(n, node, at) for n, (node, at) in enumerate(zip(nodes, places, strict=True))],
        [_pyvis_edge(n, line, bends[n]) for n, line in enumerate(lines)],
    )


def _numbers(kinds: list[str], nodes: list[Node]) -> list[int]:
    return [kinds.index(node.kind) for node in nodes]


def _row(node: Node, at: tuple[int, int], kind: int) -> tuple[object, ...]:
    return (
        node.iri,
        node.label,
        kind,
        list(node.aliases),
        node.documents,
        node.degree,
        *at,
        _radius(node),
    )


def _places(nodes: list[Node], lines: list[Line]) -> list[tuple[int, int]]:
    simple = networkx.Graph()
    simple.add_nodes_from(range(len(nodes)))
    simple.add_edges_from((line.start, line.end) for line in lines if line.start != line.end)
    return place(simple, [_box(node, named=len(nodes) <= NAMED) for node in nodes])


def _bends(lines: list[Line]) -> list[float]:
    """Return how far each line bends off the straight way, so that none hides another."""
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        between[min(line.start, line.end), max(line.start, line.end)].append(number)
    bends = [0.0] * len(lines)
    for pair, numbers in between.items():
        for position, number in enumerate(numbers):
            bend = round((position - (len(numbers) - 1) / 2) * 0.24, 2)
            # vis-network bends to the right of the way from start to end.
            bends[number] = bend if lines[number].start == pair[0] else -bend
    return bends


def _pyvis_node(number: int, node: Node, at: tuple[int, int]) -> Json:
    shape, _ = SHAPES.get(node.kind, OTHER_SHAPE)
    return {"id": number, "x": at[0], "y": at[1], "shape": shape, "size": _radius(node)}


def _pyvis_edge(number: int, line: Line, bend: float) -> Json:
    smooth: Json | bool = False
    if bend:
        turn = "curvedCW" if bend > 0 else "curvedCCW"
        smooth = {"enabled": True, "type": turn, "roundness": abs(bend)}
    return {
        "id": number,
        "from": line.start,
        "to": line.end,
        "arrows": "to",
        "dashes": DASHES.get(line.status) or False,
        "width": min(1.3 + 0.5 * (len(line.statements) - 1), 4.0),
        "smooth": smooth,
    }


def _in_order(known: Mapping[str, object], counts: Counter[str]) -> list[str]:
    """Return the names that occur, those we know in our order, then the user's own."""
    return [name for name in known if name in counts] + sorted(set(counts) - set(known))


def _kind(name: str) -> Json:
    shape, hollow = SHAPES.get(name, OTHER_SHAPE)
    return {"name": name, "text": words(name), "shape": shape, "hollow": hollow}


def _said(network: networkx.MultiDiGraph) -> int:
    facts = sum(len(data.get("facts", [])) for _, data in network.nodes(data=True))
    return int(network.number_of_edges()) + facts


def _note(network: networkx.MultiDiGraph, shown: int) -> str:
    total = network.number_of_nodes()
    if total == 0:
        return "This network holds nothing to draw."
    if shown == total:
        return ""
    chosen = "nearest to the focus" if "away" in network.graph else "best connected"
    return (
        f"{shown:,} of {total:,} nodes are drawn, the {chosen}. To see the rest: draw with "
        f"--top {total}, with --engine sigma for thousands, or with --focus NAME for one "
        "entity and what is around it."
    )


def _radius(node: Node) -> float:
    return round(min(8.0 + 2.6 * math.sqrt(node.degree), 22.0), 1)


def _box(node: Node, *, named: bool) -> tuple[float, float]:
    """Return width and height of a node, with its label below if there is room for names."""
    radius = _radius(node)
    if not named:
        return 2 * radius + 4, 2 * radius + 4
    columns = max(_columns(text) for text in node.text)
    # The label makes the box lower only below the node: twice its height keeps the centre.
    return max(2 * radius, columns * COLUMN), 2 * radius + LINE_HEIGHT * len(node.text) * 1.3


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
