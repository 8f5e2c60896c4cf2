"""Dates of publication."""

import pytest

from newsgraph.documents.dates import date_alone, iso_date, publication_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2031-02-09", "2031-02-09"),
        ("2031-02-09T08:15:00Z", "2031-02-09"),
        ("9 February 2031", "2031-02-09"),
        ("February 9th, 2031", "2031-02-09"),
        ("Published: Sunday, 9 Feb. 2031", "2031-02-09"),
        ("31 February 2031", ""),
        ("02/09/2031", ""),
        ("February 2031", ""),
        ("In 2031 it rained.", ""),
    ],
)
def test_a_date_alone(text, date):
    assert date_alone(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Trondheim, 9 February 2031. The mill closed.", "2031-02-09"),
        ("TRONDHEIM, Norway, Feb 9, 2031 - The mill closed.", "2031-02-09"),
        ("TRONDHEIM (9 February 2031) The mill closed.", "2031-02-09"),
        ("Trondheim, 9 February (NTB) - The mill closed.", ""),
        ("Grieg, 9 February 2031 was the day", ""),
        ("The mill closed on 9 February 2031.", ""),
    ],
)
def test_a_dateline(text, date):
    assert publication_date(["Headline", text]) == date


def test_a_date_far_below_is_not_of_publication():
    assert publication_date(["a", "b", "c", "d", "e", "2031-02-09"]) == ""


def test_iso_dates_must_exist():
    assert iso_date("2031-13-01") == ""
