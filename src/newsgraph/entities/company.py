"""The company that entities keep: what they stand in relations with and are named beside."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from newsgraph.entities.candidates import Profile
from newsgraph.entities.clusters import Clusters
from newsgraph.model import Iri

ENOUGH = 1  # one common neighbour, or two things that only their two texts name
MOST_TEXTS = 50  # of one entity that are looked at
RARE = 10  # texts; what more of them name says nothing, so that a change stays near what it touches


def weight(texts: Iterable[int]) -> Fraction:
    """Return what common company is worth, given how many texts name each part of it."""
    return sum((Fraction(1, n) for n in texts if n <= RARE), Fraction())


class Company:
    """What the entities of a store have in common, those that are joined taken as one."""

    def __init__(self, by_iri: Mapping[Iri, Profile], clusters: Clusters) -> None:
        self._by_iri = by_iri
        self._root = clusters.root
        self._named_in: dict[Iri, set[Iri]] = {}  # what a document names
        self._texts: dict[Iri, set[Iri]] = {}  # the documents that name it
        for profile in by_iri.values():
            root = clusters.root(profile.iri)
            self._texts.setdefault(root, set()).update(profile.documents)
            for document in profile.documents:
                self._named_in.setdefault(document, set()).add(root)

    def shared(self, left: Iri, right: Iri) -> bool:
        """Return whether two entities have enough in common beyond their names.

        A common neighbour counts 1; what is named beside both counts the less the more
        texts name it, and nothing once it is not rare.
        """
        one, two = self._by_iri[left], self._by_iri[right]
        selves = {self._root(left), self._root(right)}
        if (self._neighbours(one) & self._neighbours(two)) - selves:
            return True
        both = (self._beside(one) & self._beside(two)) - selves
        return weight(len(self._texts[root]) for root in both) >= ENOUGH

    def _neighbours(self, profile: Profile) -> set[Iri]:
        return {self._root(iri) for iri in profile.neighbours}

    def _beside(self, profile: Profile) -> set[Iri]:
        texts = sorted(profile.documents)[:MOST_TEXTS]
        return set().union(*(self._named_in[document] for document in texts))
