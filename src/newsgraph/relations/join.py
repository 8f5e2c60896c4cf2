"""Rules and encoder together: each makes up for what the other cannot see.

Rules err where the parse does, and the encoder then sees nothing in what they say. The
encoder errs in naming the relation of two things, and there the rules know better.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsgraph.model import OPEN_RELATION, AnnotatedDocument, Mention, Relation, Value
from newsgraph.relations.homes import without_guesses
from newsgraph.relations.learned import TURNS, Learned

ALSO = 0.6  # how sure the encoder must be of more between two things that the rules relate
ENTAILED_BY = {"worksFor": ("ceoOf",), "announced": ("launches",), "operatesIn": ("basedIn",)}
PAST = "formerlyWorkedFor"
POSTS = frozenset(("ceoOf", "worksFor", PAST))
IMPLIED = "one end is left out"  # in the trace of evidence by rules
LEFT_OUT = "left out: "  # in the trace of evidence by the encoder
BY_RULE = 0.7  # what a rule weighs against how likely the encoder holds the other tense
End = Mention | tuple[str, str, str]


def joined(
    annotated: AnnotatedDocument, rules: Iterable[Relation], learned: Learned
) -> Iterator[Relation]:
    """Yield the relations by rules, then what the encoder adds.

    What both say is kept from both, so that it counts as said twice, in one status: that
    of the encoder, which has weighed what the rules for it read. What the encoder sees
    nothing in is left out; of two things that the rules relate in this document it adds
    only what it is sure of, and not what follows from what the rules say. Where they say who
    is left out in a sentence, it names no other.
    """
    also = {(_triple(annotated, r), r.evidence.start): r for r in learned.relations}
    said = [
        _agreed(r, also.get((_triple(annotated, r), r.evidence.start)))
        for r in rules
        if not _is_vetoed(r, learned)
    ]
    rules_say = {_triple(annotated, r) for r in said if r.predicate != OPEN_RELATION}
    related = {frozenset((one, other)) for one, _, other in rules_say}
    every = rules_say | {_triple(annotated, r) for r in learned.relations}
    more = []
    implied = [r for r in said if IMPLIED in r.evidence.trace]
    filled = {(r.predicate, r.evidence.start, e) for r in implied for e in (r.subject, r.object)}
    for relation in learned.relations:
        subject, predicate, end = triple = _triple(annotated, relation)
        if LEFT_OUT in relation.evidence.trace and triple not in rules_say:
            ends = (
                (predicate, relation.evidence.start, e) for e in (relation.subject, relation.object)
            )
            if any(e in filled for e in ends):
                continue
        if triple not in rules_say:
            sure = relation.evidence.score >= ALSO or frozenset((subject, end)) not in related
            turned = (end, TURNS.get(predicate, ""), subject) in rules_say
            entailed = any((subject, p, end) in every for p in ENTAILED_BY.get(predicate, ()))
            if turned or entailed or not sure:
                continue
        more.append(relation)
    yield from without_guesses(in_one_tense(annotated, [*said, *more]), annotated.antecedent)


def in_one_tense(annotated: AnnotatedDocument, relations: Sequence[Relation]) -> list[Relation]:
    """Return relations without the posts that one and the same sentence also has as past, or not.

    "Holm, once an engineer at Acme" is read by one as present, by the other as past. What
    both hold stands, else what the encoder is sure of, else what the rules say.
    """
    weighed: dict[tuple[int, End, End], dict[bool, dict[str, float]]] = {}
    for r in relations:
        if r.predicate in POSTS:
            subject, predicate, end = _triple(annotated, r)
            tenses = weighed.setdefault((r.evidence.start, subject, end), {})
            by = tenses.setdefault(predicate == PAST, {})
            weight = r.evidence.score if r.evidence.extractor == "encoder" else BY_RULE
            by[r.evidence.extractor] = max(weight, by.get(r.evidence.extractor, 0.0))

    def stands(r: Relation) -> bool:
        if r.predicate not in POSTS:
            return True
        subject, predicate, end = _triple(annotated, r)
        tenses = weighed[r.evidence.start, subject, end]
        past, now = (sum(tenses.get(t, {}).values()) for t in (True, False))
        return not (past and now) or (past > now) == (predicate == PAST)

    return [r for r in relations if stands(r)]


def _is_vetoed(relation: Relation, learned: Learned) -> bool:
    """Say whether the encoder, asked about a relation by rules, sees nothing in it."""
    return relation.predicate != OPEN_RELATION and learned.probability(relation) == 0.0


def _agreed(relation: Relation, learned: Relation | None) -> Relation:
    """Return a relation in the status that the encoder gives it in the same sentence."""
    if learned is None or learned.status is relation.status:
        return relation
    return replace(relation, status=learned.status, attributed_to=learned.attributed_to)


def _triple(annotated: AnnotatedDocument, relation: Relation) -> tuple[End, str, End]:
    ends = (_meant(annotated, end) for end in (relation.subject, relation.object))
    subject, target = ends
    return subject, relation.predicate, target


def _meant(annotated: AnnotatedDocument, end: Mention | Value) -> End:
    """Return the naming mention, or a value without its place in the text."""
    if isinstance(end, Value):
        return end.kind, end.lexical, end.currency
    return annotated.antecedent.get(end, end)
