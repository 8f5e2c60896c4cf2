"""The graph in the formats of other programs; the same content always gives the same bytes.

RDF formats that know named graphs hold every graph of the store; Turtle merges the
graphs of the documents, with what is known of identity. GraphML holds what networkx
shows, JSON lines one entity, statement or page a line.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newsgraph.errors import LookupFailed
from newsgraph.model import Iri, Value
from newsgraph.store.dataset import Dataset
from newsgraph.store.serialize import serialized
from newsgraph.store.stored import StoredGraph, StoredPage, StoredPassage, StoredStatement
from newsgraph.store.terms import (
    IDENTITY_GRAPH,
    ORIGINS_GRAPH,
    local_name,
    plain_value,
    short,
    value_literal,
)
from newsgraph.views.network import to_networkx
from newsgraph.vocabulary.names import normal_form

if TYPE_CHECKING:
    from pyoxigraph import Quad

PAGE = "PAGE"  # the subject of what a page says about itself
_PAGE_RELATIONS = ("mentions", "affects", "timeline")
# What XML 1.0, section 2.2 leaves out; GraphML has no way to write it.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(dataset: Dataset, format: str, stream: IO[bytes]) -> None:  # noqa: A002 - its name
    """Write the graph in a format of ``FORMATS``; raises LookupFailed for any other."""
    if format not in FORMATS:
        raise LookupFailed(f"{format}: no such format; there are: {', '.join(FORMATS)}")
    FORMATS[format](dataset, stream)


def _turtle(dataset: Dataset, stream: IO[bytes]) -> None:
    from pyoxigraph import RdfFormat

    graphs = (*(document.iri for document in dataset.documents()), IDENTITY_GRAPH, ORIGINS_GRAPH)
    triples = {quad.triple for graph in graphs for quad in dataset.quads(graph)}
    stream.write(serialized(sorted(triples, key=str), RdfFormat.TURTLE))


def _trig(dataset: Dataset, stream: IO[bytes]) -> None:
    from pyoxigraph import RdfFormat

    stream.write(serialized(_by_graph(dataset), RdfFormat.TRIG))


def _nquads(dataset: Dataset, stream: IO[bytes]) -> None:
    for line in sorted(f"{quad} .\n" for quad in dataset.quads()):
        stream.write(line.encode())


def _jsonld(dataset: Dataset, stream: IO[bytes]) -> None:
    from pyoxigraph import RdfFormat

    stream.write(serialized(_by_graph(dataset), RdfFormat.JSON_LD))


def _by_graph(dataset: Dataset) -> "list[Quad]":
    return sorted(dataset.quads(), key=lambda quad: (str(quad.graph_name), str(quad)))


def _graphml(dataset: Dataset, stream: IO[bytes]) -> None:
    """Write GraphML: names are joined by semicolons, what has parts of its own is JSON."""
    import networkx as nx

    network = to_networkx(dataset)
    flat = nx.MultiDiGraph()
    for iri, node in network.nodes(data=True):
        flat.add_node(iri, **_flat(node))
    for subject, object_, key, edge in network.edges(keys=True, data=True):
        flat.add_edge(subject, object_, key=key, **_flat(edge))
    nx.write_graphml_xml(flat, stream, named_key_ids=True)


def _flat(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: _flat_value(name, value) for name, value in attributes.items()}


def _flat_value(name: str, value: Any) -> Any:
    if isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else _json(value)
    return _NOT_XML.sub("\ufffd", "; ".join(value) if name == "aliases" else text)


def _jsonl(dataset: Dataset, stream: IO[bytes]) -> None:
    """Write what each document says: its entities, its statements, its page.

    A document is named by the last part of its source, an entity by the name that this
    document's graph gives it, or by its IRI where another entity of the document has that
    name too (Jordan, the country and the player). Offsets point into the text as read.
    """
    for graph in dataset.graphs():
        for line in _lines(graph):
            stream.write(f"{_json({'doc': _base_name(graph.document.source), **line})}\n".encode())


def _lines(graph: StoredGraph) -> Iterator[dict[str, Any]]:
    labels = _single_names(graph.labels())
    for entity in graph.entities:
        yield {
            "name": entity.label,
            "type": entity.kind,
            "aliases": list(entity.aliases),
            "id": entity.iri,
        }
    for statement in graph.statements:
        if (statement.predicate, statement.subject) != ("timeline", graph.document.iri):
            yield _statement(statement, {**labels, graph.document.iri: PAGE})
    if graph.document.page is not None:
        yield {"page": _page(graph, graph.document.page)}


def _single_names(labels: dict[Iri, str]) -> dict[Iri, str]:
    """Return the names of entities; of those that share one, however written, the IRI."""
    forms = {iri: normal_form(label) or label for iri, label in labels.items()}
    shared = Counter(forms.values())
    return {iri: label if shared[forms[iri]] == 1 else iri for iri, label in labels.items()}


def _statement(statement: StoredStatement, labels: dict[Iri, str]) -> dict[str, Any]:
    actions = [
        plain_value(v) for n, v in statement.qualifiers if n == "action" and isinstance(v, Value)
    ]
    line: dict[str, Any] = {
        "subject": _name(statement.subject, labels),
        **({"action": actions[0]} if actions else {"relation": statement.predicate}),
        "object": _object(statement.object, labels),
        "status": str(statement.status),
        "evidence": [_span(evidence) for evidence in statement.evidence],
        "confidence": statement.confidence,
    }
    given = [(name, value) for name, value in statement.qualifiers if name != "action"]
    qualifiers = {name: _plain(value, labels) for name, value in given}
    if statement.attributed_to is not None:
        qualifiers["attributed_to"] = _name(statement.attributed_to, labels)
    return {**line, "qualifiers": qualifiers} if qualifiers else line


def _object(end: Iri | Value, labels: dict[Iri, str]) -> str | dict[str, Any]:
    if not isinstance(end, Value):
        return _name(end, labels)
    datatype = short(value_literal(end).datatype.value)
    literal = {"value": plain_value(end), "datatype": datatype, "kind": end.kind}
    named = {"currency": end.currency, "unit": end.unit}
    return literal | {name: text for name, text in named.items() if text}


def _page(graph: StoredGraph, page: StoredPage) -> dict[str, Any]:
    listed: dict[str, list[StoredStatement]] = {name: [] for name in _PAGE_RELATIONS}
    for statement in graph.statements:
        if statement.subject == graph.document.iri and statement.predicate in listed:
            listed[statement.predicate].append(statement)
    return {
        "headline": page.headline,
        "category": page.category,
        "sentiment": page.sentiment,
        "score": page.score,
        "read_minutes": page.read_minutes,
        "sources_verified": page.sources_verified,
        "key_takeaways": [_span(passage) for passage in page.takeaways],
        "key_facts": [_span(passage) for passage in page.facts],
        "affected": [_entry(graph, said, "sentiment") for said in listed["affects"]],
        "mentioned": [_entry(graph, said, "ticker") for said in listed["mentions"]],
        "timeline": [s.evidence[0].quote for s in sorted(listed["timeline"], key=_place)],
    }


def _entry(graph: StoredGraph, said: StoredStatement, extra: str) -> dict[str, Any]:
    """Return an entry of a page's list; without a kind of its own it has that of the entity."""
    qualifiers = {name: _plain(value, {}) for name, value in said.qualifiers}
    kinds = {entity.iri: entity.kind.lower() for entity in graph.entities}
    kind = qualifiers.get("listedKind") or kinds.get(Iri(str(said.object)), "")
    return {"name": _name_on_page(graph, said), "kind": kind, extra: qualifiers.get(extra)}


