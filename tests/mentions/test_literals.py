import re

import pytest
from effort import effort
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.mentions.literals import find_literals

LIMIT = 100.0  # of tests/effort.py, where 16 is the most; what grows with the square takes far more
PLAIN_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
PIECES = st.sampled_from(
    [
        "$",
        "€",
        "US$",
        "Rs.",
        "1",
        "12",
        "1,200",
        "0.5",
        "007",
        "2026",
        "2021-24",
        "%",
        "percent",
        "million",
        "bn",
        "m",
        "k",
        "one",
        "two",
        "twenty-one",
        "half",
        "a",
        "hundred",
        "dozen",
        "and",
        "to",
        "from",
        "between",
        "-",
        "–",
        ".",
        ",",
        ":",
        "/",
        "\n",
        "(",
        ")",
        "of",
        "the",
        "third",
        "quarter",
        "Q3",
        "FY",
        "March",
        "May",
        "16",
        "Tuesday",
        "on",
        "in",
        "by",
        "since",
        "last",
        "next",
        "year",
        "kroner",
        "Norway",
        "won",
        "cents",
        "jobs",
        "MW",
        "-year",
        "19",
        "'s",
    ]
)
TEXTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES).map("".join)
)
REFERENCES = st.one_of(st.just(""), st.dates().map(str))


@given(TEXTS, REFERENCES)
def test_literals_point_at_their_text_in_order_and_apart(text, reference):
    found = find_literals(text, 0, reference)
    end = 0
    for value in found:
        assert end <= value.start < value.end <= len(text)
        assert text[value.start : value.end] == value.text
        end = value.end


@given(TEXTS, REFERENCES)
def test_lexical_forms_are_canonical(text, reference):
    for value in find_literals(text, 0, reference):
        form = DATE if value.kind == "date" else PLAIN_DECIMAL
        assert form.fullmatch(value.lexical)
        if value.bound.startswith("range:"):
            assert form.fullmatch(value.bound.removeprefix("range:"))
        assert bool(value.currency) == (value.kind == "money")


@given(TEXTS, st.integers(0, 10**6))
def test_the_offset_shifts_and_changes_nothing_else(text, offset):
    here, there = find_literals(text), find_literals(text, offset)
    assert here == there
    assert [(v.start + offset, v.end + offset) for v in here] == [(v.start, v.end) for v in there]


def test_a_paragraph_gives_its_literals_in_text_order():
    text = (
        "Halden paid €2.5m for 12 percent of Brill in 2023 and, by March 2026, "
        "had hired 1,400 engineers across three countries."
    )
    assert [(v.kind, v.lexical, v.bound) for v in find_literals(text)] == [
        ("money", "2500000", ""),
        ("percent", "12", ""),
        ("date", "2023", ""),
        ("date", "2026-03", "until"),
        ("number", "1400", ""),
        ("number", "3", ""),
    ]


@pytest.mark.parametrize(
    "unit",
    ["1", "1,", "$", "$1", "1.", "1-", "1 ", "2025-", "a million ", "5 kroner ", "end of ", "one "],
)
def test_time_is_linear_in_hostile_text(unit):
    text = unit * (100_000 // len(unit))
    assert effort(lambda: find_literals(text, 0, "2026-06-04"), LIMIT) <= LIMIT
