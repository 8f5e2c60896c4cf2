"""Texts made to take long: the time to read them grows with their length, not its square."""

import io
from contextlib import suppress

import pytest
from effort import effort

from newsgraph.documents import from_html, from_markdown, from_text
from newsgraph.documents.decode import decode
from newsgraph.documents.markup import MOST_READ
from newsgraph.documents.records import from_records
from newsgraph.errors import ReadError

N = 20_000
LIMIT = 60.0  # of tests/effort.py, where 17 is the most; what grows with the square takes more
S = "Nvidia bought Arm. "
BOMBS = {
    "html": {
        "deep": "<div>" * 5 * N + S,
        "deep inline": "<p>" + "<b>x " * N,
        "deep lists": "<ul><li>" * N + S,
        "deep tables": "<table><tr><td>" * N + S,
        "ends without a beginning": "<div>" * N + "</span>" * N + "</div>" * N + S,
        "crossed": "<i>" + "<b>" * N + "</i>" * N + S,
        "links": "<p><a href=/x>Link</a></p>" * N + S,
        "links under the limit of trafilatura": "<a href=/x>Link</a> " * 9_000 + S,
        "huge attribute": f"<p a='{'x' * 50 * N}'>{S}",
        "attributes, all different": f"<p {' '.join(f'a{k}=1' for k in range(5 * N))}>{S}",
        "an attribute that never ends": '<a href="' * N + S,
        "a tag that never ends": "<p " * N,
        "signs": "<" * N + "</" * N + S,
        "comments that never end": "<!--" * N + S,
        "cdata": "<![CDATA[" * N + S,
        "instructions": "<?" * N + S,
        "scripts": "<script>x" * N + "</script>" + S,
        "references": "&lt;&#0;&#xD800;&" * N + S,
        "cells": "<table><tr>" + "<th colspan=100>x" * N + "<tr>" + "<td>y" * N,
        "classes": f"<p class='{'share-' * N}!'>{S}",
        "white space in a tag": "<a" + " " * N + "=" * N + " " * N + S,
        "entities": "<!DOCTYPE x [" + "<!ENTITY a '&b;&b;'>" * N + "]><p>&a; " + S,
    },
    "md": {
        "deep list": "".join(" " * (k % 500) + "- a\n" for k in range(5_000)),
        "deep quote": "> " * N + S,
        "quote after quote": ">" * N + "\n" + ">>>> a\n" * N,
        "fence that never ends": "```\n" + S + "\n" * N,
        "fences": "".join("`" * (3 + k % 300) + "\n" for k in range(2_000)),
        "comment that never ends": "<!--\n" * N,
        "table": "|a|b|\n|-|-|\n" + "|c|d|\n" * N,
        "wide table": "|" + "a|" * N + "\n|" + "-|" * N + "\n|" + "c|" * N + "\n",
        "white space in a rule of a table": "a|b\n" + "\t" * N + "x-\n",
        "white space in a heading": "# " + " " * 3 * N + "x",
        "signs in a heading": "# x" + " #" * N + "x",
        "white space in a link": "[a](" + " " * 3 * N + S,
        "brackets": "[" * N + "](" * N + S,
        "emphasis": "**a*" * N + S,
        "front matter that never ends": "---\n" + "title: x\n" * N,
    },
    "txt": {
        "blank lines": "\n" * 5 * N + S,
        "white space": "\t" * 2 * N + "x" + "\t" * 2 * N + "y",
        "a long line": "Nvidia " * N,
        "short lines": "a\n" * N,
        "titles": "A title\n\n" * N,
        "digits": "9" * 5 * N + " min read\n" + S,
        "rating": "a" + " " * 3 * N + "Bullish x\n" + S,
        "dates": "London, " * N + "21 May 2026",
        "invisible": "a\u200b\u202e" * N,
    },
}
READERS = {"html": from_html, "md": from_markdown, "txt": from_text}


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        pytest.param(kind, raw, id=f"{kind}: {name}")
        for kind, bombs in BOMBS.items()
        for name, raw in bombs.items()
    ],
)
def test_a_bomb_is_read_or_refused_in_time(kind, raw):
    def read() -> None:
        with suppress(ReadError):
            READERS[kind](raw, "x")

    assert effort(read, LIMIT) <= LIMIT


def test_a_page_of_too_many_tags_is_refused_before_it_takes_long():
    def read() -> None:
        with pytest.raises(ReadError, match="has more than 250,000 tags; save the article as text"):
            from_html("<p>" * 4 * MOST_READ + S, "x.html")

    assert effort(read, LIMIT) <= LIMIT


@pytest.mark.parametrize(
    "line",
    [b"[" * 200_000, b'{"text":' * 100_000, b'{"text":"a b","n":' + b"9" * 5_000 + b"}"],
    ids=["arrays", "objects", "a number"],
)
def test_json_that_no_parser_takes_is_refused(line):
    (found,) = from_records(io.BytesIO(line), "x.jsonl")
    assert str(found) == "x.jsonl:1: is not JSON; write one object a line"


def test_a_line_of_ten_megabytes_is_refused():
    with pytest.raises(ReadError, match="a line is longer than 1,000,000 characters"):
        decode(b"Nvidia bought " * 700_000, "x.txt")


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>&e; Nvidia bought Arm.</p>",
        "<!DOCTYPE x [<!ENTITY e 'Intel also bought Arm.'>]><p>&e; Nvidia bought Arm.</p>",
    ],
)
def test_no_entity_of_a_page_is_expanded(page):
    text = from_html(page, "x.html").text
    assert "root:" not in text
    assert "Intel" not in text
    assert text.endswith("Nvidia bought Arm.")


def test_no_page_makes_the_reader_open_a_connection(monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    page = (
        "<!DOCTYPE html PUBLIC 'x' 'http://127.0.0.1:9/x.dtd'><base href='http://127.0.0.1:9/'>"
        "<link rel=stylesheet href='http://127.0.0.1:9/x.css'><iframe src='http://127.0.0.1:9/'></iframe>"
        "<img src='http://127.0.0.1:9/x.png'><script src='http://127.0.0.1:9/x.js'></script>"
        "<p>Nvidia bought Arm.</p>"
    )
    assert from_html(page, "x.html").text == "Nvidia bought Arm."
