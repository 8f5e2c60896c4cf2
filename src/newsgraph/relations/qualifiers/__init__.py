"""What goes with a relation: when, how much, in which role, of whom, where."""

from collections.abc import Iterator, Sequence

from newsgraph import syntax
from newsgraph.model import Mention, Value
from newsgraph.relations.qualifiers.deed import AMOUNTS, Deed, Qualifier, scope
from newsgraph.relations.qualifiers.figures import currency_of, figures
from newsgraph.relations.qualifiers.parties import counterparties, items, places, topics
from newsgraph.relations.qualifiers.posts import facilities, metrics, roles
from newsgraph.relations.qualifiers.times import times

__all__ = ["Deed", "Qualifier", "qualifiers"]
Found = dict[str, tuple[int, "Mention | Value"]]  # with the distance from the entry


def qualifiers(deed: Deed) -> tuple[Qualifier, ...]:
    """Return the qualifiers that the relation admits and the clause gives, sorted by name.

    What comes with the entry itself is kept as it is, but for a metric that the words make
    more exact. Of two values for one qualifier the nearer to the entry (of a figure's, to the
    figure) is taken; where the
    objects are a list ("A in 2019 and B in 2021"), each has what follows it.
    """
    fixed = deed.anchor.pattern.qualifiers
    found: Found = {
        name: (-1, Value("string", v, v)) for name, v in fixed if _says_more(deed, name)
    }
    metric = found.get("metric")
    if metric is not None and isinstance(metric[1], Value):
        for i, (name, end) in metrics(deed, metric[1].lexical):
            found[name] = (i, end)
    middle = deed.object if deed.prop.name in AMOUNTS and deed.object >= 0 else deed.anchor.head
    candidates = [c for c in _candidates(deed) if c[1][0] in deed.prop.qualifiers]
    for i, (name, end) in candidates:
        others = [j for j, (n, _) in candidates if n == name]
        distance = abs(i - middle)
        if _is_of_end(deed, i, others) and (name not in found or distance < found[name][0]):
            found[name] = (distance, end)
    amount = found.get("amount")
    if amount is not None and isinstance(amount[1], Value) and amount[1].currency:
        found.setdefault("currency", (0, currency_of(amount[1])))
    return tuple(sorted(((n, end) for n, (_, end) in found.items()), key=lambda q: q[0]))


def _says_more(deed: Deed, name: str) -> bool:
    """Say whether a qualifier of an entry is no part of the relation itself."""
    return not (name == "role" and deed.prop.name == "ceoOf")


def _candidates(deed: Deed) -> Iterator[tuple[int, Qualifier]]:
    words = scope(deed)
    yield from figures(deed, words)
    yield from times(deed, words)
    yield from counterparties(deed, words)
    yield from items(deed)
    yield from places(deed, words)
    yield from topics(deed)
    yield from roles(deed)
    yield from facilities(deed)


def _is_of_end(deed: Deed, i: int, others: Sequence[int]) -> bool:
    """Say whether a qualifier is of this object, where the objects are a list."""
    if deed.object < 0:
        return True
    listed = syntax.conjuncts(deed.sentence, syntax.first_conjunct(deed.sentence, deed.object))
    if len(listed) < 2 or deed.object not in listed or len(set(others)) < 2:
        return True
    before = [member for member in listed if member < i]
    return not before or before[-1] == deed.object
