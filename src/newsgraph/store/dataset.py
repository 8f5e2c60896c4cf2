"""The graph of many documents: one named graph each, written whole or not at all."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from newsgraph.errors import LookupFailed, StoreError, VocabularyError
from newsgraph.model import DocumentGraph, Iri
from newsgraph.store.folder import (
    ENGINE_ERRORS,
    create_folder,
    engine_error,
    open_store,
    own_version,
)
from newsgraph.store.log import History
from newsgraph.store.quads import to_lines
from newsgraph.store.stored import StoredDocument, StoredGraph, from_quads
from newsgraph.store.terms import (
    CHANGES_GRAPH,
    DCTERMS,
    NG,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RDF,
    node,
    text_literal,
)
from newsgraph.store.texts import Texts

if TYPE_CHECKING:
    from pyoxigraph import (
        Literal,
        NamedNode,
        Quad,
        QueryBoolean,
        QuerySolutions,
        QueryTriples,
        Store,
    )
    from rdflib import Dataset as RdflibDataset

    from newsgraph.store.writer import Writer

_DOCUMENTS = """
SELECT ?document ?source ?title ?url ?date WHERE {
  GRAPH ?document {
    ?document a ng:Document ; dcterms:source ?source .
    OPTIONAL { ?document dcterms:title ?title }
    OPTIONAL { ?document schema:url ?url }
    OPTIONAL { ?document dcterms:issued ?date }
  }
}
"""


class Dataset:
    """Documents and what they say, with the union of all graphs as the default graph.

    One process may write at a time. A commit outlives the process; only ``flush`` (and
    leaving the ``with`` block) makes sure that it outlives a loss of power.
    """

    def __init__(
        self, store: "Store", path: Path | None = None, *, read_only: bool = False
    ) -> None:
        self._open: Store | None = store
        self.path = path  # None for a store in memory
        self.read_only = read_only
        self.history = History(path)  # what went
        self._texts = Texts(path)
        self._writer: Writer | None = None

    @classmethod
    def open(
        cls,
        path: str | Path,
        create: bool = False,
        *,
        read_only: bool = False,
        ontology: Path | None = None,
    ) -> Self:
        """Return the dataset of a folder; ``create`` makes it if it is missing.

        A new store gets the triples of ``ontology``, a Turtle file, in a graph of their
        own; in a store that is there already they stay as they are. Raises StoreError,
        and VocabularyError if the ontology cannot be read.
        """
        folder = Path(path)
        free = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
        if create and free:
            create_folder(folder, ontology_quads(ontology) if ontology else ())
        return cls(open_store(folder, read_only=read_only), folder, read_only=read_only)

    @classmethod
    def memory(cls, ontology: Path | None = None) -> Self:
        """Return an empty dataset that is gone with the process."""
        from pyoxigraph import Store

        store = Store()
        store.extend(ontology_quads(ontology) if ontology else ())
        return cls(store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Flush and let go of the folder; closing again does nothing."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        if self._open is not None:
            self.flush()
        self._open = None

    @property
    def store(self) -> "Store":
        """The open pyoxigraph store; StoreError once the dataset is closed."""
        if self._open is None:
            raise StoreError(
                f"{self.path or 'store in memory'}: the store is closed; open it again"
            )
        return self._open

    def add(
        self,
        graph: DocumentGraph,
        version: str = "",
        *,
        date: str = "",
        replacing: Iterable[Iri] = (),
    ) -> bool:
        """Write a document in one transaction; return False if its text is there already.

        The same transaction takes out the documents that it replaces, makes the identity
        graph follow, and notes the change in the log under ``date`` (YYYY-MM-DD), by
        default today. ``version`` of the extractors is by default that of newsgraph.
        """
        if self.has(graph.document.iri):
            return False
        gone = [old for old in sorted(set(replacing)) if self.has(old)]
        self._change(graph, to_lines(graph, version or own_version()), gone, date)
        return True

    def replace(self, graph: DocumentGraph, version: str = "", *, date: str = "") -> bool:
        """Write a document in the place of what the store held of it, as ``add`` does.

        Return False, and write nothing, if that is the same.
        """
        iri = graph.document.iri
        lines = to_lines(graph, version or own_version())
        held = self.has(iri)
        if held and set(lines) == {str(quad) for quad in self.quads(iri)}:
            return False
        self._change(graph, lines, [iri] if held else [], date)
        return True

    def remove(self, document: Iri, *, date: str = "", forget: bool = False) -> None:
        """Take a document and all it says out of the store, in one transaction.

        The identity graph and the log follow, as they do for ``add``. What it said stays
        in the history, for those who ask what changed, unless it is to be forgotten.
        Raises LookupFailed if the store holds no such document.
        """
        if not self.has(document):
            raise LookupFailed(f"{document}: the store holds no such document")
        self._change(None, [], [document], date, forget=forget)

    def settle(self) -> None:
        """Make the identity graph follow the user's pins.

        Raises StoreError if the pins contradict each other.
        """
        with self._writing() as writer:
            writer.settle()

    def text(self, document: Iri) -> str | None:
        """Return the text of a document as it was read; spans in the store point into it.

        None for a document that the store does not hold, or holds without its text.
        """
        return self._texts.get(document) if self.has(document) else None

    def exchange(self, old: "Iterable[Quad]", new: "Iterable[Quad]") -> None:
        """Put quads of named graphs in the place of others, in one transaction."""
        self.write((), map(str, old), map(str, new))

    def write(self, dropped: Iterable[Iri], old: Iterable[str], new: Iterable[str]) -> None:
        """Put quads in the place of graphs and of other quads, in one transaction.

        Quads are lines of N-Quads without their points. It writes what it is told:
        documents come and go by ``add``, ``replace`` and ``remove``.
        """
        drops = [f"DROP SILENT GRAPH {node(name)}" for name in sorted(dropped)]
        deletes = [f"DELETE DATA {{ {block} }}"] if (block := _block(old)) else []
        with _explained(self.path):
            if not drops and not deletes:
                from pyoxigraph import RdfFormat

                lines = "".join(f"{line} .\n" for line in sorted(new))
                if lines:
                    self.store.load(lines.encode(), format=RdfFormat.N_QUADS)
                return
            inserts = [f"INSERT DATA {{ {block} }}"] if (block := _block(new)) else []
            self.store.update(" ; ".join([*drops, *deletes, *inserts]))

    def _change(
        self,
        graph: DocumentGraph | None,
        lines: list[str],
        gone: list[Iri],
        date: str,
        *,
        forget: bool = False,
    ) -> None:
        day = date or str(datetime.date.today())
        with self._writing() as writer:
            if graph and graph.document.raw:
                self._texts.put(graph.document.iri, graph.document.raw)
            writer.change(lines, graph, gone, day, forget=forget)
        for old in gone:
            if graph is None or old != graph.document.iri:
                self._texts.drop(old)

    @contextmanager
    def _writing(self) -> "Iterator[Writer]":
        """Yield what changes the store; after a failure, the next change begins with a new one."""
        if self.read_only:
            raise StoreError(f"{self.path}: the store was opened to read only; open it to write")
        import sqlite3

        from newsgraph.store.writer import Writer

        try:
            self._writer = self._writer or Writer(self)
            yield self._writer
        except BaseException as error:
            if self._writer is not None:
                self._writer.close()
            self._writer = None
            if isinstance(error, sqlite3.Error):
                where = self.path or "store in memory"
                raise StoreError(f"{where}: its index cannot be written ({error})") from error
            raise

    def has(self, document: Iri) -> bool:
        """Return whether the store holds a document: the text with that IRI."""
        from pyoxigraph import Quad

        name = node(document)
        return Quad(name, node(RDF + "type"), node(NG + "Document"), name) in self.store

    def documents(self) -> tuple[StoredDocument, ...]:
        """Return the documents without their pages, sorted by source, then IRI."""
        found = []
        for row in self.select(_DOCUMENTS):
            iri, source, title, url, date = (term.value if term else "" for term in row)
            found.append(StoredDocument(Iri(iri), source, title, url, date))
        return tuple(sorted(found, key=lambda document: (document.source, document.iri)))

    def document_iris(self) -> tuple[Iri, ...]:
        """Return the IRIs of the documents, sorted."""
        pattern = None, node(RDF + "type"), node(NG + "Document"), None
        found = (quad.graph_name for quad in self.store.quads_for_pattern(*pattern))
        return tuple(sorted(Iri(name.value) for name in found))  # type: ignore[union-attr]

    def source(self, document: Iri) -> str:
        """Return what a document was read from, empty if the store does not hold it."""
        name = node(document)
        found = self.store.quads_for_pattern(name, node(DCTERMS + "source"), None, name)
        return next((quad.object.value for quad in found), "")  # type: ignore[union-attr]

    def from_source(self, source: str) -> tuple[Iri, ...]:
        """Return the documents that were read from a file or URL, sorted."""
        pattern = None, node(DCTERMS + "source"), text_literal(source), None
        names = {quad.graph_name.value for quad in self.store.quads_for_pattern(*pattern)}  # type: ignore[union-attr]
        return tuple(sorted(Iri(name) for name in names if name != CHANGES_GRAPH))

    def quads(self, graph: Iri | None = None) -> "Iterator[Quad]":
        """Yield the quads of one named graph, or of all but the log of changes, in no order."""
        if graph:
            yield from self.store.quads_for_pattern(None, None, None, node(graph))
            return
        log = node(CHANGES_GRAPH)
        for quad in self.store.quads_for_pattern(None, None, None, None):
            if quad.graph_name != log:
                yield quad

    def size(self) -> int:
        """Return how many quads there are, those of the log of changes aside."""
        log = self.store.quads_for_pattern(None, None, None, node(CHANGES_GRAPH))
        return len(self.store) - sum(1 for _ in log)

    def read(self, document: Iri) -> StoredGraph:
        """Return all that one document says; raises LookupFailed if it is not there."""
        if not self.has(document):
            raise LookupFailed(f"{document}: the store holds no such document")
        return from_quads(self.quads(document))

    def graphs(self) -> Iterator[StoredGraph]:
        """Yield what each document says, in the order of ``documents``."""
        for document in self.documents():
            yield self.read(document.iri)

    def query(
        self,
        sparql: str,
        *,
        union: bool = True,
        values: "Mapping[str, NamedNode | Literal] | None" = None,
    ) -> "QuerySolutions | QueryBoolean | QueryTriples":
        """Return pyoxigraph's answer to a query; the standard prefixes need no declaration.

        ``values`` are put in the place of variables. For queries of our own making: it
        refuses nothing and raises pyoxigraph's errors (see ``reasoning.query``).
        """
        from pyoxigraph import Variable

        return self.store.query(
            sparql,
            prefixes=PREFIXES,
            use_default_graph_as_union=union,
            substitutions={Variable(name): term for name, term in (values or {}).items()},
        )

    def select(
        self, sparql: str, values: "Mapping[str, NamedNode | Literal] | None" = None
    ) -> "list[Any]":
        """Return the rows of a SELECT query of our own making."""
        return list(self.query(sparql, values=values))  # type: ignore[arg-type]

    def flush(self) -> None:
        """Make sure that all that was written is on the disk."""
        if self.path is not None and not self.read_only:
            with _explained(self.path):
                self.store.flush()

    def to_rdflib(self) -> "RdflibDataset":
        """Return the same store as an rdflib Dataset that cannot be written to.

        Its default graph is the union of all graphs. It stays open as long as it is used.
        """
        from newsgraph.store.rdflib_view import rdflib_view

        return rdflib_view(self.store)


def ontology_quads(path: Path) -> "list[Quad]":
    """Return the triples of a Turtle file as quads of the ontology graph.

    Blank nodes get canonical names (RDF Dataset Canonicalization), so that two stores
    with the same ontology are the same. Raises VocabularyError, naming the line.
    """
    from pyoxigraph import CanonicalizationAlgorithm, Quad, RdfFormat, parse
    from pyoxigraph import Dataset as Quads

    graph = node(ONTOLOGY_GRAPH)
    try:
        triples = list(parse(path=path, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise VocabularyError(str(path), f"not valid Turtle: {error}") from error
    except OSError as error:
        raise VocabularyError(str(path), f"cannot be read: {error.strerror or error}") from error
    quads = Quads(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    quads.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return list(quads)


def _block(lines: Iterable[str]) -> str:
    """Return quads as SPARQL Update writes them, sorted; their graphs have names."""
    found: dict[str, list[str]] = {}
    for line in sorted(lines):
        triple, _, graph = line.rpartition(" ")
        found.setdefault(graph, []).append(triple)
    return " ".join(f"GRAPH {graph} {{ {' . '.join(rows)} }}" for graph, rows in found.items())


@contextmanager
def _explained(path: Path | None) -> Iterator[None]:
    try:
        yield
    except ENGINE_ERRORS as error:
        raise engine_error(path, error) from error
