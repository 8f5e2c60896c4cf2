"""Shares in words: "a tenth of the venture", "two thirds of them". Rounded to two places."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from newsgraph.model import Value

from .bounds import amount_bound
from .found import RANK_AMOUNT, Found
from .numerals import GAP, canonical, words

_NUMBERS = words("one two three four five six seven eight nine")
_COUNTS = {word: n for n, word in enumerate(_NUMBERS, 1)}
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7} | {
    "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20
}  # fmt: skip
_HEAD = r"(?:the|its|their|his|her|our|all|those|these|that|them|it|which|whom|whose|this|[$€£\d])"
_TIME = r"year|quarter|month|week|decade|century|day|season|game|match|hour|(?:19|20)\d\d|fiscal"
_FRACTION = re.compile(
    rf"(?<![\w-])(?:(?P<count>(?i:an?|{'|'.join(_COUNTS)}))(?:{GAP}|-)"
    rf"(?P<part>third|fifth|sixth|seventh|eighth|ninth|tenth|twentieth|quarter)(?P<s>s?)"
    rf"|(?P<half>(?i:half)))(?={GAP}of{GAP}(?P<head>{_HEAD}\b)?"
    rf"(?!(?:the{GAP}|this{GAP}|an?{GAP}|its{GAP})?(?:{_TIME})(?!\w)))"
)
_HALF_OF_TIME = re.compile(rf"(?i:first|second|other|latter|third|final|last){GAP}\Z")


def find_fractions(text: str) -> Iterator[Found]:
    """Yield a share as a percentage where "of" follows the fraction, in text order.

    A quarter may be one of a year: it needs a determiner after "of".
    """
    for match in _FRACTION.finditer(text):
        share = _share(text, match)
        if share is None:
            continue
        start, end = match.span()
        bound = amount_bound(text, start)
        value = Value(
            "percent",
            canonical(share),
            text[start:end],
            unit="percent",
            start=start,
            end=end,
            bound=bound,
        )
        yield Found(start, end, value, RANK_AMOUNT)


def _share(text: str, match: re.Match[str]) -> Decimal | None:
    start = match.start()
    if match["half"]:
        ordinal = _HALF_OF_TIME.search(text, max(0, start - 10), start)
        return None if ordinal else Decimal(50)
    count = _COUNTS.get(match["count"].lower(), 1)
    parts = _PARTS[match["part"]]
    if (count > 1) != bool(match["s"]) or count >= parts:
        return None
    if match["part"] == "quarter" and not match["head"]:
        return None
    share = Decimal(100 * count) / parts
    return share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
