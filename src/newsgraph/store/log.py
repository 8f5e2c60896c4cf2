"""The change log: what came, went and took whose place, and when, in a graph of its own.

    change/7  a ng:Change ; ng:sequence 7 ; ng:action "replaced" ; dcterms:source "a.txt" ;
              dcterms:date "2026-03-16"^^xsd:date ; ng:document <new> ; ng:replaces <old> ;
              ng:stamp ".." .

It tells how a store came about, so it is no function of the documents: exports, the laws on
equal stores and the count of triples leave it out. What went is kept beside it as N-Quads,
``history/7.nq.gz``, unless it was to be forgotten.
"""

import gzip
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.errors import StoreError
from newsgraph.identifiers import BASE
from newsgraph.model import Iri
from newsgraph.store.terms import (
    CHANGES_GRAPH,
    DCTERMS,
    NG,
    RDF,
    node,
    text_literal,
    typed_literal,
)

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

HISTORY = "history"
ADDED, REMOVED, REPLACED = "added", "removed", "replaced"


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the log."""

    sequence: int
    action: str  # added, removed or replaced
    day: str  # YYYY-MM-DD, as given
    source: str
    document: Iri | None  # that came
    replaces: tuple[Iri, ...]  # that went, sorted
    stamp: str  # of this entry and all before it

    @property
    def iri(self) -> Iri:
        """Return the entry's own IRI."""
        return change_iri(self.sequence)


def checked_date(text: str) -> str:
    """Return a day as it is given; raises StoreError unless it is empty or YYYY-MM-DD."""
    try:
        if text and date.fromisoformat(text).isoformat() != text:
            raise ValueError
    except ValueError:
        raise StoreError(f"{text!r} is no day; write it as YYYY-MM-DD") from None
    return text


def change_iri(sequence: int) -> Iri:
    """Return the IRI of the entry with that number."""
    return Iri(f"{BASE}change/{sequence}")


def stamped(before: str, action: str, document: Iri | None, replaces: Iterable[Iri]) -> str:
    """Return the stamp of an entry that follows one with the stamp ``before``."""
    said = " ".join([before, action, document or "-", *replaces])
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def change_quads(change: Change) -> "Iterator[Quad]":
    """Yield the quads of an entry."""
    from pyoxigraph import Quad

    iri, graph = node(change.iri), node(CHANGES_GRAPH)
    yield Quad(iri, node(RDF + "type"), node(NG + "Change"), graph)
    yield Quad(iri, node(NG + "sequence"), typed_literal(str(change.sequence), "integer"), graph)
    yield Quad(iri, node(NG + "action"), text_literal(change.action), graph)
    yield Quad(iri, node(DCTERMS + "date"), typed_literal(change.day, "date"), graph)
    yield Quad(iri, node(DCTERMS + "source"), text_literal(change.source), graph)
    yield Quad(iri, node(NG + "stamp"), text_literal(change.stamp), graph)
    if change.document:
        yield Quad(iri, node(NG + "document"), node(change.document), graph)
    for old in change.replaces:
        yield Quad(iri, node(NG + "replaces"), node(old), graph)


def read_change(store: "Store", sequence: int) -> Change | None:
    """Return the entry with a number, None if there is none."""
    found: dict[str, list[str]] = {}
    pattern = node(change_iri(sequence)), None, None, node(CHANGES_GRAPH)
    for quad in store.quads_for_pattern(*pattern):
        found.setdefault(quad.predicate.value, []).append(quad.object.value)  # type: ignore[union-attr]
    if not found:
        return None
    documents = found.get(NG + "document")
    return Change(
        sequence,
        found[NG + "action"][0],
        found[DCTERMS + "date"][0],
        found[DCTERMS + "source"][0],
        Iri(documents[0]) if documents else None,
        tuple(sorted(Iri(old) for old in found.get(NG + "replaces", ()))),
        found[NG + "stamp"][0],
    )


def last_change(store: "Store") -> int:
    """Return the number of the last entry, 0 if there is none; it reads the whole log."""
    pattern = None, node(NG + "sequence"), None, node(CHANGES_GRAPH)
    numbers = (int(q.object.value) for q in store.quads_for_pattern(*pattern))  # type: ignore[union-attr]
    return max(numbers, default=0)


def changes(store: "Store") -> Iterator[Change]:
    """Yield the entries in order."""
    for sequence in range(1, last_change(store) + 1):
        found = read_change(store, sequence)
        if found is not None:
            yield found


def has_logged(store: "Store", source: str) -> bool:
    """Return whether something that was read from a source came or went at any time."""
    pattern = None, node(DCTERMS + "source"), text_literal(source), node(CHANGES_GRAPH)
    return next(store.quads_for_pattern(*pattern), None) is not None


class History:
    """What went, as N-Quads; a store in memory keeps it in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / HISTORY if folder else None
        self._held: dict[int, bytes] = {}

    def put(self, sequence: int, lines: Iterable[str]) -> None:
        """Keep the quads that a change takes out; written before the change is made."""
        data = "".join(f"{line} .\n" for line in sorted(lines)).encode()
        if self._folder is None:
            self._held[sequence] = data
            return
        path = self._folder / f"{sequence}.nq.gz"
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            self._folder.mkdir(exist_ok=True)
            part.write_bytes(gzip.compress(data, mtime=0))
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error

    def get(self, sequence: int) -> bytes:
        """Return the quads that a change took out, empty where they were forgotten."""
        if self._folder is None:
            return self._held.get(sequence, b"")
        path = self._folder / f"{sequence}.nq.gz"
        try:
            return gzip.decompress(path.read_bytes())
        except FileNotFoundError:
            return b""
        except (OSError, EOFError) as error:
            raise StoreError(f"{path}: is damaged ({error}); restore it from a backup") from error

    def forget(self, sequence: int) -> None:
        """Make sure that nothing is kept under a number."""
        self._held.pop(sequence, None)
        if self._folder is not None:
            (self._folder / f"{sequence}.nq.gz").unlink(missing_ok=True)
