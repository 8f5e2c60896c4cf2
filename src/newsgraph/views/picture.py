"""What a picture shows: the nodes and lines for pyvis, and all that a click reveals.

Nodes are numbered by IRI and lines by their ends, so the order in which a network was
filled never shows. What only looks (colour) lives in ``picture.css``.
"""

import re
import textwrap
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx

from newsgraph.views.layout import place

Json = dict[str, Any]

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

LABEL_COLUMNS = 20  # of a label's line; a longer name is cut, the panel has it whole
LABEL_LINES = 2
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
    chosen = _central(network, top)
    number_of = {iri: number for number, iri in enumerate(chosen)}
    lines = _merged(network, number_of)
    simple = networkx.Graph()
    simple.add_nodes_from(range(len(chosen)))
    simple.add_edges_from((line["from"], line["to"]) for line in lines)
    nodes = [_node(iri, network) for iri in chosen]
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


def _central(network: networkx.MultiDiGraph, top: int) -> list[str]:
    """Return the IRIs of the nodes with most statements, sorted by IRI."""
    ranked = sorted(
        network.nodes,
        key=lambda iri: (-network.degree(iri), -network.nodes[iri].get("documents", 0), iri),
    )
    return sorted(ranked[: max(top, 0)])


def _node(iri: str, network: networkx.MultiDiGraph) -> Json:
    data = network.nodes[iri]
    label = " ".join(str(data.get("label", "")).split()) or iri
    facts = sorted(data.get("facts", []), key=lambda fact: (fact["relation"], str(fact["value"])))
    return {
        "iri": iri,
        "label": label,
        "text": _wrapped(label),
        "kind": data.get("kind", "") or "Other",
        "aliases": sorted(data.get("aliases", [])),
        "documents": data.get("documents", 0),
        "degree": network.degree(iri),  # in the whole network, drawn or not
        "facts": [_fact(fact) for fact in facts],
    }


def _fact(fact: Mapping[str, Any]) -> Json:
    unit = fact.get("currency") or fact.get("unit") or ""
    return {
        "relation": fact["relation"],
        "value": f"{fact['value']} {unit}".strip(),
        "status": str(fact.get("status", "asserted")),
        **_said(fact),
    }


def _merged(network: networkx.MultiDiGraph, number_of: Mapping[str, int]) -> list[Json]:
    """Return one line for all statements of the same two ends, direction and status."""
    groups: dict[tuple[int, int, str], list[Json]] = defaultdict(list)
    for subject, object_, key, data in network.edges(keys=True, data=True):
        if subject in number_of and object_ in number_of:
            ends = (number_of[subject], number_of[object_], str(data.get("status", "asserted")))
            groups[ends].append(_statement(str(key), data))
    lines = []
    for (start, end, status), statements in sorted(groups.items()):
        statements.sort(key=lambda statement: (statement["relation"], statement["iri"]))
        text = _line_text(status, [statement["relation"] for statement in statements])
        line: Json = {"from": start, "to": end, "status": status, "text": text}
        lines.append(line | {"statements": statements})
    return lines


def _statement(iri: str, data: Mapping[str, Any]) -> Json:
    return {
        "iri": iri,
        "relation": data["relation"],
        **_said(data),
    }


def _said(data: Mapping[str, Any]) -> Json:
    qualifiers = data.get("qualifiers") or {}
    return {
        "confidence": _decimal(data.get("confidence")),
        "said_by": data.get("attributed_to") or "",
        "qualifiers": [[key, str(value)] for key, value in sorted(qualifiers.items())],
        "evidence": _evidence(data.get("evidence", [])),
    }


def _evidence(found: Iterable[Mapping[str, Any]]) -> list[Json]:
    entries = [
        {
            "quote": str(item["quote"]),
            "source": str(item["source"]),
            "start": item.get("start"),
            "end": item.get("end"),
            "how": " · ".join(str(item[key]) for key in ("entry", "pattern") if item.get(key)),
        }
        for item in found
    ]
    return sorted(entries, key=lambda entry: (entry["source"], entry["start"] or 0, entry["quote"]))


def _line_text(status: str, relations: list[str]) -> str:
    """Return what is written on a line: at most two relations, each with its count."""
    names = sorted(set(relations))
    shown = [
        _words(name) + (f" ×{relations.count(name)}" if relations.count(name) > 1 else "")
        for name in names[:2]
    ]
    rest = f" +{len(names) - 2}" if len(names) > 2 else ""
    return ("not " if status == "negated" else "") + ", ".join(shown) + rest


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
    shown = f"{_short(node['label'])}\n{_words(node['kind'])}, statements: {node['degree']}"
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
            "text": _words(name),
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
    return round(min(8.0 + 2.6 * float(node["degree"]) ** 0.5, 22.0), 1)


def _box(node: Json) -> tuple[float, float]:
    """Return width and height of a node with its label below."""
    columns = max(_columns(text) for text in node["text"])
    radius = _radius(node)
    # The label makes the box lower only below the node: twice its height keeps the centre.
    return max(2 * radius, columns * COLUMN), 2 * radius + LINE * len(node["text"]) * 1.3


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _wrapped(label: str) -> list[str]:
    lines = textwrap.wrap(
        label, LABEL_COLUMNS, max_lines=LABEL_LINES, placeholder="…", break_on_hyphens=False
    )
    return lines or [label[:LABEL_COLUMNS]]


def _short(text: str) -> str:
    """Return a label fit for a tooltip."""
    return textwrap.shorten(text, 80, placeholder="…") or text[:80]


def _words(name: str) -> str:
    """Return the words of a camel-case name.

    >>> _words("formerlyWorkedFor")
    'formerly worked for'
    """
    first, *rest = re.split(r"(?<=[a-z0-9])(?=[A-Z])", name)
    return " ".join([first, *(word.lower() for word in rest)])


def _decimal(value: object) -> str:
    return "" if value is None else format(float(str(value)), ".2f")
