"""Offices that pass on: who succeeds somebody takes the office that the same sentence names.

"Ada, chief executive of Acme, took over from Bo" says that Bo was with Acme as well; "Bo, who led
Acme until May, was replaced by Ada" that Ada is with it now.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from newsgraph.model import Mention, Relation, Status, Value
from newsgraph.relations.cues import Cues

HELD = ("ceoOf", "worksFor")
PASSED_ON = 0.8  # how often the office is the same
CHIEF = "chief executive"


def passed_on(
    relations: Sequence[Relation], antecedent: Mapping[Mention, Mention], cues: Cues
) -> Iterator[Relation]:
    """Yield the roles that follow from one person's succeeding another in one sentence."""

    def who(mention: object) -> object:
        return antecedent.get(mention, mention) if isinstance(mention, Mention) else mention

    for change in relations:
        new, old = change.subject, change.object
        if change.predicate != "successorOf" or change.status is not Status.ASSERTED:
            continue
        if not isinstance(old, Mention) or {new.kind, old.kind} != {"Person"}:
            continue
        now = [r for r in relations if r.predicate in HELD and who(r.subject) == who(new)]
        titled = [r for r in now if r.evidence.pattern.startswith("noun")]
        then = [
            r
            for r in relations
            if r.predicate == "formerlyWorkedFor"
            and who(r.subject) == who(old)
            and not r.evidence.entry.startswith(r.predicate)  # "an Acme veteran": no office
            and _is_office(r, cues)
        ]
        if titled and _one_office(now, who) and not then:
            yield _of_another(titled[0], old, "formerlyWorkedFor", change)
        elif _one_office(then, who) and not now:
            role = next((q.text for n, q in then[0].qualifiers if n == "role"), "")
            office = "ceoOf" if cues.has("chiefOffice", "noun", role.lower()) else "worksFor"
            yield _of_another(then[0], new, office, change)


def _is_office(role: Relation, cues: Cues) -> bool:
    """Say whether a noun names a post, or a verb says that somebody holds one."""
    part, verb = (*role.evidence.pattern.split()[:2], "")[:2]
    return part == "noun" or (part == "verb" and cues.has("officeHeld", "verb", verb.rstrip(":")))


def _one_office(roles: Sequence[Relation], who: object) -> bool:
    """Say whether all of a person's roles are with one organisation, and stated as facts."""
    assert callable(who)
    places = {who(r.object) for r in roles}
    return len(places) == 1 and all(r.status is Status.ASSERTED for r in roles)


def _of_another(role: Relation, person: Mention, predicate: str, change: Relation) -> Relation:
    """Return a role as that of another person, from or until the change."""
    evidence = replace(
        role.evidence,
        score=round(role.evidence.score * PASSED_ON, 4),
        trace="; ".join(filter(None, (role.evidence.trace, "the office passed on"))),
    )
    kept = [q for q in role.qualifiers if q[0] == "role" and predicate != "ceoOf"]
    if role.predicate == "ceoOf" and not kept:
        kept = [("role", Value("string", CHIEF, CHIEF))]
    when = "until" if predicate == "formerlyWorkedFor" else "since"
    kept += [(when, v) for name, v in change.qualifiers if name == "date"]
    return replace(
        role, subject=person, predicate=predicate, evidence=evidence, qualifiers=tuple(kept)
    )
