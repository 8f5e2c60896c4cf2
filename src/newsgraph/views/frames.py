"""The graph as data frames: its statements, its entities, its documents."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newsgraph.errors import LookupFailed, NewsgraphError
from newsgraph.model import Entity, Iri, Value
from newsgraph.store.dataset import Dataset
from newsgraph.store.identity import canonical
from newsgraph.store.stored import StoredGraph
from newsgraph.store.terms import local_name

if TYPE_CHECKING:
    import pandas

Row = dict[str, Any]


def frame(dataset: Dataset, what: str) -> "pandas.DataFrame":
    """Return ``statements``, ``entities`` or ``documents`` as a data frame, a row each.

    Statements: source, date (of the document), subject, relation, object, status,
    confidence, attributed_to, qualifiers (a dict of words and numbers), sentence,
    extractors, and the IRIs subject_iri, object_iri (empty for a value) and statement.
    What pages list is left out. Entities: label, kind, aliases, ticker, documents and
    statements (counts), iri; entities that are one are one row, under the IRI that stands
    for them. Documents: source, title, url, date, entities and statements (counts), iri.

    Raises LookupFailed for another word, NewsgraphError if pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise NewsgraphError(
            "pandas is not installed; install it with: pip install 'newsgraph[pandas]'"
        ) from error
    if what not in FRAMES:
        raise LookupFailed(f"no frame of {what!r}; choose from {', '.join(FRAMES)}")
    columns, rows = FRAMES[what]
    return pandas.DataFrame(list(rows(dataset)), columns=columns)


def _statements(dataset: Dataset) -> Iterator[Row]:
    for graph in dataset.graphs():
        labels = graph.labels()
        for s in graph.statements:
            if s.subject == graph.document.iri:
                continue
            speaker = s.attributed_to
            yield {
                "source": graph.document.source,
                "date": graph.document.date,
                "subject": _shown(s.subject, labels),
                "relation": s.predicate,
                "object": _shown(s.object, labels),
                "status": str(s.status),
                "confidence": s.confidence,
                "attributed_to": _shown(speaker, labels) if speaker else "",
                "qualifiers": {name: _shown(end, labels) for name, end in s.qualifiers},
                "sentence": s.evidence[0].quote,
                "extractors": ", ".join(sorted({e.extractor for e in s.evidence})),
                "subject_iri": s.subject,
                "object_iri": "" if isinstance(s.object, Value) else s.object,
                "statement": s.iri,
            }


def _shown(end: Iri | Value, labels: Mapping[Iri, str]) -> Any:
    """Return the name of an entity, or a value: a number as such, all else as text."""
    if not isinstance(end, Value):
        return labels.get(end, local_name(end))
    return float(end.lexical) if end.kind in ("money", "number", "percent") else end.lexical


def _entities(dataset: Dataset) -> Iterator[Row]:
    first = canonical(dataset)
    named: dict[Iri, list[Entity]] = {}
    documents: Counter[Iri] = Counter()
    said: Counter[Iri] = Counter()
    for graph in dataset.graphs():
        met = [(first.get(e.iri, e.iri), e) for e in graph.entities]
        documents.update({iri for iri, _ in met})
        for iri, entity in met:
            named.setdefault(iri, []).append(entity)
        said.update(first.get(end, end) for end in _ends(graph))
    for iri, entities in sorted(named.items()):
        labels = Counter(e.label for e in entities)
        label = min(labels, key=lambda name: (-labels[name], name))
        own = next((e for e in entities if e.iri == iri), entities[0])
        names = {n for e in entities for n in (e.label, *e.aliases)} - {label}
        yield {
            "label": label,
            "kind": own.kind,
            "aliases": ", ".join(sorted(names)),
            "ticker": next((e.ticker for e in entities if e.ticker), ""),
            "documents": documents[iri],
            "statements": said[iri],
            "iri": iri,
        }


def _ends(graph: StoredGraph) -> Iterator[Iri]:
    """Yield both ends of each statement that is not of the page."""
    for s in graph.statements:
        if s.subject != graph.document.iri:
            yield s.subject
            if not isinstance(s.object, Value):
                yield s.object


def _documents(dataset: Dataset) -> Iterator[Row]:
    for graph in dataset.graphs():
        document = graph.document
        own = [s for s in graph.statements if s.subject != document.iri]
        yield {
            "source": document.source,
            "title": document.title,
            "url": document.url,
            "date": document.date,
            "entities": len(graph.entities),
            "statements": len(own),
            "iri": document.iri,
        }


FRAMES: dict[str, tuple[list[str], Callable[[Dataset], Iterable[Row]]]] = {
    "statements": (
        "source date subject relation object status confidence attributed_to qualifiers "
        "sentence extractors subject_iri object_iri statement".split(),
        _statements,
    ),
    "entities": ("label kind aliases ticker documents statements iri".split(), _entities),
    "documents": ("source title url date entities statements iri".split(), _documents),
}
