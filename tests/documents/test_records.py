"""Documents of a .jsonl file."""

import io
import json

import pytest

from newsgraph.documents import records as module
from newsgraph.documents.records import from_records
from newsgraph.errors import ReadError


def read(*lines, notes=lambda note: None):
    data = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    )
    return list(from_records(io.BytesIO(data), "news.jsonl", notes))


def test_a_line_is_a_document():
    (made,) = read(
        {
            "text": "The mill closed.",
            "title": "Mill",
            "url": "https://example.org/m",
            "date": "2031-02-09T08:00Z",
        }
    )
    assert (made.text, made.title, made.url, made.date) == (
        "The mill closed.",
        "Mill",
        "https://example.org/m",
        "2031-02-09",
    )
    assert made.source == "news.jsonl:1"


def test_a_bad_line_is_told_and_the_others_are_read():
    found = read(
        {"text": "One."},
        b"{not json",
        b"",
        {"title": "no text"},
        {"text": " "},
        {"text": "Two."},
        b"\xff",
    )
    assert [getattr(one, "text", None) or one.source for one in found] == [
        "One.", "news.jsonl:2", "news.jsonl:4", "news.jsonl:5", "Two.", "news.jsonl:7",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"[" * 100_000, "is not JSON"),
        (b'["text"]', 'has no "text"'),
        (b'{"text": 5}', 'has no "text"'),
        (b'{"text": "a", "url": 5}', '"url" is not a string'),
        (b'{"text": "a\\ud800"}', "surrogate"),
    ],
)
def test_reasons(line, problem):
    (error,) = read(line)
    assert isinstance(error, ReadError)
    assert problem in str(error)


def test_a_date_that_is_none_is_left_out_and_told():
    told = []
    (made,) = read({"text": "One.", "date": "last week"}, notes=told.append)
    assert made.date == ""
    assert told[0].source == "news.jsonl:1"


def test_a_mark_at_the_beginning_is_no_part_of_the_line():
    assert read(b'\xef\xbb\xbf{"text": "One."}')[0].text == "One."


def test_too_long_a_line_is_passed_over(monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 40)
    error, made = read({"text": "a" * 200}, {"text": "Two."})
    assert "larger than" in str(error)
    assert made.text == "Two."


def test_no_lines_at_all():
    (error,) = read(b"\n\n")
    assert "is empty" in str(error)
