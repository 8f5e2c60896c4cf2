"""Markdown: headings, paragraphs, lists, quotes and tables; code is left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsgraph.documents.clean import Draft, Run, compose, document, plain
from newsgraph.documents.dates import date_alone, iso_date, publication_date
from newsgraph.documents.inline import inline
from newsgraph.documents.layouts import LAYOUTS
from newsgraph.documents.lines import Line, lines_of
from newsgraph.documents.notes import Notes, no_notes
from newsgraph.documents.tags import web_address
from newsgraph.errors import ReadError
from newsgraph.model import Document, Role

_FRONT = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(.*?)(?:\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.DOTALL
)
_FIELD = re.compile(r"(title|date|url)[ \t]*:[ \t]*(.+)", re.IGNORECASE)
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(\S(?:.*\S)?))?[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_FENCE = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(`{3,}|~{3,})")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_DELIMITERS = re.compile(
    r"[ \t]{0,99}\|?[ \t]{0,99}:?-+:?[ \t]{0,99}(?:\|[ \t]{0,99}:?-+:?[ \t]{0,99})*\|?[ \t]{0,99}\Z"
)
_BAR = re.compile(r"(?<!\\)\|")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\]]{1,200}\]:[ \t]*\S")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,50}\]:[ \t]*")
_HIDDEN = re.compile(r"[ \t]*<(?:(!--)|(script|style|template|svg)\b)", re.IGNORECASE)


@dataclass(slots=True)
class _Open:
    """The block at hand."""

    role: Role
    spans: list[tuple[int, int]]
    number: int  # of its last line


def from_markdown(raw: str, source: str, notes: Notes = no_notes) -> Document:
    """Return the document of a Markdown text; its first heading is the headline.

    Marks of emphasis, link targets, images, tags and code blocks are left out; front
    matter gives title, date and url. Raises ReadError if no text is left.
    """
    front, body = _front_matter(raw)
    lines = [line for line in lines_of(raw) if line.start >= body]
    for layout in LAYOUTS.values():
        if layout.recognise(lines):
            return layout.read(raw, lines, source)
    composed = compose(list(drafts(raw, lines)))
    if not composed.text:
        raise ReadError(source, "holds no prose, only code or marks; leave it out")
    texts = [composed.text[b.start : b.end] for b in composed.blocks[:5]]
    headline = texts[0] if composed.blocks[0].role is Role.HEADLINE else ""
    day = front.get("date", "")
    return replace(
        document(raw, source, composed),
        title=front.get("title", "") or headline,
        url=web_address(front.get("url", "")),
        date=iso_date(day) or date_alone(day) or publication_date(texts),
    )


def drafts(raw: str, lines: Sequence[Line]) -> Iterator[Draft]:
    """Yield the blocks of a Markdown text as drafts, with their roles."""
    first = True
    for one in _blocks(raw, lines):
        if one.role is Role.HEADING and first:
            one = replace(one, role=Role.HEADLINE)
        first = False
        yield one


def _blocks(raw: str, lines: Sequence[Line]) -> Iterator[Draft]:
    block: _Open | None = None
    k = 0
    while k < len(lines):
        line = lines[k]
        skipped = _skipped(raw, lines, k, block)
        table = _table_end(lines, k)
        if block and (skipped > k or table > k or _begins(line, block)):
            yield _draft(raw, block)
            block = None
        if skipped > k:
            k = skipped
        elif table > k:
            yield from _table(raw, lines[k:table])
            k = table
        elif block and _UNDERLINE.match(line.text) and block.role is Role.PROSE:
            yield replace(_draft(raw, block), role=Role.HEADING)
            block = None
            k += 1
        else:
            block = _extended(line, block)
            k += 1
    if block:
        yield _draft(raw, block)


def _skipped(raw: str, lines: Sequence[Line], k: int, block: _Open | None) -> int:
    """Return the index of the line after code, a comment, a rule; k where there is none."""
    text = lines[k].text
    fence = _FENCE.match(text)
    if fence:
        return _after_fence(lines, k, fence[1])
    hidden = _HIDDEN.match(text)
    if hidden:
        end = raw.find("-->" if hidden[1] else f"</{hidden[2]}", lines[k].start)
        return _line_after(lines, k, end if end >= 0 else len(raw), raw)
    adjoins = block is not None and block.number + 1 == lines[k].number
    if _RULE.match(text) and not (adjoins and _UNDERLINE.match(text)):
        return k + 1
    if _DEFINITION.match(text):
        return k + 1
    indented = text.startswith(("    ", "\t")) and not adjoins
    return k + 1 if indented and (block is None or block.role is not Role.LIST_ITEM) else k


def _after_fence(lines: Sequence[Line], k: int, fence: str) -> int:
    for j in range(k + 1, len(lines)):
        text = lines[j].text.strip()
        if text.startswith(fence) and not text.strip(fence[0]):
            return j + 1
    return len(lines)


def _line_after(lines: Sequence[Line], k: int, end: int, raw: str) -> int:
    while k < len(lines) and lines[k].start <= end:
        k += 1
    return k


def _begins(line: Line, block: _Open) -> bool:
    """Return whether the line begins a block of its own after the block at hand."""
    if line.number != block.number + 1 or block.role in (Role.HEADING, Role.HEADLINE):
        return True
    if _UNDERLINE.match(line.text) and block.role is Role.PROSE:
        return False
    quoted = _QUOTE.match(line.text) is not None
    if quoted or block.role is Role.QUOTE:
        return quoted and block.role is not Role.QUOTE
    return any(pattern.match(line.text) for pattern in (_HEADING, _ITEM, _FOOTNOTE))


def _extended(line: Line, block: _Open | None) -> _Open:
    span = (line.start, line.end)
    heading = _HEADING.match(line.text)
    quote, item = _QUOTE.match(line.text), _ITEM.match(line.text)
    if block:
        inner = quote.end() if quote and block.role is Role.QUOTE else 0
        block.spans.append((line.start + inner, line.end))
        block.number = line.number
        return block
    if heading and heading[2]:
        start = line.start + heading.start(2)
        return _Open(Role.HEADING, [(start, start + len(_unclosed(heading[2])))], line.number)
    if quote:
        inside = _ITEM.match(line.text, quote.end())
        return _Open(Role.QUOTE, [(line.start + (inside or quote).end(), line.end)], line.number)
    if item:
        return _Open(Role.LIST_ITEM, [(line.start + item.end(), line.end)], line.number)
    note = _FOOTNOTE.match(line.text)
    return _Open(Role.PROSE, [(span[0] + (note.end() if note else 0), span[1])], line.number)


def _unclosed(heading: str) -> str:
    """Return the words of a heading without the closing #; a # at a word belongs to it."""
    words = heading.rstrip("#")
    return words.rstrip(" \t") if words and words[-1] in " \t" else heading


