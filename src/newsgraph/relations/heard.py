"""Kinds settled by what the encoder sees: a thing that is held on a date is an event.

The network tells relations from the whole sentence and is seldom sure of one whose ends it
misjudges. So a likely relation between two things speaks for the kinds that its domain and
range admit, and a kind given on thin grounds gives way to what all of them agree on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from newsgraph.encoder.marks import GENERAL, Scored
from newsgraph.model import Mention, Value
from newsgraph.relations.candidates import Candidate
from newsgraph.vocabulary import Property

LIKELY = 0.55  # from here on a pair speaks
LOUD = 3.0  # how much one that is certain says, as a witness for a kind
STATE, PLACE = "GovernmentGroup", "Place"
NAMED = ("Conference", "Event", "Organization", "OrganizationGroup", "Person", "ProductTechnology")
OTHERS = dict.fromkeys((*NAMED, "Concept"), (*NAMED, "Concept")) | {
    PLACE: (PLACE, STATE),
    STATE: (PLACE, STATE),
}


@dataclass(slots=True)
class Heard:
    """What likely relations say of one thing: the kinds that each admits, and how likely it is."""

    thing: Mention
    named: bool
    said: list[tuple[frozenset[str], float]] = field(default_factory=list)

    def kind(self) -> str:
        """Return the kind that witnesses and relations together hold likeliest."""
        own = self.thing.kind
        choice = OTHERS.get(own, (own,)) if self.named else GENERAL
        if own not in choice:
            return own
        return max(choice, key=lambda kind: (self._weight(kind), kind == own))

    def _weight(self, kind: str) -> float:
        heard = LOUD * sum(p for kinds, p in self.said if kind in kinds)
        if {kind, self.thing.kind} <= {PLACE, STATE} and self.thing.form == "name":
            return heard  # that it is a country is known, and says nothing of its part here
        return heard + sum(w for _, spoken, w in self.thing.witnesses if spoken == kind)


def kinds_heard(
    sentences: Iterable[tuple[Sequence[Candidate], Sequence[Scored]]],
    properties: Mapping[str, Property],
    meant: Callable[[Mention], Mention],
) -> dict[Mention, str]:
    """Return the things of a document whose kinds must be others for it to make sense.

    Given are the candidates and likely pairs of each sentence; ``meant`` leads from what
    refers to a name to the name.
    """
    found: dict[tuple[str, str], Heard] = {}
    things: dict[tuple[str, str], dict[Mention, None]] = defaultdict(dict)
    for candidates, pairs in sentences:
        for pair in pairs:
            prop = properties.get(pair.label)
            if prop is None or pair.probability < LIKELY:
                continue
            ends = (candidates[pair.subject].end, candidates[pair.object].end)
            fits = [_fits(end, prop, n == 0) for n, end in enumerate(ends)]
            for n, end in enumerate(ends):
                if isinstance(end, Mention) and fits[1 - n]:
                    thing = meant(end)
                    named = thing.form == "name"
                    key = ("name", str(thing.start)) if named else ("", thing.text.lower())
                    heard = found.setdefault(key, Heard(thing, named))
                    heard.said.append(
                        (frozenset(prop.domain if n == 0 else prop.kinds), pair.probability)
                    )
                    things[key][thing] = None
    changed: dict[Mention, str] = {}
    for key, heard in sorted(found.items()):
        kind = heard.kind()
        if kind != heard.thing.kind:
            changed |= dict.fromkeys(things[key], kind)
    return changed


def _fits(end: Mention | Value, prop: Property, subject: bool) -> bool:
    if isinstance(end, Value):
        return not subject and end.kind in prop.literals
    return end.kind in (prop.domain if subject else prop.kinds)


__all__ = ["kinds_heard"]
