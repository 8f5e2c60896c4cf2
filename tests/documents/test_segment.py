"""Plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.documents import from_text


def blocks(raw):
    made = from_text(raw, "x.txt")
    return [(b.role.value, made.text[b.start : b.end]) for b in made.blocks]


def test_an_article():
    raw = (
        "Mill in Trondheim to close\r\n\r\nBy Ola Moen\r\n9 February 2031\r\n\r\n"
        "The paper mill of Skogn AS will\r\nclose in June.\r\n\r\nWhat is next\r\n\r\n"
        "Two things are planned:\r\n- a museum\r\n- flats,\r\n  says the town\r\n\r\nNothing else."
    )
    made = from_text(raw, "x.txt")
    assert (made.title, made.date, made.source) == (
        "Mill in Trondheim to close",
        "2031-02-09",
        "x.txt",
    )
    assert blocks(raw) == [
        ("headline", "Mill in Trondheim to close"),
        ("label", "By Ola Moen"),
        ("label", "9 February 2031"),
        ("prose", "The paper mill of Skogn AS will close in June."),
        ("heading", "What is next"),
        ("prose", "Two things are planned:"),
        ("list item", "a museum"),
        ("list item", "flats, says the town"),
        ("prose", "Nothing else."),
    ]


@pytest.mark.parametrize(
    ("raw", "roles"),
    [
        pytest.param(
            "THE MILL CLOSES\nIt was old.", "headline prose", id="capitals need no blank line"
        ),
        pytest.param("Who closed it?\n\nNobody knows.", "headline prose", id="a question"),
        pytest.param(
            "Mill to close\n=============\nIt was old.", "headline prose", id="underlined"
        ),
        pytest.param(
            "The mill stood\nby the river.\n\nIt was old.", "prose prose", id="no headline"
        ),
        pytest.param("It closed.\n\nIt was old.", "prose prose", id="a sentence is no headline"),
        pytest.param("Skogn bought the mill", "prose", id="a headline of nothing"),
        pytest.param("- one\n- two", "list item list item", id="a list alone"),
    ],
)
def test_roles(raw, roles):
    assert " ".join(role for role, _ in blocks(raw)) == roles


@given(st.text(st.sampled_from("ab.- \r\n\xa0\xad1"), max_size=80))
def test_each_block_rereads_to_its_source(raw):
    made = from_text(raw, "x.txt")
    for block in made.blocks:
        words = made.text[block.start : block.end]
        source = raw[slice(*made.offsets.raw_span(block.start, block.end))]
        assert words.split() == source.replace("\xad", "").split()
        assert "\n" not in words
