"""Dates, quarters, halves, fiscal years and decades: where they stand in a text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from newsgraph.model import Value

from . import moments
from .found import RANK_DATE, Found
from .moments import DAYS, MONTHS, Fields, Moment
from .numerals import GAP, words
from .units import FUNCTION_WORDS, LABELS, noun_after

_M = (
    rf"(?:(?:{'|'.join(MONTHS)})(?!\w)"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?!\w)\.?)"
)
_D = r"(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])"
_TH = r"(?:st|nd|rd|th)?(?!\w)"
_WEEKDAY = rf"(?:(?:{'|'.join(DAYS)}|Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.?,?{GAP}(?:the{GAP})?)?"
_Y = r"(?:19|20)[0-9][0-9](?![\w%])(?![.,:/–-][0-9])"
_SHIFTED = rf"(?P<shift>[Tt]his|[Ll]ast|[Nn]ext){GAP}year(?!\w)"
_ANY_YEAR = rf"(?:(?P<y>{_Y})|{_SHIFTED}|(?P<own>the{GAP}year(?!\w)))"
_PART = (
    rf"(?:[Ee]arly|[Ll]ater?|[Mm]id|[Ee]nd|(?:[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle){GAP}of"
    rf"|(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ff]all)(?:{GAP}of)?)"
    rf"(?:{GAP}in)?(?:{GAP}|-)"
)
_FISCAL = rf"(?:(?:[Ff]iscal|[Ff]inancial)(?:{GAP}year)?{GAP}|FY{GAP}?)"
_FISCAL_YEAR = rf"(?P<fiscal>{_FISCAL})?(?P<y>{_Y}|(?<=FY)[0-9][0-9](?!\w))"
_NTH = r"(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]atter|1st|2nd|3rd|4th)"
_OF_YEAR = rf"(?:{GAP}(?:of|in))?(?:{GAP}the)?{GAP}(?P<fiscal>{_FISCAL})?{_ANY_YEAR}"
_AFTER_PREPOSITION = "|".join(
    rf"(?<=\b[{word[0].upper()}{word[0]}]{word[1:]}\s)"
    for word in ("in", "since", "until", "by", "through", "from", "before", "after", "beyond")
)
_OF_A_DATE = (
    rf"(?:,?{GAP}(?:of{GAP})?(?P<y>{_Y})|{GAP}{_SHIFTED}"
    rf"|(?!{GAP}?(?:%|percent|per{GAP}cent|million|billion))(?!\w))"
)

# The first that fits is taken, so what says more comes first.
_RULES: tuple[tuple[str, str, Callable[[Fields, date | None], Moment | None]], ...] = (
    (
        "iso",
        r"(?P<y>(?:19|20)[0-9][0-9])-(?P<m>[0-9][0-9])-(?P<d>[0-9][0-9])(?![\w-])",
        moments.day,
    ),
    (
        "mdy",
        rf"{_WEEKDAY}(?P<m>{_M}){GAP}(?P<d>{_D}){_TH}(?:[-–](?P<d2>{_D}))?{_OF_A_DATE}",
        moments.day,
    ),
    (
        "dmy",
        rf"{_WEEKDAY}(?P<d>{_D}){_TH}(?:(?:[-–]|{GAP}to{GAP})(?P<d2>{_D}){_TH})?"
        rf"{GAP}(?:of{GAP})?(?P<m>{_M}){_OF_A_DATE}",
        moments.day,
    ),
    ("mm", rf"(?P<m>{_M})(?:[-–]|{GAP}to{GAP})(?P<m2>{_M}){GAP}{_ANY_YEAR}", moments.month),
    ("my", rf"(?:{_PART})?(?P<m>{_M}),?(?:{GAP}of)?{GAP}{_ANY_YEAR}", moments.month),
    ("quarter", rf"{_NTH}(?:{GAP}|-)quarter{_OF_YEAR}", moments.quarter),
    ("qy", rf"Q(?P<nth>[1-4])(?:{GAP}of)?(?:{GAP}|-)?{_FISCAL_YEAR}", moments.quarter),
    ("yq", rf"(?P<y>(?:19|20)[0-9][0-9]){GAP}?Q(?P<nth>[1-4])(?!\w)", moments.quarter),
    ("half", rf"{_NTH}(?:{GAP}|-)half{_OF_YEAR}", moments.half),
    ("hy", rf"H(?P<nth>[12])(?:{GAP}of)?{GAP}{_FISCAL_YEAR}", moments.half),
    ("fy", rf"(?={_FISCAL}){_FISCAL_YEAR}", moments.fiscal_year),
    ("decade", rf"(?:{_PART})?(?P<y>(?:19|20)[0-9]0)s(?!\w)", moments.decade),
    (
        "span",
        r"(?P<y>(?:19|20)[0-9][0-9])(?P<joint>[-–/])(?P<y2>(?:19|20)[0-9][0-9]|[0-9][0-9])(?!\w)(?![-–/.:][0-9])",
        moments.years,
    ),
    ("pair", rf"(?<=[Bb]etween\s)(?P<y>{_Y}){GAP}and{GAP}(?P<y2>{_Y})", moments.years),
    ("part", rf"{_PART}{_ANY_YEAR}", moments.year),
    ("bare", rf"(?P<y>{_Y})", moments.year),
    (
        "old",
        rf"(?:{_AFTER_PREPOSITION})(?P<y>1[6-8][0-9][0-9])(?![\w%])(?![.,:/–-][0-9])",
        moments.year,
    ),
    (
        "shift",
        rf"(?P<shift>[Tt]his|[Ll]ast|[Nn]ext){GAP}(?P<what>year|month)(?!\w)",
        moments.shifted,
    ),
    ("near", r"(?P<near>[Yy]esterday|[Tt]omorrow|[Yy]ear-end)(?!\w)", moments.near),
    (
        "weekday",
        rf"(?:(?P<shift>[Tt]his|[Ll]ast|[Nn]ext){GAP}|(?<=\b[Oo]n\s)|(?<=\bby\s)|(?<=\bsaid\s)"
        rf"|(?<=\b[Ss]ince\s)|(?<=\buntil\s))(?P<weekday>{'|'.join(DAYS)})(?!\w)",
        moments.weekday,
    ),
    (
        "month",
        rf"(?:(?P<shift>[Tt]his|[Ll]ast|[Nn]ext){GAP}|{_PART}|{_AFTER_PREPOSITION})"
        rf"(?P<m>{'|'.join(MONTHS)})(?!\w)(?!{GAP}[0-9])",
        moments.named_month,
    ),
)
_KEYS = words("y y2 m m2 d d2 nth fiscal joint shift what near weekday")
_HANDLER = {name: handler for name, _, handler in _RULES}
_GROUPS = re.compile(r"\(\?P<(\w+)>")


def _own_groups(name: str, rule: str) -> str:
    """Return the rule with group names of its own: all rules stand in one pattern."""
    return _GROUPS.sub(lambda group: f"(?P<{name}_{group[1]}>", rule)


_FIRST = "(?=[0-9JFMASONDTWQHYELBjfmasondtwqhyelb])"  # what a date may begin with; saves time
_DATE = re.compile(
    rf"(?<![\w$€£¥₹#.,/:+-]){_FIRST}(?:"
    + "|".join(f"(?P<{name}>{_own_groups(name, rule)})" for name, rule, _ in _RULES)
    + ")"
)

_BOUNDS = {
    "until": "until|till|through|by|no later than|not later than|up to",
    "since": "since|from",
    "before": "before|prior to|ahead of",
    "after": "after|following|beyond|no earlier than|not earlier than",
    "about": "about|around|circa|roughly|approximately",
}
_BOUND_OF = {word: bound for bound, words in _BOUNDS.items() for word in words.split("|")}
_BOUND = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(_BOUND_OF, key=len, reverse=True)).replace(' ', GAP)})"
    rf"{GAP}(?:(?:at least|about|around|roughly){GAP})?(the{GAP})?\Z",
    re.IGNORECASE,
)
_TO_THE_END = re.compile(rf"\bto{GAP}the{GAP}\Z")
_TO = re.compile(rf"{GAP}to{GAP}(?:the{GAP})?")
_PREVIOUS = re.compile(rf"(?<![\w.&'’-])([^\W_][\w.&'’-]*){GAP}\Z")
_CAPITAL_NEXT = re.compile(rf"{GAP}[^\W\d_a-z]\w*")
_NO_NAME_ENDS = ("'s", "’s", "s'", "s’", "ed")  # "Intel's 2025 revenue", "Expected 2027"


def find_dates(text: str, reference_date: str = "") -> Iterator[Found]:
    """Yield dates in text order; what would need the reference date is yielded unread.

    Raises ValueError if the reference date is given and is no date.
    """
    reference = date.fromisoformat(reference_date) if reference_date else None
    previous: Found | None = None
    for match in _DATE.finditer(text):
        if _is_name_or_count(text, match):
            continue
        found = _read(text, match, reference)
        if previous is not None:
            found = _closed(text, previous, found)
        previous = found
        yield found


def _read(text: str, match: re.Match[str], reference: date | None) -> Found:
    rule = _rule(match)
    start, end = match.span()
    named = match.groupdict("")
    fields = {key: named.get(f"{rule}_{key}", "") for key in _KEYS}
    moment = _HANDLER[rule](fields, reference)
    if moment is None:
        return Found(start, end, None, RANK_DATE)
    bound = f"range:{moment.upper}" if moment.upper else _bound(text, start, match[0], rule)
    value = Value(
        "date", moment.lexical, match[0], unit=moment.unit, start=start, end=end, bound=bound
    )
    return Found(start, end, value, RANK_DATE)


def _rule(match: re.Match[str]) -> str:
    return next(name for name in _HANDLER if match[name] is not None)


def _bound(text: str, start: int, written: str, rule: str) -> str:
    lead = max(0, start - 30)
    found = _BOUND.search(text, lead, start)
    if found and not (rule == "bare" and found[2]):  # "by the 2025 merger" is no deadline
        return _BOUND_OF[" ".join(found[1].lower().split())]
    to_the_end = written.startswith("end") and _TO_THE_END.search(text, lead, start)
    return "until" if to_the_end else ""


def _closed(text: str, opening: Found, found: Found) -> Found:
    """Return the date with the bound "until" where it ends "from 2021 to 2024"."""
    if opening.value is None or found.value is None or opening.value.bound != "since":
        return found
    if found.value.bound or not _TO.fullmatch(text, opening.end, found.start):
        return found
    return found._replace(value=replace(found.value, bound="until"))


def _is_name_or_count(text: str, match: re.Match[str]) -> bool:
    """Return whether a month or a year is part of a name ("Expo 2025") or counts things."""
    if match["old"] is not None:
        return noun_after(text, match.end()) is not None
    if match["month"] is not None:  # "by April Jones", but "in April Jones said"
        capital = _CAPITAL_NEXT.match(text, match.end())
        return capital is not None and text[match.start() - 3 : match.start()].lower() != "in "
    if match["bare"] is None:
        return False
    found = _PREVIOUS.search(text, max(0, match.start() - 30), match.start())
    if found is None:
        return False
    word = found[1]
    if word.lower() in LABELS:
        return True
    plain = word.islower() or word.lower() in FUNCTION_WORDS or word.endswith(_NO_NAME_ENDS)
    return not plain
