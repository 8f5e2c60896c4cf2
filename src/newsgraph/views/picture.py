"""What a picture shows: the nodes and lines for pyvis, and all that a click reveals.

Shapes, sizes and dashes are said here; colours, which follow the reader's light or dark
page, in ``picture.css``.
"""

import math
import textwrap
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

import networkx

from newsgraph.views.layout import place
from newsgraph.views.picture_contents import Json, central, merged_lines, node_content, words

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
LINE = 14.0  # pixels of a label's line


@dataclass(frozen=True, slots=True)
class Picture:
    """A network ready to be drawn; everything in it can be written as JSON."""

    nodes: list[Json]  # vis-network nodes, with their places
    lines: list[Json]  # vis-network edges; one stands for all statements alike
    details: Json  # what panel, search, legend and filters read; numbered as the above


def make_picture(network: networkx.MultiDiGraph, *, title: str, top: int) -> Picture:
    """Return the picture of the top best connected nodes and the lines among them."""
    chosen = central(network, top)
    number_of = {iri: number for number, iri in enumerate(chosen)}
    lines = merged_lines(network, number_of)
    simple = networkx.Graph()
    simple.add_nodes_from(range(len(chosen)))
    simple.add_edges_from((line["from"], line["to"]) for line in lines)
    nodes = [node_content(iri, network) for iri in chosen]
    places = place(simple, [_box(node) for node in nodes])
    details = {
        "title": title,
        "note": _note(network, len(chosen)),
        "kinds": _kinds(nodes),
        "loose": sorted(networkx.isolates(simple)),  # left out at first, if others are joined
        "statuses": _statuses(lines),
        "nodes": nodes,
        "lines": [
            {key: line[key] for key in ("from", "to", "status", "text", "statements")}
            for line in lines
        ],
    }
    bends = _bends(lines)
    return Picture(
        [_vis_node(n, node, at) for n, (node, at) in enumerate(zip(nodes, places, strict=True))],
        [_vis_edge(n, line, bends[n], nodes) for n, line in enumerate(lines)],
        details,
    )


def _bends(lines: list[Json]) -> list[float]:
    """Return how far each line bends off the straight way, so that none hides another."""
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        between[min(line["from"], line["to"]), max(line["from"], line["to"])].append(number)
    bends = [0.0] * len(lines)
    for pair, numbers in between.items():
        for position, number in enumerate(numbers):
            bend = (position - (len(numbers) - 1) / 2) * 0.24
            # vis-network bends to the right of the way from start to end.
            bends[number] = bend if lines[number]["from"] == pair[0] else -bend
    return bends


def _vis_node(number: int, node: Json, at: tuple[int, int]) -> Json:
    shape, _ = SHAPES.get(node["kind"], OTHER_SHAPE)
    shown = f"{_short(node['label'])}\n{words(node['kind'])}, statements: {node['degree']}"
    size = _radius(node)
    return {"id": number, "x": at[0], "y": at[1], "shape": shape, "size": size, "title": shown}


def _vis_edge(number: int, line: Json, bend: float, nodes: list[Json]) -> Json:
    ends = (_short(nodes[line["from"]]["label"]), _short(nodes[line["to"]]["label"]))
    smooth: Json | bool = False
    if bend:
        turn = "curvedCW" if bend > 0 else "curvedCCW"
        smooth = {"enabled": True, "type": turn, "roundness": abs(bend)}
    return {
        "id": number,
        "from": line["from"],
        "to": line["to"],
        "arrows": "to",
        "dashes": DASHES.get(line["status"]) or False,
        "width": min(1.3 + 0.5 * (len(line["statements"]) - 1), 4.0),
        "smooth": smooth,
        "title": f"{ends[0]}\n{line['text']} ({line['status']})\n{ends[1]}",
    }


def _kinds(nodes: list[Json]) -> list[Json]:
    counts: dict[str, int] = defaultdict(int)
    for node in nodes:
        counts[node["kind"]] += 1
    names = [name for name in SHAPES if name in counts] + sorted(set(counts) - set(SHAPES))
    return [
        {
            "name": name,
            "text": words(name),
            "shape": SHAPES.get(name, OTHER_SHAPE)[0],
            "hollow": SHAPES.get(name, OTHER_SHAPE)[1],
            "count": counts[name],
        }
        for name in names
    ]


def _statuses(lines: list[Json]) -> list[Json]:
    counts: dict[str, int] = defaultdict(int)
    for line in lines:
        counts[line["status"]] += len(line["statements"])
    names = [name for name in DASHES if name in counts] + sorted(set(counts) - set(DASHES))
    return [{"name": name, "dashes": DASHES.get(name, []), "count": counts[name]} for name in names]


def _note(network: networkx.MultiDiGraph, shown: int) -> str:
    total = network.number_of_nodes()
    if total == 0:
        return "This network holds nothing to draw."
    if shown < total:
        more = f"use a higher top to see the others (newsgraph draw --top {total})."
        return f"{shown} of {total} nodes shown, the best connected ones; {more}"
    return ""


def _radius(node: Json) -> float:
    degree: int = node["degree"]
    return round(min(8.0 + 2.6 * math.sqrt(degree), 22.0), 1)


def _box(node: Json) -> tuple[float, float]:
    """Return width and height of a node with its label below."""
    columns = max(_columns(text) for text in node["text"])
    radius = _radius(node)
    # The label makes the box lower only below the node: twice its height keeps the centre.
    return max(2 * radius, columns * COLUMN), 2 * radius + LINE * len(node["text"]) * 1.3


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _short(text: str) -> str:
    """Return a label fit for a tooltip."""
    return textwrap.shorten(text, 80, placeholder="…") or text[:80]
