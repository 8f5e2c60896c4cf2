"""Kinds settled by what the encoder sees: a thing that is held on a date is an event.

The network tells relations from the whole sentence and is seldom sure of one whose ends it
misjudges. So a likely relation between two things speaks for the kinds that its domain and
range admit, and a kind given on thin grounds gives way to what all of them agree on.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsgraph.encoder.marks import GENERAL, Scored
from newsgraph.model import Mention, Value
from newsgraph.relations.candidates import Candidate
from newsgraph.vocabulary import Property

LIKELY = 0.55  # from here on a pair speaks
LOUD = 3.0  # how much one that is certain says, as a witness for a kind
ACTS = 0.9  # what must say more that a place acts as a state than that it is a place
STATE, PLACE = "GovernmentGroup", "Place"
NAMED = ("Event", "Conference", "Organization", "OrganizationGroup", "Person", "ProductTechnology")
OTHERS = dict.fromkeys((*NAMED, "Concept"), (*NAMED, "Concept")) | {
    PLACE: (PLACE, STATE),
    STATE: (PLACE, STATE),
}
Key = tuple[str, str]  # of a name its place in the text, else the words; and the kind


@dataclass(slots=True)
class Heard:
    """What likely relations say of one thing: the kinds that each admits, and how likely it is."""

    thing: Mention
    said: list[tuple[frozenset[str], float]] = field(default_factory=list)

    def kind(self) -> str:
        """Return the kind that witnesses and relations together hold likeliest."""
        own = self.thing.kind
        choice = OTHERS.get(own, (own,)) if self.thing.form == "name" else GENERAL
        if own not in choice:
            return own
        if self.thing.form == "name" and own in (PLACE, STATE):
            return self._part()
        return max(choice, key=lambda kind: (self._weight(kind), kind == own))

    def _part(self) -> str:
        """Return whether a country, which is known to be one, is here a place or acts."""
        own = self.thing.kind
        other = STATE if own == PLACE else PLACE
        known = {spoken for _, spoken, _ in self.thing.witnesses}
        more = self._heard(other) - self._heard(own)
        return other if {own, other} <= known and more > ACTS else own

    def _weight(self, kind: str) -> float:
        seen = sum(w for _, spoken, w in self.thing.witnesses if spoken == kind)
        return LOUD * self._heard(kind) + seen

    def _heard(self, kind: str) -> float:
        return sum(p for kinds, p in self.said if kind in kinds)


def key_of(thing: Mention) -> Key:
    """Return what tells a thing from others in its document."""
    return (str(thing.start) if thing.form == "name" else thing.text.lower(), thing.kind)


def kinds_heard(
    sentences: Iterable[tuple[Sequence[Candidate], Sequence[Scored]]],
    properties: Mapping[str, Property],
    meant: Callable[[Mention], Mention],
) -> dict[Key, str]:
    """Return the things of a document whose kinds must be others for it to make sense.

    Given are the candidates and likely pairs of each sentence; ``meant`` leads from what
    refers to a name to the name.
    """
    found: dict[Key, Heard] = {}
    for candidates, pairs in sentences:
        for pair in _best(pairs):
            prop = properties.get(pair.label)
            ends = (candidates[pair.subject].end, candidates[pair.object].end)
            if prop is None or pair.probability < LIKELY:
                continue
            fits = [_fits(end, prop, n == 0) for n, end in enumerate(ends)]
            for n, end in enumerate(ends):
                if isinstance(end, Mention) and fits[1 - n]:
                    thing = meant(end)
                    kinds = prop.domain if n == 0 else prop.kinds
                    heard = found.setdefault(key_of(thing), Heard(thing))
                    heard.said.append((frozenset(kinds), pair.probability))
    settled = {key: heard.kind() for key, heard in sorted(found.items())}
    return {key: kind for key, kind in settled.items() if kind != key[1]}


def _best(pairs: Sequence[Scored]) -> Iterator[Scored]:
    """Yield the likeliest label between any two ends, either way round."""
    best: dict[frozenset[int], Scored] = {}
    for pair in pairs:
        ends = frozenset((pair.subject, pair.object))
        if ends not in best or pair.probability > best[ends].probability:
            best[ends] = pair
    yield from best.values()


def _fits(end: Mention | Value, prop: Property, subject: bool) -> bool:
    if isinstance(end, Value):
        return not subject and end.kind in prop.literals
    return end.kind in (prop.domain if subject else prop.kinds)


__all__ = ["key_of", "kinds_heard"]
