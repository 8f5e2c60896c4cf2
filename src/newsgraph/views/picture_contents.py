"""What a picture holds: the nodes and lines chosen from a network, with their evidence.

All in plain lists and dicts that can be written as JSON, sorted, so that the order in
which a network was filled never shows.
"""

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import networkx

Json = dict[str, Any]

LABEL_COLUMNS = 20  # of a label's line; a longer name is cut, the panel has it whole
LABEL_LINES = 2


def central(network: networkx.MultiDiGraph, top: int) -> list[str]:
    """Return the IRIs of the nodes with most statements, sorted by IRI."""
    ranked = sorted(
        network.nodes,
        key=lambda iri: (-network.degree(iri), -network.nodes[iri].get("documents", 0), iri),
    )
    return sorted(ranked[: max(top, 0)])


def node_content(iri: str, network: networkx.MultiDiGraph) -> Json:
    """Return what the panel says of a node; its degree counts what is not drawn too."""
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
        "degree": network.degree(iri) - network.number_of_edges(iri, iri),
        "facts": [_fact(fact) for fact in facts],
    }


def _wrapped(label: str) -> list[str]:
    lines = textwrap.wrap(
        label, LABEL_COLUMNS, max_lines=LABEL_LINES, placeholder="…", break_on_hyphens=False
    )
    return lines or [label[:LABEL_COLUMNS]]


def _fact(fact: Mapping[str, Any]) -> Json:
    unit = fact.get("currency") or fact.get("unit") or ""
    return {
        "relation": fact["relation"],
        "value": f"{fact['value']} {unit}".strip(),
        "status": str(fact.get("status", "asserted")),
        **_said(fact),
    }


def merged_lines(network: networkx.MultiDiGraph, number_of: Mapping[str, int]) -> list[Json]:
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
        words(name) + (f" ×{relations.count(name)}" if relations.count(name) > 1 else "")
        for name in names[:2]
    ]
    rest = f" +{len(names) - 2}" if len(names) > 2 else ""
    return ("not " if status == "negated" else "") + ", ".join(shown) + rest


def words(name: str) -> str:
    """Return the words of a camel-case name.

    >>> words("formerlyWorkedFor")
    'formerly worked for'
    """
    first, *rest = re.split(r"(?<=[a-z0-9])(?=[A-Z])", name)
    return " ".join([first, *(word.lower() for word in rest)])


def _decimal(value: object) -> str:
    return "" if value is None else format(float(str(value)), ".2f")
