"""One change of a store as one transaction: document, identity, pins and log together.

The index beside the store is brought to the state after the change first, in a transaction
of its own that is committed last. A process that dies in between leaves an index that is
behind the store, which the next writer sees by the log and makes up for.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from newsgraph.entities.identity import Pin, pinned
from newsgraph.model import DocumentGraph, Iri
from newsgraph.store.identity import identity_quads
from newsgraph.store.index import DocumentRows, Index, rows_of
from newsgraph.store.log import (
    ADDED,
    REMOVED,
    REPLACED,
    Change,
    change_quads,
    last_change,
    read_change,
    stamped,
)
from newsgraph.store.origins import origins_changed
from newsgraph.store.pins import pin_quads, read_pins
from newsgraph.store.settling import settle_touched
from newsgraph.store.terms import IDENTITY_GRAPH, INFERRED_GRAPH, PINS_GRAPH, node

if TYPE_CHECKING:
    from newsgraph.store.dataset import Dataset

_MADE, _SEQUENCE, _STAMP, _PINS = "made", "sequence", "stamp", "pins"


class Writer:
    """What changes a dataset; made for the first change, closed with the dataset."""

    def __init__(self, dataset: "Dataset") -> None:
        self.dataset = dataset
        self.index = Index(dataset.path)
        try:
            self._catch_up()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def change(
        self,
        lines: Sequence[str],
        graph: DocumentGraph | None,
        gone: Sequence[Iri],
        date: str,
        *,
        forget: bool = False,
    ) -> None:
        """Put a document's quads in the place of some documents; either may be missing.

        ``gone`` are documents that the store holds; ``lines`` are N-Quads without points.
        """
        with self._indexed():
            touched: set[Iri] = set()
            for old in gone:
                touched |= self.index.remove(old).entities()
            if graph:
                rows = rows_of(graph)
                self.index.add(graph.document.iri, rows)
                touched |= rows.entities()
            removed, added = self._identity(touched, 1 + len(gone))
            copies = origins_changed(self.dataset, gone, graph.document if graph else None)
            entry = self._entry(graph, gone, date)
            self._keep_history(entry, gone, forget)
            added |= {*lines, *map(str, change_quads(entry)), *(copies[1] - copies[0])}
            removed |= copies[0] - copies[1]
            self.dataset.write([*gone, *self._outdated()], removed, added)
            self._note(entry.sequence, entry.stamp)

    def settle(self) -> None:
        """Make the identity graph follow the user's pins."""
        with self._indexed():
            removed, added = self._identity(set(), 0)
            self.dataset.write(self._outdated() if removed or added else (), removed, added)

    def _outdated(self) -> list[Iri]:
        """Return the graph of inferences, if it holds any: they are drawn anew on demand."""
        graph = node(INFERRED_GRAPH)
        held = next(self.dataset.store.quads_for_pattern(None, None, None, graph), None)
        return [INFERRED_GRAPH] if held is not None else []

    def _identity(self, touched: set[Iri], documents: int) -> tuple[set[str], set[str]]:
        """Return the lines of the graphs of identity and pins that go and come."""
        pins, held = read_pins(self.dataset), self._pins()
        gone: set[str] = set()
        come: set[str] = set()
        if pins != held:
            pinned(sorted(pins, key=lambda p: (p.left, p.right)))  # a contradiction stops it here
            touched |= {end for p in set(pins) ^ set(held) for end in (p.left, p.right)}
            come = set(map(str, pin_quads(pins, PINS_GRAPH)))
            gone = set(map(str, self.dataset.quads(PINS_GRAPH)))
            self.index.note(
                _PINS, json.dumps([[p.left, p.right, p.same, p.position] for p in pins])
            )
        old, new = settle_touched(self.index, touched, pins, documents)
        gone |= set(map(str, identity_quads(old)))
        come |= set(map(str, identity_quads(new)))
        return gone - come, come - gone

    def _pins(self) -> list[Pin]:
        """Return the pins that the identity graph was made with."""
        rows = json.loads(self.index.meta(_PINS) or "[]")
        return [Pin(Iri(left), Iri(right), same, at) for left, right, same, at in rows]

    def _entry(self, graph: DocumentGraph | None, gone: Sequence[Iri], date: str) -> Change:
        came = graph.document.iri if graph else None
        action = (REPLACED if gone else ADDED) if graph else REMOVED
        source = graph.document.source if graph else self.dataset.source(gone[0])
        stamp = stamped(self.index.meta(_STAMP), action, came, gone)
        number = 1 + int(self.index.meta(_SEQUENCE) or 0)
        return Change(number, action, date, source, came, tuple(sorted(gone)), stamp)

    def _keep_history(self, entry: Change, gone: Sequence[Iri], forget: bool) -> None:
        if gone and not forget:
            lines = (str(quad) for old in gone for quad in self.dataset.quads(old))
            self.dataset.history.put(entry.sequence, lines)
        else:  # what a change of that number kept that was never made
            self.dataset.history.forget(entry.sequence)

    def _note(self, sequence: int, stamp: str) -> None:
        self.index.note(_SEQUENCE, str(sequence))
        self.index.note(_STAMP, stamp)

    @contextmanager
    def _indexed(self) -> Iterator[None]:
        try:
            self.index.begin()
            yield
            self.index.commit()
        finally:
            self.index.rollback()

    # what another process left behind

    def _catch_up(self) -> None:
        """Bring the index to the state of the store, from the log where that is enough."""
        store, number = self.dataset.store, int(self.index.meta(_SEQUENCE) or 0)
        last = read_change(store, number)
        known = last.stamp if last else ""
        if not self.index.meta(_MADE) or known != self.index.meta(_STAMP):
            self._remake()
        elif missed := self._missed(number + 1):
            self._replay(missed)

    def _missed(self, sequence: int) -> list[Change]:
        found = []
        while entry := read_change(self.dataset.store, sequence):
            found.append(entry)
            sequence += 1
        return found

    def _replay(self, missed: Sequence[Change]) -> None:
        with self._indexed():
            touched: set[Iri] = set()
            for entry in missed:
                for document in {entry.document, *entry.replaces} - {None}:
                    touched |= self._reread(Iri(document or "")).entities()
            removed, added = self._identity(touched, 2 * len(missed))
            self.dataset.write((), removed, added)
            self._note(missed[-1].sequence, missed[-1].stamp)

    def _reread(self, document: Iri) -> DocumentRows:
        """Make the index hold of a document what the store holds; return what either held."""
        old, new = self.index.remove(document), DocumentRows((), ())
        if self.dataset.has(document):
            new = rows_of(self.dataset.read(document))
            self.index.add(document, new)
        return replace(old, words=old.words + new.words, links=old.links + new.links)

    def _remake(self) -> None:
        """Make the index anew from the documents, and the identity graph with it."""
        with self._indexed():
            self.index.clear()
            touched: set[Iri] = set()
            documents = self.dataset.document_iris()
            for document in documents:
                touched |= self._reread(document).entities()
            _, wanted = self._identity(touched, len(documents))
            graphs = (IDENTITY_GRAPH, PINS_GRAPH)
            held = {str(quad) for graph in graphs for quad in self.dataset.quads(graph)}
            wanted |= set(map(str, pin_quads(self._pins(), PINS_GRAPH)))
            self.dataset.write((), held - wanted, wanted - held)
            last = read_change(self.dataset.store, last_change(self.dataset.store))
            self._note(last.sequence if last else 0, last.stamp if last else "")
            self.index.note(_MADE, "yes")
