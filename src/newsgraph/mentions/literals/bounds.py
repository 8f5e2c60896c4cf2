"""How the words before an amount limit it: about, atMost, atLeast."""

import re

from .numerals import GAP

_BOUNDS = {
    "atLeast": "at least|more than|over|above|in excess of|no less than|no fewer than|upwards of"
    "|a minimum of|exceeding|north of|not less than|greater than",
    "atMost": "at most|up to|less than|fewer than|under|below|no more than|not more than|as much as"
    "|as many as|a maximum of",
    "about": "about|roughly|around|some|nearly|almost|approximately|close to|an estimated|estimated"
    "|circa",
}
_GROUP_OF = {phrase: group for group, text in _BOUNDS.items() for phrase in text.split("|")}
_BOUND = re.compile(
    rf"(?<!\w)(?i:({'|'.join(sorted(_GROUP_OF, key=len, reverse=True)).replace(' ', GAP)})"
    rf"(?:{GAP}(?:an?|the))?{GAP}|(~|≈){GAP}?)\Z"
)
AND_MORE = re.compile(rf"\+(?!\w)|-plus(?!\w)|{GAP}or{GAP}more(?!\w)")
_TIME = ("year", "years", "month", "months", "week", "weeks", "day", "days", "hours", "decades")


def amount_bound(text: str, start: int, end: int = -1, unit: str = "") -> str:
    """Return the group of the words before ``start``, or of a "+" at ``end``; "" if none.

    "Over" before a stretch of time is no bound: "over ten years".
    """
    if end >= 0 and AND_MORE.match(text, end):
        return "atLeast"
    found = _BOUND.search(text, max(0, start - 30), start)
    if found is None:
        return ""
    if found[1] is None:
        return "about"
    phrase = " ".join(found[1].lower().split())
    return "" if phrase == "over" and unit in _TIME else _GROUP_OF[phrase]
