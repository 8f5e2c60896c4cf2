"""What identity is computed from, kept beside the store so that a change costs what it touches.

A SQLite file in the store's folder, made from the documents and made again where it is
missing or does not fit the store; it decides nothing, and no reader needs it.

    document   the rows of each document        word     names, kinds, tickers of an entity, counted
    mention    entity in document               named    what an entity is compared by
    link       related by statements, counted   key      what candidates share
    alike      pairs whose likeness can join, and the rounds in which company confirms it
    joined     the set of an entity by round    merge    rows of the ledger
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsgraph.entities.candidates import Profile
from newsgraph.errors import StoreError
from newsgraph.model import DocumentGraph, Iri
from newsgraph.store.stored import StoredGraph

FILE = "index.sqlite"
LABEL, ALIAS, TICKER, SAME, KIND = "label", "alias", "ticker", "same", "kind"
_VERSION = 3
FEW = 64  # of a set that are looked at to find the smaller of two
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE document (iri TEXT PRIMARY KEY, rows TEXT) WITHOUT ROWID;
CREATE TABLE mention (entity TEXT, document TEXT, PRIMARY KEY (entity, document)) WITHOUT ROWID;
CREATE INDEX mention_document ON mention (document, entity);
CREATE TABLE word (entity TEXT, role TEXT, value TEXT, n INT, PRIMARY KEY (entity, role, value))
  WITHOUT ROWID;
CREATE TABLE named (entity TEXT PRIMARY KEY, names TEXT) WITHOUT ROWID;
CREATE TABLE link (entity TEXT, other TEXT, n INT, PRIMARY KEY (entity, other)) WITHOUT ROWID;
CREATE TABLE key (side INT, key TEXT, entity TEXT, PRIMARY KEY (side, key, entity)) WITHOUT ROWID;
CREATE INDEX key_entity ON key (entity);
CREATE TABLE alike (left TEXT, right TEXT, weak INT, likeness TEXT, shared INT,
  PRIMARY KEY (left, right)) WITHOUT ROWID;
CREATE INDEX alike_right ON alike (right);
CREATE TABLE joined (entity TEXT PRIMARY KEY, rounds TEXT, root TEXT, canonical TEXT)
  WITHOUT ROWID;
CREATE INDEX joined_root ON joined (root);
CREATE TABLE merge (left TEXT, right TEXT, reason TEXT, score REAL, by TEXT,
  PRIMARY KEY (left, right)) WITHOUT ROWID;
"""
_TABLES = ("document", "mention", "word", "named", "link", "key", "alike", "joined", "merge")

Words = tuple[str, str, str]  # entity, role, value
Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """What the index keeps of one document."""

    words: tuple[Words, ...]
    links: tuple[Link, ...]

    def entities(self) -> set[Iri]:
        """Return the entities that it names or relates."""
        named = {Iri(entity) for entity, _, _ in self.words}
        return named | {Iri(end) for link in self.links for end in link}


def rows_of(graph: DocumentGraph | StoredGraph) -> DocumentRows:
    """Return what the index keeps of a document; what a page lists is no relation."""
    words: set[Words] = set()
    for e in graph.entities:
        words |= {(e.iri, LABEL, e.label), (e.iri, KIND, e.kind)}
        words |= {(e.iri, ALIAS, alias) for alias in e.aliases}
        words |= {(e.iri, SAME, same) for same in e.same_as}
        words |= {(e.iri, TICKER, e.ticker)} if e.ticker else set()
    links: set[Link] = set()
    for s in graph.statements:
        if s.subject != graph.document.iri and isinstance(s.object, str):
            ends = (s.subject, s.object)
            links |= {ends, ends[::-1]} if ends[0] != ends[1] else set()
    return DocumentRows(tuple(sorted(words)), tuple(sorted(links)))


