"""Identity kept up: what a change touches is decided anew, and the result is that of a whole run.

Two entities can be joined only along likenesses, so the entities fall into parts that are
decided on by themselves. What a part sees of the others is their company: who is one with
whom after each round, and how many texts name them. Where a change alters what another part
sees, that part is decided on as well, until nothing more changes.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations, product

from newsgraph.entities.candidates import (
    MOST_SAME,
    Profile,
    Side,
    keys_of,
    most_alike,
)
from newsgraph.entities.clusters import Clusters
from newsgraph.entities.company import ENOUGH, MOST_TEXTS, RARE, weight
from newsgraph.entities.evidence import Likeness, likeness
from newsgraph.entities.identity import ROUNDS, Identity, Merge, Pin, Work, best_first, pinned
from newsgraph.model import Iri
from newsgraph.store.index import Index

Pair = tuple[Iri, Iri]
_NEAR = 64  # neighbours that are looked at to find the entity that has fewer


@dataclass(frozen=True, slots=True)
class Settled:
    """What of the identity graph changes: who stands for whom, and rows of the ledger."""

    old: Identity
    new: Identity


def settle_touched(index: Index, touched: Iterable[Iri], pins: Sequence[Pin]) -> Settled:
    """Decide anew on what a change touches, and return what was and what is decided there.

    The index must hold the documents as they are after the change already.
    """
    region = _Region(index, sorted(pins, key=lambda p: (p.left, p.right)))
    return region.settle(_Likes(index).update(set(touched)))


class _Likes:
    """The pairs that are alike, kept up with the names of entities."""

    def __init__(self, index: Index) -> None:
        self.db, self.index = index.db, index
        self._profiles: dict[Iri, Profile | None] = {}

    def update(self, touched: set[Iri]) -> set[Iri]:
        """Compare what a change of some entities asks for; return all whose pairs changed."""
        pairs: set[Pair] = set()
        for iri in sorted(touched):
            partners = self._partners(iri)
            if not self._rename(iri, pairs):  # its names are as they were
                partners = partners & touched
            pairs |= {(min(iri, other), max(iri, other)) for other in partners | self._found(iri)
                      if other in touched or partners is None or other != iri}
        return touched | self._compare(pairs)
