"""product: companies, products and who provides what, on web pages.

In: {"id", "text"}, more is ignored. Out: {"id", "entities": [[start, end, "organization" or
"product"]], "triples": [[start, end, "CompanyProvidesProduct", start, end]]}.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from newsgraph.benchmarks.lines import Form, json_lines, read_lines
from newsgraph.benchmarks.mappings import labelled, load_table
from newsgraph.benchmarks.passages import own_span, read
from newsgraph.benchmarks.run import Run

KINDS = {
    "Organization": "organization",
    "OrganizationGroup": "organization",
    "ProductTechnology": "product",
}
WE = re.compile(r"\b[Ww]e\b")  # whoever the page is of: the set marks it as a company
FORM = Form("product", kinds=frozenset(KINDS.values()))


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield a line for each line of the file."""
    records = read_lines(path, FORM)
    table = load_table(run.stages.vocabulary.folder, "product")
    read_ = read(run.stages, [r["text"] for r in records])
    for record, (annotated, relations) in zip(records, read_, strict=True):
        spans = {
            span: KINDS[m.kind]
            for m in annotated.mentions
            if m.kind in KINDS
            for span in own_span(annotated, m)
        }
        speakers = {m.span(): KINDS["Organization"] for m in WE.finditer(record["text"])}
        found = labelled(relations, table, partial(own_span, annotated))
        triples = [[*s, label, *o] for s, label, o in found]
        entities = [[*span, kind] for span, kind in sorted((speakers | spans).items())]
        yield json_lines([{"id": record["id"], "entities": entities, "triples": triples}])
