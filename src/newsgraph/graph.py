"""The graph in Python: the verbs of the command line as functions and methods."""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from newsgraph import building
from newsgraph.entities.identity import Pin
from newsgraph.errors import WriteError
from newsgraph.mentions import DEFAULT
from newsgraph.model import Document, Iri, Status
from newsgraph.reasoning.conflicts import Conflict, conflicts
from newsgraph.reasoning.infer import Report as Inference
from newsgraph.reasoning.infer import infer
from newsgraph.reasoning.query import Rows
from newsgraph.reasoning.query import query as ask
from newsgraph.reasoning.time import as_of as view_as_of
from newsgraph.reasoning.validate import Report as Validation
from newsgraph.reasoning.validate import validate
from newsgraph.relations import USUAL
from newsgraph.store import pins
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import canonical
from newsgraph.store.log import checked_date
from newsgraph.store.lookup import find_documents
from newsgraph.views.explain import Explanation, explain
from newsgraph.views.export import export
from newsgraph.views.frames import frame
from newsgraph.views.inferred import Inferred, explain_inferred
from newsgraph.views.info import Info, info
from newsgraph.views.network import to_networkx
from newsgraph.views.review import Pair, find, review
from newsgraph.vocabulary import default_folder
from newsgraph.workers import Recipe, read_by_workers

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

Paths = str | Path | Sequence[str | Path]
_TOP_INLINE = 120  # nodes in a notebook's picture


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that a notebook draws where it ends a cell."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


