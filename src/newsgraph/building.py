"""Texts into a store: which are new, which took whose place, one transaction each."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsgraph.documents import Known, Note, read_new
from newsgraph.errors import ReadError
from newsgraph.model import Document, DocumentGraph, Iri
from newsgraph.pipeline import Stages
from newsgraph.store.dataset import Dataset
from newsgraph.store.log import has_logged

Reader = Callable[[Iterable[Document]], Iterator[DocumentGraph]]
_RECORDS = ".jsonl:"


@dataclass(slots=True)
class Report:
    """What a build did, for people and for the exit code."""

    added: list[Document] = field(default_factory=list)
    replaced: list[Document] = field(default_factory=list)  # of those added: in another's place
    unchanged: list[Known] = field(default_factory=list)
    vanished: list[Known] = field(default_factory=list)  # in the store, no longer in the texts
    removed: list[Known] = field(default_factory=list)  # of those that vanished
    left: list[str] = field(default_factory=list)  # sources that an interruption left unread
    errors: list[ReadError] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Order:
    """How texts are taken in."""

    renew: bool = False  # read what the store holds again
    update: bool = False  # a text takes the place of what was read from its source before
    prune: bool = False  # with update: remove what vanished
    date: str = ""  # of the change in the log; today where it is empty


def build(
    paths: Sequence[str | Path],
    dataset: Dataset,
    stages: Callable[[], Stages],
    progress: Callable[[Document], None] = lambda document: None,
    *,
    order: Order | None = None,
    reader: Reader | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Report:
    """Read texts into a store, one transaction each, and return what happened.

    A text that the store holds already costs a digest and a look-up, and if all are known,
    ``stages`` is never called. A text that cannot be read is reported and the others are
    built. ``reader`` reads documents in place of the stages, as worker processes do. Once
    ``stop`` says so, the document in hand is written and what is left is reported.
    """
    work = _Build(dataset, order or Order(), progress)
    wanted: Iterator[Document] = work.new_documents(paths)
    if work.order.update:
        wanted = iter(list(wanted))  # all texts must be known before one takes another's place
    first = next(wanted, None)
    if first is not None and not stop():
        read = reader or (lambda documents: stages().graphs(documents))
        work.write(read(_until(stop, first, wanted)), stop)
    elif first is not None:
        work.report.left.append(first.source)
    work.report.left += [document.source for document in wanted]
    if work.order.update and not work.report.left:
        work.prune(paths, stop)
    dataset.settle()
    dataset.flush()
    return work.report


class _Build:
    def __init__(
        self, dataset: Dataset, order: Order, progress: Callable[[Document], None]
    ) -> None:
        self.dataset, self.order, self.progress = dataset, order, progress
        self.report = Report()
        self.seen: set[Iri] = set()
        self.taken: dict[Iri, str] = {}  # given to the reader, not written yet

    def new_documents(self, paths: Sequence[str | Path]) -> Iterator[Document]:
        """Yield the documents to be read; note the others."""
        for found in read_new(paths, self._known, notes=self.report.notes.append):
            if isinstance(found, ReadError):
                self._note_error(found)
            elif isinstance(found, Known):
                self.seen.add(found.iri)
                self.report.unchanged.append(found)
            else:
                self.seen.add(found.iri)
                self.taken[found.iri] = found.source
                yield found

    def write(self, graphs: Iterator[DocumentGraph], stop: Callable[[], bool]) -> None:
        """Write what is read until it is to stop; what was taken and not written is left."""
        for graph in graphs:
            document = graph.document
            old = self._replaced(document)
            if self.order.renew:
                self.dataset.replace(graph, date=self.order.date)
            else:
                self.dataset.add(graph, date=self.order.date, replacing=old)
            self.report.added.append(document)
            if old:
                self.report.replaced.append(document)
            self.taken.pop(document.iri, None)
            self.progress(document)
            if stop():
                break
        self.report.left += self.taken.values()

    def prune(self, paths: Sequence[str | Path], stop: Callable[[], bool]) -> None:
        """Note, and if wanted remove, what was read from these paths and is there no more.

        Once it is to stop, what was to be removed is left.
        """
        failed = {error.source for error in self.report.errors}
        for document in self.dataset.documents():
            gone = document.iri not in self.seen and _below(document.source, paths)
            if gone and document.source not in failed:
                found = Known(document.iri, document.source)
                self.report.vanished.append(found)
                if self.order.prune and stop():
                    self.report.left.append(document.source)
                elif self.order.prune:
                    self.dataset.remove(document.iri, date=self.order.date)
                    self.report.removed.append(found)

    def _known(self, iri: Iri) -> bool:
        return iri in self.seen or (not self.order.renew and self.dataset.has(iri))

    def _replaced(self, document: Document) -> list[Iri]:
        """Return what was read from the same source and is not among the texts any more."""
        if not self.order.update:
            return []
        return [iri for iri in self.dataset.from_source(document.source) if iri not in self.seen]

    def _note_error(self, error: ReadError) -> None:
        """Note a text that cannot be read; one of the store that is gone has vanished.

        A text that was taken out before, as by an update that was broken off, is no error.
        """
        gone = self.order.update and not os.path.lexists(error.source)
        if not (gone and has_logged(self.dataset.store, error.source)):
            self.report.errors.append(error)
        elif not self.dataset.from_source(error.source):
            self.report.notes.append(Note(error.source, "is gone and was taken out before"))


def _until(
    stop: Callable[[], bool], first: Document, rest: Iterator[Document]
) -> Iterator[Document]:
    """Yield documents until it is to stop."""
    yield first
    while not stop() and (document := next(rest, None)):
        yield document


def _below(source: str, paths: Sequence[str | Path]) -> bool:
    """Return whether a source is one of some files, or in one of some folders."""
    name = source.split(_RECORDS)[0] + _RECORDS[:-1] if _RECORDS in source else source
    given = [os.path.normpath(path) for path in map(str, paths)]
    place = os.path.normpath(name)
    return any(place == path or place.startswith(path.rstrip(os.sep) + os.sep) for path in given)