def _name_on_page(graph: StoredGraph, said: StoredStatement) -> str:
    """Return the words of the page where they are just a name of the entity, else its label."""
    names = {e.iri: (e.label, *e.aliases) for e in graph.entities}.get(Iri(str(said.object)), ())
    quote = said.evidence[0].quote
    if quote.casefold() in {name.casefold() for name in names}:
        return quote
    return names[0] if names else local_name(str(said.object))


def _place(said: StoredStatement) -> tuple[float, int]:
    position = dict(said.qualifiers).get("position")
    place = float(position.lexical) if isinstance(position, Value) else float("inf")
    return place, said.evidence[0].start


def _plain(end: Iri | Value, labels: dict[Iri, str]) -> int | float | str:
    return plain_value(end) if isinstance(end, Value) else _name(end, labels)


def _name(iri: Iri, labels: dict[Iri, str]) -> str:
    return labels.get(iri) or local_name(iri)


def _span(passage: StoredPassage) -> list[int]:
    return [passage.start, passage.end]


def _base_name(source: str) -> str:
    """Return the last part of a path or of a URL's path; the source itself if that is empty."""
    path = urlsplit(source).path if re.match(r"[a-z]+://", source) else source
    return re.split(r"[/\\]", path)[-1] or source


def _json(value: object) -> str:
    """Return JSON without the line ends that Unicode has and JSON leaves as they are."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x85\u2028\u2029]", lambda end: f"\\u{ord(end[0]):04x}", text)


FORMATS: dict[str, Callable[[Dataset, IO[bytes]], None]] = {
    "ttl": _turtle,
    "trig": _trig,
    "nq": _nquads,
    "jsonld": _jsonld,
    "graphml": _graphml,
    "jsonl": _jsonl,
}
