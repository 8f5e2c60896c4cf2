"""How alike two entities are, by all their names and by what lists of known names say."""

from dataclasses import dataclass

from newsgraph.entities.candidates import Profile, two_sides
from newsgraph.entities.match import (
    LEGAL_FORM,
    THRESHOLD,
    Match,
    acronym_letters,
    core_words,
    has_legal_form,
    name_score,
)
from newsgraph.entities.persons import SURNAME
from newsgraph.model import Iri

DOUBTFUL = 0.5  # names less alike are not worth a look
_SURE = 0.95  # names so alike settle it
_OTHER_NAMES = "same ticker, other names"
_LETTERS = 3  # of an acronym that a text itself explains, or of a name that is a ticker


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two entities, how alike they are, and what that is good for."""

    left: Iri
    right: Iri
    score: float
    reason: str
    short: Iri  # the one whose name may stand for several
    other: Iri
    strong: bool = False  # settles it, if nothing else is as like
    stated: bool = False  # so does this: a text itself gives the one name for the other
    mergeable: bool = False  # settles it together with common company
    doubtful: bool = False  # worth a look even without
    against: str = ""  # why it cannot settle it


def likeness(left: Profile, right: Profile) -> Likeness | None:
    """Return how alike two entities are, the smaller IRI first; None if nothing speaks for it."""
    if left.sort != right.sort:
        return _homonyms(left, right)
    if left.same_as & right.same_as:
        return _made(left, right, Match(1.0, "same known entity"), strong=True)
    best = _ticker(left, right) or _best(left, right)
    if best.score < DOUBTFUL:
        return None
    alike = best.score >= THRESHOLD
    related = right.iri in left.neighbours
    if related and alike:
        against = f"{best.reason}, but a statement relates one to the other"
        return _made(left, right, best, against=against, doubtful=True)
    if left.differs_from(right):  # related, or listed: whoever listed them told them apart
        sure = best.score >= _SURE and not related and not (left.known and right.known)
        against = f"{best.reason}, but listed as two"
        return _made(left, right, best, against=against, doubtful=True) if sure else None
    if best.reason == LEGAL_FORM and _told_by_form(left, right):
        against = f"{best.reason}, by which a list tells them apart"
        return _made(left, right, best, against=against, doubtful=True)
    if best.score >= _SURE:
        return _made(left, right, best, strong=True)
    if left.documents & right.documents:
        against = f"{best.reason}, but one text names both"
        return _made(left, right, best, against=against, doubtful=True) if alike else None
    merge = alike or best.reason == SURNAME
    against = "" if merge else best.reason
    look = merge or best.reason == _OTHER_NAMES
    return _made(
        left, right, best, stated=best.stated, mergeable=merge, doubtful=look, against=against
    )


def _told_by_form(left: Profile, right: Profile) -> bool:
    """Return whether a list gives one of two its legal form as a part of the name."""
    return any(p.listed and has_legal_form(p.label) for p in (left, right))


@dataclass(frozen=True, slots=True)
class _Best(Match):
    stated: bool = False


def _best(left: Profile, right: Profile) -> _Best:
    """Return what the pair of names says that is most alike; a name both bear may be an alias."""
    found = _Best(0.0, "")
    for one in left.names():
        for two in right.names():
            match = _graded(left, right, one, two)
            found = max(found, match, key=lambda m: (m.score, m.stated))
    return found


def _graded(left: Profile, right: Profile, one: str, two: str) -> _Best:
    match = name_score(one, two, left.kind)
    labels = (one, two) == (left.label, right.label)
    if labels or match.score < _SURE:
        return _Best(match.score, match.reason) if labels else _Best(0.0, "")
    if len(core_words(one)) > 1 and len(core_words(two)) > 1:
        return _Best(0.9, "a name of both")
    if one != left.label and two != right.label:
        return _Best(0.0, "")  # two long names with one short form are not one thing by that
    if left.kind == "Person":
        return _Best(0.6, SURNAME)
    explained = len(acronym_letters(one)) >= _LETTERS and one == two
    return _Best(0.9, "a name of both", stated=explained)


def _ticker(left: Profile, right: Profile) -> _Best | None:
    """Return the likeness of two of one ticker, or of a ticker and its company."""
    if left.ticker and left.ticker == right.ticker:
        if name_score(left.label, right.label, left.kind).score >= DOUBTFUL:
            return _Best(0.97, "same ticker")
        return _Best(0.6, _OTHER_NAMES)
    for one, two in ((left, right), (right, left)):
        if one.ticker and one.ticker == two.label and len(two.label) >= _LETTERS:
            return _Best(0.9, "its ticker")
    return None


def _homonyms(left: Profile, right: Profile) -> Likeness | None:
    """Return two of one name and different kinds: never merged, but worth a look."""
    if two_sides(left, right) or core_words(left.label) != core_words(right.label):
        return None
    reason = f"same name, but {left.kind} and {right.kind}"
    return _made(left, right, Match(DOUBTFUL, reason), against=reason, doubtful=True)


def _made(
    left: Profile,
    right: Profile,
    match: Match,
    *,
    strong: bool = False,
    stated: bool = False,
    mergeable: bool = False,
    doubtful: bool = False,
    against: str = "",
) -> Likeness:
    one, two = sorted((left, right), key=lambda p: p.iri)
    short, other = sorted((one, two), key=lambda p: (len(p.label), p.iri))
    return Likeness(
        left=one.iri,
        right=two.iri,
        score=match.score,
        reason=match.reason,
        short=short.iri,
        other=other.iri,
        strong=strong,
        stated=stated,
        mergeable=mergeable,
        doubtful=doubtful,
        against=against,
    )
