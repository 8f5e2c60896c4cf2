"""The briefs that the package ships keep to the page layout and to their own words."""

import re
from itertools import combinations

import pytest

from newsgraph import samples
from newsgraph.documents.segment import from_text
from newsgraph.model import Role

SAMPLES = {path.name: path.read_text(encoding="utf-8") for path in sorted(samples().iterdir())}
PAGE = re.compile(
    r"""
    (?P<category>\S.*)\ (?P<sentiment>(?:Very\ )?(?:Bullish|Bearish)|Neutral)\ (?P<score>\d+)\n\n
    (?P<headline>\S.*)\n\n
    ·\ \d+\ min\ read\ ·\ Verified\ by\ \d+\ sources\ ·\nShare\n\n
    Key\ Takeaways\n\n(?P<takeaways>(?:\ \ •\ \S.*\n)+)\n
    Mentioned\n\n(?P<mentioned>\S.*)\n\n
    Key\ Intelligence\n\nKey\ Facts\n\n(?P<facts>(?:\ \ \d+\.\ \S.*\n)+)\n
    Who's\ Affected\n\n
    (?P<affected>(?:.+\n(?:company|government|group)(?:Positive|Neutral|Negative)\n)+)
    (?P<chart>\S.*\n)?\n
    Analysis\n\n(?P<analysis>(?:\S.*\n\n)+?)
    What\ to\ Watch\n\n(?P<watch>(?:\S.*\n\n)+?)
    (?:Timeline\n\nTimeline\n\n(?P<timeline>(?:\ \ \d+\.\ \S.*\n\n)+))?
    From\ the\ Network\n?
    """,
    re.VERBOSE,
)


@pytest.fixture(params=SAMPLES.items(), ids=SAMPLES.keys())
def page(request):
    name, text = request.param
    found = PAGE.fullmatch(text)
    assert found, f"{name} is not in the page layout"
    return found


def runs_of_words(text, length):
    lines = [re.findall(r"\w+", line.casefold()) for line in text.splitlines()]
    return {tuple(words[i : i + length]) for words in lines for i in range(len(words) - length + 1)}


def test_there_are_at_least_four_samples():
    assert len(SAMPLES) >= 4


def test_their_folder_holds_nothing_else():
    assert {path.suffix for path in samples().iterdir()} == {".txt"}


def test_each_fact_carries_its_number_twice(page):
    for number, fact in enumerate(page["facts"].splitlines(), start=1):
        assert fact.startswith(f"  {number}. {number}")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_reader_places_every_line(name):
    document = from_text(SAMPLES[name], name)
    assert document.page is not None
    assert document.page.mentioned
    assert document.unplaced == ()


def test_the_reader_finds_the_facts_without_their_numbers(page):
    document = from_text(page.string, "sample")
    facts = [document.text[b.start : b.end] for b in document.blocks if b.role is Role.FACT]
    printed = [line.split(". ", 1) for line in page["facts"].splitlines()]
    assert facts == [fact.removeprefix(number.strip()) for number, fact in printed]


def test_the_pull_quote_repeats_a_sentence_of_the_analysis(page):
    paragraphs = page["analysis"].split("\n\n")
    assert any(
        quote in paragraph
        for quote in filter(None, paragraphs)
        for paragraph in paragraphs
        if paragraph != quote
    )


def test_the_steps_of_a_timeline_are_numbered(page):
    steps = (page["timeline"] or "").split("\n\n")
    for number, step in enumerate(filter(None, steps), start=1):
        assert step.startswith(f"  {number}. ")


def test_most_samples_have_a_timeline_and_one_has_none():
    without = [name for name, text in SAMPLES.items() if "\nTimeline\n" not in text]
    assert len(without) == 1


def test_a_sample_is_as_long_as_a_brief():
    assert all(250 <= len(text.split()) <= 450 for text in SAMPLES.values())


@pytest.mark.parametrize(("one", "other"), list(combinations(SAMPLES, 2)))
def test_no_two_samples_share_eight_words_in_a_row(one, other):
    assert not runs_of_words(SAMPLES[one], 8) & runs_of_words(SAMPLES[other], 8)


def test_a_notice_says_that_the_samples_are_not_news():
    assert "not news" in (samples().parent / "NOTICE.md").read_text(encoding="utf-8")
