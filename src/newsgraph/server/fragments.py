"""The part of a store that some statements make up, read without the rest of their documents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsgraph.model import Iri
from newsgraph.store.dataset import Dataset
from newsgraph.store.stored import StoredGraph, from_quads
from newsgraph.store.terms import DCTERMS, NG, PROV, RDF, SCHEMA, node

if TYPE_CHECKING:
    from pyoxigraph import Quad

_OF_DOCUMENT = (
    RDF + "type",
    DCTERMS + "source",
    DCTERMS + "title",
    DCTERMS + "issued",
    SCHEMA + "url",
)
_ENDS = (RDF + "object", RDF + "subject")
Places = Mapping[Iri, list[Iri]]  # statements by document


@dataclass(frozen=True, slots=True)
class Found:
    """Statements by document, and how many there are beyond those."""

    places: Places
    more: int


def statements_about(dataset: Dataset, members: Iterable[Iri], most: int) -> Found:
    """Return where the statements stand that have one of the entities at an end."""
    found: dict[Iri, Iri] = {}
    for member in sorted(members):
        for end in _ENDS:
            for quad in dataset.store.quads_for_pattern(None, node(end), node(member), None):
                found[_iri(quad.subject)] = _iri(quad.graph_name)
    return _first(found, most)


def statements_between(dataset: Dataset, entities: Iterable[Iri], most: int) -> Found:
    """Return where the statements stand that have two of the entities at their ends."""
    wanted = set(entities)
    found: dict[Iri, Iri] = {}
    for entity in sorted(wanted):
        quads = dataset.store.quads_for_pattern(None, node(RDF + "subject"), node(entity), None)
        for quad in quads:
            ends = dataset.store.quads_for_pattern(
                quad.subject, node(RDF + "object"), None, quad.graph_name
            )
            if any(_iri(other.object) in wanted for other in ends):
                found[_iri(quad.subject)] = _iri(quad.graph_name)
    return _first(found, most)


def places_of(dataset: Dataset, statements: Iterable[Iri]) -> Places:
    """Return where some statements stand; what is no statement stands nowhere."""
    places: dict[Iri, list[Iri]] = defaultdict(list)
    for statement in statements:
        of = node(statement), node(RDF + "subject"), None, None
        for quad in dataset.store.quads_for_pattern(*of):
            places[_iri(quad.graph_name)].append(statement)
    return places


def _first(found: Mapping[Iri, Iri], most: int) -> Found:
    places: dict[Iri, list[Iri]] = defaultdict(list)
    for statement in sorted(found)[:most]:
        places[found[statement]].append(statement)
    return Found(places, max(len(found) - most, 0))


def graphs(dataset: Dataset, places: Places) -> Iterator[StoredGraph]:
    """Yield what each document says in those of its statements, by IRI of the document."""
    for document in sorted(places):
        yield from_quads(quads(dataset, document, places[document]))


def quads(dataset: Dataset, document: Iri, statements: Iterable[Iri]) -> "set[Quad]":
    """Return the quads of statements, their evidence, their ends and their document."""
    of = _Graph(dataset, document)
    found = {quad for quad in of.about(document) if quad.predicate.value in _OF_DOCUMENT}
    for statement in statements:
        said = of.about(statement)
        found |= said
        for quad in said:
            end = getattr(quad.object, "value", "")
            if quad.predicate.value == PROV + "wasDerivedFrom":
                found |= of.about(end) | of.about(f"{end}#position") | of.about(f"{end}#quote")
            elif quad.predicate.value.startswith((NG, RDF)) and _names_node(quad.object):
                found |= of.about(end) if end != document else set()
    return found


class _Graph:
    """The named graph of a document, asked for the properties of one node after another."""

    def __init__(self, dataset: Dataset, document: Iri) -> None:
        self._store, self._name = dataset.store, node(document)
        self._seen: dict[str, set[Quad]] = {}

    def about(self, iri: str) -> "set[Quad]":
        if iri not in self._seen:
            found = self._store.quads_for_pattern(node(iri), None, None, self._name)
            self._seen[iri] = set(found)
        return self._seen[iri]


def _names_node(term: Any) -> bool:
    from pyoxigraph import NamedNode

    return isinstance(term, NamedNode)


def _iri(term: Any) -> Iri:
    return Iri(str(getattr(term, "value", "")))
