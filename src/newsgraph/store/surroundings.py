"""The company that entities keep, looked up in the index: the same answers as ``Company`` gives.

Whether company confirms that two are one is kept beside each likeness that asks for it, a bit
for each round, so that a change asks anew only about the pairs whose company it may alter.
"""

import json
from collections.abc import Iterable, Mapping, Set

from newsgraph.entities.clusters import Clusters
from newsgraph.entities.company import ENOUGH, MOST_TEXTS, RARE, weight
from newsgraph.entities.identity import ROUNDS
from newsgraph.model import Iri
from newsgraph.store.index import FEW, Index

Pair = tuple[Iri, Iri]
_EVERY_ROUND = (1 << ROUNDS) - 1
_ALL = "SELECT left, right FROM alike WHERE weak"
_OF = f"""
{_ALL} AND left = ?1 UNION {_ALL} AND right = ?1"""
_BESIDE = """
WITH near AS MATERIALIZED (SELECT DISTINCT m.entity
  FROM mention AS d JOIN mention AS m USING (document)
  WHERE d.entity IN (SELECT value FROM json_each(?)))
SELECT left, right FROM near CROSS JOIN alike ON left = near.entity
WHERE weak AND right IN near"""
_RELATED = """
SELECT left, right FROM link CROSS JOIN alike ON {0} = link.other
WHERE link.entity = ?1 AND weak AND EXISTS (SELECT 1 FROM link AS l
  WHERE l.entity IN (SELECT value FROM json_each(?2)) AND l.other = {1})"""
_LINKED = f"{_RELATED.format('left', 'right')} UNION {_RELATED.format('right', 'left')}"


class Sets:
    """Who is one with whom: of each entity in a set, the roots before and after each round."""

    def __init__(self, rounds: Mapping[Iri, list[Iri]] | None = None) -> None:
        self.rounds: dict[Iri, list[Iri]] = {}
        self._members: dict[Iri, set[Iri]] = {}
        for iri, roots in (rounds or {}).items():
            self.put(iri, roots)

    def put(self, iri: Iri, roots: list[Iri]) -> None:
        """Take in an entity that is in a set."""
        self.rounds[iri] = roots
        self._members.setdefault(roots[-1], set()).add(iri)

    def of(self, iri: Iri) -> list[Iri]:
        """Return the roots of an entity."""
        return self.rounds.get(iri) or [iri] * (ROUNDS + 1)

    def members(self, iri: Iri) -> frozenset[Iri]:
        """Return all that are one with an entity in the end."""
        return frozenset({iri} | self._members.get(self.of(iri)[-1], set()))


