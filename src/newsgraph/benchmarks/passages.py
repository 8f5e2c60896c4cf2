"""Texts of others as documents, and spans of ours as offsets into those texts."""

from collections.abc import Iterator, Sequence

from newsgraph.documents import from_text
from newsgraph.model import AnnotatedDocument, Document, Mention, Relation, Token, Value
from newsgraph.pipeline import Stages

Span = tuple[int, int]


def read(
    stages: Stages, texts: Sequence[str]
) -> Iterator[tuple[AnnotatedDocument, list[Relation]]]:
    """Yield each text with its mentions and relations, in order, in full batches."""
    yield from stages.read(from_text(text, f"text {n}") for n, text in enumerate(texts))


def given_span(document: Document, end: Mention | Value | Token) -> Span | None:
    """Return the span of the text as given that a mention, literal or token covers, if any."""
    if end.start < 0:
        return None
    try:
        return document.offsets.raw_span(end.start, end.end)
    except ValueError:
        return None


def own_span(annotated: AnnotatedDocument, end: Mention | Value) -> list[Span]:
    """Return the span of a mention or literal alone."""
    span = given_span(annotated.document, end)
    return [] if span is None else [span]


def named_span(annotated: AnnotatedDocument, end: Mention | Value) -> list[Span]:
    """Return the span where the text names what is meant."""
    meant = annotated.antecedent.get(end, end) if isinstance(end, Mention) else end
    return own_span(annotated, meant)


def coreferent_spans(annotated: AnnotatedDocument, end: Mention | Value) -> list[Span]:
    """Return the spans of all mentions that mean the same, or of the literal alone."""
    if isinstance(end, Value):
        return own_span(annotated, end)
    meant = annotated.antecedent.get(end, end)
    same = [m for m in annotated.mentions if annotated.antecedent.get(m, m) == meant]
    return [s for m in dict.fromkeys((end, *same)) for s in own_span(annotated, m)]


def overlap(left: Span, right: Span) -> bool:
    """Return whether two spans share a character."""
    return left[0] < right[1] and right[0] < left[1]
