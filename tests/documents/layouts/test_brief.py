"""The layout of a rated brief, on pages of our own."""

import pytest

from newsgraph.documents import from_text

PAGE = """Green Shipping Very Bearish 2.5

Tana’s Ferry Order Sinks

· 7 min read · Verified by 11 sources ·
Share

Key Takeaways

  • Tana Ferries cancelled two ships.
  • The yard in Bergen will cut jobs.

Mentioned

Tana Ferries company TNF Kari Dahl person e-methanol fuel

Key Intelligence

Key Facts

  1. 1Nine million kroner is lost.
  2. 22 yards had bid.
  3. 340 people lose their jobs.

Who’s Affected

Tana Ferries
companyNegative
Bergen Yard
Mixed
Order Index

Analysis

Tana Ferries has cancelled an order. Kari Dahl signed the letter on Monday. The yard was told last.

Kari Dahl signed the letter on Monday.

What to Watch

The e-methanol plant may follow.

Timeline

Timeline

  1. Order Placed

  2. Order Lost

From the Network"""


def read(raw=PAGE):
    return from_text(raw, "x.txt")


def texts(made, role):
    return [made.text[b.start : b.end] for b in made.blocks if b.role.value == role]


def test_what_the_page_says_of_itself():
    page = read().page
    assert (page.layout, page.headline, page.category) == (
        "brief",
        "Tana’s Ferry Order Sinks",
        "Green Shipping",
    )
    assert (page.sentiment, page.score, page.read_minutes, page.sources_verified) == (
        "Very Bearish",
        2.5,
        7,
        11,
    )
    assert [(a.name, a.kind, a.sentiment) for a in page.affected] == [
        ("Tana Ferries", "company", "Negative"),
        ("Bergen Yard", "", "Mixed"),
    ]
    assert [(m.name, m.kind, m.ticker) for m in page.mentioned] == [
        ("Tana Ferries", "company", "TNF"),
        ("Kari Dahl", "person", None),
        ("e-methanol", "fuel", None),
    ]


def test_spans_of_the_page_lie_in_the_text():
    made = read()
    assert [made.text[a:b] for a, b in made.page.timeline] == ["Order Placed", "Order Lost"]
    for one in (*made.page.affected, *made.page.mentioned):
        assert made.text[one.start : one.end] == one.name


def test_blocks_have_their_roles():
    made = read()
    assert made.title == made.page.headline
    assert texts(made, "takeaway") == [
        "Tana Ferries cancelled two ships.",
        "The yard in Bergen will cut jobs.",
    ]
    assert texts(made, "fact") == [
        "Nine million kroner is lost.",
        "2 yards had bid.",
        "40 people lose their jobs.",
    ]
    assert texts(made, "pull quote") == ["Kari Dahl signed the letter on Monday."]
    assert len(texts(made, "prose")) == 2
    assert "Order Index" in texts(made, "label")
    assert made.unplaced == ()


def test_no_chrome_is_read():
    text = read().text
    for word in ("Share", "Key Takeaways", "min read", "Network", "companyNegative", "TNF"):
        assert word not in text


def test_offsets_lead_to_the_page():
    for raw in (PAGE, PAGE.replace("\n", "\r\n")):
        made = read(raw)
        at = made.text.index("40 people")
        assert raw[slice(*made.offsets.raw_span(at, at + 9))] == "40 people"
        assert raw[made.offsets.raw_span(at, at + 9)[0] - 1] == "3"
        for block in made.blocks:
            source = raw[slice(*made.offsets.raw_span(block.start, block.end))]
            assert source.split() == made.text[block.start : block.end].split()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(["9. 9In May", "10. 102025 saw", "11. 113 plants"], ["In May", "2025 saw", "3 plants"], id="two digits"),
        pytest.param(["1. One came", "2. 2 left", "3. Three stayed"], ["One came", "2 left", "Three stayed"], id="printed once"),
        pytest.param(["1. 15 percent"], ["5 percent"], id="one fact"),
        pytest.param(["1. 1The yard\n     in Bergen", "2. 2It sank"], ["The yard in Bergen", "It sank"], id="wrapped"),
    ],
)  # fmt: skip
def test_fact_numbers(facts, expected):
    raw = "Tech Bullish 9\n\nHead\n\n3 min read\n\nKey Facts\n\n" + "".join(
        f"  {f}\n" for f in facts
    )
    assert texts(read(raw), "fact") == expected


