"""Why the graph says what it says: statements with the words they were read from."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from newsgraph.errors import LookupFailed
from newsgraph.model import Iri, Status, Value
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import merged_with
from newsgraph.store.stored import StoredEvidence, StoredGraph, StoredStatement, end_of
from newsgraph.store.terms import local_name

ANY = "*"
_NEAR, _NEAR_ENOUGH = 3, 60.0  # names shown, and how alike at least, of 100

_NAMES = """
SELECT DISTINCT ?entity ?name WHERE {
  GRAPH ?document { ?document a ng:Document . ?entity rdfs:label|skos:altLabel ?name }
}"""
_RELATIONS = """
SELECT DISTINCT ?relation WHERE {
  { ?statement rdf:predicate ?relation } UNION { ?relation a ng:Relation }
}"""
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
    names = _names(dataset)
    subjects = _with_merged(dataset, _lookup(names, subject))
    wanted = _relation(dataset, relation)
    rows = [row for row in dataset.select(_STATEMENTS) if _is(row["subject"].value, subjects)]
    objects, value = _object(names, object_, dataset)
    objects = _with_merged(dataset, objects)
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


def _names(dataset: Dataset) -> dict[str, dict[str, set[Iri]]]:
    """Return, by folded name, the spellings and the entities and documents that bear it."""
    names: dict[str, dict[str, set[Iri]]] = {}

    def note(name: str, iri: str) -> None:
        names.setdefault(_folded(name), {}).setdefault(name, set()).add(Iri(iri))

    for entity, name in dataset.select(_NAMES):
        note(name.value, entity.value)
        note(entity.value, entity.value)
    for document in dataset.documents():
        note(document.source, document.iri)
        note(document.iri, document.iri)
    return names


def _lookup(names: dict[str, dict[str, set[Iri]]], wanted: str | None) -> set[Iri] | None:
    """Return what bears a name, or None for all."""
    if wanted in (None, ANY):
        return None
    found = names.get(_folded(str(wanted)))
    if found is None:
        spellings = (spelling for each in names.values() for spelling in each)
        raise LookupFailed(_unknown(f'no "{wanted}" in the graph', str(wanted), spellings))
    return set().union(*found.values())


def _with_merged(dataset: Dataset, found: set[Iri] | None) -> set[Iri] | None:
    return None if found is None else merged_with(dataset, found)


def _object(
    names: dict[str, dict[str, set[Iri]]], wanted: str | None, dataset: Dataset
) -> tuple[set[Iri] | None, str | None]:
    """Return the entities that are meant, and the value that may be meant instead."""
    if wanted in (None, ANY):
        return None, None
    value = _folded(str(wanted))
    if value in names:
        return _lookup(names, wanted), value
    ends = (end_of(row["object"]) for row in dataset.select(_STATEMENTS))
    if any(_same(end, value) for end in ends):
        return set(), value
    return _lookup(names, wanted), value


def _relation(dataset: Dataset, wanted: str | None) -> str | None:
    """Return the local name of a relation as the graph spells it, or None for all."""
    if wanted in (None, ANY):
        return None
    known = {local_name(row[0].value) for row in dataset.select(_RELATIONS)}
    name = local_name(str(wanted)).removeprefix("ng:").casefold()
    for relation in sorted(known):
        if relation.casefold() == name:
            return relation
    raise LookupFailed(_unknown(f'no relation "{wanted}"', str(wanted), known))


def _unknown(problem: str, wanted: str, known: Iterable[str]) -> str:
    from rapidfuzz import fuzz, process, utils

    near = process.extract(
        wanted,
        sorted(set(known)),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=_NEAR,
        score_cutoff=_NEAR_ENOUGH,
    )
    found = ", ".join(name for name, _, _ in near)
    return f"{problem}; near: {found}" if found else f"{problem}, nor anything like it"


def _is(end: object, wanted: set[Iri] | None) -> bool:
    return wanted is None or (not isinstance(end, Value) and end in wanted)


def _same(end: Iri | Value, value: str) -> bool:
    """Return whether a value is meant by a folded text: as words, or as a number."""
    if not isinstance(end, Value):
        return False
    if _folded(end.lexical) == value:
        return True
    try:
        number = Decimal(value.replace(",", ""))
        return end.kind == "number" and Decimal(end.lexical) == number
    except InvalidOperation:
        return False


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
