"""Lines of a text, with their places, and what a line looks like."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WRAP = 120  # code points; a longer line is a paragraph of its own, never a wrapped one

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_SENTENCE_END = re.compile(r"[.!?…][)\]\"'”’»›]*\s*\Z")
_OPEN_END = re.compile(r"[,;:–—-]\s*\Z")  # more is to come: neither a heading nor a sentence
_MARKER = re.compile(r"\s*(?:[-*+•‣◦▪·–]|\(?(\d{1,3})[.)])\s+(?=\S)")
_RULE = re.compile(r"[-=_*~#+.\s]+\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its break: raw[start:end]."""

    number: int  # from 1
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """Lines that belong together; a list marker before them is left out."""

    lines: tuple[Line, ...]
    start: int  # in the raw text, after the marker
    end: int
    marked: bool
    number: str = ""  # as printed; empty for a bullet


def lines_of(raw: str) -> Iterator[Line]:
    """Yield the lines of raw that hold more than white space; LF, CRLF and CR end one."""
    for number, match in enumerate(_LINE.finditer(raw), 1):
        if not match[1].isspace() and match[1]:
            yield Line(number, match.start(), match.end(1), match[1])


def ends_sentence(text: str) -> bool:
    """Return whether the text ends as a sentence does.

    >>> ends_sentence("“Why?”"), ends_sentence("Market Outlook")
    (True, False)
    """
    return bool(_SENTENCE_END.search(text[-20:]))


def is_title(text: str, longest: int = 100) -> bool:
    """Return whether the text is short and neither ends a sentence nor leaves one open."""
    words = text.strip()
    if not 0 < len(words) <= longest or _OPEN_END.search(words[-5:]):
        return False
    return not ends_sentence(words)


def is_rule(text: str) -> bool:
    """Return whether the line is drawn and not written: dashes, stars, equal signs."""
    return bool(_RULE.match(text))


def marker_of(line: Line) -> tuple[int, str] | None:
    """Return the length of a bullet or list number, and the number; None without one."""
    match = _MARKER.match(line.text)
    return (match.end(), match[1] or "") if match else None


def paragraphs(lines: Sequence[Line]) -> Iterator[Item]:
    """Yield lines joined as a reader would: hard-wrapped ones, and list items with theirs.

    A blank line, a list marker and a line that is too long to be a wrapped one part
    two paragraphs.
    """
    group: list[Line] = []
    for line in lines:
        if group and (line.number != group[-1].number + 1 or _parts(group[-1], line)):
            yield _item(group)
            group = []
        group.append(line)
    if group:
        yield _item(group)


def _parts(before: Line, line: Line) -> bool:
    return marker_of(line) is not None or len(before.text) > WRAP


def _item(group: list[Line]) -> Item:
    marker = marker_of(group[0])
    start = group[0].start + (marker[0] if marker else 0)
    number = marker[1] if marker else ""
    return Item(tuple(group), start, group[-1].end, marker is not None, number)