@pytest.mark.parametrize(
    ("line", "category", "sentiment", "score"),
    [
        ("AI Models Very Bullish 9", "AI Models", "Very Bullish", 9),
        ("SaaS & Cloud Neutral", "SaaS & Cloud", "Neutral", None),
        ("Oil Slightly Bearish -3,5/10", "Oil", "Slightly Bearish", -3.5),
    ],
)
def test_ratings(line, category, sentiment, score):
    page = read(f"{line}\n\nA headline\n\n4-minute read | Verified by 12 sources").page
    assert (page.category, page.sentiment, page.score) == (category, sentiment, score)
    assert (page.read_minutes, page.sources_verified, page.headline) == (4, 12, "A headline")


def test_blocks_may_be_missing_or_stand_elsewhere():
    raw = (
        "9 February 2031 · Verified by 1 source · 2 min read · Share\n\nFerry sinks\n\n"
        "Timeline\n  1. 1914\n  2. 2031\nWho's Affected\nTana\ncompany\nPositive\n"
        "Key Takeaways\n- It sank."
    )
    made = read(raw)
    assert made.page.sources_verified == 1
    assert (made.date, made.page.headline, made.page.category) == ("2031-02-09", "Ferry sinks", "")
    assert [made.text[a:b] for a, b in made.page.timeline] == ["1914", "2031"]
    assert [(a.name, a.kind, a.sentiment) for a in made.page.affected] == [
        ("Tana", "company", "Positive")
    ]
    assert texts(made, "takeaway") == ["It sank."]


def test_a_line_that_fits_nowhere_is_kept_and_told():
    raw = PAGE.replace("What to Watch", "An Odd Title\n\nWhat to Watch").replace(
        "Key Intelligence", "A stray sentence of some length stands here.\n\nKey Intelligence"
    )
    made = read(raw)
    assert [(u.text, raw.splitlines()[u.line - 1]) for u in made.unplaced] == [
        ("A stray sentence of some length stands here.",) * 2,
        ("An Odd Title",) * 2,
    ]
    assert "An Odd Title" in texts(made, "label")
    assert "A stray sentence of some length stands here." in texts(made, "prose")
    assert len(made.page.mentioned) == 3


@pytest.mark.parametrize("rating", ["companyCautious", "company Cautious", "company\nWait and See"])
def test_an_entry_with_a_rating_that_is_none_of_ours_is_kept_without_one_and_told(rating):
    raw = PAGE.replace("companyNegative", rating)
    made = read(raw)
    assert [(a.name, a.kind, a.sentiment) for a in made.page.affected] == [
        ("Tana Ferries", "company", ""),
        ("Bergen Yard", "", "Mixed"),
    ]
    assert [u.text for u in made.unplaced] == rating.split("\n")
    assert "Order Index" in texts(made, "label"), "a title after the list is a chart's"
    assert "Cautious" not in made.text


def test_a_title_among_the_entries_is_told_not_taken_for_a_chart():
    made = read(PAGE.replace("Bergen Yard\nMixed", "Fjord Bank\nShaken\nBergen Yard\nMixed"))
    assert [a.name for a in made.page.affected] == ["Tana Ferries", "Bergen Yard"]
    assert [u.text for u in made.unplaced] == ["Fjord Bank", "Shaken"]


def test_link_boxes_are_not_read_but_a_block_after_them_is():
    extra = "\n\nAnalysis\nHarbour sold to Tana\nTimeline\n\nKey Facts\n\n  1. 1The sea is cold.\n"
    made = read(PAGE + extra)
    assert "Harbour" not in made.text
    assert texts(made, "fact")[-1] == "The sea is cold."


@pytest.mark.parametrize(
    "raw",
    [
        "Our view stays Bullish\n\nThe mill is fine.",
        "Notes\n\nAnalysis\n\nThe mill is fine.\n\nTimeline\n\nIt closed.",
        "The mill\n\nIt is a 5 min read.",
        "",
    ],
)
def test_other_texts_are_not_briefs(raw):
    assert read(raw).page is None
