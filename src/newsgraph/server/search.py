"""The index beside the store: names and sentences in SQLite FTS5, and counts for the pages.

Run as ``python -m newsgraph.server.search STORE INDEX``. Entities that are one by the identity
graph have one row. Source: the SQLite FTS5 extension's own documentation.
"""

import json
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from newsgraph.identifiers import BASE
from newsgraph.model import Iri
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import canonical
from newsgraph.store.terms import NG, OA, RDF, RDFS, SKOS, local_name, node
from newsgraph.views.info import Info, info

_SCHEMA = """
CREATE TABLE entities(
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE, label TEXT, kind TEXT, documents INT, statements INT);
CREATE TABLE documents(iri TEXT PRIMARY KEY, title TEXT, source TEXT, date TEXT);
CREATE TABLE passages(id INTEGER PRIMARY KEY, document TEXT, start INT, quote TEXT);
CREATE TABLE counts(content TEXT);
CREATE VIRTUAL TABLE names USING fts5(
  label, aliases, content='', prefix='2 3', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE sentences USING fts5(
  quote, content='passages', content_rowid='id', tokenize="porter unicode61 remove_diacritics 2");
"""
_INDEXES = """
CREATE INDEX by_size ON entities(statements DESC, label);
CREATE INDEX by_date ON documents(date DESC, title);
"""
# A hit in the usual name ranks above one in the others, and ten times the statements one step up.
_NAMES = """
SELECT e.iri, e.label, e.kind, e.documents, e.statements
FROM names JOIN entities AS e ON e.id = names.rowid
WHERE names MATCH ? ORDER BY bm25(names, 4.0, 1.0) - length(e.statements), e.label, e.iri LIMIT ?"""
_SENTENCES = """
SELECT p.document, d.title, d.date, p.start, highlight(sentences, 0, char(2), char(3))
FROM sentences JOIN passages AS p ON p.id = sentences.rowid
JOIN documents AS d ON d.iri = p.document
WHERE sentences MATCH ? ORDER BY rank, p.id LIMIT ?"""
_ENTITY, _DOCUMENT = f"{BASE}entity/", f"{BASE}document/"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as a list shows it."""

    iri: Iri
    label: str
    kind: str
    documents: int
    statements: int


@dataclass(frozen=True, slots=True)
class Read:
    """A document as a list shows it."""

    iri: Iri
    title: str
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that was found, in pieces; those that were searched for are marked."""

    document: Iri
    title: str
    date: str
    start: int
    pieces: tuple[tuple[str, bool], ...]


