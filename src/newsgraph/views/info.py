"""How much the graph holds, and of what."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsgraph.store.dataset import Dataset
from newsgraph.store.terms import local_name

_ENTITIES = """
SELECT ?kind (COUNT(DISTINCT ?entity) AS ?count) WHERE {
  GRAPH ?document { ?document a ng:Document . ?entity a ?kind ; rdfs:label ?label }
} GROUP BY ?kind"""
_STATEMENTS = """
SELECT ?predicate ?status (COUNT(?statement) AS ?count) WHERE {
  GRAPH ?document { ?statement a ng:Statement ; rdf:predicate ?predicate ; ng:status ?status }
} GROUP BY ?predicate ?status"""


@dataclass(frozen=True, slots=True)
class Info:
    """Counts; each mapping is sorted, the most frequent first. Names are local names."""

    documents: int
    triples: int  # of all graphs, the ontology's too
    entities: Mapping[str, int]  # by kind
    relations: Mapping[str, int]  # statements by relation, what pages list included
    statuses: Mapping[str, int]  # statements by status

    def rows(self) -> Iterator[tuple[str, int]]:
        """Yield what is counted and how often, sums before their parts."""
        yield "documents", self.documents
        yield "triples", self.triples
        yield "entities", sum(self.entities.values())
        yield from self.entities.items()
        yield "statements", sum(self.statuses.values())
        yield from self.relations.items()
        yield from self.statuses.items()


def info(dataset: Dataset) -> Info:
    """Return how many documents, triples, entities and statements the graph holds."""
    kinds: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    for kind, count in dataset.select(_ENTITIES):
        kinds[local_name(kind.value)] += int(count.value)
    for predicate, status, count in dataset.select(_STATEMENTS):
        relations[local_name(predicate.value)] += int(count.value)
        statuses[local_name(status.value)] += int(count.value)
    return Info(
        len(dataset.documents()),
        dataset.size(),
        *(_most_first(counts) for counts in (kinds, relations, statuses)),
    )


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