class Graph:
    """A knowledge graph: documents, entities, statements and their evidence.

    Made by ``build`` or opened with ``Graph.open``. Use it as a context manager, or call
    ``close``, to let go of the store's folder.
    """

    def __init__(self, dataset: Dataset, report: building.Report | None = None) -> None:
        self.dataset = dataset
        self.report = report  # of the build that made it, if one did

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = True) -> Self:
        """Return the graph in a store folder; raises StoreError if there is none."""
        return cls(Dataset.open(path, read_only=read_only))

    def __repr__(self) -> str:
        return f"Graph({str(self.dataset.path)!r})"

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
        """Let go of the store."""
        self.dataset.close()

    def query(self, sparql: str | Path, *, as_of: str = "", reported: str = "") -> Rows:
        """Return the rows of a SPARQL query, given as text or as the path of a file.

        With ``as_of`` (YYYY-MM-DD) it is asked of the plain triples that held on that day,
        with ``reported`` of the documents published by that day; ``reasoning.time`` says
        what that means. ``.to_pandas()`` of the rows is a data frame. Raises QueryError.
        """
        if not (as_of or reported):
            return ask(self.dataset, sparql)
        with view_as_of(self.dataset, as_of, reported=reported) as view:
            return ask(view, sparql)

    def to_networkx(
        self,
        statuses: Collection[Status | str] | None = None,
        min_confidence: float = 0.0,
        *,
        merged: bool = True,
    ) -> "networkx.MultiDiGraph":
        """Return entities as nodes and statements as edges, with their attributes.

        Entities of several documents that are one thing are one node, unless ``merged``
        is off.
        """
        return to_networkx(self.dataset, statuses, min_confidence, merged=merged)

    def to_pandas(self, what: str = "statements") -> "pandas.DataFrame":
        """Return the ``statements``, the ``entities`` or the ``documents`` as a data frame.

        The columns are those of ``newsgraph.views.frames.frame``, which raises LookupFailed
        for another word, and NewsgraphError if pandas is not installed.
        """
        return frame(self.dataset, what)

    def to_rdflib(self) -> "rdflib.Dataset":
        """Return the same store as a read-only rdflib Dataset, default graph the union."""
        return self.dataset.to_rdflib()

    def draw(
        self,
        out: str | Path,
        *,
        statuses: Collection[Status | str] | None = None,
        min_confidence: float = 0.0,
        focus: str | None = None,
        hops: int = 2,
        since: str = "",
        until: str = "",
        top: int | None = None,
        engine: str = "pyvis",
        title: str = "newsgraph",
    ) -> Path:
        """Write the picture, one HTML file that opens offline, and return its path.

        ``focus`` is the name or IRI of an entity: it is drawn, with what is at most
        ``hops`` statements away. ``since`` and ``until`` (YYYY, YYYY-MM or YYYY-MM-DD) are
        of the day a document was published. At most ``top`` nodes are drawn, by default
        300, with the ``engine`` sigma 50,000. Raises LookupFailed for a name that no
        entity or that several bear, and for a day or an engine that is none.
        """
        from newsgraph.views.draw import draw
        from newsgraph.views.select import narrowed

        middle = find(self.dataset, focus) if focus else Iri("")
        middle = canonical(self.dataset).get(middle, middle)
        network = narrowed(
            self.to_networkx(statuses, min_confidence),
            focus=middle, hops=hops, since=since, until=until,
        )  # fmt: skip
        draw(network, Path(out), title=title, top=top, engine=engine)
        return Path(out)

    def show(self, entity: str, hops: int = 1) -> "Shown":
        """Return the picture of an entity and of what is so many statements away from it.

        The entity is given by name or IRI. A notebook draws what ends a cell. Raises
        LookupFailed for a name that no entity or that several bear.
        """
        from newsgraph.views.draw import inline_html
        from newsgraph.views.select import narrowed

        middle = find(self.dataset, entity)
        network = self.to_networkx()
        near = narrowed(network, focus=canonical(self.dataset).get(middle, middle), hops=hops)
        return Shown(inline_html(near, top=_TOP_INLINE))

    def explain(
        self,
        subject: str | None = None,
        relation: str | None = None,
        object: str | None = None,  # noqa: A002 - its name in RDF
    ) -> list[Explanation]:
        """Return the statements of that subject, relation and object, None for any.

        Names may be labels, aliases or IRIs. Raises LookupFailed for one that the graph
        does not hold.
        """
        return explain(self.dataset, subject, relation, object)

    def explain_inferred(
        self,
        subject: str | None = None,
        relation: str | None = None,
        object: str | None = None,  # noqa: A002 - its name in RDF
    ) -> list[Inferred]:
        """Return the inferred triples that match, with rule and premises; as ``explain``."""
        return explain_inferred(self.dataset, subject, relation, object)

    def infer(self, ontology: str | Path | None = None) -> Inference:
        """Write what the rules conclude into a graph of its own, and return the counts.

        The graph must be open to write. Raises VocabularyError for a rule that is not valid.
        """
        folder = Path(ontology) if ontology else default_folder()
        return infer(self.dataset, folder / "rules")

    def conflicts(self) -> list[Conflict]:
        """Return the claims that do not fit together, both sides with their evidence."""
        return conflicts(self.dataset)

    def validate(self, ontology: str | Path | None = None) -> Validation:
        """Return what the SHACL shapes find.

        ``ontology`` is the vocabulary folder that the graph was built with, if not the
        default one.
        """
        folder = Path(ontology) if ontology else default_folder()
        return validate(self.dataset, folder / "shapes.ttl", folder / "ontology.ttl")

    def info(self) -> Info:
        """Return the counts of documents, entities and statements."""
        return info(self.dataset)

    def same(self, left: str, right: str) -> Pin:
        """Hold two entities, given by name or IRI, to be one from now on.

        The graph must be open to write. Raises LookupFailed for a name that no entity or
        that several bear, StoreError if the user has said otherwise by way of others.
        """
        ends = find(self.dataset, left), find(self.dataset, right)
        return pins.pin(self.dataset, *ends, same=True)

    def different(self, left: str, right: str) -> Pin:
        """Hold two entities to be different from now on; raises as ``same`` does."""
        ends = find(self.dataset, left), find(self.dataset, right)
        return pins.pin(self.dataset, *ends, same=False)

    def undo(self, left: str | None = None, right: str | None = None) -> Pin:
        """Take back the last ``same`` or ``different``, or that on two entities."""
        if left is None or right is None:
            return pins.undo(self.dataset)
        held = {iri for pin in pins.read_pins(self.dataset) for iri in (pin.left, pin.right)}
        one, two = (Iri(n) if n in held else find(self.dataset, n) for n in (left, right))
        return pins.undo(self.dataset, (one, two))

    def remove(self, name: str, *, date: str = "", forget: bool = False) -> list[Iri]:
        """Take out the documents of a source, or the one of an IRI, and return their IRIs.

        Each goes in one transaction. What they said stays in the history, unless it is to
        be forgotten. Raises LookupFailed, naming what is near, if there is none.
        """
        found = find_documents(self.dataset, name)
        for document in found:
            self.dataset.remove(document, date=checked_date(date), forget=forget)
        return found

    def text(self, document: str) -> str | None:
        """Return the text of a document, by IRI, as it was read; None if it is not kept."""
        return self.dataset.text(Iri(document))

    def review(self, limit: int | None = None) -> list[Pair]:
        """Return pairs of entities to look at, the doubtful ones first, then the merges."""
        return review(self.dataset, limit)

    def export(self, path: str | Path, format: str = "ttl") -> Path:  # noqa: A002 - as in rdflib
        """Write the graph to a file in a format of the ``export`` command, wholly or not at all.

        Raises WriteError, and LookupFailed for an unknown format.
        """
        target = Path(path)
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as stream:
                export(self.dataset, format, stream)
            part.replace(target)
        except OSError as error:
            raise WriteError(f"{target}: cannot be written: {error.strerror}") from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        return target

    def _repr_html_(self) -> str:
        """Return the picture in a frame, for notebooks."""
        from newsgraph.views.draw import inline_html

        return inline_html(self.to_networkx(), top=_TOP_INLINE)


