"""Numerals where they stand: single, or two that make a range."""

import re
from decimal import Decimal
from typing import NamedTuple

from .money import PREFIX, currency_before
from .numerals import DIGITS, GAP, HALF, MAGNITUDE, REST, WORD_NUMBER, parse_amount
from .units import SYMBOLS

PERCENT = rf"(?:{GAP}?[%％]|(?:{GAP}|-)(?i:per{GAP}?cent|pct)(?!\w))"
ANCHOR = re.compile(rf"[0-9]|(?<![\w-]){WORD_NUMBER}")


class Quantity(NamedTuple):
    """One or two numerals of a text, before it is known what they measure."""

    start: int  # of the currency sign, if one stands before
    end: int
    low: Decimal
    high: Decimal | None
    low_end: int
    high_start: int
    currency: str  # of the sign or code before; "" without one
    percent: bool  # a percent sign or word has been read
    sized: bool  # a magnitude or grouped digits: surely no year and no name
    letter: bool  # the magnitude is one letter
    number: str  # the first numeral as written


_NUMBER = rf"(?:{DIGITS}|{WORD_NUMBER})"
_STOP = rf"(?:(?![^\W_])|(?=(?:{SYMBOLS}|zł|Kč)(?!\w)))"


def _half(n: int) -> str:
    return (
        rf"(?P<number{n}>{_NUMBER})(?P<half{n}>{HALF})?(?P<size{n}>{MAGNITUDE})?"
        rf"(?P<rest{n}>(?<=hundred){REST})?(?P<percent{n}>{PERCENT})?"
    )


def _pattern(joint: str) -> re.Pattern[str]:
    return re.compile(rf"{_half(1)}{joint}(?P<sign>{PREFIX}{GAP}?)?{_half(2)}{_STOP}")


_ONE = re.compile(_half(1) + _STOP)
_TO = _pattern(rf"(?P<joint>{GAP}to{GAP}|[-–—]|-to-)")
_AND = _pattern(rf"(?P<joint>{GAP}and{GAP})")
_BETWEEN = re.compile(rf"\b[Bb]etween{GAP}\Z")
_FROM = re.compile(r"(?<!range\s)(?<!ranges\s)(?<!ranged\s)(?<!ranging\s)\b[Ff]rom\s\Z")


def read_quantity(text: str, position: int) -> Quantity | None:
    """Return the range or the single numeral whose first digit or word is at ``position``."""
    before = currency_before(text, position)
    start = before[1] if before else position
    joint = _AND if _BETWEEN.search(text, max(0, start - 10), start) else _TO
    pair = joint.match(text, position)
    found = _read_pair(text, start, pair) if pair else None
    if found is None:
        single = _ONE.match(text, position)
        found = _read_single(start, single) if single else None
    if found is None or before is None:
        return found
    code, _, doubtful = before
    return None if doubtful and not found.sized else found._replace(currency=code)


def is_change(text: str, quantity: Quantity) -> bool:
    """Return whether the two numerals are a before and an after: "from 3 to 5 percent"."""
    return bool(_FROM.search(text, max(0, quantity.start - 15), quantity.start))


def is_year(quantity: Quantity) -> bool:
    """Return whether the first numeral may be a year."""
    return re.fullmatch(r"(?:19|20)\d\d", quantity.number) is not None and not quantity.sized


def _amount(match: re.Match[str], n: int, size: str) -> Decimal:
    mantissa = parse_amount(match[f"number{n}"])
    if match[f"half{n}"]:
        mantissa += Decimal("0.5")
    value = mantissa * parse_amount("1", size) if size else mantissa
    if match[f"rest{n}"]:
        value += parse_amount(match[f"rest{n}"].split()[-1])
    return value


def _read_single(start: int, match: re.Match[str]) -> Quantity:
    size = match["size1"] or ""
    return Quantity(
        start=start,
        end=match.end(),
        low=_amount(match, 1, size),
        high=None,
        low_end=match.end(),
        high_start=-1,
        currency="",
        percent=bool(match["percent1"]),
        sized=bool(size) or "," in match["number1"],
        letter=len(size.strip()) == 1,
        number=match["number1"],
    )


def _read_pair(text: str, start: int, match: re.Match[str]) -> Quantity | None:
    """Return a range; None where the numerals only happen to stand side by side."""
    size1, size2 = match["size1"] or "", match["size2"] or ""
    if match["percent1"] and not match["percent2"]:
        return None
    if not size1 and parse_amount(match["number1"]) < parse_amount(match["number2"]):
        size1 = size2  # "$4-5 billion"
    low, high = _amount(match, 1, size1), _amount(match, 2, size2)
    found = Quantity(
        start=start,
        end=match.end(),
        low=low,
        high=high,
        low_end=match.start("joint"),
        high_start=match.start("sign") if match["sign"] else match.start("number2"),
        currency="",
        percent=bool(match["percent2"]),
        sized=bool(size1 or size2) or "," in match["number1"] + match["number2"],
        letter=len((size2 or size1).strip()) == 1,
        number=match["number1"],
    )
    rising = low < high and not match["number2"].startswith("0")
    return found if rising or is_change(text, found) else None
