"""Any bytes to any reader: a document that fits together, or a ReadError of one line."""

import io
import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.documents import from_html, from_markdown, from_text
from newsgraph.documents.decode import decode
from newsgraph.documents.records import from_records
from newsgraph.errors import ReadError
from newsgraph.model import Document

READERS = {"txt": from_text, "md": from_markdown, "html": from_html}
ENCODINGS = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"),
    *("latin-1", "cp1252", "cp1251", "shift_jis", "utf-7"),
)
MARKS = (
    *(
        "<p>",
        "</p>",
        "<article>",
        "<h1>",
        "<li>",
        "<ul>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td colspan=9>",
    ),
    *("<th>", "</table>", "<a href='", "'>", '"', "<b>", "</b>", "<!--", "-->", "<![CDATA[", "]]>"),
    *(
        "<script>",
        "</script>",
        "<title>",
        "<?xml version='1.0'?>",
        "<!DOCTYPE x [<!ENTITY e 'e'>]>",
    ),
    *("&e;", "&lt;", "&#0;", "&#xD800;", "&#x110000;", "&nbsp", "<br>", "<svg>", "<p hidden>", "<"),
    *(
        "# ",
        "#",
        "> ",
        "- ",
        "1. ",
        "```",
        "~~~",
        "|",
        "|-|",
        "\n|-|-|\n",
        "**",
        "_",
        "`",
        "[",
        "](",
    ),
    *(")", "![", "[^1]", "---\n", "===\n", "\\", "title: ", "date: ", "url: javascript:", "    "),
    *(
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\t",
        " ",
        "\u2028",
        "\x85",
        "\x0c",
        "\x1b[31m",
        "\u200b",
        "\u202e",
    ),
    *(
        "\u2067",
        "\ufeff",
        "\u00ad",
        "\uffff",
        "e\u0301",
        "😀",
        "٣",
        "𝟗",
        "Nvidia",
        "By Ada",
        "Arm.",
    ),
    *("2026-02-30", "99999-99-99", "21 May 2026", "Key Takeaways\n", "Mentioned\n", "Key Facts\n"),
    *(
        "Technology Bullish 7/10\n",
        "3 min read\n",
        "Timeline\n",
        "Who's Affected\n",
        "companyPositive\n",
    ),
)
marked = st.lists(st.sampled_from(MARKS) | st.text(max_size=8), max_size=60).map("".join)
fuzz = settings(max_examples=150, derandomize=True, deadline=None)


def fits(made):
    """Check what every later stage relies on."""
    assert isinstance(made, Document)
    for value in (made.text, made.title, made.date, made.url, made.raw):
        value.encode("utf-8")
    assert "\0" not in made.text
    assert not made.url or made.url.startswith(("http://", "https://"))
    for before, after in pairwise(made.blocks):
        assert before.end <= after.start
    for block in made.blocks:
        assert 0 <= block.start < block.end <= len(made.text)
        start, end = made.offsets.raw_span(block.start, block.end)
        assert 0 <= start < end <= len(made.raw)


def refused(error, place):
    """Check that the message is one line: where, what and the remedy."""
    assert len(str(error).splitlines()) == 1
    assert str(error).startswith(place)
    assert "; " in str(error)


def read(data, reader):
    try:
        made = reader(decode(data, "x"), "x")
    except ReadError as error:
        refused(error, "x: ")
    else:
        fits(made)


@pytest.mark.parametrize("kind", READERS)
@fuzz
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(kind, data):
    read(data, READERS[kind])


@pytest.mark.parametrize("kind", READERS)
@fuzz
@given(text=marked, encoding=st.sampled_from(ENCODINGS))
def test_any_marks_in_any_encoding_are_read_or_refused(kind, text, encoding):
    read(text.encode(encoding, "replace"), READERS[kind])


@pytest.mark.parametrize("kind", READERS)
@fuzz
@given(text=marked, cut=st.integers(0, 400), byte=st.binary(min_size=1, max_size=2))
def test_a_damaged_file_is_read_or_refused(kind, text, cut, byte):
    data = ("<p>" + text).encode()
    read(data[:cut] + byte + data[cut:], READERS[kind])


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9) | marked,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)
records = st.fixed_dictionaries(
    {},
    optional={
        key: st.text(max_size=30) | marked | values for key in ("text", "title", "url", "date")
    },
)


@fuzz
@given(
    lines=st.lists(records.map(json.dumps) | st.text(max_size=20), max_size=5), only=st.booleans()
)
def test_any_lines_of_json_are_read_or_refused(lines, only):
    data = "\n".join(lines).encode("ascii" if only else "utf-8", "replace")
    for found in from_records(io.BytesIO(data), "x.jsonl"):
        if isinstance(found, ReadError):
            refused(found, "x.jsonl")
        else:
            fits(found)
