"""redocred: Wikidata relations between the things that a document names.

In: {"id", "text", "sentences"}, more is ignored. Out: {"id", "triples": [{"s": [start, end],
"relation": "P112", "o": [start, end]}]}, one mention for each end.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from newsgraph.benchmarks.lines import Form, json_lines, read_lines
from newsgraph.benchmarks.mappings import labelled, load_table
from newsgraph.benchmarks.passages import named_span, read
from newsgraph.benchmarks.run import Run

FORM = Form("redocred", {"sentences": list})


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield a line for each line of the file."""
    records = read_lines(path, FORM)
    table = load_table(run.stages.vocabulary.folder, "redocred")
    read_ = read(run.stages, [r["text"] for r in records])
    for record, (annotated, relations) in zip(records, read_, strict=True):
        found = labelled(relations, table, partial(named_span, annotated))
        triples = [{"s": [*s], "relation": label, "o": [*o]} for s, label, o in found]
        yield json_lines([{"id": record["id"], "triples": triples}])
