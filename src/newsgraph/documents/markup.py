"""HTML pages."""

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from newsgraph.documents.clean import compose, document
from newsgraph.documents.content import CAPTIONS, HEADINGS, article_of, date_of, drafts_of
from newsgraph.documents.dates import publication_date
from newsgraph.documents.lines import ends_sentence
from newsgraph.documents.notes import Note, Notes, no_notes
from newsgraph.documents.parts import PageParts, Part, parts_of
from newsgraph.documents.tags import web_address
from newsgraph.errors import ReadError
from newsgraph.model import Document, Role

MOST_READ = 250_000  # tags of a page; the longest articles have a tenth of that
MOST_TAGS = 20_000  # of a page that trafilatura is asked about; more takes it minutes
DEEPEST = 200  # nesting that it is asked about
LONGEST = 2_000_000  # code points that it is asked about
MOST_WORDS = 5_000  # of one tag; lxml compares each attribute of a tag with all others
LEAST_SHARE = 0.35  # of a page's sentences; frames seldom hold more than the article

_WORD = re.compile(r"[^\W_]+")


def from_html(raw: str, source: str, notes: Notes = no_notes) -> Document:
    """Return the document of an HTML page; its offsets point into the page's source.

    Where the page marks no <article> or <main>, trafilatura says which paragraphs are
    the article, if it is installed; if not, all are read, and notes is told.
    Raises ReadError if the page holds no text to read.
    """

    def choose(parts: Sequence[Part]) -> Sequence[Part]:
        return _chosen(raw, page, parts, lambda text: notes(Note(source, text)))

    page = parts_of(raw, most=MOST_READ)
    if page.tags > MOST_READ:
        raise ReadError(source, f"has more than {MOST_READ:,} tags; save the article as text")
    article = article_of(page, choose)
    if not any(part.kind in ("p", "li", "td", "") for part in article):
        page = parts_of(raw, strict=False)
        article = article_of(page, choose)
    composed = compose(list(drafts_of(page, article)))
    if not composed.text:
        raise ReadError(source, "holds no text outside of its frame; save the article as text")
    texts = [composed.text[b.start : b.end] for b in composed.blocks]
    headlines = (
        text for text, b in zip(texts, composed.blocks, strict=True) if b.role is Role.HEADLINE
    )
    return replace(
        document(raw, source, composed),
        title=next(headlines, page.title),
        url=_url(page),
        date=date_of(page, article) or publication_date(texts[:5]),
    )


def _chosen(
    raw: str, page: PageParts, parts: Sequence[Part], note: Callable[[str], None]
) -> Sequence[Part]:
    """Return the parts that trafilatura finds in the article; all where it cannot say."""
    if _too_large(raw, page):
        note("too large for trafilatura; read with the plain reader")
        return parts
    try:
        from trafilatura import extract
    except ImportError:
        note("no <article> marked; install newsgraph[html] to leave out what frames the article")
        return parts
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # notes, not prints
    try:
        found = _words(extract(raw, include_comments=False, include_tables=True) or "")
    except Exception as error:  # a page that it cannot read is still a page
        note(f"trafilatura failed ({type(error).__name__}); read with the plain reader")
        return parts
    chosen = _matched(parts, found)
    if LEAST_SHARE * _prose(parts) > _prose(chosen):
        note("trafilatura found too little; read with the plain reader")
        return parts
    return chosen


def _too_large(raw: str, page: PageParts) -> bool:
    crowded = page.tags > MOST_TAGS or page.words > MOST_WORDS
    return crowded or page.depth > DEEPEST or len(raw) > LONGEST


def _prose(parts: Sequence[Part]) -> int:
    """Return the length of the sentences that are not links."""
    return sum(len(p.text) for p in parts if not p.linked and ends_sentence(p.text))


def _matched(parts: Sequence[Part], found: str) -> Sequence[Part]:
    """Return the parts whose words were found, with headings and tables between them."""
    said = [k for k, part in enumerate(parts) if _words(part.text) in found]
    chosen = {*said, *(k for k, part in enumerate(parts) if part.kind == "h1")}
    between = range(min(chosen), max(chosen) + 1) if chosen else ()
    chosen |= {k for k in between if parts[k].kind in HEADINGS | CAPTIONS or parts[k].cell}
    return [parts[k] for k in sorted(chosen)]


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text))} "


def _url(page: PageParts) -> str:
    return web_address(page.url or page.meta.get("og:url", ""))
