"""Literals of running text: money, percentages, counts and dates.

What is read is written down in one way, so that two texts that say the same agree:

- money: plain units of the currency ("$1.5bn" is 1500000000 USD), a bare "kroner" is
  Danish unless the text speaks of Norway and not of Denmark;
- percent: "a tenth of", "two thirds of" and "half of" count as well; the unit is
  "percent" or "percentage points";
- number: counts; the unit is the noun counted, which is part of the span;
- date: YYYY, YYYY-MM or YYYY-MM-DD. A part of a year is its year with the unit Q1 .. Q4,
  H1, H2, FY, FY-Q1 .., a decade its first year with the unit "decade".

A range is ONE value: its lexical form is the lower end, its text the whole range, its
bound "range:" and the upper end. A change ("from 3 to 5 percent") is two values, and
so is "from 2021 to 2024", with the bounds since and until. Else the bound names the
group of the words just before: about, atMost, atLeast for amounts (no difference is
kept between "over" and "at least"); until, since, before, after, about for dates.
"""

from dataclasses import replace

from newsgraph.model import Value

from .dates import find_dates
from .found import Found
from .fractions import find_fractions
from .quantities import find_quantities


def find_literals(text: str, start: int = 0, reference_date: str = "") -> list[Value]:
    """Return the literals of a text, sorted and without overlap.

    ``start`` is added to their offsets. ``reference_date`` (YYYY-MM-DD) is the day of
    publication; it only resolves what the text leaves relative ("last year", "on
    Tuesday", "9 April", "in March"), which is not found without it: it is never a
    literal by itself. A weekday is the last such day up to it, a month or day without
    a year lies in its year. Raises ValueError if it is not a date.
    """
    found = [*find_quantities(text), *find_fractions(text), *find_dates(text, reference_date)]
    values = [f.value for f in _without_overlap(found) if f.value is not None]
    return [_moved(value, start) for value in values] if start else values


def _without_overlap(found: list[Found]) -> list[Found]:
    """Return what stands when overlaps are settled: rank first, then length."""
    kept: list[Found] = []
    for candidate in sorted(found, key=lambda f: (f.start, f.end)):
        while kept and candidate.start < kept[-1].end and _beats(candidate, kept[-1]):
            kept.pop()
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept


def _beats(left: Found, right: Found) -> bool:
    return (left.rank, right.end - right.start) < (right.rank, left.end - left.start)


def _moved(value: Value, offset: int) -> Value:
    return replace(value, start=value.start + offset, end=value.end + offset)
