"""Pages that list: the beginning, search, documents, questions."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from newsgraph.server.pages.content import Page, Problem
from newsgraph.server.pages.reader import Reader
from newsgraph.server.questions import questions
from newsgraph.server.search import Index

Arguments = Mapping[str, str]
_NAMES, _SENTENCES, _SUGGESTED = 20, 30, 8
_LARGEST, _LATEST, _PER_PAGE = 24, 8, 50
_EXAMPLES = ("partners", "denied", "supported", "backlog_and_revenue")
_LONGEST = 200  # signs of a search


def home(reader: Reader, arguments: Arguments) -> Page:
    """Return the first page: how much there is, and ways in."""
    index = reader.index
    values: dict[str, Any] = {
        "counts": index.counts() if index else None,
        "largest": index.largest(_LARGEST) if index else [],
        "latest": index.documents(_LATEST) if index else [],
        "made": _made(reader) if index else "",
        "examples": [q for q in questions() if q.name in _EXAMPLES],
    }
    return Page("home.html", values)


def search(reader: Reader, arguments: Arguments) -> Page:
    """Return the entities and the sentences that have the words searched for."""
    text = arguments.get("q", "")[:_LONGEST]
    index = _index(reader)
    values = {
        "text": text,
        "names": index.names(text, _NAMES),
        "sentences": index.sentences(text, _SENTENCES),
        "most": _SENTENCES,
    }
    return Page("search.html", values)


def suggestions(reader: Reader, arguments: Arguments) -> list[dict[str, str]]:
    """Return the names to offer while somebody types."""
    index = reader.index
    found = index.names(arguments.get("q", "")[:_LONGEST], _SUGGESTED) if index else []
    return [{"iri": n.iri, "label": n.label, "kind": n.kind} for n in found]


def documents(reader: Reader, arguments: Arguments) -> Page:
    """Return a page of the list of documents, the latest first."""
    given = arguments.get("page", "1")
    number = int(given) if given.isdecimal() and given.isascii() and len(given) < 9 else 1
    index = _index(reader)
    found = index.documents(_PER_PAGE + 1, max(number - 1, 0) * _PER_PAGE)
    values = {"found": found[:_PER_PAGE], "number": number, "more": len(found) > _PER_PAGE}
    return Page("documents.html", values)


def questions_page(reader: Reader, arguments: Arguments) -> Page:
    """Return the competency questions, each with its query."""
    return Page("questions.html", {"found": questions()})


def _made(reader: Reader) -> str:
    """Return when the edition that is shown was made."""
    made = datetime.fromtimestamp(reader.path.stat().st_mtime, UTC)
    return made.isoformat(" ", "seconds").removesuffix("+00:00")


def _index(reader: Reader) -> Index:
    if reader.index is None:
        raise Problem(503, "The index is still being made", "Load this page again in a moment.")
    return reader.index
