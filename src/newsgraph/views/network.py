"""The graph as networkx has it: entities as nodes, statements as edges, values as facts."""

from typing import TYPE_CHECKING, Any

from newsgraph.model import Iri, Status, Value
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import canonical
from newsgraph.store.origins import origins
from newsgraph.store.queries import QUALIFIERS, SAID
from newsgraph.store.stored import end_of
from newsgraph.store.terms import local_name, plain_value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import networkx as nx
    from pyoxigraph import NamedNode

# Five queries, however large the graph is. Every one looks into the documents' graphs only.
_ENTITIES = """
SELECT ?entity ?kind ?label ?document WHERE {
  GRAPH ?document { ?document a ng:Document . ?entity a ?kind ; rdfs:label ?label }
}"""
_ALIASES = """
SELECT DISTINCT ?entity ?alias WHERE {
  GRAPH ?document { ?document a ng:Document . ?entity skos:altLabel ?alias }
}"""
_STATEMENTS = f"""
SELECT ?statement ?subject ?predicate ?object ?status ?confidence ?document ?source ?speaker
  ?issued
WHERE {{
  GRAPH ?document {{
    ?statement ng:confidence ?confidence .
    ?document dcterms:source ?source . {SAID}
    OPTIONAL {{ ?statement ng:attributedTo ?speaker }}
  }}
}}"""
_EVIDENCE = """
SELECT ?statement ?quote ?start ?end ?source ?extractor ?entry ?pattern WHERE {
  GRAPH ?document {
    ?statement prov:wasDerivedFrom ?evidence .
    ?evidence oa:hasSelector ?position, ?words .
    ?position oa:start ?start ; oa:end ?end .
    ?words oa:exact ?quote .
    ?document dcterms:source ?source .
    OPTIONAL { ?evidence ng:extractor ?extractor }
    OPTIONAL { ?evidence ng:lexicalEntry ?entry }
    OPTIONAL { ?evidence ng:pattern ?pattern }
  }
}"""

_PASSAGE = ("quote", "source", "extractor", "entry", "pattern")


def to_networkx(
    dataset: Dataset,
    statuses: "Collection[Status | str] | None" = None,
    min_confidence: float = 0.0,
    *,
    pages: bool = False,
    merged: bool = True,
) -> "nx.MultiDiGraph":
    """Return entities as nodes and statements between them as edges keyed by statement IRI.

    A node has ``label`` (the name most documents use, the longest of equals), ``kind``,
    ``aliases``, ``documents`` (how many name it) and ``facts``, what is stated of it with
    a value.
    An edge, and a fact, has ``relation``, ``status``, ``confidence``, ``attributed_to``
    (a label or nothing), ``qualifiers``, ``document`` (its source), ``published`` (that
    document's date or nothing), ``support`` (how many origins say it) and ``evidence``,
    dicts of ``quote``, ``source``, ``start`` and ``end`` in the text as read, ``extractor``,
    ``entry`` and ``pattern``; a fact also has its ``value``, and ``currency`` or ``unit``.
    Only the statuses given are taken, all by default. ``pages`` adds the documents and what
    their pages list. Entities that are one by the identity graph are one node, whose IRI is
    the canonical one, unless ``merged`` is off.
    """
    import networkx as nx

    network = nx.MultiDiGraph()
    first = canonical(dataset) if merged else {}
    for iri, attributes in _nodes(dataset, first, pages=pages).items():
        network.add_node(iri, **attributes)
    wanted = {str(status) for status in (Status if statuses is None else statuses)}
    evidence = _evidence(dataset)
    labels = {iri: network.nodes[iri]["label"] for iri in network}
    labels |= {member: labels[head] for member, head in first.items() if head in labels}
    qualifiers = _qualifiers(dataset, labels)
    rows = sorted(dataset.select(_STATEMENTS), key=lambda row: str(row["statement"].value))
    support = _support(rows, first, origins(dataset))
    for row in rows:
        iri, subject = row["statement"].value, row["subject"].value
        confidence, status = float(row["confidence"].value), local_name(row["status"].value)
        of_page = row["subject"] == row["document"]
        if status not in wanted or confidence < min_confidence or (of_page and not pages):
            continue
        said = {
            "relation": local_name(row["predicate"].value),
            "status": status,
            "confidence": confidence,
            "attributed_to": _label(row["speaker"], labels),
            "qualifiers": qualifiers.get(iri, {}),
            "document": row["source"].value,
            "published": row["issued"].value if row["issued"] else "",
            "support": support[iri],
            "evidence": evidence.get(iri, []),
        }
        ends = [_head(end, first) for end in (Iri(subject), end_of(row["object"]))]
        _place(network, Iri(iri), Iri(str(ends[0])), ends[1], said)
    return network