def build(
    texts: Paths,
    to: str | Path,
    *,
    model: str = DEFAULT,
    ontology: str | Path | None = None,
    gazetteers: Iterable[str | Path] = (),
    extractors: Sequence[str] = USUAL,
    renew: bool = False,
    update: bool = False,
    prune: bool = False,
    date: str = "",
    workers: int = 1,
    create: bool = True,
    progress: Callable[[Document], None] = lambda document: None,
    stop: Callable[[], bool] = lambda: False,
) -> Graph:
    """Read texts (files, folders) into the store at ``to`` and return the open graph.

    The store is made if it is not there and ``create`` is set, and added to if it is.
    Texts that cannot be read are in ``.report.errors`` of the result; the others are
    built. ``renew`` reads texts again that the store holds already. With ``update`` a text
    takes the place of what was read from the same source before, and with ``prune`` what
    is no longer among the texts goes. ``date`` (YYYY-MM-DD) is that of the change in the
    log. Several ``workers`` are processes that read; the graph is the same. ``stop`` is
    asked after each document. Raises NewsgraphError where nothing can be built: a wrong
    vocabulary, pipeline or store.
    """
    paths = [texts] if isinstance(texts, str | Path) else list(texts)
    folder = Path(ontology) if ontology else None
    recipe = Recipe(model, folder, tuple(Path(g) for g in gazetteers), tuple(extractors))
    order = building.Order(renew, update, prune, checked_date(date))
    source = (folder or default_folder()) / "ontology.ttl"
    fresh = not Path(to).exists()
    dataset = Dataset.open(to, create=create, ontology=source)
    try:
        report = building.build(
            paths,
            dataset,
            recipe.stages,
            progress,
            order=order,
            reader=partial(read_by_workers, recipe, workers=workers) if workers > 1 else None,
            stop=stop,
        )
    except BaseException:
        useless = fresh and not dataset.document_iris()
        dataset.close()
        if useless:
            shutil.rmtree(to, ignore_errors=True)
        raise
    return Graph(dataset, report)
