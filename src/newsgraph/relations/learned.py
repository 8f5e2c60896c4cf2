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
    subjects: dict[Mention | Value, list[Mention]] = field(default_factory=dict)  # by object

    def probability(self, relation: Relation) -> float | None:
        """Return how likely the encoder holds a relation; None if it cannot say.

        It has no say where it has not judged the ends, or was not taught the relation. Of
        "Acme denied that it bought Zed" it may hold so of Acme what the rules say of "it".
        """
        if relation.predicate not in self.labels:
            return None
        if (relation.subject, relation.object) not in self.scores:
            return None
        return max(self._kindred(pair, relation.predicate) for pair in self._alike(relation))

    def _kindred(self, pair: Pair, label: str) -> float:
        """Return how likely a label is of a pair, or one that speaks for it."""
        subject, target = pair
        there = self.scores[pair]
        found = max((there.get(name, 0.0) for name in kin(label)), default=0.0)
        if isinstance(target, Mention):
            back = self.scores.get((target, subject), {})
            found = max(found, back.get(TURNS.get(label, ""), 0.0))
        return found

    def _alike(self, relation: Relation) -> list[Pair]:
        """Return the pair of a relation, and those of its sentence whose subject means the same."""
        if not self.subjects:
            for one, other in self.scores:
                self.subjects.setdefault(other, []).append(one)
        same, evidence = self.annotated.antecedent, relation.evidence
        subject = same.get(relation.subject, relation.subject)
        also = [
            one
            for one in self.subjects[relation.object]
            if same.get(one, one) == subject and evidence.start <= one.start < evidence.end
        ]
        return [(one, relation.object) for one in (relation.subject, *also)]


def kin(label: str) -> tuple[str, ...]:
    """Return a label and those that speak for it."""
    return next((some for some in KIN if label in some), (label,))
