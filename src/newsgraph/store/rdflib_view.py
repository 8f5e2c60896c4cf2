"""A store as rdflib sees it: to read and to query, not to write."""

from typing import TYPE_CHECKING, NoReturn

from oxrdflib import OxigraphStore
from rdflib import Dataset

from newsgraph.errors import StoreError
from newsgraph.store.terms import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store


class _ReadOnly(OxigraphStore):
    """Refuses what would change the store, which only ``Dataset`` may do."""

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise StoreError("this rdflib view cannot be written to; copy its triples to a Graph")

    add = remove = update = remove_graph = destroy = _refuse
    addN = _refuse  # noqa: N815 - rdflib's name

    def add_graph(self, graph: object) -> None:
        """Do nothing: rdflib announces each graph that it looks at."""


def rdflib_view(store: "Store") -> Dataset:
    """Return a store as an rdflib Dataset whose default graph is the union of all graphs."""
    view = Dataset(store=_ReadOnly(store=store), default_union=True)
    for prefix, namespace in PREFIXES.items():
        view.bind(prefix, namespace)
    return view
