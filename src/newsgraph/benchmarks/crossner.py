"""crossner: names with their kinds in sentences.

In: {"id", "text"}, more is ignored. Out: {"id", "entities": [[start, end, kind]]}, our nine
kinds, or with the types of the set its own where they can be told.
"""

from collections.abc import Iterator
from pathlib import Path

from newsgraph.benchmarks.fine import type_of
from newsgraph.benchmarks.joined import Entity, joined
from newsgraph.benchmarks.lines import Form, json_lines, read_lines
from newsgraph.benchmarks.passages import given_span, read
from newsgraph.benchmarks.run import OWN_NAMES, Run

FORM = Form(
    "crossner",
    kinds=frozenset(
        "academicjournal algorithm astronomicalobject award chemicalcompound chemicalelement "
        "conference country discipline election enzyme event field location metrics misc "
        "organisation person politicalparty politician product programlang protein researcher "
        "scientist task theory university".split()
    ),
)


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield a line for each line of the file."""
    records = read_lines(path, FORM)
    read_ = read(run.stages, [r["text"] for r in records])
    for record, (annotated, _) in zip(records, read_, strict=True):
        named = [m for m in annotated.mentions if m.form == "name" and m.kind]
        spans = [(given_span(annotated.document, m), m.kind) for m in named]
        found = [(*span, kind) for span, kind in spans if span is not None]
        entities = [[*e[:2], _type(record["text"], e, run)] for e in joined(record["text"], found)]
        yield json_lines([{"id": record["id"], "entities": entities}])


def _type(text: str, entity: Entity, run: Run) -> str:
    start, end, kind = entity
    if run.types != OWN_NAMES:
        return kind
    return type_of(text[start:end], kind, text, run.stages.gazetteer)
