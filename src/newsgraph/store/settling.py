"""Identity kept up: what a change touches is decided anew, and the result is that of a whole run.

Two entities can be joined only along likenesses that names settle, that a text states or that
company confirms; along these the entities fall into parts that are decided on by themselves.
What a part sees of the others is their company: who is one with whom after each round, and how
many texts name them. Where a change alters what confirms a pair, the parts of the two are
decided on as well, until nothing more changes. A likeness that nothing confirms joins nothing,
so names that are merely alike, of which a large store has many, cost nothing here.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from newsgraph.entities.candidates import Profile
from newsgraph.entities.company import RARE
from newsgraph.entities.evidence import Likeness
from newsgraph.entities.identity import ROUNDS, Identity, Merge, Pin, Work, best_first, pinned
from newsgraph.model import Iri
from newsgraph.store.index import Index
from newsgraph.store.likes import joining, like_of, update_likes
from newsgraph.store.surroundings import Pair, Sets, Surroundings, asking, beside, linked

MANY = 500  # documents; a change of more looks at all pairs at once
_CONFIRMED = "SELECT shared FROM alike WHERE left = ? AND right = ?"


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
    region.look_on(seeds, wanted, RARE + documents)
    while region.confirm():
        region.decide()
        region.look_on(set(), set(), RARE + documents)
    return region.replace()


class _Region:
    """Parts of the entities that are decided on together."""

    def __init__(self, index: Index, pins: Sequence[Pin]) -> None:
        self.index, self.pins = index, pins
        self.entities: set[Iri] = set()
        self.likes: dict[Pair, Likeness] = {}
        self.profiles: dict[Iri, Profile] = {}
        self.old, self.new = Sets(), Sets()
        self.work = Work({}, pinned([]))
        self.company = Surroundings(index, self.entities)
        self.confirmed: dict[Pair, int] = {}  # of pairs whose company may be another
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
            likes = joining(self.index, iri)
            self.likes |= {(like.left, like.right): like for like in likes}
            near = {end for like in likes for end in (like.left, like.right)}
            near |= self._same.get(iri, set())
            if roots := self.index.column("SELECT rounds FROM joined WHERE entity = ?", iri):
                self.old.put(iri, json.loads(roots[0]))
            waiting |= near - self.entities
        return grown

    def decide(self) -> None:
        """Decide who is one in the region as it is now."""
        pins = [p for p in self.pins if {p.left, p.right} & self.entities]
        self.work = work = Work(self._profiles(), pinned(pins))
        settled = {(pin.left, pin.right) for pin in pins}
        likes = best_first(like for pair, like in self.likes.items() if pair not in settled)
        work.join_strong(likes)
        roots = [self._roots()]
        for number in range(ROUNDS):
            self.company.begin(work.clusters, number)
            joins = work.confirm(likes, self.company)
            roots.append(self._roots())
            if not joins and self.company.is_settled():  # the other rounds would say the same
                roots += [roots[-1]] * (ROUNDS - 1 - number)
                break
        joined = {iri for group in work.clusters.groups() for iri in group}
        self.new = Sets({iri: [r.get(iri, iri) for r in roots] for iri in sorted(joined)})

    def look_on(self, near: Set[Iri], seen: Set[Iri], rare: int) -> None:
        """Take note of the pairs that may see other company than before.

        They are those of ``near`` and of what moved from set to set, and those that see
        what moved, or is ``seen`` in other texts, beside both or related to both.
        """
        if rare > MANY:
            self.confirmed |= dict.fromkeys(asking(self.index) - self.confirmed.keys(), 0)
            return
        moved = {iri for iri in self.entities if self.old.of(iri) != self.new.of(iri)}
        pairs = {pair for iri in near | moved for pair in asking(self.index, iri)}
        both = (self.old, self.new)
        for members in {sets.members(iri) for iri in seen | moved for sets in both}:
            pairs |= beside(self.index, members, rare)
        for iri in moved:
            members = self.old.members(iri) | self.new.members(iri)
            pairs |= linked(self.index, iri, members)
        self.confirmed |= dict.fromkeys(pairs - self.confirmed.keys(), 0)

    def confirm(self) -> bool:
        """Ask the company of those pairs; return whether there is more to decide on."""
        self.confirmed = self.company.confirmed(self.confirmed, self.new)
        ends: set[Iri] = set()
        known = len(self.likes)
        for (left, right), rounds in self.confirmed.items():
            if rounds != self.index.column(_CONFIRMED, left, right)[0]:
                ends |= {left, right}
                self.likes[left, right] = like_of(self.index, left, right)
        return self.grow(ends) or len(self.likes) > known

    def replace(self) -> tuple[Identity, Identity]:
        """Write what was decided; return what was there and what there is now."""
        db = self.index.db
        merges: list[Merge] = []
        canonical: dict[Iri, Iri] = {}
        for iri in sorted(self.entities):
            rows = db.execute("SELECT * FROM merge WHERE left = ?", (iri,)).fetchall()
            merges += [Merge(*row) for row in rows]
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
        db.executemany(
            "UPDATE alike SET shared = ? WHERE left = ? AND right = ?",
            ((rounds, *pair) for pair, rounds in self.confirmed.items()),
        )
        return Identity(tuple(merges), (), canonical), now

    def _profiles(self) -> dict[Iri, Profile]:
        """Return what is held of the entities that something may join."""
        near = {end for pair in self.likes for end in pair}
        near |= {iri for iri in self.entities if self._same.get(iri)}
        for iri in near - self.profiles.keys():
            if profile := self.index.profile(iri):
                self.profiles[iri] = profile
        return dict(sorted(self.profiles.items()))

    def _roots(self) -> dict[Iri, Iri]:
        return {iri: self.work.clusters.root(iri) for iri in self.entities}
