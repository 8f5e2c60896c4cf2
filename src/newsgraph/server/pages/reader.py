"""What pages are made from: the store, its index, and who is who in it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.model import Iri
from newsgraph.server.search import Index
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import canonical

if TYPE_CHECKING:
    from newsgraph.reasoning.conflicts import Conflict


@dataclass(slots=True)
class Reader:
    """An edition of a store, open to read; it never changes, so what is computed once is kept."""

    dataset: Dataset
    path: Path  # of the index
    _index: Index | None = None
    _first: dict[Iri, Iri] | None = None
    _conflicts: "list[Conflict] | None" = None
    _members: dict[Iri, set[Iri]] = field(default_factory=dict)

    @property
    def index(self) -> Index | None:
        """Return the index, or None as long as it is being made."""
        if self._index is None:
            self._index = Index.open(self.path)
        return self._index

    def conflicts(self) -> "list[Conflict]":
        """Return the conflicts of the graph."""
        if self._conflicts is None:
            from newsgraph.reasoning.conflicts import conflicts

            self._conflicts = conflicts(self.dataset)
        return self._conflicts

    def head(self, iri: Iri) -> Iri:
        """Return the entity that stands for one and all that are merged with it."""
        if self._first is None:
            self._first = canonical(self.dataset)
            for member, first in self._first.items():
                self._members.setdefault(first, {first}).add(member)
        return self._first.get(iri, iri)

    def members(self, iri: Iri) -> set[Iri]:
        """Return an entity and all that are merged with it."""
        return self._members.get(self.head(iri), {iri})