def _support(
    rows: list[Any], first: "Mapping[Iri, Iri]", origin: "Mapping[Iri, Iri]"
) -> dict[str, int]:
    """Return, for each statement, how many origins say the same with the same status."""
    said_in: dict[str, set[str]] = {}
    same: dict[str, str] = {}
    for row in rows:
        ends = [_head(end_of(row[end]), first) for end in ("subject", "object")]
        what = f"{ends[0]} {row['predicate'].value} {ends[1]} {row['status'].value}"
        same[row["statement"].value] = what
        document = Iri(row["document"].value)
        said_in.setdefault(what, set()).add(origin.get(document, document))
    return {statement: len(said_in[what]) for statement, what in same.items()}


def _place(
    network: "nx.MultiDiGraph", iri: Iri, subject: Iri, object_: Iri | Value, said: dict[str, Any]
) -> None:
    """Put a statement into the network: an edge to an entity, or a fact about its subject."""
    for end in (subject, object_):
        if not isinstance(end, Value) and end not in network:
            network.add_node(end, **_node(local_name(end), "", 0))
    if not isinstance(object_, Value):
        network.add_edge(subject, object_, key=iri, **said)
        return
    qualifiers = dict(said["qualifiers"])
    fact = {"statement": iri, "value": plain_value(object_), **said, "qualifiers": qualifiers}
    fact |= {name: qualifiers.pop(name) for name in ("currency", "unit") if name in qualifiers}
    network.nodes[subject]["facts"].append(fact)


def _node(label: str, kind: str, documents: int) -> dict[str, Any]:
    return {"label": label, "kind": kind, "aliases": [], "documents": documents, "facts": []}


def _head(end: Iri | Value, first: "Mapping[Iri, Iri]") -> Iri | Value:
    return end if isinstance(end, Value) else first.get(end, end)


def _nodes(
    dataset: Dataset, first: "Mapping[Iri, Iri]", *, pages: bool
) -> dict[Iri, dict[str, Any]]:
    """Return the attributes of every node, sorted by IRI; ``first`` stands for what is merged."""
    named: dict[str, dict[str, set[str]]] = {}
    kinds: dict[str, set[str]] = {}
    for entity, kind, label, document in dataset.select(_ENTITIES):
        iri = first.get(entity.value, entity.value)
        named.setdefault(iri, {}).setdefault(label.value, set()).add(document.value)
        kinds.setdefault(iri, set()).add(local_name(kind.value))
    aliases = {iri: set(names) for iri, names in named.items()}
    for entity, alias in dataset.select(_ALIASES):
        iri = first.get(entity.value, entity.value)
        aliases.setdefault(iri, set()).add(alias.value)
    nodes = {}
    for iri, names in sorted(named.items()):
        label = min(names, key=lambda name: (-len(names[name]), -len(name), name))
        nodes[Iri(iri)] = _node(label, min(kinds[iri]), len(set().union(*names.values())))
        nodes[Iri(iri)]["aliases"] = sorted(aliases[iri] - {label})
    if pages:
        for document in dataset.documents():
            nodes[document.iri] = _node(document.title or document.source, "Document", 1)
    return nodes


def _qualifiers(dataset: Dataset, labels: dict[Iri, str]) -> dict[str, dict[str, Any]]:
    """Return the qualifiers of each statement; an entity stands as its label.

    Of several values of one qualifier, which no extractor makes, the last in order stays.
    """
    found: dict[str, dict[str, Any]] = {}
    for _, statement, name, term in sorted(dataset.select(QUALIFIERS), key=_in_order):
        end = end_of(term)
        value = plain_value(end) if isinstance(end, Value) else _label(term, labels)
        found.setdefault(statement.value, {})[local_name(name.value)] = value
    return found


def _evidence(dataset: Dataset) -> dict[str, list[dict[str, Any]]]:
    """Return the evidence of each statement, in text order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(dataset.select(_EVIDENCE), key=_in_order):
        quote, source, *how = (term.value if term else "" for term in (row[n] for n in _PASSAGE))
        passage = {"quote": quote, "source": source}
        passage |= {"start": int(row["start"].value), "end": int(row["end"].value)}
        passage |= dict(zip(("extractor", "entry", "pattern"), how, strict=True))
        found.setdefault(row["statement"].value, []).append(passage)
    for passages in found.values():
        passages.sort(key=lambda passage: (passage["start"], passage["end"]))
    return found


def _label(term: "NamedNode | None", labels: dict[Iri, str]) -> str:
    return labels.get(Iri(term.value), local_name(term.value)) if term is not None else ""


def _in_order(row: Any) -> list[str]:
    return [str(term) for term in row]
