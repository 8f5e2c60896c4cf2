import pytest

from newsgraph.mentions.literals import find_literals

TODAY = "2026-06-04"  # a Thursday

ABSOLUTE = [  # text, lexical, unit, bound
    ("on March 16, 2026", "2026-03-16", "", ""),
    ("on 16 March 2026", "2026-03-16", "", ""),
    ("on Monday, March 16, 2026", "2026-03-16", "", ""),
    ("the 3rd of May 2026", "2026-05-03", "", ""),
    ("on 2026-03-16", "2026-03-16", "", ""),
    ("in April 2026", "2026-04", "", ""),
    ("in Sept. 2024", "2024-09", "", ""),
    ("in early March 2026", "2026-03", "", ""),
    ("in 2027", "2027", "", ""),
    ("the 2022 licence", "2022", "", ""),
    ("its 2026-03 report", "2026-03", "", ""),
    ("in Q3 2025", "2025", "Q3", ""),
    ("in Q3 of 2025", "2025", "Q3", ""),
    ("the third quarter of 2025", "2025", "Q3", ""),
    ("third-quarter 2025 sales", "2025", "Q3", ""),
    ("the fourth quarter of fiscal 2026", "2026", "FY-Q4", ""),
    ("in fiscal 2026", "2026", "FY", ""),
    ("in FY26", "2026", "FY", ""),
    ("fiscal year 2026", "2026", "FY", ""),
    ("the first half of 2027", "2027", "H1", ""),
    ("in H2 2027", "2027", "H2", ""),
    ("in late 2026", "2026", "", ""),
    ("in early 2024", "2024", "", ""),
    ("in mid-2025", "2025", "", ""),
    ("by the mid-2030s", "2030", "decade", "until"),
    ("in the 1990s", "1990", "decade", ""),
    ("at the end of April 2026", "2026-04", "", ""),
    ("in the summer of 2025", "2025", "", ""),
    ("founded in 1876", "1876", "", ""),
    ("until January 2027", "2027-01", "", "until"),
    ("through 2027", "2027", "", "until"),
    ("by the end of 2027", "2027", "", "until"),
    ("to the end of 2027", "2027", "", "until"),
    ("no later than 2027", "2027", "", "until"),
    ("since 2017", "2017", "", "since"),
    ("from early 2027", "2027", "", "since"),
    ("before the second quarter of 2026", "2026", "Q2", "before"),
    ("after March 2026", "2026-03", "", "after"),
    ("no earlier than 2027", "2027", "", "after"),
    ("until at least 2030", "2030", "", "until"),
    ("around 2030", "2030", "", "about"),
    ("above 2019 levels", "2019", "", ""),
    ("caused by the 2025 merger", "2025", "", ""),
    ("the 2021-2024 plan", "2021", "", "range:2024"),
    ("the 2021–24 plan", "2021", "", "range:2024"),
    ("the 2025/26 season", "2025", "", "range:2026"),
    ("between 2021 and 2024", "2021", "", "range:2024"),
    ("on March 3-5, 2026", "2026-03-03", "", "range:2026-03-05"),
    ("in March-May 2026", "2026-03", "", "range:2026-05"),
]
RELATIVE = [
    ("on 9 April", "2026-04-09", "", ""),
    ("on April 9", "2026-04-09", "", ""),
    ("by 30 June", "2026-06-30", "", "until"),
    ("in March", "2026-03", "", ""),
    ("since March", "2026-03", "", "since"),
    ("in March last year", "2025-03", "", ""),
    ("last March", "2026-03", "", ""),
    ("last September", "2025-09", "", ""),
    ("next March", "2027-03", "", ""),
    ("last year", "2025", "", ""),
    ("later this year", "2026", "", ""),
    ("by next year", "2027", "", "until"),
    ("early next year", "2027", "", ""),
    ("the second quarter of this year", "2026", "Q2", ""),
    ("by the end of the year", "2026", "", "until"),
    ("before year-end", "2026", "", "before"),
    ("this month", "2026-06", "", ""),
    ("last month", "2026-05", "", ""),
    ("next month", "2026-07", "", ""),
    ("yesterday", "2026-06-03", "", ""),
    ("on Tuesday", "2026-06-02", "", ""),
    ("on Thursday", "2026-06-04", "", ""),
    ("last Thursday", "2026-05-28", "", ""),
    ("next Tuesday", "2026-06-09", "", ""),
]


@pytest.mark.parametrize(("text", "lexical", "unit", "bound"), ABSOLUTE)
def test_dates_keep_the_precision_of_the_text(text, lexical, unit, bound):
    for reference in ("", TODAY):
        (value,) = find_literals(text, 0, reference)
        assert (value.kind, value.lexical) == ("date", lexical)
        assert (value.unit, value.bound) == (unit, bound)


@pytest.mark.parametrize(("text", "lexical", "unit", "bound"), RELATIVE)
def test_relative_dates_need_the_day_of_publication(text, lexical, unit, bound):
    assert find_literals(text) == []
    (value,) = find_literals(text, 0, TODAY)
    assert (value.kind, value.lexical) == ("date", lexical)
    assert (value.unit, value.bound) == (unit, bound)


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "May said so.",
        "March is a long month.",
        "by April Jones",
        "on a Tuesday",
        "most Tuesdays",
        "the third quarter",
        "Expo 2025 opens",
        "on February 30, 2026",
        "on 03/16/2026",
        "CVE-2026-31877",
        "room 2024",
        "2026.5.1",
        "in his 30s",
        "the years ahead",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text):
    assert find_literals(text, 0, TODAY) == []


def test_from_to_is_a_beginning_and_an_end():
    found = find_literals("led it from 2019 to 2024")
    assert [(v.lexical, v.bound) for v in found] == [("2019", "since"), ("2024", "until")]


@pytest.mark.parametrize(
    ("text", "reference", "lexical"),
    [
        ("from March", "0999-01-01", "0999-03"),
        ("last March", "0999-01-01", "0998-03"),
        ("next month", "0999-12-01", "1000-01"),
        ("last year", "0999-01-01", "0998"),
        ("at year-end", "0999-01-01", "0999"),
        ("the first half of last year", "0999-01-01", "0998"),
    ],
)
def test_a_year_has_four_digits(text, reference, lexical):
    assert [value.lexical for value in find_literals(text, 0, reference)] == [lexical]


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("last year", "0001-06-01"),
        ("last month", "0001-01-01"),
        ("last March", "0001-01-01"),
        ("next year", "9999-06-01"),
        ("in March next year", "9999-06-01"),
    ],
)
def test_a_year_before_1_or_after_9999_is_left_unread(text, reference):
    assert find_literals(text, 0, reference) == []


def test_an_invalid_reference_date_is_refused():
    with pytest.raises(ValueError, match="isoformat"):
        find_literals("in March", 0, "June 2026")
