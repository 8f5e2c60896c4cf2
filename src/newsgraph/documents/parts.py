"""The parts of an HTML page: paragraphs, items and cells, with what surrounds them."""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from newsgraph.documents.clean import Run, Runs, plain
from newsgraph.documents.tags import Event, attributes, runs_of, scan

_VOID_WORDS = """
area base br col embed hr img input link meta param source track wbr
"""
_VOID = frozenset(_VOID_WORDS.split())
_INLINE_WORDS = """
a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt
ruby s samp small span strike strong sub sup time tt u var
"""
_INLINE = frozenset(_INLINE_WORDS.split())
_NEVER_WORDS = """
script style noscript template svg math iframe object video audio canvas select textarea xmp
noembed noframes
"""
_NEVER = frozenset(_NEVER_WORDS.split())
_ASIDE = frozenset({"nav", "aside", "footer", "button", "dialog", "menu", "address"})
_ASIDE_ROLE_WORDS = """
navigation banner contentinfo complementary search menu menubar dialog alert
"""
_ASIDE_ROLES = frozenset(_ASIDE_ROLE_WORDS.split())
_ASIDE_CLASS = re.compile(
    r"(?:related|most-?(?:read|popular|viewed)|recommended|recirc(?:ulation)?|read-?more|newsletter"
    r"|share|sharing|social|cookies?|consent|breadcrumbs?|comments?|sidebar|ad|ads|advert"
    r"|advertisement|sponsored|promo|paywall|nav|navbar|navigation|menu|footer|sr-only"
    r"|visually-hidden|screen-reader-text)(?:[-_][\w-]*)?",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?:[\w-]*[-_])?(?:byline|by-line|authors?|dateline|timestamp|pub-?date|publish(?:ed)?-?date"
    r"|posted-on|(?:post|entry|article)-(?:date|meta))(?:[-_](?:name|info|line|text))?",
    re.IGNORECASE,
)
_UNJUDGED = frozenset({"html", "body", "main", "article"})  # too much would go with them
_KINDS_WORDS = """
h1 h2 h3 h4 h5 h6 p li dt dd pre figcaption caption td th
"""
_KINDS = frozenset(_KINDS_WORDS.split())
_CLOSED_BY = {  # a start tag that ends an open element without an end tag
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
}
_REACH = 60  # elements looked back through for one to close; more would be quadratic


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a part stands."""

    table: int
    row: int
    column: int
    header: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The words between two block tags."""

    runs: Runs
    text: str  # cleaned
    kind: str  # h1-h6, p, li, dt, dd, pre, figcaption, caption, td, th, or "" for bare text
    article: int  # of the outermost <article>; 0 outside
    main: bool
    banner: bool  # in a <header> of the page
    quoted: bool
    items: int  # the list it is an item of; 0 outside
    cell: Cell | None
    linked: bool  # all of it is links
    byline: bool


@dataclass(slots=True)
class PageParts:
    """What one pass over a page collects."""

    parts: list[Part] = field(default_factory=list)
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)  # by property, name or itemprop
    url: str = ""
    times: list[tuple[int, str, bool]] = field(default_factory=list)
    # (index of the part around it, datetime, whether it says it is of publication)
    widths: dict[tuple[int, int], int] = field(default_factory=dict)  # of (table, row)
    tags: int = 0
    depth: int = 0  # the deepest nesting
    words: int = 0  # in the tag that has the most: attributes, near enough


@dataclass(slots=True)
class _Open:
    name: str
    skips: bool
    byline: bool
    main: bool


def parts_of(raw: str, *, strict: bool = True, most: int = sys.maxsize) -> PageParts:
    """Return the parts of a page.

    If strict, forms and what a class or role says frames the article are left out too.
    Reading ends with the tag after the ``most``.
    """
    reader = _Reader(raw, strict)
    for event in scan(raw):
        if reader.page.tags > most:
            break
        if not event.name:
            reader.text(event)
        elif event.closing:
            reader.end(event.name)
        else:
            reader.start(event)
    reader.flush()
    return reader.page