class Index:
    """The open index of one store."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE if folder else None
        try:
            self.db = self._opened()
        except sqlite3.DatabaseError:  # damaged or of another version: it can be made again
            self._discard()
            self.db = self._opened()

    def _opened(self) -> sqlite3.Connection:
        try:
            # Autocommit: transactions are opened by ``begin`` alone.
            db = sqlite3.connect(self._path or ":memory:", isolation_level=None)
        except sqlite3.OperationalError as error:
            raise StoreError(f"{self._path}: cannot be opened ({error})") from error
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
        elif version != _VERSION:
            db.close()
            raise sqlite3.DatabaseError
        return db

    def _discard(self) -> None:
        for end in ("", "-wal", "-shm"):
            Path(f"{self._path}{end}").unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def begin(self) -> None:
        """Open a transaction."""
        self.db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Keep what was done since ``begin``."""
        self.db.execute("COMMIT")

    def rollback(self) -> None:
        """Undo what was done since ``begin``, if it was not committed."""
        with suppress(sqlite3.Error):  # it may have been undone by what went wrong
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")

    def clear(self) -> None:
        """Forget all."""
        for table in (*_TABLES, "meta"):
            self.db.execute(f"DELETE FROM {table}")

    def meta(self, name: str) -> str:
        """Return a note about the whole, empty if there is none."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def note(self, name: str, value: str) -> None:
        """Keep a note about the whole."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # documents

    def add(self, document: Iri, rows: DocumentRows) -> None:
        """Count a document in."""
        kept = json.dumps([rows.words, rows.links], ensure_ascii=False)
        self.db.execute("INSERT INTO document VALUES (?, ?)", (document, kept))
        entities = sorted({word[0] for word in rows.words})
        self.db.executemany("INSERT INTO mention VALUES (?, ?)", ((e, document) for e in entities))
        self._count(rows, 1)

    def remove(self, document: Iri) -> DocumentRows:
        """Count a document out and return what it was; of an unknown one, nothing."""
        found = self.db.execute("SELECT rows FROM document WHERE iri = ?", (document,)).fetchone()
        if found is None:
            return DocumentRows((), ())
        words, links = json.loads(found[0])
        rows = DocumentRows(tuple(map(tuple, words)), tuple(map(tuple, links)))
        self.db.execute("DELETE FROM document WHERE iri = ?", (document,))
        entities = sorted({word[0] for word in rows.words})
        self.db.executemany(
            "DELETE FROM mention WHERE entity = ? AND document = ?",
            ((entity, document) for entity in entities),
        )
        self._count(rows, -1)
        return rows

    def _count(self, rows: DocumentRows, by: int) -> None:
        for table, columns, values in (
            ("word", "entity, role, value", rows.words),
            ("link", "entity, other", rows.links),
        ):
            marks = ", ".join("?" * len(columns.split()))
            self.db.executemany(
                f"INSERT INTO {table} VALUES ({marks}, {by})"
                f" ON CONFLICT ({columns}) DO UPDATE SET n = n + {by}",
                values,
            )
            if by < 0:
                where = " AND ".join(f"{c.strip()} = ?" for c in columns.split(","))
                self.db.executemany(f"DELETE FROM {table} WHERE {where} AND n <= 0", values)

    # entities

    def profile(self, entity: Iri) -> Profile | None:
        """Return what the documents hold of an entity, None where none names it."""
        words: dict[str, dict[str, int]] = {}
        rows = self.db.execute("SELECT role, value, n FROM word WHERE entity = ?", (entity,))
        for role, value, n in rows:
            words.setdefault(role, {})[value] = n
        labels = words.get(LABEL)
        if not labels:
            return None
        return Profile(
            iri=entity,
            kind=min(words.get(KIND, ("",))),
            label=min(labels, key=lambda name: (-labels[name], -len(name), name)),
            aliases=frozenset({*labels, *words.get(ALIAS, ())}),
            ticker=min(words.get(TICKER, ("",))),
            same_as=frozenset(words.get(SAME, ())),
            documents=_Documents(self.db, entity),
            neighbours=_Neighbours(self.db, entity),
        )

    def named(self, entity: Iri) -> Profile | None:
        """Return what an entity was compared by last, None where it was not.

        It is a profile whose names are all that it is for: cheaper than one of the words.
        """
        found = self.column("SELECT names FROM named WHERE entity = ?", entity)
        if not found:
            return None
        kind, label, aliases, ticker, same = json.loads(found[0])
        return Profile(
            iri=entity,
            kind=kind,
            label=label,
            aliases=frozenset(aliases),
            ticker=ticker,
            same_as=frozenset(same),
            documents=_Documents(self.db, entity),
            neighbours=_Neighbours(self.db, entity),
        )

    def rename(self, entity: Iri) -> bool:
        """Keep what an entity is compared by; return whether that is something else than before."""
        was = self.column("SELECT names FROM named WHERE entity = ?", entity)
        p = self.profile(entity)
        if p is None:
            self.db.execute("DELETE FROM named WHERE entity = ?", (entity,))
            return bool(was)
        now = json.dumps([p.kind, p.label, sorted(p.aliases), p.ticker, sorted(p.same_as)])
        if [now] == was:
            return False
        self.db.execute("INSERT OR REPLACE INTO named VALUES (?, ?)", (entity, now))
        return True

    def is_named(self, entity: Iri) -> bool:
        """Return whether a document names an entity."""
        sql = "SELECT 1 FROM mention WHERE entity = ? LIMIT 1"
        return bool(self.column(sql, entity))

    def neighbours(self, entity: Iri, most: int) -> list[Iri]:
        """Return the first entities that statements relate to an entity, sorted."""
        return _Neighbours(self.db, entity).first(most)

    def linked(self, entity: Iri) -> Set[Iri]:
        """Return all of them; a large set is looked into, not read."""
        whole = _Neighbours(self.db, entity)
        some = whole.first(FEW)
        return whole if len(some) == FEW else frozenset(some)

    def texts(self, entities: Iterable[Iri], most: int) -> int:
        """Return how many documents name one of some entities, counted to ``most``."""
        found: set[str] = set()
        for entity in entities:
            found |= set(_Documents(self.db, entity).first(most))
            if len(found) >= most:
                return most
        return len(found)

    def beside(self, entity: Iri, texts: int) -> list[tuple[Iri, str]]:
        """Return what is named in the first documents of an entity, itself included.

        With each goes the set it is in, round by round as JSON, empty where it is alone.
        """
        rows = self.db.execute(
            "SELECT DISTINCT m.entity, j.rounds FROM"
            " (SELECT document FROM mention WHERE entity = ? ORDER BY document LIMIT ?) AS d"
            " CROSS JOIN mention AS m USING (document)"
            " LEFT JOIN joined AS j ON j.entity = m.entity",
            (entity, texts),
        )
        return [(Iri(other), rounds or "") for other, rounds in rows]

    def column(self, sql: str, *values: object) -> list[Any]:
        """Return the first column of a query's rows."""
        return [row[0] for row in self.db.execute(sql, values)]


