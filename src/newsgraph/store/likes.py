"""The pairs of entities that are alike, kept up as names come and go."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations, product

from newsgraph.entities.candidates import MOST_SAME, Profile, Side, keys_of, most_alike
from newsgraph.entities.evidence import Likeness, likeness
from newsgraph.model import Iri
from newsgraph.store.index import Index

Pair = tuple[Iri, Iri]
_Sided = tuple[int, str]  # a side and a key as JSON
_OTHER: dict[int, Side] = {Side.ALIKE: Side.ALIKE, Side.SHORT: Side.LONG, Side.LONG: Side.SHORT}
_MEMBERS = "SELECT entity FROM key WHERE side = ? AND key = ? LIMIT ?"
_ALIKE = (
    "SELECT {0} FROM alike WHERE left = ?1 {1} UNION ALL SELECT {0} FROM alike WHERE right = ?1 {1}"
)
_UPSERT = "INSERT OR REPLACE INTO alike VALUES (?, ?, ?, ?, 0)"


def update_likes(index: Index, touched: set[Iri]) -> set[Iri]:
    """Compare what a change of some entities asks for; return all whose pairs changed.

    An entity whose names are as they were is compared with the others touched alone: what
    a document says of two entities, it says of entities that it names.
    """
    return _Likes(index).update(touched)


def pairs_of(index: Index, entity: Iri) -> dict[Pair, str]:
    """Return the pairs that an entity is alike in, each with its likeness as it is kept."""
    rows = index.db.execute(_ALIKE.format("left, right, likeness", ""), (entity,))
    return {(Iri(left), Iri(right)): found for left, right, found in rows}


def joining(index: Index, entity: Iri) -> list[Likeness]:
    """Return the likenesses of an entity that need no company, or that company confirms."""
    sql = _ALIKE.format("likeness", "AND (NOT weak OR shared)")
    return [Likeness(**json.loads(found)) for found in index.column(sql, entity)]


def like_of(index: Index, left: Iri, right: Iri) -> Likeness:
    """Return the likeness of a pair that is known to be alike."""
    sql = "SELECT likeness FROM alike WHERE left = ? AND right = ?"
    return Likeness(**json.loads(index.column(sql, left, right)[0]))


class _Likes:
    def __init__(self, index: Index) -> None:
        self.index = index
        self.profiles: dict[Iri, Profile | None] = {}
        self.keys: dict[Iri, set[_Sided]] = {}
        self.members: dict[_Sided, list[Iri]] = {}
        self.alike: dict[Pair, str] = {}  # what is held of the pairs of some entities

    def update(self, touched: set[Iri]) -> set[Iri]:
        renamed = {iri for iri in sorted(touched) if self._renamed(iri)}
        old = {iri: self._keys(iri) for iri in renamed}
        for iri in renamed:
            self.alike |= pairs_of(self.index, iri)
        known = set(self.alike)
        new = {iri: self._made(iri) for iri in renamed}
        moved = {sided for iri in renamed for sided in old[iri] ^ new[iri]}
        before = {sided: self._both(*sided) for sided in moved}
        self._write(old, new)
        found = {pair for iri in renamed for pair in self._found(iri)}
        for sided, was in before.items():
            now = self._both(*sided)
            if was.tells != now.tells:  # it concerns all that bear the name, or bore it
                known |= set(was.pairs()) | set(now.pairs())
        known |= set(self._among(touched - renamed))
        changed = set()
        for pair in sorted(known | found):
            held = self.alike.get(pair, "") if pair in found else self._was(*pair)
            if self._compare(*pair, held, candidates=pair in found or self._share(*pair)):
                changed |= set(pair)
        return changed

    def _profile(self, iri: Iri) -> Profile | None:
        """Return what an entity is compared by; its documents and neighbours are looked up."""
        if iri not in self.profiles:
            self.profiles[iri] = self.index.named(iri)
        return self.profiles[iri]

    def _renamed(self, iri: Iri) -> bool:
        """Return whether what an entity is compared by has changed, and keep it."""
        return self.index.rename(iri)

    def _keys(self, iri: Iri) -> set[_Sided]:
        if iri not in self.keys:
            rows = self.index.db.execute("SELECT side, key FROM key WHERE entity = ?", (iri,))
            self.keys[iri] = set(rows)
        return self.keys[iri]

    def _made(self, iri: Iri) -> set[_Sided]:
        profile = self._profile(iri)
        return {(side, json.dumps(key)) for side, key in keys_of(profile)} if profile else set()

    def _write(self, old: dict[Iri, set[_Sided]], new: dict[Iri, set[_Sided]]) -> None:
        for iri, keys in old.items():
            sql = "DELETE FROM key WHERE side = ? AND key = ? AND entity = ?"
            self.index.db.executemany(sql, [(*sided, iri) for sided in keys - new[iri]])
            come = [(*sided, iri) for sided in new[iri] - keys]
            self.index.db.executemany("INSERT INTO key VALUES (?, ?, ?)", come)
        self.keys.clear()
        self.members.clear()

    def _members(self, side: int, key: str) -> list[Iri]:
        if (side, key) not in self.members:
            found = self.index.column(_MEMBERS, side, key, MOST_SAME + 1)
            self.members[side, key] = [Iri(iri) for iri in found]
        return self.members[side, key]

    def _both(self, side: int, key: str) -> "_Bearers":
        """Return those that bear a key, and those that its bearers are compared with."""
        if side == Side.ALIKE:
            return _Bearers(key, self._members(side, key), None)
        return _Bearers(key, self._members(Side.SHORT, key), self._members(Side.LONG, key))

    def _found(self, iri: Iri) -> Iterable[Pair]:
        """Yield the pairs that the keys of an entity make."""
        for side, key in self._keys(iri):
            if self._both(side, key).tells:
                for found in self._members(_OTHER[side], key):
                    if found != iri:
                        yield min(iri, found), max(iri, found)

    def _among(self, entities: set[Iri]) -> Iterable[Pair]:
        """Yield the pairs of some entities that share a key."""
        bearers: dict[_Sided, list[Iri]] = {}
        for iri in sorted(entities):
            for sided in self._keys(iri):
                bearers.setdefault(sided, []).append(iri)
        for (side, key), found in bearers.items():
            if side == Side.ALIKE:
                yield from combinations(found, 2)
            elif side == Side.SHORT:
                yield from _crossed(found, bearers.get((Side.LONG, key), ()))

    def _share(self, left: Iri, right: Iri) -> bool:
        """Return whether two share a key that says something."""
        theirs = self._keys(right)
        return any(
            (_OTHER[side], key) in theirs and self._both(side, key).tells
            for side, key in self._keys(left)
        )

    def _was(self, left: Iri, right: Iri) -> str:
        if (left, right) not in self.alike:
            sql = "SELECT likeness FROM alike WHERE left = ? AND right = ?"
            self.alike[left, right] = (self.index.column(sql, left, right) or [""])[0]
        return self.alike[left, right]

    def _compare(self, left: Iri, right: Iri, was: str, candidates: bool) -> bool:
        """Keep how alike two are, where it can join them; return whether that changed."""
        one, two = self._profile(left), self._profile(right)
        found = likeness(one, two) if one and two and candidates else None
        useful = found is not None and (found.strong or found.stated or found.mergeable)
        now = json.dumps(asdict(found)) if found is not None and useful else ""
        if now == was:
            return False
        if found is None or not now:
            self.index.db.execute("DELETE FROM alike WHERE left = ? AND right = ?", (left, right))
        else:
            weak = not (found.strong or found.stated)
            self.index.db.execute(_UPSERT, (left, right, weak, now))
        return True


@dataclass(frozen=True, slots=True)
class _Bearers:
    """Those that bear a key: all alike, or the short names and the long ones."""

    key: str
    members: Sequence[Iri]
    long: Sequence[Iri] | None

    @property
    def tells(self) -> bool:
        """Return whether few enough bear the key for it to say something."""
        if self.long is None:
            few = len(self.members) < 2
            return few or len(self.members) <= most_alike(tuple(json.loads(self.key)))
        return len(self.members) * len(self.long) <= MOST_SAME

    def pairs(self) -> Iterable[Pair]:
        """Yield the pairs that the key makes, none where too many bear it."""
        if not self.tells:
            return iter(())
        if self.long is None:
            return combinations(sorted(self.members), 2)
        return _crossed(self.members, self.long)


def _crossed(short: Iterable[Iri], long: Iterable[Iri]) -> Iterable[Pair]:
    return ((min(a, b), max(a, b)) for a, b in product(short, long) if a != b)
