"""Tags and texts of an HTML page, with their exact places.

A scanner of its own, for three reasons: html.parser gives no place for a character
reference, reads broken pages differently from one patch release of Python to the next,
and needs quadratic time on unclosed tags (CVE-2025-6069). This one reads each character
a bounded number of times. Source: WHATWG HTML Standard, section 13.2.5.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from newsgraph.documents.clean import Run

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_SIMPLE = re.compile(r"[^<>\"']{0,300}>")  # the rest of a tag without quotes
_ATTRIBUTE = re.compile(
    r"[\s/]*(?:(>)|([^\s/>=][^\s/>=]*|=[^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?)"
)
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,9}|#[0-9]{1,9}|[a-zA-Z][a-zA-Z0-9]{0,40});?")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]{1,2000}", re.IGNORECASE)
_RAW_TEXT = frozenset(
    {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}
)


class Event(NamedTuple):
    """A tag, or a text if it has no name: raw[start:end]."""

    name: str  # of the tag, in lower case
    closing: bool
    start: int
    end: int


def scan(raw: str) -> Iterator[Event]:
    """Yield tags and texts in order; comments, declarations and what scripts hold go."""
    at = text = 0
    while (at := raw.find("<", at)) >= 0:
        found = _tag_at(raw, at)
        if found is None:
            at += 1  # a "<" that is meant as such
            continue
        event, end = found
        if text < at:
            yield Event("", False, text, at)
        if event:
            yield event
            if event.name in _RAW_TEXT and not event.closing:
                at, end = end, _raw_text_end(raw, event.name, end)
                if event.name == "title" and at < end:
                    yield Event("", False, at, end)
        at = text = end
    if text < len(raw):
        yield Event("", False, text, len(raw))


def attributes(raw: str, event: Event) -> dict[str, str]:
    """Return the attributes of a start tag, character references decoded; the first wins."""
    found: dict[str, str] = {}
    name = _NAME.match(raw, event.start + 1)
    at = name.end() if name else event.end
    while at < event.end and (match := _ATTRIBUTE.match(raw, at)) and not match[1]:
        value = match[3] or match[4] or match[5] or ""
        found.setdefault(match[2].lower(), html.unescape(value))
        at = match.end()
    return found


def web_address(text: str) -> str:
    """Return the text if it is an http or https address, fit to stand in a link, or nothing."""
    return text if _ADDRESS.fullmatch(text) else ""


def runs_of(raw: str, start: int, end: int) -> Iterator[Run]:
    """Yield raw[start:end] as runs, each character reference decoded in one of its own."""
    at = start
    for match in _REFERENCE.finditer(raw, start, end):
        decoded = html.unescape(match[0])
        if decoded != match[0]:
            if at < match.start():
                yield Run(raw[at : match.start()], at, match.start())
            yield Run(decoded, match.start(), match.end())
            at = match.end()
    if at < end:
        yield Run(raw[at:end], at, end)


def _tag_at(raw: str, at: int) -> tuple[Event | None, int] | None:
    """Return the tag that starts here and where to read on; None if it is plain text."""
    sign = raw[at + 1 : at + 2]
    if sign == "!" and raw.startswith("<!--", at):
        end = raw.find("-->", at + 2)
        return None, len(raw) if end < 0 else end + 3
    closing = sign == "/"
    name = _NAME.match(raw, at + 1 + closing)
    if name:
        end = _tag_end(raw, name.end())
        return (Event(name[0].lower(), closing, at, end) if end else None), end or len(raw)
    if sign in ("!", "?", "/") and sign:
        end = raw.find(">", at)
        return None, len(raw) if end < 0 else end + 1
    return None


def _tag_end(raw: str, at: int) -> int:
    """Return where a tag ends; 0 if it never does."""
    simple = _SIMPLE.match(raw, at)
    if simple:
        return simple.end()
    while match := _ATTRIBUTE.match(raw, at):
        at = match.end()
        if match[1]:
            return at
    return 0


def _raw_text_end(raw: str, name: str, at: int) -> int:
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(raw, at)
    return match.start() if match else len(raw)