class _Stored(Set[Iri]):
    """A set of the index that is looked into, not read as a whole."""

    _table = _column = ""

    def __init__(self, db: sqlite3.Connection, entity: Iri) -> None:
        self._db, self._entity = db, entity

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> Any:
        return frozenset(it)

    def first(self, most: int) -> list[Iri]:
        """Return the first members, sorted, of a set that may be large."""
        rows = self._db.execute(
            f"SELECT {self._column} FROM {self._table} WHERE entity = ? ORDER BY 1 LIMIT ?",
            (self._entity, most),
        )
        return [Iri(row[0]) for row in rows]

    def __contains__(self, item: object) -> bool:
        sql = f"SELECT 1 FROM {self._table} WHERE entity = ? AND {self._column} = ?"
        return self._db.execute(sql, (self._entity, item)).fetchone() is not None

    def __iter__(self) -> Iterator[Iri]:
        return iter(self.first(-1))

    def __len__(self) -> int:
        sql = f"SELECT COUNT(*) FROM {self._table} WHERE entity = ?"
        count: int = self._db.execute(sql, (self._entity,)).fetchone()[0]
        return count

    def __and__(self, other: Set[Any]) -> frozenset[Iri]:
        """Return what two sets share, at the cost of the smaller one."""
        if isinstance(other, _Stored):
            mine, theirs = self.first(FEW), other.first(FEW)
            if len(mine) < FEW:
                return frozenset(iri for iri in mine if iri in other)
            if len(theirs) < FEW:
                return frozenset(iri for iri in theirs if iri in self)
        return frozenset(iri for iri in other if iri in self)


class _Documents(_Stored):
    """The documents that name an entity."""

    _table, _column = "mention", "document"


class _Neighbours(_Stored):
    """The entities that statements relate an entity to."""

    _table, _column = "link", "other"
