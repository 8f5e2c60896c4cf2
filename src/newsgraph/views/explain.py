"""Why the graph says what it says: statements with the words they were read from."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from newsgraph.model import Iri, Status, Value
from newsgraph.store.dataset import Dataset
from newsgraph.store.stored import StoredEvidence, StoredGraph, StoredStatement, end_of
from newsgraph.store.terms import local_name
from newsgraph.views.lookup import (
    ANY,
    Names,
    bearers,
    folded,
    known_names,
    relation_named,
    with_merged,
)

_STATEMENTS = """
SELECT ?document ?statement ?subject ?predicate ?object WHERE {
  GRAPH ?document {
    ?statement a ng:Statement ;
      rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  }
}"""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement in words, and where each word of it comes from."""

    statement: Iri
    subject: str  # names are those of the document
    relation: str
    object: str
    status: Status
    confidence: float
    qualifiers: tuple[tuple[str, str], ...]
    attributed_to: str  # who says so, or empty
    source: str  # the file or URL of the document
    evidence: tuple[StoredEvidence, ...]  # quotes with offsets in the text as read


def explain(
    dataset: Dataset,
    subject: str | None = None,
    relation: str | None = None,
    object_: str | None = None,
) -> list[Explanation]:
    """Return the statements that match, by source, then in text order.

    An end is given by a name, an alias or an IRI, a document by its source, a value as it
    is stored (``412``, ``90,000,000``, ``2031-05``); case does not count. The relation is a
    local name. None and ``*`` match all. A name means all entities that are merged with the
    one that bears it. Raises LookupFailed, naming what is near, for a
    name or relation that the graph does not know; known ones may have no statement.
    """
    names = known_names(dataset)
    subjects = with_merged(dataset, bearers(names, subject))
    wanted = relation_named(dataset, relation)
    rows = [row for row in dataset.select(_STATEMENTS) if _is(row["subject"].value, subjects)]
    objects, value = _object(names, object_, dataset)
    objects = with_merged(dataset, objects)
    found: dict[Iri, set[Iri]] = {}
    for row in rows:
        if wanted in (None, local_name(row["predicate"].value)):
            end = end_of(row["object"])
            if _is(end, objects) or (value is not None and _same(end, value)):
                found.setdefault(Iri(row["document"].value), set()).add(Iri(row["statement"].value))
    graphs = sorted((dataset.read(iri) for iri in found), key=lambda graph: graph.document.source)
    return [
        _explanation(graph, statement)
        for graph in graphs
        for statement in graph.statements
        if statement.iri in found[graph.document.iri]
    ]


def _explanation(graph: StoredGraph, statement: StoredStatement) -> Explanation:
    labels = {**graph.labels(), graph.document.iri: graph.document.source}
    speaker = statement.attributed_to
    return Explanation(
        statement.iri,
        _shown(statement.subject, labels),
        statement.predicate,
        _shown(statement.object, labels),
        statement.status,
        statement.confidence,
        tuple((name, _shown(end, labels)) for name, end in statement.qualifiers),
        _shown(speaker, labels) if speaker else "",
        graph.document.source,
        statement.evidence,
    )


def _shown(end: Iri | Value, labels: dict[Iri, str]) -> str:
    if not isinstance(end, Value):
        return labels.get(end, local_name(end))
    return " ".join(part for part in (end.lexical, end.currency, end.unit) if part)


def _object(
    names: Names, wanted: str | None, dataset: Dataset
) -> tuple[set[Iri] | None, str | None]:
    """Return the entities that are meant, and the value that may be meant instead."""
    if wanted in (None, ANY):
        return None, None
    value = folded(str(wanted))
    if value in names:
        return bearers(names, wanted), value
    ends = (end_of(row["object"]) for row in dataset.select(_STATEMENTS))
    if any(_same(end, value) for end in ends):
        return set(), value
    return bearers(names, wanted), value


def _is(end: object, wanted: set[Iri] | None) -> bool:
    return wanted is None or (not isinstance(end, Value) and end in wanted)


def _same(end: Iri | Value, value: str) -> bool:
    """Return whether a value is meant by a folded text: as words, or as a number."""
    if not isinstance(end, Value):
        return False
    if folded(end.lexical) == value:
        return True
    try:
        number = Decimal(value.replace(",", ""))
        return end.kind == "number" and Decimal(end.lexical) == number
    except InvalidOperation:
        return False
