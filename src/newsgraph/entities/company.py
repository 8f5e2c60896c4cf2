"""The company that entities keep: what they stand in relations with and are named beside."""

from collections.abc import Mapping

from newsgraph.entities.candidates import Profile
from newsgraph.model import Iri

ENOUGH = 1.0  # one common neighbour, or two things that only their two texts name
_MOST_TEXTS = 50  # of one entity that are looked at


class Company:
    """What the entities of a store have in common."""

    def __init__(self, by_iri: Mapping[Iri, Profile]) -> None:
        self._by_iri = by_iri
        self._named_in: dict[Iri, set[Iri]] = {}  # by document
        for profile in by_iri.values():
            for document in profile.documents:
                self._named_in.setdefault(document, set()).add(profile.iri)

    def shared(self, left: Iri, right: Iri) -> bool:
        """Return whether two entities have enough in common beyond their names.

        A common neighbour counts 1; what is named beside both counts the less the more
        texts name it.
        """
        one, two = self._by_iri[left], self._by_iri[right]
        if (one.neighbours & two.neighbours) - {left, right}:
            return True
        both = (self._beside(one) & self._beside(two)) - {left, right}
        return sum(1 / len(self._by_iri[iri].documents) for iri in both) >= ENOUGH

    def _beside(self, profile: Profile) -> set[Iri]:
        texts = sorted(profile.documents)[:_MOST_TEXTS]
        return set().union(*(self._named_in[document] for document in texts))
