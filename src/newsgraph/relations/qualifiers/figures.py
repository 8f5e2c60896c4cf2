"""Sums, shares and counts of a deed."""

from collections.abc import Iterator, Sequence

from newsgraph import syntax
from newsgraph.model import Value
from newsgraph.relations.qualifiers.deed import Deed, Qualifier

PAID = frozenset(
    "acquires divests mergesWith investsIn ownsStakeIn purchases customerOf supplies licenses "
    "fines buildsFacilityIn sponsors announced manufactures approves organizes".split()
)
SHARED = frozenset("ownsStakeIn subsidiaryOf partOf divests acquires investsIn".split())


def figures(deed: Deed, scope: Sequence[int]) -> Iterator[tuple[int, Qualifier]]:
    """Yield the figures that qualify a deed, with their places."""
    for i in scope:
        value = deed.token(i).value
        if value is None or i in deed.used:
            continue
        if value.kind == "money" and _is_paid(deed, i):
            yield i, ("amount", value)
        elif value.kind == "percent" and _is_share(deed, i):
            yield i, ("percent", value)
        elif value.kind == "number" and _counts(deed, i):
            yield i, ("quantity", value)


def measured_noun(deed: Deed, i: int) -> int:
    """Return the noun that a measure is one of: "12 hours of film"; else ``i`` itself."""
    if not deed.has_lemma(i, "measure", "noun"):
        return i
    for p in syntax.children(deed.sentence, i, "prep"):
        if deed.token(p).lemma == "of":
            return next(iter(syntax.children(deed.sentence, p, "pobj")), i)
    return i


def _is_paid(deed: Deed, i: int) -> bool:
    """Say whether a sum is what the deed costs; a round's sum is not of one investor."""
    if deed.prop.name not in PAID:
        return False
    token = deed.token(i)
    head = deed.token(token.head)
    if head.lemma == "round" or "round" in deed.anchor.pattern.words:
        return False
    if deed.prop.name == "investsIn" and deed.subject >= 0 and _is_listed(deed, deed.subject):
        return False  # what several gave together
    return head.lemma not in ("from", "valuation", "price", "below")


def _is_share(deed: Deed, i: int) -> bool:
    if deed.prop.name not in SHARED:
        return False
    preposition = deed.token(deed.token(i).head)
    if preposition.lemma == "by" and deed.has_lemma(preposition.head, "changing", "verb"):
        return False
    return preposition.lemma not in ("from", "up", "down")


def _counts(deed: Deed, i: int) -> bool:
    """Say whether a number counts the object or the goods, and not weeks or markets."""
    if deed.prop.name in ("operatesIn", "worksFor", "ceoOf", "formerlyWorkedFor"):
        return False
    token = deed.token(i)
    counted = i if token.pos == "NOUN" else token.head
    if token.value is not None and token.value.unit in ("series", "nanometre", "nanometres"):
        return False
    goods = {deed.object, *syntax.logical_objects(deed.sentence, deed.anchor.head)}
    if deed.anchor.pattern.part != "verb":
        goods = {deed.object}
    if deed.object >= 0 and deed.token(deed.object).dep in ("compound", "nmod"):
        goods.add(deed.token(deed.object).head)  # "five ATR 72 turboprops"
    return counted in goods or measured_noun(deed, counted) in goods


def _is_listed(deed: Deed, i: int) -> bool:
    return bool(syntax.children(deed.sentence, i, "conj")) or deed.token(i).dep == "conj"


def currency_of(value: Value) -> Value:
    """Return the currency of a sum as a qualifier's value."""
    return Value("string", value.currency, value.currency)