class Surroundings:
    """What entities have in common; those inside are joined as they are being decided on."""

    def __init__(self, index: Index, inside: Set[Iri]) -> None:
        self._index, self._inside = index, inside
        self._stored: dict[Iri, list[Iri]] = {}  # roots by round, empty of one that is alone
        self._near: dict[Iri, list[Iri]] = {}
        self._decided, self._live = Sets(), Clusters()
        self._is_live = self._varied = False
        self._round = 0
        self._beside_by_root: dict[Iri, tuple[set[Iri], bool]] = {}

    def begin(self, live: Clusters, number: int) -> None:
        """Look at those inside as they are joined now, after so many rounds."""
        self._live, self._is_live, self._round = live, True, number
        self._beside_by_root = {}

    def is_settled(self) -> bool:
        """Return whether what was looked at outside is joined alike in all rounds to come."""
        return all(
            len(set(roots[self._round : ROUNDS])) < 2
            for iri, roots in self._stored.items()
            if iri not in self._inside
        )

    def confirmed(self, pairs: Iterable[Pair], decided: Sets) -> dict[Pair, int]:
        """Return the rounds in which company confirms each of some pairs, a bit for each."""
        self._decided, self._is_live = decided, False
        left = sorted(pairs)
        found = dict.fromkeys(left, 0)
        for self._round in range(ROUNDS):
            self._beside_by_root = {}
            varied = []
            for pair in left:
                self._varied = self._round > 0
                shared = self.shared(*pair)
                if self._varied:
                    varied.append(pair)
                if shared:
                    found[pair] |= 1 << self._round if self._varied else _EVERY_ROUND
            left = varied
        return found

    def shared(self, left: Iri, right: Iri) -> bool:
        """Return whether two entities have enough in common beyond their names."""
        selves = {self._root(left), self._root(right)}
        return self._related(left, right, selves) or self._beside(left, right, selves)

    def _rounds(self, iri: Iri) -> list[Iri]:
        if iri in self._inside:
            return self._decided.rounds.get(iri, [])
        if iri not in self._stored:
            found = self._index.column("SELECT rounds FROM joined WHERE entity = ?", iri)
            self._stored[iri] = json.loads(found[0]) if found else []
        return self._stored[iri]

    def _root(self, iri: Iri) -> Iri:
        if self._is_live and iri in self._inside:
            return self._live.root(iri)
        roots = self._rounds(iri)
        if not roots:
            return iri
        self._varied = self._varied or roots[0] != roots[ROUNDS - 1]
        return roots[self._round]

    def _set(self, iri: Iri) -> list[Iri]:
        """Return all that are one with an entity by now."""
        if self._is_live and iri in self._inside:
            return list(self._live.members(iri))
        roots = self._rounds(iri)
        if not roots:
            return [iri]
        if iri in self._inside:
            found = sorted(self._decided.members(iri))
        else:
            found = self._index.column("SELECT entity FROM joined WHERE root = ?", roots[-1])
        return [other for other in found if self._root(other) == roots[self._round]]

    def _related(self, left: Iri, right: Iri, selves: set[Iri]) -> bool:
        few, others = self._index.neighbours(left, FEW), self._index.linked(right)
        if len(few) == FEW:  # look from the side that has fewer
            few, others = self._index.neighbours(right, FEW), self._index.linked(left)
        if len(few) == FEW:
            few = list(self._index.linked(right))
        for iri in few:
            if self._root(iri) in selves:
                continue
            common = [other for other in self._set(iri) if other in others]
            if common and self._index.is_named(iri) and any(map(self._index.is_named, common)):
                return True
        return False

    def _beside(self, left: Iri, right: Iri, selves: set[Iri]) -> bool:
        both = self._roots_beside(left) & self._roots_beside(right)
        counts = (self._index.texts(self._set(root), RARE + 1) for root in both - selves)
        return weight(counts) >= ENOUGH

    def _roots_beside(self, iri: Iri) -> set[Iri]:
        if iri not in self._near:
            self._near[iri] = []
            for other, rounds in self._index.beside(iri, MOST_TEXTS):
                self._near[iri].append(other)
                if other not in self._stored:
                    self._stored[other] = json.loads(rounds) if rounds else []
        if iri not in self._beside_by_root:
            before, self._varied = self._varied, False
            roots = {self._root(other) for other in self._near[iri]}
            self._beside_by_root[iri] = roots, self._varied
            self._varied = before
        roots, varied = self._beside_by_root[iri]
        self._varied = self._varied or varied
        return roots


def asking(index: Index, entity: Iri | None = None) -> set[Pair]:
    """Return the pairs, of an entity or all, that only company can confirm."""
    rows = index.db.execute(_OF, (entity,)) if entity else index.db.execute(_ALL)
    return {(Iri(left), Iri(right)) for left, right in rows}


def beside(index: Index, entities: Iterable[Iri], rare: int) -> set[Pair]:
    """Return such pairs, both named beside some entities, those in more than rare texts aside."""
    few = sorted(iri for iri in entities if index.texts([iri], rare + 1) <= rare)
    rows = index.db.execute(_BESIDE, (json.dumps(few),)) if few else ()
    return {(Iri(left), Iri(right)) for left, right in rows}


def linked(index: Index, entity: Iri, entities: Iterable[Iri]) -> set[Pair]:
    """Return such pairs, one of them related to an entity, the other to one of some."""
    rows = index.db.execute(_LINKED, (entity, json.dumps(sorted(entities))))
    return {(Iri(left), Iri(right)) for left, right in rows}
