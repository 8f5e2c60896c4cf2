"""Which parts of an HTML page are the article, and what they are in it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from newsgraph.documents.clean import Draft
from newsgraph.documents.dates import iso_date
from newsgraph.documents.lines import ends_sentence, is_title
from newsgraph.documents.parts import PageParts, Part
from newsgraph.model import Role

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CAPTIONS = frozenset({"figcaption", "caption"})
_BYLINE = re.compile(r"(?:by|von|par) [^\W\d_]|(?:published|updated|posted)\b", re.IGNORECASE)
_LONGEST_BYLINE = 150  # code points
_LINK_BOX = re.compile(
    r"(?:most (?:read|popular|viewed)|related(?: \w+)?|read (?:more|next|also)|more (?:on|from) .*"
    r"|more stories|see also|you may also like|recommended(?: for you)?|trending(?: now)?"
    r"|(?:related|read (?:more|next|also)|see also|also read|more on this) ?: .*"
    r"|also read|share(?: this)?(?: \w+)?|advertisement|latest(?: news)?|tags|topics)[:.]?",
    re.IGNORECASE,
)
_LONGEST_CELL = 500  # code points; longer words are not a table's but a page's made of tables
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "parsely-pub-date",
    "pubdate",
    "date",
)
Choose = Callable[[Sequence[Part]], Sequence[Part]]


def article_of(page: PageParts, choose: Choose) -> list[Part]:
    """Return the parts of the article, in order, its headline first.

    They are those of <article>, else of <main>, else those that choose returns; without
    bylines, link boxes and the page's own header.
    """
    kept = [part for part in page.parts if not part.banner or part.kind == "h1"]
    region = _region(kept) or list(choose(_without_frame(page, kept)))
    if not any(part.kind == "h1" for part in region):
        region = [part for part in kept if part.kind == "h1"][:1] + region
    return _without_frame(page, region)


def drafts_of(page: PageParts, parts: Sequence[Part]) -> Iterator[Draft]:
    """Yield a draft for each part, or for each row of a table."""
    headers: dict[int, list[str]] = {}
    tables = _real_rows(page, parts)
    first = next((part for part in parts if part.kind == "h1"), None)
    for key, group in groupby(parts, key=lambda p: p.cell and (p.cell.table, p.cell.row)):
        row = list(group)
        if key is None or key not in tables:
            yield from (Draft((part.runs,), _role(part, first)) for part in row)
        elif all(part.cell and part.cell.header for part in row) and key[0] not in headers:
            headers[key[0]] = _columns(row, page.widths[key])
        else:
            yield _row(row, headers.get(key[0], []), page.widths[key])


def date_of(page: PageParts, article: Sequence[Part]) -> str:
    """Return YYYY-MM-DD of publication: from the page's metadata, else from a byline's <time>."""
    for key in _PUBLISHED:
        found = iso_date(page.meta.get(key, ""))
        if found:
            return found
    prose = {id(part) for part in article if ends_sentence(part.text)}
    for published in (True, False):
        for index, stamp, says_so in page.times:
            around = page.parts[index] if index < len(page.parts) else None
            apart = around is None or id(around) not in prose
            if (says_so if published else apart) and iso_date(stamp):
                return iso_date(stamp)
    return ""


def _region(parts: Sequence[Part]) -> list[Part]:
    signs: Counter[int] = Counter()
    for part in parts:
        if part.article:
            signs[part.article] += len(part.text)
    inside = [part for part in parts if part.main]
    if not signs:
        return inside
    largest, most = max(signs.items(), key=lambda item: (item[1], -item[0]))
    if 3 * most < sum(len(part.text) for part in inside):
        return inside  # the article is a card on the page
    if 2 * most > sum(signs.values()):
        return [part for part in parts if part.article == largest]
    return inside or [part for part in parts if part.article]


def _without_frame(page: PageParts, parts: Sequence[Part]) -> list[Part]:
    """Return the parts without bylines and link boxes, and the headings of the latter."""
    lists: dict[int, bool] = {}  # whether all items of a list are links
    for part in parts:
        if part.items:
            lists[part.items] = lists.get(part.items, True) and part.linked
    tables = _real_rows(page, parts)
    kept: list[Part] = []
    for part in parts:
        if part.cell and (part.cell.table, part.cell.row) in tables:
            kept.append(part)
        elif part.items and lists[part.items]:
            if kept and kept[-1].kind in HEADINGS - {"h1"}:
                kept.pop()
        elif not _is_frame(part):
            kept.append(part)
    return kept


def _is_frame(part: Part) -> bool:
    if part.kind in HEADINGS:
        return bool(_LINK_BOX.fullmatch(part.text))
    if part.byline or (part.linked and not part.quoted):
        return len(part.text) <= 2 * _LONGEST_BYLINE
    short = len(part.text) <= _LONGEST_BYLINE and not ends_sentence(part.text)
    return short and bool(_BYLINE.match(part.text) or _LINK_BOX.fullmatch(part.text))


def _role(part: Part, headline: Part | None) -> Role:
    if part.kind in HEADINGS:
        return Role.HEADLINE if part is headline else Role.HEADING
    if part.kind in CAPTIONS:
        return Role.LABEL
    if part.quoted:
        return Role.QUOTE
    if part.items or part.kind in ("dt", "dd"):
        return Role.LIST_ITEM
    if part.kind == "p" or not is_title(part.text):
        return Role.PROSE
    return Role.LABEL


def _real_rows(page: PageParts, parts: Sequence[Part]) -> set[tuple[int, int]]:
    """Return the rows of tables that hold data, not the frame of a page."""
    bad: set[int] = set()
    seen: set[tuple[int, int, int]] = set()
    rows: set[tuple[int, int]] = set()
    for part in parts:
        if part.cell is None:
            continue
        cell = part.cell
        place = (cell.table, cell.row, cell.column)
        if place in seen or part.kind in HEADINGS or len(part.text) > _LONGEST_CELL:
            bad.add(cell.table)
        seen.add(place)
        if page.widths[(cell.table, cell.row)] > 1:
            rows.add((cell.table, cell.row))
    return {row for row in rows if row[0] not in bad}


def _columns(row: Sequence[Part], width: int) -> list[str]:
    """Return the header of each column; a header over several stands for each."""
    texts = [""] * width
    starts = [part.cell.column for part in row if part.cell] + [width]
    for part, start, end in zip(row, starts, starts[1:], strict=False):
        texts[start:end] = [part.text] * (end - start)
    return texts


def _row(row: Sequence[Part], headers: Sequence[str], width: int) -> Draft:
    fits = len(headers) == width  # a cell over several rows shifts the columns: no header then
    names = tuple(headers[part.cell.column] if fits and part.cell else "" for part in row)
    return Draft(tuple(part.runs for part in row), Role.TABLE_ROW, names)
