"""gum: who is who in a document.

In: {"id", "text"}, more is ignored. Out: {"id", "clusters": [[[start, end], ..], ..]}: the
mentions of each thing that a name of the text names, two or more.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from newsgraph.benchmarks.lines import Form, json_lines, read_lines
from newsgraph.benchmarks.passages import Span, given_span, read
from newsgraph.benchmarks.run import Run
from newsgraph.entities import resolve
from newsgraph.model import AnnotatedDocument

FORM = Form("gum", admits=frozenset(("clusters",)))


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield a line for each line of the file."""
    records = read_lines(path, FORM)
    read_ = read(run.stages, [r["text"] for r in records])
    for record, (annotated, _) in zip(records, read_, strict=True):
        yield json_lines([{"id": record["id"], "clusters": _clusters(annotated, run)}])


def _clusters(annotated: AnnotatedDocument, run: Run) -> list[list[Span]]:
    found: dict[str, set[Span]] = defaultdict(set)
    entity_of = resolve(annotated, (), run.stages.gazetteer)
    for mention in annotated.mentions:
        span = given_span(annotated.document, mention)
        if span is not None:
            found[entity_of[mention].iri].add(span)
    return sorted(sorted(spans) for spans in found.values() if len(spans) > 1)
