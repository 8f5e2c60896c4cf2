"""The layout of a rated news brief.

A category with a sentiment and a score, a headline, the reading time, then blocks
under fixed titles: takeaways, a list of names with kinds and tickers, numbered facts,
who is affected and how, the analysis, what to watch, a timeline, and link boxes. Any
block may be missing or stand elsewhere. A line that fits no block is kept and reported.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import accumulate

from newsgraph.documents.clean import Composed, Draft, compose, document, draft
from newsgraph.documents.dates import date_alone
from newsgraph.documents.layouts.listed import KINDS, entries_of, is_listing
from newsgraph.documents.lines import Item, Line, ends_sentence, is_title, marker_of, paragraphs
from newsgraph.model import Affected, Document, Listed, Page, Role, Unplaced


class Section(Enum):
    """The blocks of the page."""

    HEAD = auto()
    TAKEAWAYS = auto()
    MENTIONED = auto()
    INTELLIGENCE = auto()  # a title without a block of its own
    FACTS = auto()
    AFFECTED = auto()
    PROSE = auto()
    TIMELINE = auto()
    NETWORK = auto()  # link boxes: not read


TITLES: dict[str, Section] = {
    "key takeaways": Section.TAKEAWAYS,
    "mentioned": Section.MENTIONED,
    "key intelligence": Section.INTELLIGENCE,
    "key facts": Section.FACTS,
    "who's affected": Section.AFFECTED,
    "analysis": Section.PROSE,
    "what to watch": Section.PROSE,
    "timeline": Section.TIMELINE,
    "from the network": Section.NETWORK,
}
_CHROME = frozenset({"share", "save", "print", "listen", "copy link"})
_LONGEST = 300_000  # code points; a brief has about five thousand

# Repetitions are bounded: free ones side by side take minutes on a long line.
_DEGREE = r"(?:(?:Very|Strongly|Highly|Extremely|Slightly|Somewhat|Mildly|Moderately)\s{1,20})?"
_CATEGORY = re.compile(
    rf"(?P<category>\S.{{0,150}}?)\s{{0,20}}\b(?P<sentiment>{_DEGREE}(?:Bullish|Bearish|Neutral|Mixed|Positive"
    r"|Negative))(?:\s{1,20}(?P<score>[-−+]?\d{1,6}(?:[.,]\d{1,6})?)(?:\s{0,20}/\s{0,20}\d{1,6})?)?"
)
_MINUTES = re.compile(r"(\d{1,4})\s{0,5}[- ]?min(?:ute)?s?\.?\s{1,5}read\b", re.IGNORECASE)
_SOURCES = re.compile(r"\bverified by (\d{1,6}) sources?\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"[·•|]")
_GLUED = re.compile(
    r"(?P<kind>[a-z][a-z /&-]{0,60}?)?\s{0,20}"
    rf"(?P<sentiment>{_DEGREE}(?:Positive|Neutral|Negative|Mixed))"
)
_UNRATED = re.compile(rf"(?P<kind>{'|'.join(sorted(KINDS))})\s{{0,20}}[A-Z][A-Za-z -]{{0,30}}")
_KIND = re.compile(r"[a-z]+")
_NORMAL_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class _Sheet:
    """What has been read of one page so far."""

    raw: str
    drafts: list[Draft] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    affected: list[tuple[int, str, str]] = field(default_factory=list)  # draft, kind, sentiment
    listed: list[tuple[int, str, str | None]] = field(default_factory=list)  # .. kind, ticker
    timeline: list[int] = field(default_factory=list)
    page: Page = field(default_factory=lambda: Page("brief"))
    date: str = ""

    def place(self, start: int, end: int, role: Role) -> int:
        """Return the index of the draft that raw[start:end] became."""
        self.drafts.append(draft(self.raw, start, end, role))
        return len(self.drafts) - 1

    def leave(self, item: Item) -> None:
        """Keep lines that fit nowhere, and report them."""
        text = self.raw[item.start : item.end]
        self.place(item.start, item.end, Role.PROSE if ends_sentence(text) else Role.LABEL)
        self.unplaced += [Unplaced(line.number, line.text.strip()) for line in item.lines]


def recognise(lines: Sequence[Line]) -> bool:
    """Return whether the page opens with a rating or reading time and has fixed titles."""
    if not lines or lines[-1].end > _LONGEST:
        return False
    rated = _CATEGORY.fullmatch(lines[0].text.strip()) is not None
    timed = any(_MINUTES.search(line.text) for line in lines[:8] if len(line.text) < 200)
    titles = {line.text for line in lines if _title(line)}
    return (rated and (timed or bool(titles))) or (timed and len(titles) > 1) or len(titles) > 3


def read(raw: str, lines: Sequence[Line], source: str) -> Document:
    """Return the document of a brief, with its Page and the lines that fit nowhere."""
    sheet = _Sheet(raw)
    for section, part in _sections(lines):
        _READERS[section](sheet, part)
    _mark_pull_quotes(sheet)
    composed = compose(sheet.drafts)
    made = document(raw, source, composed)
    page = _page(sheet, composed)
    return replace(
        made, page=page, title=page.headline, date=sheet.date, unplaced=tuple(sheet.unplaced)
    )


def _title(line: Line) -> Section | None:
    text = " ".join(line.text.casefold().replace("’", "'").replace("‘", "'").split())
    return TITLES.get(text.rstrip(":"))


def _sections(lines: Sequence[Line]) -> list[tuple[Section, list[Line]]]:
    found: list[tuple[Section, list[Line]]] = [(Section.HEAD, [])]
    for k, line in enumerate(lines):
        title = _title(line)
        if title and found[-1][0] is Section.NETWORK and not _fits(title, lines[k + 1 : k + 3]):
            title = None  # the tag of a link, not the title of a block
        if title:
            found.append((title, []))
        elif line.text.strip().casefold() not in _CHROME:
            found[-1][1].append(line)
    return found


def _fits(section: Section, after: Sequence[Line]) -> bool:
    """Return whether the lines after a title are what its block holds."""
    if not after:
        return False
    if section in (Section.TAKEAWAYS, Section.FACTS):
        return marker_of(after[0]) is not None
    if section is Section.TIMELINE:
        return marker_of(after[-1]) is not None
    if section is Section.AFFECTED:
        return _GLUED.fullmatch(after[-1].text.strip()) is not None
    if section is Section.MENTIONED:
        return is_listing(after[0].text)
    return section is Section.PROSE and len(after[0].text) > 100


def _read_head(sheet: _Sheet, lines: list[Line]) -> None:
    rest = list(lines)
    rating = _CATEGORY.fullmatch(rest[0].text.strip()) if rest else None
    if rating:
        score = rating["score"]
        sheet.page = replace(
            sheet.page,
            category=rating["category"].rstrip(" ·•|-"),
            sentiment=" ".join(rating["sentiment"].split()),
            score=float(score.replace("−", "-").replace(",", ".")) if score else None,
        )
        rest = rest[1:]
    for item in paragraphs([line for line in rest if not _read_meta(sheet, line)]):
        if sheet.page.headline:
            sheet.leave(item)
        else:
            words = " ".join(sheet.raw[item.start : item.end].split())
            sheet.page = replace(sheet.page, headline=words)
            sheet.place(item.start, item.end, Role.HEADLINE)


def _read_meta(sheet: _Sheet, line: Line) -> bool:
    """Return whether the line holds nothing but reading time, sources, date and chrome."""
    minutes, sources = _MINUTES.search(line.text), _SOURCES.search(line.text)
    day = ""
    for part in _SEPARATOR.split(_SOURCES.sub("", _MINUTES.sub("", line.text))):
        text = part.strip()
        if text and text.casefold() not in _CHROME:
            found = date_alone(text)
            if not found:
                return False
            day = found
    sheet.date = sheet.date or day
    sheet.page = replace(
        sheet.page,
        read_minutes=int(minutes[1]) if minutes else sheet.page.read_minutes,
        sources_verified=int(sources[1]) if sources else sheet.page.sources_verified,
    )
    return True


def _read_takeaways(sheet: _Sheet, lines: list[Line]) -> None:
    for item in _items(sheet, lines):
        sheet.place(item.start, item.end, Role.TAKEAWAY)


def _read_facts(sheet: _Sheet, lines: list[Line]) -> None:
    for start, end in _numbered(sheet, lines):
        sheet.place(start, end, Role.FACT)


def _read_timeline(sheet: _Sheet, lines: list[Line]) -> None:
    for item in _items(sheet, lines):
        sheet.timeline.append(sheet.place(item.start, item.end, Role.LABEL))


def _items(sheet: _Sheet, lines: list[Line]) -> list[Item]:
    """Return the marked items, or all if none is; the others are left."""
    items = list(paragraphs(lines))
    if not any(item.marked for item in items):
        return items
    for item in items:
        if not item.marked:
            sheet.leave(item)
    return [item for item in items if item.marked]


def _numbered(sheet: _Sheet, lines: list[Line]) -> list[tuple[int, int]]:
    """Return the spans of list items without their numbers.

    The page prints the number twice, the second time glued to the text: "3. 31,600"
    is item 3, "1,600". Where most items lack the second number, none is taken off.
    """
    items = _items(sheet, lines)
    glued = [i for i in items if i.number and sheet.raw.startswith(i.number, i.start)]
    twice = 2 * len(glued) > len(items)
    spans = []
    for item in items:
        start = item.start + (len(item.number) if twice and item in glued else 0)
        spans.append((start, item.end))
    return spans


def _read_affected(sheet: _Sheet, lines: list[Line]) -> None:
    """Read names with a kind and a sentiment; a sentiment that is none of ours is reported."""
    entries = dict(_entries(lines))
    last = max(entries, default=-1)
    k = 0
    while k < len(lines):
        name, entry = lines[k], entries.get(k)
        if entry:
            index = sheet.place(name.start, name.end, Role.LABEL)
            sheet.affected.append((index, entry.kind, entry.sentiment))
            below = lines[k + 1 : k + 1 + entry.lines]
            if not entry.sentiment:
                sheet.unplaced += [Unplaced(line.number, line.text.strip()) for line in below]
            k += entry.lines
        elif is_title(name.text) and k > last:
            sheet.place(name.start, name.end, Role.LABEL)  # of a chart below the list
        else:
            sheet.leave(Item((name,), name.start, name.end, False))
        k += 1


@dataclass(frozen=True, slots=True)
class _Entry:
    """What stands below a name in the list of who is affected."""

    kind: str
    sentiment: str  # empty where the page uses a word that is none of ours
    lines: int


def _entries(lines: Sequence[Line]) -> Iterator[tuple[int, _Entry]]:
    """Yield each entry with the index of its name."""
    k = 0
    while k < len(lines):
        entry = _entry([line.text.strip() for line in lines[k + 1 : k + 3]])
        if entry:
            yield k, entry
            k += entry.lines
        k += 1


def _entry(after: Sequence[str]) -> _Entry | None:
    """Return what the lines after a name say of it; None where they say nothing."""
    glued, used = (_GLUED.fullmatch(after[0]) if after else None), 1
    if glued is None and len(after) == 2 and _KIND.fullmatch(after[0]):
        glued, used = _GLUED.fullmatch(" ".join(after)), 2
    if glued:
        return _Entry((glued["kind"] or "").strip(), glued["sentiment"], used)
    unrated = _UNRATED.fullmatch(after[0]) if after else None
    if unrated is None and len(after) == 2 and after[0] in KINDS:
        unrated, used = _UNRATED.fullmatch(" ".join(after)), 2
    return _Entry(unrated["kind"], "", used) if unrated else None


def _read_mentioned(sheet: _Sheet, lines: list[Line]) -> None:
    last = max((k for k, line in enumerate(lines) if is_listing(line.text)), default=-1)
    names = [line for line in lines[: last + 1] if not ends_sentence(line.text)]
    for line in lines:
        if line not in names:
            sheet.leave(Item((line,), line.start, line.end, False))
    tokens = [
        (line.start + m.start(), line.start + m.end(), m[0])
        for line in names
        for m in re.finditer(r"\S+", line.text)
    ]
    if not tokens:
        return
    page = sheet.raw[: tokens[0][0]] + "\n" + sheet.raw[tokens[-1][1] :]
    entries = entries_of([text for _, _, text in tokens], page)
    for entry in entries:
        index = sheet.place(tokens[entry.first][0], tokens[entry.last - 1][1], Role.LABEL)
        ticker = tokens[entry.last + 1][2].lstrip("$") if entry.ticked else None
        sheet.listed.append((index, tokens[entry.last][2], ticker))
    if not entries:
        for line in names:
            sheet.leave(Item((line,), line.start, line.end, False))


def _read_prose(sheet: _Sheet, lines: list[Line]) -> None:
    for item in paragraphs(lines):
        text = sheet.raw[item.start : item.end]
        if item.marked:
            sheet.place(item.start, item.end, Role.LIST_ITEM)
        elif ends_sentence(text) or len(text) > 100:
            sheet.place(item.start, item.end, Role.PROSE)
        else:
            sheet.leave(item)


def _read_untitled(sheet: _Sheet, lines: list[Line]) -> None:
    for item in paragraphs(lines):
        sheet.leave(item)


def _read_nothing(sheet: _Sheet, lines: list[Line]) -> None:
    """Leave link boxes unread."""


_READERS: dict[Section, Callable[[_Sheet, list[Line]], None]] = {
    Section.HEAD: _read_head,
    Section.TAKEAWAYS: _read_takeaways,
    Section.MENTIONED: _read_mentioned,
    Section.INTELLIGENCE: _read_untitled,
    Section.FACTS: _read_facts,
    Section.AFFECTED: _read_affected,
    Section.PROSE: _read_prose,
    Section.TIMELINE: _read_timeline,
    Section.NETWORK: _read_nothing,
}


def _mark_pull_quotes(sheet: _Sheet) -> None:
    """Give PULL_QUOTE to paragraphs that repeat a sentence of a longer or earlier one."""
    prose = [k for k, one in enumerate(sheet.drafts) if one.role is Role.PROSE]
    words = [f" {_words(sheet.drafts[k])} " for k in prose]
    begins = list(accumulate((len(text) + 1 for text in words), initial=0))
    page = "\n".join(["", *words, ""])
    for k, text, own in zip(prose, words, begins, strict=False):
        if text.strip() and _is_repeat(page, text, own + 1):
            sheet.drafts[k] = replace(sheet.drafts[k], role=Role.PULL_QUOTE)


def _is_repeat(page: str, text: str, own: int) -> bool:
    at = page.find(text)
    while at >= 0:
        whole = page[at - 1] == "\n" and page[at + len(text)] == "\n"
        if at < own or not whole:
            return True
        at = page.find(text, at + 1)
    return False


def _words(one: Draft) -> str:
    return " ".join(_NORMAL_WORD.findall(one.cells[0][0].text.casefold()))


def _page(sheet: _Sheet, composed: Composed) -> Page:
    def span(index: int) -> tuple[int, int]:
        return composed.blocks[index].start, composed.blocks[index].end

    def name(index: int) -> str:
        start, end = span(index)
        return composed.text[start:end]

    return replace(
        sheet.page,
        affected=tuple(Affected(name(i), kind, mood, *span(i)) for i, kind, mood in sheet.affected),
        mentioned=tuple(Listed(name(i), kind, mark, *span(i)) for i, kind, mark in sheet.listed),
        timeline=tuple(span(i) for i in sheet.timeline),
    )
