"""From pieces of a raw text to a Document whose offsets lead back to it.

What cleaning does, in every format: a run of white space inside a block (line breaks
and no-break spaces too) becomes one blank; soft hyphens, zero-width, direction and
control characters go; the non-breaking hyphen becomes "-". All else stays verbatim.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from newsgraph.identifiers import document_iri
from newsgraph.model import Block, Document, OffsetMap, Piece, Role

CELL_BREAK = " | "
BLOCK_BREAK = "\n\n"

_DROPPED = (
    "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\u00ad\\u061c\\u180e\\u200b-\\u200f"
    "\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb"
)
_CHANGED = re.compile(rf" [\s{_DROPPED}]+|[^\S ][\s{_DROPPED}]*|[{_DROPPED}][\s{_DROPPED}]*|\u2011")
_LEADING = re.compile(rf"[\s{_DROPPED}]*")


@dataclass(frozen=True, slots=True)
class Run:
    """Words to be read and the raw[start:end] they stand for.

    The text is raw[start:end] itself, or a short replacement for all of it (an entity).
    """

    text: str
    start: int
    end: int


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A block that has no place in a document yet."""

    cells: tuple[Runs, ...]  # one, except in a table row
    role: Role
    headers: tuple[str, ...] = ()  # of the cells, where a table has them


@dataclass(frozen=True, slots=True)
class Composed:
    """Drafts put together: a block for each draft that holds any text, in order."""

    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap


def draft(raw: str, start: int, end: int, role: Role) -> Draft:
    """Return raw[start:end] as a draft of one cell."""
    return Draft(((Run(raw[start:end], start, end),),), role)


def plain(runs: Sequence[Run]) -> str:
    """Return the cleaned text of the runs."""
    joined = "".join(run.text for run in runs)
    return "".join(text for _, _, text in _kept(joined))


def compose(drafts: Sequence[Draft]) -> Composed:
    """Return the drafts as one text; those without text are left out."""
    text: list[str] = []
    pieces: list[Piece] = []
    blocks: list[Block] = []
    at = 0
    for one in drafts:
        start = at + len(BLOCK_BREAK) if blocks else 0
        words, cells = _place(one, start, pieces)
        if not words:
            continue
        text.append(words)
        at = start + len(words)
        blocks.append(Block(start, at, one.role, cells))
    return Composed(BLOCK_BREAK.join(text), tuple(blocks), OffsetMap(tuple(pieces)))


def document(raw: str, source: str, composed: Composed) -> Document:
    """Return the Document of a composed text; its IRI is made from the raw text."""
    iri = document_iri(raw)
    return Document(iri, composed.text, source, composed.blocks, composed.offsets, raw=raw)


def _place(
    one: Draft, start: int, pieces: list[Piece]
) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    texts: list[str] = []
    cells: list[tuple[int, int, str]] = []
    at = start
    for k, runs in enumerate(one.cells):
        begin = at + (len(CELL_BREAK) if texts else 0)
        words, found = _clean(runs, begin)
        if not words:
            continue
        _join(pieces, found)
        texts.append(words)
        at = begin + len(words)
        cells.append((begin, at, one.headers[k] if k < len(one.headers) else ""))
    return CELL_BREAK.join(texts), tuple(cells) if one.role is Role.TABLE_ROW else ()


def _clean(runs: Runs, at: int) -> tuple[str, list[Piece]]:
    joined = "".join(run.text for run in runs)
    begins = list(accumulate((len(run.text) for run in runs), initial=0))
    words: list[str] = []
    pieces: list[Piece] = []
    for start, end, text in _kept(joined):
        words.append(text)
        if len(text) == end - start:
            found = _verbatim(runs, begins, start, end, at)
        else:
            found = [_replaced(runs, begins, start, end, at)]
        _join(pieces, found)
        at += len(text)
    return "".join(words), pieces


def _kept(joined: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, text) of all that stays, the ends trimmed."""
    leading = _LEADING.match(joined)
    at = leading.end() if leading else 0
    for match in _CHANGED.finditer(joined, at):
        if match.start() > at:
            yield at, match.start(), joined[at : match.start()]
        at = match.end()
        if match[0] == "\u2011":
            yield match.start(), at, "-"
        elif any(c.isspace() for c in match[0]) and at < len(joined):
            yield match.start(), at, " "
    rest = joined[at:].rstrip(" ")
    if rest:
        yield at, at + len(rest), rest


def _verbatim(runs: Runs, begins: Sequence[int], start: int, end: int, at: int) -> list[Piece]:
    found: list[Piece] = []
    k = bisect_right(begins, start) - 1
    while start < end:
        run, begin = runs[k], begins[k]
        stop = min(end, begin + len(run.text))
        if stop > start:
            exact = len(run.text) == run.end - run.start
            raw = run.start + start - begin if exact else run.start
            length = stop - start
            found.append(Piece(at, raw, length, length if exact else run.end - run.start))
            at += length
            start = stop
        k += 1
    return found


def _replaced(runs: Runs, begins: Sequence[int], start: int, end: int, at: int) -> Piece:
    first = _verbatim(runs, begins, start, start + 1, at)[0]
    last = _verbatim(runs, begins, end - 1, end, at)[0]
    return Piece(at, first.raw, 1, last.raw + last.raw_length - first.raw)


def _join(pieces: list[Piece], more: Sequence[Piece]) -> None:
    """Append pieces; one that goes on where the last ended, sign for sign, is merged."""
    for piece in more:
        if pieces and _follows(pieces[-1], piece):
            last = pieces.pop()
            length = last.length + piece.length
            piece = Piece(last.clean, last.raw, length, length)
        pieces.append(piece)


def _follows(last: Piece, piece: Piece) -> bool:
    return (
        last.length == last.raw_length
        and piece.length == piece.raw_length
        and last.clean + last.length == piece.clean
        and last.raw + last.length == piece.raw
    )