class _Reader:
    """A pass over the events of one page; holds the open elements on a list, not a call stack."""

    def __init__(self, raw: str, strict: bool) -> None:
        self.raw = raw
        self.strict = strict
        self.page = PageParts()
        self.open: list[_Open] = []
        self.count: Counter[str] = Counter()
        self.skips = self.bylines = self.mains = 0
        self.runs: list[Run] = []
        self.signs = self.linked = self.signed = 0  # of the part: all, in links, in bylines
        self.broken = False  # by <br>, with nothing since
        self.articles = self.lists = self.tables = self.rows = 0
        self.article = self.column = 0
        self.list_ids: list[int] = []
        self.cells: list[Cell] = []
        self.row_of: list[tuple[int, int]] = []  # (table, row) of each open table
        self.title_at = -1

    def text(self, event: Event) -> None:
        if self.open and self.open[-1].name == "title" and not self.count["svg"]:
            words = plain(tuple(runs_of(self.raw, event.start, event.end)))
            self.page.title = self.page.title or words
        elif not self.skips:
            solid = sum(map(len, self.raw[event.start : event.end].split()))
            self.signs += solid
            self.linked += solid if self.count["a"] else 0
            self.signed += solid if self.bylines else 0
            self.broken = self.broken and not solid
            self.runs += runs_of(self.raw, event.start, event.end)

    def start(self, event: Event) -> None:
        name = event.name
        self.page.tags += 1
        if event.end - event.start > 2 * self.page.words:  # or it has no more of them
            words = len(self.raw[event.start : event.end].split())
            self.page.words = max(self.page.words, words)
        if name in _VOID:
            self._void(event)
            return
        if name not in _INLINE:
            self.flush()
            self._close_implied(name)
        values = attributes(self.raw, event) if event.end - event.start > len(name) + 2 else {}
        if name == "time" and not self.skips:
            self._time(values)
        one = _Open(
            name, self._is_skipped(name, values), _is_byline(values), _is_main(name, values)
        )
        self.open.append(one)
        self.count[name] += 1
        self.skips += one.skips
        self.bylines += one.byline
        self.mains += one.main
        self.page.depth = max(self.page.depth, len(self.open))
        self._enter(name, values)

    def end(self, name: str) -> None:
        if name == "br":
            self._break(Event("br", False, 0, 0))
        if not self.count[name]:
            return
        if name in _INLINE:
            for k in range(len(self.open) - 1, max(len(self.open) - _REACH, 0) - 1, -1):
                if self.open[k].name == name:
                    self._leave(self.open.pop(k))
                    return
            return
        self.flush()
        self._pop_to(name)

    def flush(self) -> None:
        """End the part at hand."""
        runs, self.runs = tuple(self.runs), []
        signs, linked, signed = self.signs, self.linked, self.signed
        self.signs = self.linked = self.signed = 0
        self.broken = False
        if not signs or not (text := plain(runs)):
            return
        part = Part(
            runs,
            text,
            next((one.name for one in reversed(self.open[-_REACH:]) if one.name in _KINDS), ""),
            self.article,
            bool(self.mains),
            bool(self.count["header"]) and not self.article and not self.mains,
            bool(self.count["blockquote"]),
            self.list_ids[-1] if self.list_ids and self.count["li"] else 0,
            self.cells[-1] if self.cells else None,
            linked >= 0.9 * signs,
            signed >= 0.8 * signs,
        )
        self.page.parts.append(part)

    def _void(self, event: Event) -> None:
        if event.name == "br":
            self._break(event)
        elif event.name == "hr":
            self.flush()
        elif event.name in ("meta", "link"):
            values = attributes(self.raw, event)
            key = values.get("property") or values.get("name") or values.get("itemprop") or ""
            if event.name == "meta" and key:
                self.page.meta.setdefault(key.lower(), values.get("content", ""))
            if event.name == "link" and values.get("rel", "").lower() == "canonical":
                self.page.url = self.page.url or values.get("href", "")

    def _break(self, event: Event) -> None:
        if self.skips:
            return
        if self.broken:
            self.flush()
        elif event.end:
            self.runs.append(Run(" ", event.start, event.end))
            self.broken = True

    def _time(self, values: dict[str, str]) -> None:
        published = "pubdate" in values or values.get("itemprop", "").lower() == "datepublished"
        self.page.times.append((len(self.page.parts), values.get("datetime", ""), published))

    def _is_skipped(self, name: str, values: dict[str, str]) -> bool:
        if name in _NEVER or name in _ASIDE or (self.strict and name == "form"):
            return True
        if not values:
            return False
        if "hidden" in values or values.get("aria-hidden") == "true":
            return True
        if "display:none" in values.get("style", "").replace(" ", "").lower():
            return True
        if not self.strict or name in _UNJUDGED:
            return False
        if values.get("role", "").lower() in _ASIDE_ROLES:
            return True
        return _frames(values.get("class", "")) or _frames(values.get("id", ""))

    def _enter(self, name: str, values: dict[str, str]) -> None:
        if name == "article" and self.count["article"] == 1:
            self.articles += 1
            self.article = self.articles
        elif name in ("ul", "ol"):
            self.lists += 1
            self.list_ids.append(self.lists)
        elif name == "table":
            self.tables += 1
            self.row_of.append((self.tables, 0))
        elif name == "tr" and self.row_of:
            self.rows += 1
            self.row_of[-1] = (self.row_of[-1][0], self.rows)
        elif name in ("td", "th") and self.row_of:
            place = self.row_of[-1]
            column = self.page.widths.get(place, 0)
            span = values.get("colspan", "1")
            width = min(int(span), 100) if span.isascii() and span.isdigit() else 1
            self.page.widths[place] = column + max(width, 1)
            self.cells.append(Cell(*place, column, name == "th" or self.count["thead"] > 0))

    def _leave(self, one: _Open) -> None:
        self.count[one.name] -= 1
        self.skips -= one.skips
        self.bylines -= one.byline
        self.mains -= one.main
        if one.name == "article" and not self.count["article"]:
            self.article = 0
        elif one.name in ("ul", "ol") and self.list_ids:
            self.list_ids.pop()
        elif one.name == "table" and self.row_of:
            self.row_of.pop()
        elif one.name in ("td", "th") and self.cells:
            self.cells.pop()

    def _close_implied(self, name: str) -> None:
        if self.open and self.open[-1].name == "p":
            self._leave(self.open.pop())
        ended, fence = _CLOSED_BY.get(name, (set(), set()))
        for one in reversed(self.open[-_REACH:]) if ended else ():
            if one.name in fence:
                return
            if one.name in ended:
                self._pop_to(one.name)
                return

    def _pop_to(self, name: str) -> None:
        while self.open:
            one = self.open.pop()
            self._leave(one)
            if one.name == name:
                return


def _is_main(name: str, values: dict[str, str]) -> bool:
    return (
        name == "main"
        or values.get("role") == "main"
        or "articleBody" in values.get("itemprop", "")
    )


def _is_byline(values: dict[str, str]) -> bool:
    if not values:
        return False
    if values.get("itemprop", "").lower() == "author" or values.get("rel", "").lower() == "author":
        return True
    return _signs(values.get("class", ""))


@lru_cache(maxsize=1024)
def _frames(labels: str) -> bool:
    """Return whether a class or id names what frames an article."""
    return any(_ASIDE_CLASS.fullmatch(label) for label in labels.split())


@lru_cache(maxsize=1024)
def _signs(labels: str) -> bool:
    """Return whether a class names a byline."""
    return any(_BYLINE_CLASS.fullmatch(label) for label in labels.split())
