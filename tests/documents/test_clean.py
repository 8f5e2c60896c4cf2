"""The way from raw text to a document and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.documents.clean import Draft, Run, compose, document, draft, plain
from newsgraph.model import Role


def composed(raw: str):
    return compose([draft(raw, 0, len(raw), Role.PROSE)])


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("a quiet\r\nmill", "a quiet mill", id="a line break is a blank"),
        pytest.param("5\xa0tonnes", "5 tonnes", id="so is a no-break space"),
        pytest.param("co\xadop\u200berate\ufeff", "cooperate", id="invisible signs go"),
        pytest.param("low\u2011cost", "low-cost", id="the hyphen that does not break"),
        pytest.param("  in\t \n the  middle ", "in the middle", id="runs of white space"),
        pytest.param("bell\x07 rings", "bell rings", id="control characters go"),
        pytest.param("Dąbrowa — “ok”…", "Dąbrowa — “ok”…", id="all else is verbatim"),
    ],
)
def test_cleaning(raw, text):
    assert composed(raw).text == text


def test_a_replaced_run_leads_back_to_all_of_its_source():
    raw = "x &euro;5 \r\n y"
    runs = (Run("x ", 0, 2), Run("€", 2, 8), Run(raw[8:], 8, len(raw)))
    made = compose([Draft((runs,), Role.PROSE)])
    assert made.text == "x €5 y"
    assert raw[slice(*made.offsets.raw_span(2, 4))] == "&euro;5"
    assert raw[slice(*made.offsets.raw_span(4, 5))] == " \r\n "
    assert raw[slice(*made.offsets.raw_span(0, 6))] == raw


def test_a_plain_paragraph_needs_one_piece():
    assert len(composed("first line\nsecond\xa0line").offsets.pieces) == 1


def test_empty_drafts_leave_no_block():
    raw = "one \u200b two"
    made = compose(
        [draft(raw, 0, 3, Role.PROSE), draft(raw, 4, 5, Role.PROSE), draft(raw, 6, 9, Role.QUOTE)]
    )
    assert made.text == "one\n\ntwo"
    assert [made.text[b.start : b.end] for b in made.blocks] == ["one", "two"]


def test_a_row_keeps_the_places_and_headers_of_its_cells():
    cells = ((Run("Tern", 0, 4),), (Run(" ", 4, 5),), (Run("Graz", 5, 9),))
    made = compose([Draft(cells, Role.TABLE_ROW, ("Firm", "Sales", "Seat"))])
    (block,) = made.blocks
    assert made.text == "Tern | Graz"
    assert [(made.text[a:b], header) for a, b, header in block.cells] == [
        ("Tern", "Firm"),
        ("Graz", "Seat"),
    ]


def test_the_iri_is_that_of_the_text_and_not_of_its_place():
    one, two = (document("same", source, composed("same")) for source in ("a.txt", "b.txt"))
    assert one.iri == two.iri
    assert one.iri.startswith("https://w3id.org/newsgraph/document/")
    assert len(one.iri.rsplit("/", 1)[1]) == 32


RUNS = st.lists(
    st.one_of(
        st.text(st.sampled_from("ab \n\r\t\xa0\xad\u200b\u2011é€𝄞"), max_size=12),
        st.sampled_from(
            [("&", "&amp;"), ("é", "&eacute;"), (" ", "&nbsp;"), ("", "<b>"), ("≧̸", "&ngE;")]
        ),
    ),
    max_size=12,
)


@given(st.lists(RUNS, max_size=4))
def test_each_letter_leads_back_to_where_it_came_from(blocks):
    raw, drafts = "", []
    for block in blocks:
        runs = []
        for one in block:
            text, source = (one, one) if isinstance(one, str) else one
            runs.append(Run(text, len(raw), len(raw) + len(source)))
            raw += source
        drafts.append(Draft((tuple(runs),), Role.PROSE))
    made = compose(drafts)
    assert [made.text[b.start : b.end] for b in made.blocks] == [
        text for text in (plain(d.cells[0]) for d in drafts) if text
    ]
    reached = 0
    for piece in made.offsets.pieces:
        assert piece.length > 0
        assert piece.raw >= reached
        reached = piece.raw + piece.raw_length
    for block in made.blocks:
        for at in range(block.start, block.end):
            start, end = made.offsets.raw_span(at, at + 1)
            sign, source = made.text[at], raw[start:end]
            same = source.replace("\u2011", "-") == sign or source.startswith("&")
            assert same or (sign == " " and any(c.isspace() or c == "&" for c in source))
