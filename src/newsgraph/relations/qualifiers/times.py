"""When a deed is done, since and until when a state holds, what stretch a figure covers.

Only what the text says of the clause; the date of the page is none of these.
"""

from collections.abc import Iterator, Sequence

from newsgraph import syntax
from newsgraph.model import Value
from newsgraph.relations.qualifiers.deed import Deed, Qualifier

STATES = frozenset(("ceoOf", "worksFor", "memberOf"))
ENDED = STATES | frozenset(("operatesIn", "supplies", "customerOf", "partnersWith", "sponsors"))
FIGURES = frozenset(("hasRevenue", "hasMeasure"))
LEFT_OUT = frozenset("the a an its their his her our".split())


def times(deed: Deed, scope: Sequence[int]) -> Iterator[tuple[int, Qualifier]]:
    """Yield the dates and periods that qualify a deed, with their places."""
    covered = set()
    if deed.prop.name in FIGURES:
        for i in scope:
            text = _period(deed, i)
            if text:
                covered |= set(syntax.subtree(deed.sentence, i))
                yield i, ("period", Value("string", text, text))
    for i in scope:
        value = deed.token(i).value
        if value is None or value.kind != "date" or i in deed.used or i in covered:
            continue
        name = _slot(deed, i, value)
        if deed.prop.name == "hasRevenue" and name == "date" and _preposition(deed, i) != "by":
            yield i, ("period", Value("string", value.lexical, value.text))
        elif name:
            yield i, (name, value)


def _slot(deed: Deed, i: int, value: Value) -> str:
    """Return which qualifier a date is; what ends a post is told by its relation."""
    preposition = _preposition(deed, i)
    if preposition in ("since", "until", "till"):
        return "since" if preposition == "since" else "until"
    if value.bound == "since" or _starts(deed, i):
        return "since"
    if value.bound == "until" and preposition not in ("by", "before", ""):
        return "until"
    if preposition in ("to", "before", "after", "than"):
        return ""
    if deed.prop.name == "formerlyWorkedFor":
        return "until"
    if deed.prop.name in STATES and deed.is_a(_verb(deed), "inceptive", "verb"):
        return "since"
    if deed.prop.name in ENDED and deed.is_a(_verb(deed), "terminative", "verb"):
        return "until"
    return "date"


def _preposition(deed: Deed, i: int) -> str:
    """Return the preposition that governs a date, beyond "the end of"."""
    token = deed.token(i)
    while token.dep in ("pobj", "prep") and token.head != token.i:
        upper = deed.token(token.head)
        if upper.pos in ("ADP", "SCONJ") and upper.lemma != "of":
            return upper.lemma
        if upper.pos not in ("ADP", "SCONJ", "NOUN"):
            return ""
        token = upper
    return ""


def _starts(deed: Deed, i: int) -> bool:
    """Say whether a date is that of a beginning: "starting in 2027", "began delivering in"."""
    for upper in syntax.ancestors(deed.sentence, i)[:3]:
        token = deed.token(upper)
        if token.lemma in ("start", "begin") and syntax.is_verb(token):
            return upper != deed.anchor.head
    head = deed.token(deed.anchor.head)
    return head.dep == "xcomp" and deed.token(head.head).lemma in ("start", "begin")


def _verb(deed: Deed) -> int:
    head = deed.anchor.head
    return head if deed.anchor.pattern.part == "verb" else syntax.clause_of(deed.sentence, head)


def _period(deed: Deed, i: int) -> str:
    """Return the words for the stretch of time that a figure covers, without article."""
    token = deed.token(i)
    if deed.is_a(i, "periodAdjective", "adjective") and token.dep in ("amod", "compound"):
        if deed.prop.name != "hasRevenue":
            return ""  # "daily users"
        return token.lemma if token.lemma != "quarterly" else "quarter"
    if not deed.is_a(i, "periodNoun"):
        return ""
    if token.value is not None and token.value.kind == "number":
        return ""  # "two years": how long, not when
    if token.dep in ("compound", "nmod", "amod", "npadvmod") and not _is_time(deed, i):
        return _words(deed, i) if token.dep != "npadvmod" else ""
    return _words(deed, i) if _is_time(deed, i) else ""


def _is_time(deed: Deed, i: int) -> bool:
    token = deed.token(i)
    if token.dep == "pobj":
        return deed.token(token.head).lemma in ("in", "for", "during", "over", "of")
    each = [deed.token(c).text.lower() for c in deed.sentence.children[i]]
    return token.dep == "npadvmod" and bool({"a", "last", "this", "each", "per"} & set(each))


def _words(deed: Deed, i: int) -> str:
    below = syntax.subtree(deed.sentence, i)
    while len(below) > 1 and deed.token(below[0]).text.lower() in LEFT_OUT:
        below = below[1:]
    end = next((b for b in below if b > i and deed.token(b).text == ","), below[-1] + 1)
    below = [b for b in below if b < end]
    return deed.text(below[0], below[-1])
