"""Short texts of others as documents, and spans of ours as offsets into those texts."""

from collections.abc import Iterable, Iterator, Sequence

from newsgraph.documents import from_text
from newsgraph.model import AnnotatedDocument, Document, Mention, Relation, Value
from newsgraph.pipeline import Stages

Span = tuple[int, int]


def documents(texts: Iterable[tuple[str, str]]) -> list[Document]:
    """Return a document for each (text, source)."""
    return [from_text(text, source) for text, source in texts]


def read(
    stages: Stages, texts: Sequence[str]
) -> Iterator[tuple[AnnotatedDocument, list[Relation]]]:
    """Yield each text with its mentions and relations, in order, in full batches."""
    yield from stages.read(documents((text, f"text {n}") for n, text in enumerate(texts)))


def given_span(annotated: AnnotatedDocument, end: Mention | Value) -> Span | None:
    """Return the span of the text as given that a mention or literal covers, if it has one."""
    return given(annotated.document, end.start, end.end)


def given(document: Document, start: int, end: int) -> Span | None:
    """Return the span of the text as given that a span of the document came from, if any."""
    if start < 0:
        return None
    try:
        return document.offsets.raw_span(start, end)
    except ValueError:
        return None
