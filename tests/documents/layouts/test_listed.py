"""Names, kinds and tickers without separators."""

import pytest

from newsgraph.documents.layouts.listed import entries_of


def read(line, page=""):
    tokens = line.split()
    return [
        (
            " ".join(tokens[e.first : e.last]),
            tokens[e.last],
            tokens[e.last + 1] if e.ticked else None,
        )
        for e in entries_of(tokens, page)
    ]


@pytest.mark.parametrize(
    ("line", "page", "entries"),
    [
        pytest.param(
            "Tana Pulp company TNP Ola Moen person", "",
            [("Tana Pulp", "company", "TNP"), ("Ola Moen", "person", None)], id="a ticker",
        ),
        pytest.param(
            "ABB company ABB BASF company", "", [("ABB", "company", "ABB"), ("BASF", "company", None)],
            id="upper-case names",
        ),
        pytest.param(
            "Tana company IBM company", "", [("Tana", "company", None), ("IBM", "company", None)],
            id="a name that looks like a ticker",
        ),
        pytest.param(
            "Tana company KG Nord company", "They sold it to KG Nord.",
            [("Tana", "company", None), ("KG Nord", "company", None)], id="the page knows the name",
        ),
        pytest.param(
            "Ola Moen person NRK Nord company", "",
            [("Ola Moen", "person", None), ("NRK Nord", "company", None)], id="people have no ticker",
        ),
        pytest.param(
            "mirtazolam technology Bank of Bergen organization", "",
            [("mirtazolam", "technology", None), ("Bank of Bergen", "organization", None)],
            id="lower-case words in names",
        ),
        pytest.param(
            "Fjord Line startup Nordkapp route Tana company", "Fjord Line sails to Nordkapp.",
            [("Fjord Line", "startup", None), ("Nordkapp", "route", None), ("Tana", "company", None)],
            id="kinds never heard of",
        ),
        pytest.param(
            "BYD company 1211 Hitachi company 6501.T", "",
            [("BYD", "company", "1211"), ("Hitachi", "company", "6501.T")], id="tickers of digits",
        ),
        pytest.param("Tana Pulp", "", [], id="no kind at all"),
        pytest.param("", "", [], id="nothing"),
    ],
)  # fmt: skip
def test_entries(line, page, entries):
    assert read(line, page) == entries


def test_a_line_without_end_is_no_list():
    assert read("foo company " * 1000) == []
