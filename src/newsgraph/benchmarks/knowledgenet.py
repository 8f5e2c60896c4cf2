"""knowledgenet: facts of 15 properties in passages.

In: {"id", "text", "start"}, more is ignored; ``start`` is the offset of the passage in its
document. Out: {"id", "triples": [{"relation", "s": [start, end], "o": [start, end]}]}, offsets
from the document's start. A fact is given for all mentions of its ends in the passage.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from newsgraph.benchmarks.lines import Form, json_lines, read_lines
from newsgraph.benchmarks.mappings import Labelled, labelled, load_table
from newsgraph.benchmarks.passages import coreferent_spans, read
from newsgraph.benchmarks.run import Run

FORM = Form("knowledgenet", {"start": int}, frozenset(("doc", "fold")))


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield a line for each line of the file."""
    records = read_lines(path, FORM)
    table = load_table(run.stages.vocabulary.folder, "knowledgenet")
    read_ = read(run.stages, [r["text"] for r in records])
    for record, (annotated, relations) in zip(records, read_, strict=True):
        found = labelled(relations, table, partial(coreferent_spans, annotated))
        triples = [_triple(fact, record["start"]) for fact in found]
        yield json_lines([{"id": record["id"], "triples": triples}])


def _triple(fact: Labelled, start: int) -> dict[str, str | list[int]]:
    subject, label, object_ = fact
    moved = [[a + start, b + start] for a, b in (subject, object_)]
    return {"relation": label, "s": moved[0], "o": moved[1]}
