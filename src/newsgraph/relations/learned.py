"""What the encoder makes of a document, for those who join it with the rules."""

from dataclasses import dataclass, field

from newsgraph.model import AnnotatedDocument, Mention, Relation, Value

# labels that speak for each other: of one thing, seen from other sides or at other times
KIN = (
    ("ceoOf", "worksFor", "formerlyWorkedFor"),
    ("develops", "manufactures", "launches", "announced"),
    ("acquires", "ownsStakeIn", "investsIn"),
    ("customerOf", "purchases", "uses"),
    ("basedIn", "operatesIn", "locatedIn", "buildsFacilityIn"),
    ("subsidiaryOf", "partOf", "memberOf"),
)
TURNS = {
    "customerOf": "supplies",
    "supplies": "customerOf",
    "partnersWith": "partnersWith",
    "competesWith": "competesWith",
    "mergesWith": "mergesWith",
}

Pair = tuple[Mention, Mention | Value]


@dataclass(slots=True)
class Learned:
    """What the encoder makes of a document: relations, and how likely it holds each label."""

    annotated: AnnotatedDocument  # the document, with the kinds that its relations ask for
    relations: list[Relation] = field(default_factory=list)
    scores: dict[Pair, dict[str, float]] = field(default_factory=dict)  # of each pair judged
    labels: frozenset[str] = frozenset()  # that the encoder knows

    def probability(self, relation: Relation) -> float | None:
        """Return how likely the encoder holds a relation; None if it cannot say.

        It has no say where it has not judged the ends, or was not taught the relation.
        """
        there = self.scores.get((relation.subject, relation.object))
        if there is None or relation.predicate not in self.labels:
            return None
        found = max((there.get(label, 0.0) for label in kin(relation.predicate)), default=0.0)
        if isinstance(relation.object, Mention):
            back = self.scores.get((relation.object, relation.subject), {})
            found = max(found, back.get(TURNS.get(relation.predicate, ""), 0.0))
        return found


def kin(label: str) -> tuple[str, ...]:
    """Return a label and those that speak for it."""
    return next((some for some in KIN if label in some), (label,))
