"""Sets of what is joined, and pairs of what must stay apart."""

from collections.abc import Iterable

from newsgraph.model import Iri


class Clusters:
    """Disjoint sets of IRIs that grow; an IRI that was never joined is alone."""

    def __init__(self) -> None:
        self._root: dict[Iri, Iri] = {}
        self._members: dict[Iri, list[Iri]] = {}
        self._apart: dict[Iri, set[Iri]] = {}  # by IRI, not by set

    def root(self, iri: Iri) -> Iri:
        """Return the IRI that stands for the set of another; the same for all its members."""
        return self._root.get(iri, iri)

    def members(self, iri: Iri) -> Iterable[Iri]:
        """Return the set that an IRI is in."""
        return self._members.get(self.root(iri), [iri])

    def joined(self, left: Iri, right: Iri) -> bool:
        """Return whether two are in one set."""
        return self.root(left) == self.root(right)

    def join(self, left: Iri, right: Iri) -> None:
        """Make one set of two."""
        keep, lose = sorted((self.root(left), self.root(right)))
        if keep == lose:
            return
        moved = self._members.pop(lose, [lose])
        self._members.setdefault(keep, [keep]).extend(moved)
        for iri in moved:
            self._root[iri] = keep

    def part(self, left: Iri, right: Iri) -> None:
        """Note that two must stay apart."""
        self._apart.setdefault(left, set()).add(right)
        self._apart.setdefault(right, set()).add(left)

    def parted(self, left: Iri, right: Iri) -> bool:
        """Return whether a member of one set must stay apart from one of the other."""
        if not self._apart:
            return False
        others = set(self.members(right))
        return any(not others.isdisjoint(self._apart.get(iri, ())) for iri in self.members(left))

    def groups(self) -> list[list[Iri]]:
        """Return the sets of two and more, sorted."""
        return sorted(sorted(members) for members in self._members.values() if len(members) > 1)
