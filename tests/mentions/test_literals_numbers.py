import pytest

from newsgraph.mentions.literals import find_literals

PERCENT = [  # text, lexical, unit, bound
    ("rose 15%", "15", "percent", ""),
    ("rose 15 %", "15", "percent", ""),
    ("rose 15 percent", "15", "percent", ""),
    ("rose 15 per cent", "15", "percent", ""),
    ("a 15-percent stake", "15", "percent", ""),
    ("ten percent", "10", "percent", ""),
    ("fell to -0.50%", "-0.5", "percent", ""),
    ("up 2.5 percentage points", "2.5", "percentage points", ""),
    ("a 2.5 percentage-point rise", "2.5", "percentage points", ""),
    ("a tenth of the venture", "10", "percent", ""),
    ("two thirds of its staff", "66.67", "percent", ""),
    ("two-thirds of voters", "66.67", "percent", ""),
    ("half of all sales", "50", "percent", ""),
    ("a quarter of the market", "25", "percent", ""),
    ("three quarters of its customers", "75", "percent", ""),
    ("about a third of the fleet", "33.33", "percent", "about"),
    ("more than 40 percent", "40", "percent", "atLeast"),
    ("between 3 and 5 percent", "3", "percent", "range:5"),
    ("5-10% cheaper", "5", "percent", "range:10"),
    ("3% to 5%", "3", "percent", "range:5"),
    ("3 to 5 percent", "3", "percent", "range:5"),
]
NUMBER = [
    ("4 million users", "4000000", "users", ""),
    ("has 40m users", "40000000", "users", ""),
    ("24 ships", "24", "ships", ""),
    ("24 container ships", "24", "container ships", ""),
    ("1,870 adults", "1870", "adults", ""),
    ("a 470-megawatt unit", "470", "megawatt", ""),
    ("28-nanometre chips", "28", "nanometre", ""),
    ("500,000 tonnes of steel", "500000", "tonnes", ""),
    ("some 500,000 tonnes", "500000", "tonnes", "about"),
    ("26 markets", "26", "markets", ""),
    ("twelve markets", "12", "markets", ""),
    ("two dozen markets", "24", "markets", ""),
    ("half a dozen boats", "6", "boats", ""),
    ("forty-two boats", "42", "boats", ""),
    ("two hundred and six boats", "206", "boats", ""),
    ("a hundred boats", "100", "boats", ""),
    ("a five-year deal", "5", "year", ""),
    ("a one-year deal", "1", "year", ""),
    ("a 12-member panel", "12", "member", ""),
    ("a 64-bit design", "64", "bit", ""),
    ("1.8 seconds", "1.8", "seconds", ""),
    ("300 MW of power", "300", "MW", ""),
    ("300MW of power", "300", "MW", ""),
    ("2000 MW of power", "2000", "MW", ""),
    ("two large units", "2", "units", ""),
    ("30 new robots", "30", "robots", ""),
    ("more than 1,500 engineers", "1500", "engineers", "atLeast"),
    ("more than 2000 engineers", "2000", "engineers", "atLeast"),
    ("fewer than 50 staff", "50", "staff", "atMost"),
    ("over ten years", "10", "years", ""),
    ("100 GPUs", "100", "GPUs", ""),
    ("two and a half years", "2.5", "years", ""),
    ("3-5 years", "3", "years", "range:5"),
    ("10 to 15 people", "10", "people", "range:15"),
    ("between five and ten people", "5", "people", "range:10"),
    ("1.2 million", "1200000", "", ""),
    ("500+ shops", "500", "shops", "atLeast"),
    ("12\u00a0000 visitors", "12000", "visitors", ""),
    ("the EU's 27 member states", "27", "member states", ""),
    ("14 of the finalists", "14", "finalists", ""),
    ("Cuts 1,200 Jobs", "1200", "jobs", ""),
]


@pytest.mark.parametrize(("text", "lexical", "unit", "bound"), PERCENT)
def test_shares_are_read_as_percent(text, lexical, unit, bound):
    (value,) = find_literals(text)
    assert (value.kind, value.lexical, value.unit, value.bound) == ("percent", lexical, unit, bound)


@pytest.mark.parametrize(("text", "lexical", "unit", "bound"), NUMBER)
def test_counts_are_read_with_what_is_counted(text, lexical, unit, bound):
    (value,) = find_literals(text)
    assert (value.kind, value.lexical, value.unit, value.bound) == ("number", lexical, unit, bound)


@pytest.mark.parametrize(
    "text",
    [
        "the H100 chip",
        "trained GPT-4 again",
        "a 5G network",
        "a 4K screen",
        "the 737 MAX jets",
        "Boeing 737 jets",
        "Windows 11 users",
        "along Route 66 today",
        "a Phase 3 trial",
        "a phase 3 trial",
        "Chapter 11 filings",
        "the second quarter",
        "the 21st floor",
        "a second and third attempt",
        "version 2.0",
        "release 2.5.1",
        "at 10:30 sharp",
        "at 9 am",
        "at 9 p.m. sharp",
        "at 0410 GMT",
        "call 020 7946 0958",
        "call 555-0199",
        "call +44 20 7946",
        "1. First item",
        "  2) Second item",
        "see note [12] there",
        "Ada Park, 42, said",
        "Ada Park (42) said",
        "a 25-year-old founder",
        "won 3-1 at home",
        "a 24/7 service",
        "the 9/11 report",
        "CVE-2026-31877",
        "the Form 10-K filing",
        "a 401(k) plan",
        "Formula One teams",
        "Six Nations matches",
        "one of them",
        "one day soon",
        "several million users",
        "tens of thousands of users",
        "the S&P 500 index",
        "the top 10 firms",
        "S-400 and F-35 jets",
        "10.1.2.3",
        "#5 and No. 7",
        "the two of them",
        "a twofold rise",
        "the first half of the match",
        "a quarter of strong growth",
        "a third attempt",
        "٣٥ ships in 20٢٦",  # only ASCII digits are read
    ],
)
def test_names_labels_times_and_ordinals_are_no_counts(text):
    assert find_literals(text) == []


def test_a_name_between_number_and_noun_stays_outside_the_span():
    (value,) = find_literals("It ordered two further Aurora launches.")
    assert (value.text, value.unit) == ("two", "launches")


def test_the_noun_counted_is_part_of_the_span():
    (value,) = find_literals("It ordered 24 ships.")
    assert (value.text, value.start, value.end) == ("24 ships", 11, 19)


def test_a_change_of_share_is_two_values():
    found = find_literals("went from 3 to 5 percent")
    assert [(v.kind, v.lexical, v.text) for v in found] == [
        ("percent", "3", "3"),
        ("percent", "5", "5 percent"),
    ]
