"""corpus: texts with entities, statements and page facts.

In: a folder of texts, or one text. Out, for each text: {"doc", "name", "type", "aliases"} for an
entity, {"doc", "subject", "relation", "object", "status", "evidence", "confidence",
"qualifiers"} for a statement, {"doc", "page"} for what a page says about itself. "doc" is the
file name, spans count code points of the file.
"""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newsgraph.benchmarks.run import Run
from newsgraph.building import build
from newsgraph.store.dataset import Dataset
from newsgraph.views.export import export
from newsgraph.vocabulary import default_folder


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield the lines of all texts. Raises ReadError if one cannot be read."""
    written = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        ontology = default_folder() / "ontology.ttl"
        with Dataset.open(Path(folder) / "graph.db", create=True, ontology=ontology) as dataset:
            report = build([path], dataset, lambda: run.stages)
            for error in report.errors:
                raise error
            export(dataset, "jsonl", written)
    yield written.getvalue().decode("utf-8")
