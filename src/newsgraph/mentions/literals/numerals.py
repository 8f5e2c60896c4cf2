"""Numbers as English news writes them: digits, words, magnitudes. Decimals, never floats."""

import re
from decimal import Decimal

GAP = r"(?:[ \t\u00a0\u2009\u202f]|[ \t]?\n(?!\s))"  # a blank, or the end of a wrapped line


def words(text: str) -> list[str]:
    """Return the words of a list that is written as running text."""
    return text.split()


_UNITS = words("one two three four five six seven eight nine")
_TEENS = words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_WORDS = {
    "a": Decimal(1),
    "an": Decimal(1),
    **{word: Decimal(n) for n, word in enumerate(_UNITS + _TEENS, start=1)},
    **{word: Decimal(10 * n) for n, word in enumerate(_TENS, start=2)},
}
_POWERS = {
    "hundred": 2,
    "thousand": 3,
    "lakh": 5,
    "million": 6,
    "crore": 7,
    "billion": 9,
    "trillion": 12,
    "k": 3,
    "m": 6,
    "mn": 6,
    "mln": 6,
    "b": 9,
    "bn": 9,
    "bln": 9,
    "t": 12,
    "tn": 12,
    "trn": 12,
}

_BIG = r"(?:thousand|million|billion|trillion|lakh|crore)"
_MAGNITUDE_WORD = rf"(?:(?:hundred|lakh|thousand){GAP}{_BIG}|{_BIG}|hundred|dozen)"
# One letter is a magnitude only beside a currency: 5G, 100m and 4K are none.
MAGNITUDE = (
    rf"(?:(?:{GAP}|-)(?i:{_MAGNITUDE_WORD})(?!\w)"
    rf"|{GAP}?(?:(?i:mn|mln|bn|bln|tn|trn)|[mMbBkKtT])(?!\w))"
)
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS)}))?|{'|'.join(_TEENS + _UNITS)})"
WORD_NUMBER = (
    rf"(?:(?i:{_SMALL})(?!\w)"
    rf"|(?i:half{GAP}an?|an?)(?={GAP}(?i:{_MAGNITUDE_WORD})(?!\w)))"
)
DIGITS = (
    r"(?:(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,2}(?:,[0-9]{2}){1,5},[0-9]{3}"
    r"|[0-9]{1,3}(?:[\u00a0\u2009\u202f][0-9]{3}){1,6}|[0-9]{1,18})"
    r"(?:\.[0-9]{1,9})?(?![0-9])(?![.,:/][0-9]))"
)
# what may follow the digits and the magnitude: "two and a half", "two hundred and six"
REST = rf"{GAP}and{GAP}(?i:{_SMALL})(?!\w)(?!{MAGNITUDE})"
HALF = rf"(?:{GAP}and{GAP}a{GAP}half|-and-a-half)(?!\w)"

_SPLIT = re.compile(r"[\s-]+")
_DIGITS_ONLY = re.compile(r"[^\d.]")


def parse_amount(number: str, magnitude: str = "") -> Decimal:
    """Return what a numeral such as ``1.5``, ``two`` or ``half a`` and its magnitude stand for."""
    value = _mantissa(number)
    for word in _SPLIT.split(magnitude.strip(" \t\n-\u00a0\u2009\u202f").lower()):
        if word == "dozen":
            value *= 12
        elif word:
            value = value.scaleb(_POWERS[word])
    return value


def _mantissa(number: str) -> Decimal:
    if number[0].isdigit():
        return Decimal(_DIGITS_ONLY.sub("", number))
    words = [word for word in _SPLIT.split(number.lower()) if word]
    if words[0] == "half":
        return Decimal("0.5")
    return sum((_WORDS[word] for word in words), Decimal(0))


def canonical(value: Decimal) -> str:
    """Return the plain decimal: no exponent, no trailing zeros, no "-0"."""
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
