"""Dates of publication, as pages print them."""

import re
from collections.abc import Sequence
from datetime import date

_MONTHS = "january february march april may june july august september october november december"
_NUMBER = {name[:3]: k for k, name in enumerate(_MONTHS.split(), 1)}
_MONTH = "(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS.split()) + r"|sept)\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}\S*)?"
    rf"|(?P<d1>{_DAY}) (?P<m1>{_MONTH}),? (?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH}) (?P<d2>{_DAY}),? (?P<y2>\d{{4}})"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_LABEL = r"(?:(?:first )?(?:published|posted|updated|issued|released|date)(?: on)?:? )?"
_ALONE = re.compile(rf"{_LABEL}{_WEEKDAY}(?:{_DATE})\.?", re.IGNORECASE)
_PLACE = r"(?-i:[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,4}(?:, [^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,3})?)"
_DATELINE = re.compile(
    rf"{_PLACE}(?:,| [–—-]| \() ?{_WEEKDAY}(?:{_DATE})(?=\)|[.:]? ?[–—-]|[.:] | \(|\.?\Z)",
    re.IGNORECASE,
)


def publication_date(blocks: Sequence[str]) -> str:
    """Return YYYY-MM-DD from a date on its own or a dateline near the top, or nothing."""
    for text in blocks[:5]:
        found = date_alone(text) or _read(_DATELINE.match(text))
        if found:
            return found
    return ""


def date_alone(text: str) -> str:
    """Return YYYY-MM-DD if the text is a date and nothing else, or nothing.

    >>> date_alone("Thursday, 21 May 2026"), date_alone("March 2026")
    ('2026-05-21', '')
    """
    return _read(_ALONE.fullmatch(text.strip()))


def iso_date(text: str) -> str:
    """Return the YYYY-MM-DD that an ISO 8601 date or time begins with, or nothing."""
    head = text.strip()[:10]
    try:
        return date.fromisoformat(head).isoformat() if len(head) == 10 else ""
    except ValueError:
        return ""


def _read(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    if match["iso"]:
        return iso_date(match["iso"])
    day = int(re.sub(r"\D", "", match["d1"] or match["d2"]))
    month = _NUMBER[(match["m1"] or match["m2"])[:3].lower()]
    try:
        return date(int(match["y1"] or match["y2"]), month, day).isoformat()
    except ValueError:
        return ""
