"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.documents import decode as module
from newsgraph.documents.decode import decode
from newsgraph.errors import ReadError

WESTERN = "Das Café in Århus öffnet “bald” — für 5 €."
POLISH = "Zażółć gęślą jaźń: tak mówi się w Łodzi, świetnie i często, choć nie wszędzie."
RUSSIAN = "Завод в Грозном снова работает, говорит его директор, и это хорошая новость."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "utf-8"),
        (WESTERN, "utf-8-sig"),
        (WESTERN, "utf-16"),
        (WESTERN, "utf-32"),
        (WESTERN, "cp1252"),
        ("Ein Café in Århus.", "latin-1"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "cp1251"),
    ],
)
def test_an_encoding_is_found(text, encoding):
    assert decode(text.encode(encoding), "x.txt") == text


def test_what_a_page_declares_goes_before_a_guess():
    page = f'<meta charset="windows-1250"><p>{POLISH}'
    assert decode(page.encode("cp1250"), "x.html") == page


def test_a_codec_that_is_no_text_encoding_is_not_believed():
    assert decode(b'<meta charset="unicode_escape">caf\xe9', "x.html").endswith("café")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_read_to_the_letter(text):
    raw = f"a{text}\r\nb\rc\n"
    assert decode(raw.encode(), "x.txt") == raw


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b"\xef\xbb\xbf \r\n\xc2\xa0", "is empty", id="white space"),
        pytest.param(b"\x89PNG\0\0", "binary", id="NUL"),
        pytest.param(b"%PDF-1.7 abc", "binary", id="PDF"),
        pytest.param(b"a\x01\x02\x03\x04b", "binary", id="control characters"),
        pytest.param("Grüße — überall".encode() + b"\xff", "damaged UTF-8", id="one bad byte"),
        pytest.param(b"\xff\xfea", "says it is utf-16-le", id="half a character"),
        pytest.param(b"ab \x81\x8d\xff\xfe\x90\x9d\x81\xff", "no encoding", id="no encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data, problem):
    with pytest.raises(ReadError, match=problem) as caught:
        decode(data, "x.txt")
    assert str(caught.value).startswith("x.txt: ")
    assert ";" in caught.value.problem  # the remedy


def test_limits(monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 100)
    monkeypatch.setattr(module, "MAX_LINE", 20)
    with pytest.raises(ReadError, match="larger than 100 bytes"):
        decode(b"a" * 101, "x.txt")
    with pytest.raises(ReadError, match="longer than 20 characters"):
        decode(b"a" * 21, "x.txt")
    assert decode(b"a" * 20 + b"\r" + b"a" * 20, "x.txt")
