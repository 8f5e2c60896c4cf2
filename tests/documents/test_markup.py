"""HTML pages."""

import html
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.documents import from_html
from newsgraph.errors import ReadError


def blocks(raw, notes=lambda note: None):
    made = from_html(raw, "x.html", notes)
    return [(b.role.value, made.text[b.start : b.end]) for b in made.blocks]


PAGE = """<!DOCTYPE html>
<html><head><title>Mill to close - The Fjord Post</title>
<meta property="article:published_time" content="2031-02-09T08:00:00+01:00">
<link rel="canonical" href="https://example.org/mill">
<script type="application/ld+json">{"text": "<p>Not for readers.</p>"}</script></head>
<body class="page has-sidebar">
<header><a href="/">The Fjord Post</a> Wednesday edition</header>
<nav><ul><li><a href="/n">News</a></li></ul></nav>
<article class="share-enabled">
<h1>Mill to close</h1>
<p class="byline">By Ola Moen, <time datetime="2031-02-08">yesterday</time></p>
<p>Skogn&nbsp;AS will close its <em>old</em> mill in <a href="/t">Trond<b>heim</b></a>.</p>
<!-- <p>It may also sell the harbour.</p> -->
<p hidden>Secret.</p><noscript><p>Turn it on.</p></noscript>
<figure><img src="a.png" alt="x"><figcaption>The mill at night</figcaption></figure>
<h2>Numbers</h2>
<table><tr><th>Year</th><th colspan="2">Jobs</th></tr>
<tr><td>2029</td><td>210</td><td>12&thinsp;new</td></tr><tr><td>2030<td>180</table>
<ul><li>First, <b>Tana</b> Pulp left.<li>Then the railway did.</ul>
<blockquote><p>We are sad.</p></blockquote>
<h3>Related</h3><ul><li><a href="1">Harbour bought by Tana</a></li></ul>
<p>Read more: <a href="2">Tana in talks</a></p>
<aside><p>Tana owns everything.</p></aside>
</article>
<div class="comments"><p>I heard that Tana paid.</p></div>
<footer>(c) Fjord</footer></body></html>"""


def test_a_page():
    made = from_html(PAGE, "x.html")
    assert (made.title, made.date, made.url) == (
        "Mill to close",
        "2031-02-09",
        "https://example.org/mill",
    )
    assert blocks(PAGE) == [
        ("headline", "Mill to close"),
        ("prose", "Skogn AS will close its old mill in Trondheim."),
        ("label", "The mill at night"),
        ("heading", "Numbers"),
        ("table row", "2029 | 210 | 12 new"),
        ("table row", "2030 | 180"),
        ("list item", "First, Tana Pulp left."),
        ("list item", "Then the railway did."),
        ("quote", "We are sad."),
    ]


def test_offsets_point_into_the_source():
    made = from_html(PAGE, "x.html")
    at = made.text.index("Skogn AS")
    assert PAGE[slice(*made.offsets.raw_span(at, at + 8))] == "Skogn&nbsp;AS"
    at = made.text.index("Trondheim")
    assert PAGE[slice(*made.offsets.raw_span(at, at + 9))] == "Trond<b>heim"


def test_headers_go_with_cells_only_where_the_columns_agree():
    made = from_html(PAGE, "x.html")
    rows = [block.cells for block in made.blocks if block.cells]
    assert [[header for _, _, header in row] for row in rows] == [
        ["Year", "Jobs", "Jobs"],
        ["", ""],
    ]


def test_the_date_of_a_byline_is_taken_where_the_page_has_no_other():
    page = PAGE.replace("article:published_time", "viewport")
    assert from_html(page, "x.html").date == "2031-02-08"


def test_a_time_in_a_sentence_is_not_the_date_of_the_page():
    page = '<article><p>It closed on <time datetime="1999-01-01">New Year</time>.</p></article>'
    assert from_html(page, "x.html").date == ""


