"""Amounts of money, shares and counts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from newsgraph.model import Value

from .bounds import AND_MORE, amount_bound
from .found import RANK_AMOUNT, RANK_COUNT, Found
from .money import bare_krone, currency_after
from .numerals import GAP, canonical, words
from .reading import ANCHOR, Quantity, is_change, is_year, read_quantity
from .units import (
    FUNCTION_WORDS,
    LABELS,
    compound_after,
    measure_after,
    noun_after,
    part_after,
)


class _Meaning(NamedTuple):
    kind: str
    currency: str
    unit: str
    end: int
    scale: Decimal = Decimal(1)


_SURE_BOUND = re.compile(  # "above 2019 levels" speaks of a year
    r"\b(?:more than|at least|fewer than|less than|nearly|almost|as many as|up to) \Z"
)
_POINTS = re.compile(rf"(?:{GAP}|-)(?i:percentage)(?:{GAP}|-)(?i:points?)(?!\w)|{GAP}?pp(?!\w)")
_TIME = re.compile(
    rf"{GAP}?(?:(?i:[ap]\.?m)(?!\w)|o['’]clock|(?:GMT|UTC|CES?T|E[SD]?T|P[SD]?T|BST)(?!\w))"
)
_NOT_AFTER = re.compile(rf"[-–—/:+]?\d|[(^]|-[A-Z\s]|['’]s(?!\w)|{GAP}\d")
_LIST_ITEM = re.compile(r"(?:^|\n)[ \t]*(?:[•*-][ \t]*)?\Z")
_PREVIOUS = re.compile(rf"(?<![\w.&'’-])([^\W_][\w.&'’-]*){GAP}\Z")
_CAPITAL_NEXT = re.compile(rf"{GAP}[^\W\d_a-z]\w*")
_PART_OF_NUMBER = re.compile(rf"\d{GAP}(?:or{GAP})?\Z|\b(?:one|two|three|four|five){GAP}or{GAP}\Z")
_TO_A_FIGURE = frozenset(words("to from than reached hit totalled totaled numbered"))
_SKIP = re.compile(r"[\d.,:/]*\w*")
_NEVER_BEFORE = frozenset("_.,:/+#§№\\@^$€£¥₹₩")
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_OF_THE = re.compile(rf"{GAP}of{GAP}(?:the|its|their|his|her|our|these|those)(?!\w)")
_MINUS = "-−"


def find_quantities(text: str) -> Iterator[Found]:
    """Yield money, percentages and counts, in text order."""
    krone = bare_krone(text)
    position = 0
    while anchor := ANCHOR.search(text, position):
        begin = anchor.start()
        quantity = read_quantity(text, begin)
        meaning = _meaning(text, quantity, krone) if quantity else None
        if quantity is None or meaning is None:
            skipped = _SKIP.match(text, begin)
            position = max(skipped.end() if skipped else 0, begin + 1)
            continue
        yield from _values(text, quantity, meaning)
        position = max(meaning.end, begin + 1)


def _meaning(text: str, quantity: Quantity, krone: str) -> _Meaning | None:
    end = quantity.end
    if quantity.currency:
        return _Meaning("money", quantity.currency, "", end)
    before = text[quantity.start - 1] if quantity.start else " "
    if before.isalnum() or before in _NEVER_BEFORE:
        return None  # within GPT-4, H100, 2.5.1, +44
    if quantity.percent:
        return _Meaning("percent", "", "percent", end)
    if points := _POINTS.match(text, end):
        return _Meaning("percent", "", "percentage points", points.end())
    if before in _MINUS:
        return None
    if after := currency_after(text, end, sized=quantity.sized, krone=krone):
        code, end, scale = after
        return _Meaning("money", code, "", end, scale)
    return _count(text, quantity)


def _count(text: str, quantity: Quantity) -> _Meaning | None:
    """Return what is counted; None where the number is a name, a label, a time, an age."""
    end = quantity.end
    label = _PREVIOUS.search(text, max(0, quantity.start - 30), quantity.start)
    previous = label[1] if label else ""
    if _is_no_count(text, quantity, previous):
        return None
    bounded = bool(amount_bound(text, quantity.start))
    if is_year(quantity):
        surely = _SURE_BOUND.search(text, max(0, quantity.start - 20), quantity.start)
        unit = measure_after(text, end) or (noun_after(text, end) if surely else None)
        return _Meaning("number", "", *unit) if unit else None
    if unit := _unit(text, quantity):
        return _Meaning("number", "", *unit)
    alone = quantity.sized or (
        quantity.number[0].isdigit() and (bounded or previous.lower() in _TO_A_FIGURE)
    )
    if quantity.letter or not alone or _CAPITAL_NEXT.match(text, end):
        return None
    return _Meaning("number", "", "", end)


def _is_no_count(text: str, quantity: Quantity, previous: str) -> bool:
    start, end = quantity.start, quantity.end
    if _TIME.match(text, end) or _NOT_AFTER.match(text, end):
        return True
    if quantity.number.startswith("0") and not quantity.number.startswith("0."):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("(", "[") and after in (")", "]"):
        return True
    if after in (".", ")") and _LIST_ITEM.search(text, max(0, start - 9), start):
        return True
    if previous.lower() in LABELS or _PART_OF_NUMBER.search(text, max(0, start - 12), start):
        return True
    if quantity.number[0].isalpha():
        return quantity.number[0].isupper() and bool(previous or _CAPITAL_NEXT.match(text, end))
    named = not previous.islower() and previous.lower() not in FUNCTION_WORDS
    named = named and not previous.endswith(_POSSESSIVE)
    return bool(previous) and named and not quantity.sized


def _unit(text: str, quantity: Quantity) -> tuple[str, int] | None:
    """Return the unit and where the literal ends."""
    more = AND_MORE.match(text, quantity.end)
    end = more.end() if more else quantity.end
    lone = quantity.number.lower() == "one" and not quantity.sized and quantity.high is None
    hyphen = text[end : end + 1] == "-"
    if lone and not hyphen:  # a pronoun or an article; but "one-year"
        return None
    if not quantity.letter and (measure := measure_after(text, end)):
        return measure
    if hyphen:
        joined = compound_after(text, end) if quantity.number[0].isdigit() else None
        return part_after(text, end) or joined
    if part := _OF_THE.match(text, end):  # "14 of the finalists"
        whole = noun_after(text, part.end())
        return (whole[0], end) if whole else None
    return noun_after(text, end) or (None if quantity.letter else part_after(text, end))


def _values(text: str, quantity: Quantity, meaning: _Meaning) -> Iterator[Found]:
    """Yield one literal; two for a change ("from 3 to 5 percent")."""
    start, end, high = quantity.start, meaning.end, quantity.high
    counts = meaning.kind == "number" and not is_year(quantity)
    rank = RANK_COUNT if counts else RANK_AMOUNT
    negative = meaning.kind == "percent" and text[max(0, start - 1) : start] in ("-", "−")
    if negative and text[max(0, start - 2) : start - 1].isalnum():
        negative = False
    if high is None:
        low = -quantity.low if negative else quantity.low
        bound = amount_bound(text, start, quantity.end, meaning.unit)
        yield _found(text, start - negative, end, low, meaning, bound, rank)
    elif is_change(text, quantity):
        yield _found(text, start, quantity.low_end, quantity.low, meaning, "", rank)
        yield _found(text, quantity.high_start, end, high, meaning, "", rank)
    else:
        bound = f"range:{canonical(high * meaning.scale)}"
        yield _found(text, start, end, quantity.low, meaning, bound, rank)


def _found(
    text: str, start: int, end: int, amount: Decimal, meaning: _Meaning, bound: str, rank: int
) -> Found:
    value = Value(
        kind=meaning.kind,
        lexical=canonical(amount * meaning.scale),
        text=text[start:end],
        currency=meaning.currency,
        unit=meaning.unit,
        start=start,
        end=end,
        bound=bound,
    )
    return Found(start, end, value, rank)
