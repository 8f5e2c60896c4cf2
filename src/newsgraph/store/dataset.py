"""The graph of many documents: one named graph each, written whole or not at all."""

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
from newsgraph.store.quads import to_quads
from newsgraph.store.stored import StoredDocument, StoredGraph, from_quads
from newsgraph.store.terms import NG, ONTOLOGY_GRAPH, PREFIXES, RDF, node

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

    def add(self, graph: DocumentGraph, version: str = "", *, settle: bool = True) -> bool:
        """Write a document in one transaction; return False if its text is there already.

        ``version`` of the extractors is by default that of newsgraph. The identity graph
        follows in a transaction of its own, unless a caller that writes many documents
        settles it once for all of them.
        """
        if self.has(graph.document.iri):
            return False
        quads = to_quads(graph, version or own_version())
        with _explained(self.path):
            self.store.extend(quads)
        if settle:
            self.settle()
        return True

    def replace(self, graph: DocumentGraph, version: str = "", *, settle: bool = True) -> None:
        """Write a document in one transaction in place of what the store held of it.

        The identity graph follows, as it does for ``add``.
        """
        name = node(graph.document.iri)
        triples = " .\n".join(
            str(quad.triple) for quad in to_quads(graph, version or own_version())
        )
        self._update(f"DROP SILENT GRAPH {name} ; INSERT DATA {{ GRAPH {name} {{ {triples} }} }}")
        if settle:
            self.settle()

    def remove(self, document: Iri) -> None:
        """Take a document and all it says out of the store, in one transaction.

        The identity graph follows, as it does for ``add``. Raises LookupFailed if the
        store holds no such document.
        """
        if not self.has(document):
            raise LookupFailed(f"{document}: the store holds no such document")
        self._update(f"DROP GRAPH {node(document)}")
        self.settle()

    def settle(self) -> None:
        """Make the identity graph what the documents and the user's pins make of it.

        Raises StoreError if the pins contradict each other.
        """
        from newsgraph.store.identity import settle

        settle(self)

    def exchange(self, old: "Iterable[Quad]", new: "Iterable[Quad]") -> None:
        """Put quads of named graphs in the place of others, in one transaction."""
        parts = (("DELETE", old), ("INSERT", new))
        updates = [f"{word} DATA {{ {rows} }}" for word, quads in parts if (rows := _block(quads))]
        if updates:
            self._update(" ; ".join(updates))

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

    def quads(self, graph: Iri | None = None) -> "Iterator[Quad]":
        """Yield the quads of one named graph, or of all, in no order."""
        name = node(graph) if graph else None
        yield from self.store.quads_for_pattern(None, None, None, name)

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

    def _update(self, sparql: str) -> None:
        with _explained(self.path):
            self.store.update(sparql)


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


def _block(quads: "Iterable[Quad]") -> str:
    """Return quads as SPARQL Update writes them, sorted."""
    rows = sorted((str(quad.graph_name), str(quad.triple)) for quad in quads)
    return " ".join(f"GRAPH {graph} {{ {triple} }}" for graph, triple in rows)


@contextmanager
def _explained(path: Path | None) -> Iterator[None]:
    try:
        yield
    except ENGINE_ERRORS as error:
        raise engine_error(path, error) from error
