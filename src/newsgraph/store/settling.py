"""Identity kept up: what a change touches is decided anew, and the result is that of a whole run.

Two entities can be joined only along likenesses, so the entities fall into parts that are
decided on by themselves. What a part sees of the others is their company: who is one with
whom after each round, and how many texts name them. Where a change alters what another part
sees, that part is decided on as well, until nothing more changes.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from newsgraph.entities.candidates import Profile
from newsgraph.entities.company import ENOUGH, MOST_TEXTS, RARE, weight
from newsgraph.entities.evidence import Likeness
from newsgraph.entities.identity import ROUNDS, Identity, Merge, Pin, Work, best_first, pinned
from newsgraph.model import Iri
from newsgraph.store.index import FEW, Index
from newsgraph.store.likes import likes_of, update_likes

_WEAK = (
    "EXISTS (SELECT 1 FROM alike WHERE left = {0} AND weak)"
    " OR EXISTS (SELECT 1 FROM alike WHERE right = {0} AND weak)"
)
_RELATED = f"SELECT other FROM link WHERE entity = ? AND ({_WEAK.format('other')})"
_BESIDE = (
    "SELECT DISTINCT m.entity FROM mention AS d JOIN mention AS m USING (document)"
    f" WHERE d.entity = ? AND ({_WEAK.format('m.entity')})"
)


def settle_touched(
    index: Index, touched: Iterable[Iri], pins: Sequence[Pin], documents: int = 1
) -> tuple[Identity, Identity]:
    """Decide anew on what a change touches; return what was and what is decided there.

    The index must hold the documents as they are after the change; ``documents`` is how
    many have come or gone. The caller has made sure that the pins agree.
    """
    wanted = set(touched)
    seeds = wanted | update_likes(index, wanted)
    region = _Region(index, sorted(pins, key=lambda p: (p.left, p.right)))
    region.grow(seeds)
    region.decide()
    while region.grow(region.onlookers(wanted, RARE + documents)):
        region.decide()
    return region.replace()


@dataclass(slots=True)
class _Sets:
    """Who is one with whom after each round: of each entity in a set, the roots by round."""

    rounds: dict[Iri, list[Iri]]

    def of(self, iri: Iri) -> list[Iri]:
        return self.rounds.get(iri) or [iri] * (ROUNDS + 1)

    def members(self, iri: Iri) -> set[Iri]:
        root = self.of(iri)[-1]
        return {iri, *(other for other, roots in self.rounds.items() if roots[-1] == root)}


class _Region:
    """Parts of the entities that are decided on together."""

    def __init__(self, index: Index, pins: Sequence[Pin]) -> None:
        self.index, self.pins = index, pins
        self.entities: set[Iri] = set()
        self.likes: dict[tuple[Iri, Iri], Likeness] = {}
        self.profiles: dict[Iri, Profile] = {}
        self.old, self.new = _Sets({}), _Sets({})
        self.work = Work({}, pinned([]))
        self.company = _Company(index, self.entities)
        self._same: dict[Iri, set[Iri]] = defaultdict(set)
        for pin in pins:
            if pin.same:
                self._same[pin.left].add(pin.right)
                self._same[pin.right].add(pin.left)

    def grow(self, seeds: Iterable[Iri]) -> bool:
        """Take in the parts that some entities belong to; return whether any is new."""
        waiting = set(seeds) - self.entities
        grown = bool(waiting)
        while waiting:
            iri = waiting.pop()
            self.entities.add(iri)
            likes = likes_of(self.index, iri)
            self.likes |= {(like.left, like.right): like for like in likes}
            near = {end for like in likes for end in (like.left, like.right)} | self._same[iri]
            if near and (profile := self.index.profile(iri)):
                self.profiles[iri] = profile
            if roots := self.index.column("SELECT rounds FROM joined WHERE entity = ?", iri):
                self.old.rounds[iri] = json.loads(roots[0])
            waiting |= near - self.entities
        return grown

    def decide(self) -> None:
        """Decide who is one in the region as it is now."""
        pins = [p for p in self.pins if {p.left, p.right} & self.entities]
        self.work = work = Work(dict(sorted(self.profiles.items())), pinned(pins))
        settled = {(pin.left, pin.right) for pin in pins}
        likes = best_first(like for pair, like in self.likes.items() if pair not in settled)
        work.join_strong(likes)
        roots = [self._roots()]
        for number in range(ROUNDS):
            self.company.begin(work, number)
            joins = work.confirm(likes, self.company)
            roots.append(self._roots())
            if not joins and self.company.is_settled():  # the other rounds would say the same
                roots += [roots[-1]] * (ROUNDS - 1 - number)
                break
        joined = {iri for group in work.clusters.groups() for iri in group}
        self.new = _Sets({iri: [r.get(iri, iri) for r in roots] for iri in sorted(joined)})

    def onlookers(self, touched: Set[Iri], rare: int) -> set[Iri]:
        """Return who may see other company than before: those whose likeness it can confirm."""
        moved = {iri for iri in self.entities if self.old.of(iri) != self.new.of(iri)}
        found: set[Iri] = set()
        for iri in moved:
            found |= set(self.index.column(_RELATED, iri))
        seen = {m for iri in moved | touched for s in (self.old, self.new) for m in s.members(iri)}
        for iri in seen:
            if self.index.texts([iri], rare + 1) <= rare:
                found |= set(self.index.column(_BESIDE, iri))
        return found

    def replace(self) -> tuple[Identity, Identity]:
        """Write what was decided; return what was there and what there is now."""
        db, ends = self.index.db, sorted(self.entities)
        merges: list[Merge] = []
        canonical: dict[Iri, Iri] = {}
        for iri in ends:
            merges += [
                Merge(*row) for row in db.execute("SELECT * FROM merge WHERE left = ?", (iri,))
            ]
            for first in self.index.column("SELECT canonical FROM joined WHERE entity = ?", iri):
                canonical |= {iri: Iri(first)} if first else {}
            db.execute("DELETE FROM merge WHERE left = ?", (iri,))
            db.execute("DELETE FROM joined WHERE entity = ?", (iri,))
        now = self.work.outcome([p for p in self.pins if p.left in self.entities])
        db.executemany(
            "INSERT INTO merge VALUES (?, ?, ?, ?, ?)",
            ((m.left, m.right, m.reason, m.score, m.decided_by) for m in now.merges),
        )
        db.executemany(
            "INSERT INTO joined VALUES (?, ?, ?, ?)",
            (
                (iri, json.dumps(roots), roots[-1], now.canonical.get(iri, ""))
                for iri, roots in self.new.rounds.items()
            ),
        )
        return Identity(tuple(merges), (), canonical), now

    def _roots(self) -> dict[Iri, Iri]:
        return {iri: self.work.clusters.root(iri) for iri in self.entities}


class _Company:
    """What entities have in common, looked up; the same answers as ``Company`` gives."""

    def __init__(self, index: Index, inside: Set[Iri]) -> None:
        self.index, self.inside = index, inside
        self._stored: dict[Iri, list[Iri]] = {}
        self._near: dict[Iri, set[Iri]] = {}
        self.begin(Work({}, pinned([])), 0)

    def begin(self, work: Work, number: int) -> None:
        """Look at entities as they are joined once so many rounds are over."""
        self.work, self.round = work, number
        self._beside_by_root: dict[Iri, set[Iri]] = {}

    def is_settled(self) -> bool:
        """Return whether what was looked at outside is joined alike in all rounds to come."""
        return all(len(set(roots[self.round : ROUNDS])) < 2 for roots in self._stored.values())

    def shared(self, left: Iri, right: Iri) -> bool:
        """Return whether two entities have enough in common beyond their names."""
        selves = {self._root(left), self._root(right)}
        return self._related(left, right, selves) or self._beside(left, right, selves)

    def _root(self, iri: Iri) -> Iri:
        if iri in self.inside:
            return self.work.clusters.root(iri)
        if iri not in self._stored:
            found = self.index.column("SELECT rounds FROM joined WHERE entity = ?", iri)
            self._stored[iri] = json.loads(found[0]) if found else []
        roots = self._stored[iri]
        return roots[self.round] if roots else iri

    def _set(self, iri: Iri) -> list[Iri]:
        """Return all that are one with an entity by now."""
        if iri in self.inside:
            return list(self.work.clusters.members(iri))
        root = self._root(iri)
        if not self._stored[iri]:
            return [iri]
        sql = "SELECT entity FROM joined WHERE root = ?"
        found = self.index.column(sql, self._stored[iri][-1])
        return [other for other in found if self._root(other) == root]

    def _related(self, left: Iri, right: Iri, selves: set[Iri]) -> bool:
        one, two = (self.work.by_iri[iri].neighbours for iri in (left, right))
        few, others = self.index.neighbours(left, FEW), two
        if len(few) == FEW:  # look from the side that has fewer
            few, others = self.index.neighbours(right, FEW), one
        if len(few) == FEW:
            few, others = list(one), two
        for iri in few:
            if self._root(iri) in selves or not self.index.is_named(iri):
                continue
            if any(other in others and self.index.is_named(other) for other in self._set(iri)):
                return True
        return False

    def _beside(self, left: Iri, right: Iri, selves: set[Iri]) -> bool:
        both = self._roots_beside(left) & self._roots_beside(right)
        counts = (self.index.texts(self._set(root), RARE + 1) for root in both - selves)
        return weight(counts) >= ENOUGH

    def _roots_beside(self, iri: Iri) -> set[Iri]:
        if iri not in self._near:
            self._near[iri] = self.index.beside(iri, MOST_TEXTS)
        if iri not in self._beside_by_root:
            self._beside_by_root[iri] = {self._root(other) for other in self._near[iri]}
        return self._beside_by_root[iri]
