"""What the words of a date mean, to the year, the month or the day."""

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from .numerals import words

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = words(
    """
    January February March April May June July August September October November December
    """
)
_MONTH_OF = {name[:3]: n for n, name in enumerate(MONTHS, 1)}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "latter": 2}
_SHIFT = {"last": -1, "this": 0, "next": 1}

Fields = Mapping[str, str]  # the named parts of a date as written; "" where one is absent


class Moment(NamedTuple):
    """A date in canonical form; ``upper`` is the other end of a range."""

    lexical: str
    unit: str = ""
    upper: str = ""


def day(fields: Fields, reference: date | None) -> Moment | None:
    """Return a day; without a year it lies in the year of the reference."""
    year, month = _year(fields, reference), _month(fields["m"])
    if year is None:
        return None
    first = _iso(year, month, int(fields["d"]))
    if first is None or not fields.get("d2"):
        return Moment(first) if first else None
    last = _iso(year, month, int(fields["d2"]))
    return Moment(first, upper=last) if last and last > first else None


def month(fields: Fields, reference: date | None) -> Moment | None:
    """Return a month of a year, or the range of two."""
    year = _year(fields, reference)
    if year is None:
        return None
    upper = _written(year, _month(fields["m2"])) if fields.get("m2") else ""
    return Moment(_written(year, _month(fields["m"])), upper=upper)


def named_month(fields: Fields, reference: date | None) -> Moment | None:
    """Return a month said without its year.

    It lies in the year of the reference; "last March" is the latest before it, "next
    March" the first after it.
    """
    if reference is None:
        return None
    named, year = _month(fields["m"]), reference.year
    shift = fields["shift"].lower()
    if shift == "last" and named >= reference.month:
        year -= 1
    if shift == "next" and named <= reference.month:
        year += 1
    return Moment(_written(year, named)) if _is_possible(year) else None


def quarter(fields: Fields, reference: date | None) -> Moment | None:
    """Return the year, with the quarter as its unit."""
    return _part(fields, reference, "Q")


def half(fields: Fields, reference: date | None) -> Moment | None:
    """Return the year, with the half as its unit."""
    if _nth(fields) > 2:
        return None
    return _part(fields, reference, "H")


def fiscal_year(fields: Fields, _: date | None) -> Moment:
    """Return the year by which a fiscal year goes; "FY26" is 2026."""
    return Moment(_full(fields["y"]), "FY")


def decade(fields: Fields, _: date | None) -> Moment:
    """Return the first year of a decade."""
    return Moment(fields["y"], "decade")


def years(fields: Fields, _: date | None) -> Moment | None:
    """Return a range of years, or the month that "2026-03" is."""
    first, last = fields["y"], fields["y2"]
    if len(last) == 4:
        return Moment(first, upper=last) if last > first else None
    if (last > first[2:] and fields["joint"] != "/") or int(last) == (int(first) + 1) % 100:
        return Moment(first, upper=first[:2] + last)
    if fields["joint"] == "-" and 1 <= int(last) <= 12:
        return Moment(f"{first}-{last}")
    return None


def year(fields: Fields, reference: date | None) -> Moment | None:
    """Return a year."""
    number = _year(fields, reference)
    return None if number is None else Moment(_written(number))


def shifted(fields: Fields, reference: date | None) -> Moment | None:
    """Return the year or month before, of or after the reference."""
    if reference is None:
        return None
    by = _SHIFT[fields["shift"].lower()]
    whole = fields["what"] == "year"
    months = reference.year * 12 + reference.month - 1 + by * (12 if whole else 1)
    year, month = months // 12, months % 12 + 1
    return Moment(_written(year, 0 if whole else month)) if _is_possible(year) else None


def near(fields: Fields, reference: date | None) -> Moment | None:
    """Return yesterday, tomorrow, or the year that a year-end is the end of."""
    if reference is None:
        return None
    word = fields["near"].lower()
    if word == "year-end":
        return Moment(_written(reference.year))
    return _moved(reference, -1 if word == "yesterday" else 1)


def weekday(fields: Fields, reference: date | None) -> Moment | None:
    """Return the last such day up to the reference.

    "Last" leaves the reference itself out, "this" takes the first such day from it
    on, "next" the first after it.
    """
    if reference is None:
        return None
    back = (reference.weekday() - DAYS.index(fields["weekday"])) % 7
    shift = fields["shift"].lower()
    if shift == "last":
        return _moved(reference, -(back or 7))
    if shift == "next":
        return _moved(reference, 7 - back)
    return _moved(reference, (7 - back) % 7 if shift == "this" else -back)


def _moved(reference: date, days: int) -> Moment | None:
    try:
        return Moment((reference + timedelta(days=days)).isoformat())
    except OverflowError:
        return None


def _part(fields: Fields, reference: date | None, letter: str) -> Moment | None:
    number = _year(fields, reference)
    if number is None:
        return None
    prefix = "FY-" if fields["fiscal"] else ""
    return Moment(_written(number), f"{prefix}{letter}{_nth(fields)}")


def _nth(fields: Fields) -> int:
    written = fields["nth"].lower()
    return int(written[0]) if written[0].isdigit() else _NTH[written]


def _year(fields: Fields, reference: date | None) -> int | None:
    if fields.get("y"):
        return int(_full(fields["y"]))
    if reference is None:
        return None
    year = reference.year + _SHIFT.get(fields.get("shift", "").lower(), 0)
    return year if _is_possible(year) else None


def _is_possible(year: int) -> bool:
    """Say whether a date may lie in a year: "last year" in the year 1 has none."""
    return MINYEAR <= year <= MAXYEAR


def _written(year: int, month: int = 0) -> str:
    """Return a year, or a month of it, as XML Schema 1.1 writes them: four digits and two."""
    return f"{year:04}-{month:02}" if month else f"{year:04}"


def _full(written: str) -> str:
    return written if len(written) == 4 else f"20{written}"


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTH_OF[written[:3]]


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
