"""Plain text and what its blocks are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsgraph.documents.clean import Draft, compose, document, draft
from newsgraph.documents.dates import date_alone, publication_date
from newsgraph.documents.layouts import LAYOUTS
from newsgraph.documents.lines import Item, Line, is_rule, is_title, lines_of, paragraphs
from newsgraph.model import Document, Role

_BYLINE = re.compile(r"\s*(?:By|BY) [^\W\d_]")
_LONGEST_HEADLINE = 200  # code points
_WORDY = 14  # words; a heading has no more


def from_text(raw: str, source: str) -> Document:
    """Return the document of a plain text, or of a page in a known layout."""
    lines = list(lines_of(raw))
    for layout in LAYOUTS.values():
        if layout.recognise(lines):
            return layout.read(raw, lines, source)
    composed = compose(list(drafts(raw, lines)))
    made = document(raw, source, composed)
    texts = [composed.text[b.start : b.end] for b in composed.blocks[:5]]
    title = texts[0] if texts and composed.blocks[0].role is Role.HEADLINE else ""
    return replace(made, title=title, date=publication_date(texts))


def drafts(raw: str, lines: Sequence[Line]) -> Iterator[Draft]:
    """Yield the paragraphs of a plain text as drafts, with their roles."""
    items = list(paragraphs(list(_set_apart(lines))))
    for k, item in enumerate(items):
        headline = _headline(item) if k == 0 and len(items) > 1 else None
        role = headline or _role(item)
        if role is Role.HEADING and len(items) == 1:
            role = Role.PROSE  # of nothing
        yield draft(raw, item.start, item.end, role)


def _set_apart(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield lines so numbered that a date, a byline or a headline stands alone."""
    shift = 0
    for k, line in enumerate(lines):
        if is_rule(line.text):
            continue
        alone = k < 5 and _stands_alone(line, lines[k + 1 : k + 2], first=k == 0)
        shift += alone and k > 0
        yield replace(line, number=line.number + shift) if shift else line
        shift += alone


def _stands_alone(line: Line, after: Sequence[Line], *, first: bool) -> bool:
    if date_alone(line.text) or _is_byline(line.text):
        return True
    shouted = line.text.isupper() and is_title(line.text)
    underlined = bool(after) and is_rule(after[0].text)
    unwrapped = bool(after) and len(after[0].text) > 120
    return first and is_title(line.text) and (shouted or underlined or unwrapped)


def _headline(item: Item) -> Role | None:
    text = " ".join(line.text.strip() for line in item.lines)
    if item.marked or date_alone(text) or _is_byline(text):
        return None
    asks = len(text) <= 100 and text.endswith(("?", "!")) and len(item.lines) == 1
    shouts = text.isupper() and len(text) <= _LONGEST_HEADLINE
    return Role.HEADLINE if asks or shouts or is_title(text, _LONGEST_HEADLINE) else None


def _role(item: Item) -> Role:
    text = item.lines[0].text.strip()
    if item.marked:
        return Role.LIST_ITEM
    if len(item.lines) > 1:
        return Role.PROSE
    if date_alone(text) or _is_byline(text):
        return Role.LABEL
    return Role.HEADING if is_title(text) and len(text.split()) <= _WORDY else Role.PROSE


def _is_byline(text: str) -> bool:
    return bool(_BYLINE.match(text)) and is_title(text) and len(text.split()) <= 8
