"""Which of several likely pairs of a sentence stand: an end may have a likelier partner."""

from collections.abc import Sequence
from dataclasses import replace

from newsgraph.encoder.marks import Scored
from newsgraph.model import Mention, Sentence
from newsgraph.relations.between import are_apart
from newsgraph.relations.candidates import Candidate

OF_RULES = frozenset(("announced", "approves", "opposes", "supports"))
CERTAIN = 0.8  # what is so likely stands, whatever else its ends do
Candidates = Sequence[Candidate]


def is_outdone(
    pair: Scored,
    pairs: Sequence[Scored],
    candidates: Candidates,
    sentence: Sentence,
    *,
    symmetric: bool,
) -> bool:
    """Say whether an end of a pair has a likelier partner for the same relation.

    In a clause of its own: "Acme founded Zed, and Zed bought Lark" does not say that Acme
    bought Lark. And where the pair's other end is left out, any that the sentence names: in
    a text about Acme, "Lark, Zed's rival" does not say that Lark competes with Acme.
    """
    rivals = [p for p in pairs if p.label == pair.label and is_named(p, candidates)]
    if not is_named(pair, candidates):
        told = [p for p in rivals if _has_names(p, candidates)]
        return any(_names_instead(p, pair, candidates, symmetric=symmetric) for p in told)
    if pair.probability >= CERTAIN or not _are_apart(pair, candidates, sentence):
        return False
    return any(
        (p.subject == pair.subject or p.object == pair.object)
        and p.probability > pair.probability
        and not _are_apart(p, candidates, sentence)
        for p in rivals
    )


def is_told_of_governor(
    pair: Scored, pairs: Sequence[Scored], candidates: Candidates, sentence: Sentence
) -> bool:
    """Say whether a relation holds of the noun that an end is the complement of.

    "Ekola announced a waiver of fees" does not say that it announced fees.
    """
    told = {(p.subject, p.label, p.object) for p in pairs}
    above = _governor(pair.object, candidates, sentence)
    if above is not None and (pair.subject, pair.label, above) in told:
        return True
    above = _governor(pair.subject, candidates, sentence)
    return above is not None and (above, pair.label, pair.object) in told


def of_rules(pairs: Sequence[Scored], candidates: Candidates) -> list[Scored]:
    """Return pairs with a rule in the place of what it is about: who opposes a ban on jet skis."""
    rules = {i: n for n, c in enumerate(candidates) for i in c.about}
    told = {(p.subject, p.label, p.object) for p in pairs}
    found = []
    for pair in pairs:
        rule = rules.get(candidates[pair.object].head) if pair.label in OF_RULES else None
        if rule is None or rule == pair.subject:
            found.append(pair)
        elif (pair.subject, pair.label, rule) not in told:
            found.append(replace(pair, object=rule))
            told.add((pair.subject, pair.label, rule))
    return found


def is_named(pair: Scored, candidates: Candidates) -> bool:
    """Say whether the sentence names both ends of a pair."""
    return all(candidates[n].head >= 0 for n in (pair.subject, pair.object))


def _has_names(pair: Scored, candidates: Candidates) -> bool:
    """Say whether no end of a pair is a thing without a name: "led the round"."""
    return all(candidates[n].mark.form != "nominal" for n in (pair.subject, pair.object))


def _names_instead(other: Scored, pair: Scored, candidates: Candidates, *, symmetric: bool) -> bool:
    """Say whether a pair names the partner that another leaves out."""
    if candidates[pair.subject].head >= 0:
        end, there = pair.subject, other.subject
    else:
        end, there = pair.object, other.object
    return end == there or (symmetric and end in (other.subject, other.object))


def _are_apart(pair: Scored, candidates: Candidates, sentence: Sentence) -> bool:
    left, right = (candidates[n].head for n in (pair.subject, pair.object))
    return are_apart(sentence, left, right)


def _governor(number: int, candidates: Candidates, sentence: Sentence) -> int | None:
    """Return the number of the candidate that another is the complement of, if there is one."""
    head = candidates[number].head
    if head < 0 or sentence.tokens[head].dep != "pobj":
        return None
    preposition = sentence.tokens[sentence.tokens[head].head]
    if preposition.dep != "prep" or preposition.head == head:
        return None
    heads = {c.head: n for n, c in enumerate(candidates) if isinstance(c.end, Mention)}
    return heads.get(preposition.head)