def _draft(raw: str, block: _Open) -> Draft:
    """Return the block with its marks cut out; lines of a quote are read one by one."""
    if block.role is not Role.QUOTE:
        return Draft((tuple(inline(raw, block.spans[0][0], block.spans[-1][1])),), block.role)
    runs: list[Run] = []
    for start, end in block.spans:
        runs += inline(raw, start, end)
        runs += [Run(raw[end : end + 1], end, end + 1)] if raw[end : end + 1] else []
    return Draft((tuple(runs),), block.role)


def _table_end(lines: Sequence[Line], k: int) -> int:
    """Return the index of the line after the table that begins at k; k if none does."""
    if k + 1 >= len(lines) or "|" not in lines[k].text or "-" not in lines[k + 1].text:
        return k
    if lines[k + 1].number != lines[k].number + 1 or not _DELIMITERS.match(lines[k + 1].text):
        return k
    if len(_cells(lines[k])) != len(_cells(lines[k + 1])):
        return k
    end = k + 2
    while (
        end < len(lines)
        and "|" in lines[end].text
        and lines[end].number == lines[end - 1].number + 1
    ):
        end += 1
    return end


def _table(raw: str, lines: Sequence[Line]) -> Iterator[Draft]:
    headers = tuple(plain(tuple(inline(raw, *span))) for span in _cells(lines[0]))
    for line in lines[2:]:
        cells = tuple(tuple(inline(raw, *span)) for span in _cells(line))
        yield Draft(cells, Role.TABLE_ROW, headers)


def _cells(line: Line) -> list[tuple[int, int]]:
    text = line.text.rstrip()
    start = len(text) - len(text.lstrip())
    start += text.startswith("|", start)
    end = len(text) - (text.endswith("|") and not text.endswith("\\|"))
    bars = [match.start() for match in _BAR.finditer(text, start, max(end, start))]
    edges = [start - 1, *bars, max(end, start)]
    return [(line.start + left + 1, line.start + right) for left, right in pairwise(edges)]


def _front_matter(raw: str) -> tuple[dict[str, str], int]:
    """Return title, date and url of the front matter, and where the text begins."""
    match = _FRONT.match(raw)
    if match is None:
        return {}, 0
    fields: dict[str, str] = {}
    for line in match[1].splitlines():
        found = _FIELD.match(line)
        if found:
            fields.setdefault(found[1].lower(), found[2].strip().strip("\"'"))
    return fields, match.end()