@pytest.mark.parametrize(
    ("page", "text"),
    [
        pytest.param("<main><p>Inside.</p></main><p>Outside.</p>", "Inside.", id="main"),
        pytest.param("<div role=main><p>Inside.</p></div><p>Out.</p>", "Inside.", id="its role"),
        pytest.param(
            "<main><p>The long story of the mill is told here.</p><article>Ad</article></main>",
            "The long story of the mill is told here. Ad",
            id="an article that is a card",
        ),
        pytest.param(
            "<article><p>One long story is told.</p></article><article><p>Two.</p></article>",
            "One long story is told.",
            id="the longest article",
        ),
        pytest.param(
            "<h1>Mill</h1><article><p>It closed.</p></article>", "Mill It closed.", id="h1 outside"
        ),
        pytest.param(
            "<article>One.<br><br>Two <br>goes on.</article>", "One. Two goes on.", id="breaks"
        ),
        pytest.param(
            "<article><p>a<wbr>b c<sup>2</sup> d<span>e</span></p></article>",
            "ab c2 de",
            id="inline",
        ),
        pytest.param(
            "<form><article><p>It closed.</p></article></form>", "It closed.", id="all in a form"
        ),
    ],
)
def test_what_is_read(page, text):
    assert " ".join(from_html(page, "x.html").text.split()) == text


def test_a_table_that_frames_the_page_is_no_table():
    page = "<main><table><tr><td><h1>Mill</h1><p>It closed.</p><p>It was old.</p></td><td>Ads</td></tr></table></main>"
    assert blocks(page) == [
        ("headline", "Mill"),
        ("prose", "It closed."),
        ("prose", "It was old."),
        ("label", "Ads"),
    ]


LOOSE = (
    "<html><body><div class=top><a href=1>Home</a> <a href=2>Ports</a></div><div><h1>Mill to close</h1>"
    + "".join(
        f"<p>The mill made {k} tonnes of paper a year, the company in Trondheim said.</p>"
        for k in range(9)
    )
    + "</div><div class=x><p>All rights reserved.</p></div></body></html>"
)


def test_without_a_marked_article_trafilatura_chooses():
    pytest.importorskip("trafilatura")
    found = blocks(LOOSE)
    assert found[0] == ("headline", "Mill to close")
    assert [role for role, _ in found[1:10]] == ["prose"] * 9
    assert not any("Home" in text for _, text in found)


def test_without_trafilatura_all_is_read_and_it_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    told = []
    assert ("prose", "All rights reserved.") in blocks(LOOSE, told.append)
    assert [note.source for note in told] == ["x.html"]
    assert "newsgraph[html]" in told[0].text


@pytest.mark.parametrize("page", ["<nav>News</nav>", "<script>x</script>", "<title>T</title>"])
def test_a_frame_without_text_is_refused(page):
    with pytest.raises(ReadError, match="no text"):
        from_html(page, "x.html")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 50_000 + "<p>It closed.</p>" + "</div>" * 50_000, id="deep"),
        pytest.param("<p>It closed.</p>" + "<a " * 100_000, id="unclosed tags"),
        pytest.param("<p>It closed.</p>" + "<!--" * 100_000, id="unclosed comments"),
        pytest.param("<p>It closed.</p><ul>" + "<li><a href=/x>y</a>" * 20_000, id="links"),
        pytest.param(
            "<b>" * 9_000 + "<div>" * 9_000 + "</b>" * 9_000 + "<p>It closed.", id="tangled"
        ),
    ],
)
def test_hostile_pages_take_no_time(page):
    began = time.monotonic()
    assert "It closed." in from_html(page, "x.html").text
    assert time.monotonic() - began < 5


@given(
    st.lists(
        st.text(st.sampled_from("ab<>&é€ .\xa0\n"), min_size=1, max_size=20), min_size=1, max_size=4
    )
)
def test_each_block_rereads_to_its_source(paragraphs):
    raw = (
        "<main>" + "".join(f"<p>x{html.escape(p)}<i>y</i></p>\r\n" for p in paragraphs) + "</main>"
    )
    made = from_html(raw, "x.html")
    assert len(made.blocks) == len(paragraphs)
    for block in made.blocks:
        source = raw[slice(*made.offsets.raw_span(block.start, block.end))]
        bare = html.unescape(source.replace("<i>", "").replace("</i>", ""))
        assert made.text[block.start : block.end].split() == bare.split()
