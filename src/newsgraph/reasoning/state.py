"""A state of a graph: as it is now, or as it was before a day, by the log of changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsgraph.model import Iri
from newsgraph.store.dataset import Dataset
from newsgraph.store.log import changes

if TYPE_CHECKING:
    from pyoxigraph import Quad


@dataclass(frozen=True, slots=True)
class State:
    """A dataset, or what it was before some documents came and others went."""

    dataset: Dataset
    without: frozenset[Iri] = frozenset()
    history: Dataset | None = None  # the documents that it had besides

    def documents(self) -> set[Iri]:
        """Return the documents of that state."""
        more = self.history.document_iris() if self.history else ()
        return (set(self.dataset.document_iris()) - self.without) | set(more)

    def quads(self, graph: Iri) -> "set[Quad]":
        """Return the quads of a named graph."""
        old = set(self.history.quads(graph)) if self.history else set()
        return old or (set() if graph in self.without else set(self.dataset.quads(graph)))

    def rows(self, sparql: str) -> Iterator[Any]:
        """Yield the rows of a query that names a document's graph first, or none."""
        for row in self.dataset.select(sparql):
            if row[0].value not in self.without:
                yield row
        if self.history:
            yield from self.history.select(sparql)


def since(dataset: Dataset, day: str) -> State:
    """Return the state of a dataset before a day (YYYY-MM-DD), from its log of changes.

    What was to be forgotten is not in it.
    """
    from pyoxigraph import RdfFormat

    history = Dataset.memory()
    without: set[Iri] = set()
    undone = [change for change in changes(dataset.store) if change.day >= day]
    for change in reversed(undone):
        if change.document:
            history.write([change.document], (), ())
            without.add(change.document)
        if change.replaces:
            history.store.load(dataset.history.get(change.sequence), format=RdfFormat.N_QUADS)
    return State(dataset, frozenset(without), history)
