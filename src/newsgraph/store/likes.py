"""The pairs of entities that are alike, kept up as names come and go."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import combinations, product

from newsgraph.entities.candidates import MOST_SAME, Key, Profile, Side, keys_of, most_alike
from newsgraph.entities.evidence import Likeness, likeness
from newsgraph.model import Iri
from newsgraph.store.index import Index

Pair = tuple[Iri, Iri]
_Sided = tuple[Side, Key]
_MEMBERS = "SELECT entity FROM key WHERE side = ? AND key = ? LIMIT ?"
_UPSERT = "INSERT OR REPLACE INTO alike VALUES (?, ?, ?, ?)"


def update_likes(index: Index, touched: set[Iri]) -> set[Iri]:
    """Compare what a change of some entities asks for; return all whose pairs changed.

    An entity whose names are as they were is compared with the others touched alone: what
    a document says of two entities, it says of entities that it names.
    """
    return _Likes(index).update(touched)


def likes_of(index: Index, entity: Iri) -> list[Likeness]:
    """Return the likenesses of an entity that can join it."""
    sql = (
        "SELECT likeness FROM alike WHERE left = ?1"
        " UNION SELECT likeness FROM alike WHERE right = ?1"
    )
    return [Likeness(**json.loads(found)) for found in index.column(sql, entity)]


class _Likes:
    def __init__(self, index: Index) -> None:
        self.index = index
        self.profiles: dict[Iri, Profile | None] = {}
        self.keys: dict[Iri, set[_Sided]] = {}
        self.counts: dict[_Sided, int] = {}

    def update(self, touched: set[Iri]) -> set[Iri]:
        renamed = {iri for iri in sorted(touched) if self._renamed(iri)}
        old = {iri: self._keys(iri) for iri in renamed}
        partners = {pair for iri in renamed for pair in self._partners(iri)}
        new = {iri: self._made(iri) for iri in renamed}
        moved = {key for iri in renamed for key in old[iri] ^ new[iri]}
        before = {key: set(self._pairs(*key)) for key in moved}
        self._write(old, new)
        pairs = partners | {pair for iri in renamed for pair in self._found(iri)}
        for key in moved:  # a name that is too common, or is so no more, concerns all that bear it
            after = set(self._pairs(*key))
            if not (before[key] and after):
                pairs |= before[key] | after
        pairs |= set(self._among(touched - renamed))
        return {iri for pair in sorted(pairs) if self._compare(*pair) for iri in pair}

    def _profile(self, iri: Iri) -> Profile | None:
        if iri not in self.profiles:
            self.profiles[iri] = self.index.profile(iri)
        return self.profiles[iri]

    def _renamed(self, iri: Iri) -> bool:
        """Return whether what an entity is compared by has changed, and keep it."""
        p, was = self._profile(iri), self.index.names(iri)
        now = json.dumps([p.kind, p.names(), p.ticker, sorted(p.same_as)]) if p else ""
        if now != was:
            self.index.rename(iri, now)
        return now != was

    def _keys(self, iri: Iri) -> set[_Sided]:
        if iri not in self.keys:
            rows = self.index.db.execute("SELECT side, key FROM key WHERE entity = ?", (iri,))
            self.keys[iri] = {(Side(side), tuple(json.loads(key))) for side, key in rows}
        return self.keys[iri]

    def _made(self, iri: Iri) -> set[_Sided]:
        profile = self._profile(iri)
        return keys_of(profile) if profile else set()

    def _write(self, old: dict[Iri, set[_Sided]], new: dict[Iri, set[_Sided]]) -> None:
        for iri, keys in old.items():
            gone = [(side, _text(key), iri) for side, key in keys - new[iri]]
            come = [(side, _text(key), iri) for side, key in new[iri] - keys]
            sql = "DELETE FROM key WHERE side = ? AND key = ? AND entity = ?"
            self.index.db.executemany(sql, gone)
            self.index.db.executemany("INSERT INTO key VALUES (?, ?, ?)", come)
        self.keys.clear()
        self.counts.clear()

    def _members(self, side: Side, key: Key) -> list[Iri]:
        found = self.index.column(_MEMBERS, side, _text(key), MOST_SAME + 1)
        return [Iri(iri) for iri in found]

    def _count(self, side: Side, key: Key) -> int:
        if (side, key) not in self.counts:
            self.counts[side, key] = len(self._members(side, key))
        return self.counts[side, key]

    def _active(self, side: Side, key: Key) -> bool:
        """Return whether few enough bear a key for it to say something."""
        if side is Side.ALIKE:
            return self._count(side, key) <= most_alike(key)
        return self._count(Side.SHORT, key) * self._count(Side.LONG, key) <= MOST_SAME

    def _pairs(self, side: Side, key: Key) -> Iterable[Pair]:
        """Yield the pairs that a key makes, none where too many bear it."""
        if not self._active(side, key):
            return
        if side is Side.ALIKE:
            yield from combinations(sorted(self._members(side, key)), 2)
            return
        short, long = self._members(Side.SHORT, key), self._members(Side.LONG, key)
        yield from ((min(a, b), max(a, b)) for a, b in product(short, long) if a != b)

    def _partners(self, iri: Iri) -> Iterable[Pair]:
        for like in likes_of(self.index, iri):
            yield like.left, like.right

    def _found(self, iri: Iri) -> Iterable[Pair]:
        """Yield the pairs that the keys of an entity make."""
        other = {Side.ALIKE: Side.ALIKE, Side.SHORT: Side.LONG, Side.LONG: Side.SHORT}
        for side, key in self._keys(iri):
            if self._active(side, key):
                for found in self._members(other[side], key):
                    if found != iri:
                        yield min(iri, found), max(iri, found)

    def _among(self, entities: set[Iri]) -> Iterable[Pair]:
        """Yield the pairs of some entities that share a key."""
        members: dict[_Sided, list[Iri]] = {}
        for iri in sorted(entities):
            for sided in self._keys(iri):
                members.setdefault(sided, []).append(iri)
        for (side, key), found in members.items():
            if side is Side.ALIKE:
                yield from combinations(found, 2)
            elif side is Side.SHORT:
                for a, b in product(found, members.get((Side.LONG, key), ())):
                    if a != b:
                        yield min(a, b), max(a, b)

    def _candidates(self, left: Iri, right: Iri) -> bool:
        one, two = self._keys(left), self._keys(right)
        if any(side is Side.ALIKE and self._active(side, key) for side, key in one & two):
            return True
        for a, b in ((one, two), (two, one)):
            short = {key for side, key in a if side is Side.SHORT}
            long = {key for side, key in b if side is Side.LONG}
            if any(self._active(Side.SHORT, key) for key in short & long):
                return True
        return False

    def _compare(self, left: Iri, right: Iri) -> bool:
        """Keep how alike two are, where it can join them; return whether that changed."""
        one, two = self._profile(left), self._profile(right)
        found = likeness(one, two) if one and two and self._candidates(left, right) else None
        useful = found is not None and (found.strong or found.stated or found.mergeable)
        now = json.dumps(asdict(found)) if found is not None and useful else ""
        sql = "SELECT likeness FROM alike WHERE left = ? AND right = ?"
        was = (self.index.column(sql, left, right) or [""])[0]
        if now == was:
            return False
        if found is None or not now:
            self.index.db.execute("DELETE FROM alike WHERE left = ? AND right = ?", (left, right))
        else:
            self.index.db.execute(_UPSERT, (left, right, not found.strong, now))
        return True


def _text(key: Key) -> str:
    return json.dumps(key)