class Index:
    """The index of a store, open to read."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)

    @classmethod
    def open(cls, path: Path) -> Self | None:
        """Return the index, or None as long as it is not made."""
        return cls(path) if path.is_file() else None

    def counts(self) -> Info:
        """Return how much the store holds."""
        return Info(**json.loads(self._db.execute("SELECT content FROM counts").fetchone()[0]))

    def names(self, text: str, limit: int) -> list[Named]:
        """Return the entities with these words in a name, the last of them maybe unfinished."""
        return [Named(*row) for row in self._found(_NAMES, text, limit)]

    def sentences(self, text: str, limit: int) -> list[Passage]:
        """Return the sentences with these words, in any of their forms."""
        rows = self._found(_SENTENCES, text, limit)
        return [Passage(d, t, day, at, tuple(_pieces(quote))) for d, t, day, at, quote in rows]

    def largest(self, limit: int, kind: str = "") -> list[Named]:
        """Return the entities with the most statements, of one kind or of all."""
        rows = self._db.execute(
            "SELECT iri, label, kind, documents, statements FROM entities "
            "WHERE ? IN ('', kind) ORDER BY statements DESC, label LIMIT ?",
            (kind, limit),
        )
        return [Named(*row) for row in rows]

    def documents(self, limit: int, start: int = 0) -> list[Read]:
        """Return documents, the latest first."""
        rows = self._db.execute(
            "SELECT iri, title, source, date FROM documents "
            "ORDER BY date DESC, title LIMIT ? OFFSET ?",
            (limit, start),
        )
        return [Read(*row) for row in rows]

    def _found(self, sql: str, text: str, limit: int) -> list[Any]:
        words = [f'"{word}"' for word in _WORD.findall(text)]
        if not words:
            return []
        return self._db.execute(sql, (f"{' '.join(words)}*", limit)).fetchall()


def make_index(dataset: Dataset, path: Path) -> None:
    """Write the index of a store to a path, which is there once it is whole."""
    part = path.with_suffix(".part")
    db = sqlite3.connect(part)
    try:
        db.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_SCHEMA}")
        db.executemany("INSERT INTO documents VALUES (?,?,?,?)", _documents(dataset))
        rows = list(_entities(dataset))
        db.executemany("INSERT INTO entities VALUES (?,?,?,?,?,?)", (row[:6] for row in rows))
        names = ((row[0], row[2], row[6]) for row in rows)
        db.executemany("INSERT INTO names(rowid, label, aliases) VALUES (?,?,?)", names)
        db.executemany("INSERT INTO passages VALUES (?,?,?,?)", _passages(dataset))
        db.execute("INSERT INTO sentences(sentences) VALUES ('rebuild')")
        db.execute("INSERT INTO counts VALUES (?)", (json.dumps(asdict(info(dataset))),))
        db.executescript(_INDEXES)
        db.commit()
    finally:
        db.close()
    part.rename(path)


def _pieces(marked: str) -> Iterator[tuple[str, bool]]:
    for piece in re.split("(\x02[^\x03]*\x03)", marked):
        if piece:
            yield piece.strip("\x02\x03"), piece.startswith("\x02")


def _documents(dataset: Dataset) -> Iterator[tuple[str, str, str, str]]:
    for document in dataset.documents():
        title = document.title or document.source
        yield document.iri, title, document.source, document.date


def _entities(dataset: Dataset) -> Iterator[tuple[Any, ...]]:
    """Yield number, IRI, label, kind, documents, statements and aliases of each entity."""
    first = canonical(dataset)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    documents: dict[str, set[str]] = defaultdict(set)
    for subject, label, graph in _triples(dataset, RDFS + "label"):
        if subject.startswith(_ENTITY):
            iri = first.get(Iri(subject), subject)
            names[iri][label] += 1
            documents[iri].add(graph)
    aliases: dict[str, set[str]] = defaultdict(set)
    for subject, alias, _ in _triples(dataset, SKOS + "altLabel"):
        aliases[first.get(Iri(subject), subject)].add(alias)
    counts: Counter[str] = Counter()
    for end in (RDF + "subject", RDF + "object"):
        counts.update(first.get(Iri(iri), iri) for _, iri, _ in _triples(dataset, end))
    for number, iri in enumerate(sorted(names), start=1):
        label = _usual(names[iri])
        others = " ".join(sorted({*names[iri], *aliases[iri]} - {label}))
        kind = _kind(dataset, iri)
        yield number, iri, label, kind, len(documents[iri]), counts[iri], others


def _usual(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], -len(name), name))


def _kind(dataset: Dataset, iri: str) -> str:
    types = dataset.store.quads_for_pattern(node(iri), node(RDF + "type"), None, None)
    kinds = (str(getattr(quad.object, "value", "")) for quad in types)
    return min((local_name(kind) for kind in kinds if kind.startswith(NG)), default="")


def _passages(dataset: Dataset) -> Iterator[tuple[int, str, int, str]]:
    """Yield number, document, start and words of each passage, each place of a text once.

    The names in the lists of a page are left out: they are no sentences.
    """
    listed = {iri for iri, name, _ in _triples(dataset, NG + "extractor") if name == "page"}
    starts = {s: int(start) for s, start, _ in _triples(dataset, OA + "start")}
    seen = {
        (document, starts[iri.removesuffix("#quote") + "#position"], quote)
        for iri, quote, document in _triples(dataset, OA + "exact")
        if iri.removesuffix("#quote") not in listed
    }
    for number, (document, start, quote) in enumerate(sorted(seen), start=1):
        yield number, document, start, quote


def _triples(dataset: Dataset, predicate: str) -> Iterator[tuple[str, str, str]]:
    """Yield subject, object and document of all triples of documents with a property."""
    for quad in dataset.store.quads_for_pattern(None, node(predicate), None, None):
        graph = str(getattr(quad.graph_name, "value", ""))
        if graph.startswith(_DOCUMENT):
            yield str(quad.subject)[1:-1], str(getattr(quad.object, "value", "")), graph


def main() -> None:
    """Make the index of a store."""
    from pyoxigraph import Store

    store, path = sys.argv[1:3]
    make_index(Dataset(Store.read_only(store), read_only=True), Path(path))


if __name__ == "__main__":
    main()
