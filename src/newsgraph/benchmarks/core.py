"""core: the relation of a pair of companies, or none.

In: {"id", "text", "pairs": [[s, e, s, e]]}, more is ignored. Out: {"id", "triples": [[s, e,
label, s, e]]}: of the given pairs, or with ``own`` pairs of all names that we find.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from newsgraph.benchmarks.lines import Form, Record, checked_span, json_lines, read_lines
from newsgraph.benchmarks.mappings import Labelled, labelled, load_table
from newsgraph.benchmarks.passages import Span, overlap, own_span, read
from newsgraph.benchmarks.run import GIVEN, Run

FORM = Form("core", {"pairs": list}, kinds=frozenset(("ENT",)))
SYMMETRIC = frozenset(("collaboration", "competitor_of", "merged_with"))
Pair = tuple[Span, Span]


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield a line for each line of the file."""
    records = read_lines(path, FORM)
    pairs = [_pairs(record, path) for record in records]
    table = load_table(run.stages.vocabulary.folder, "core")
    read_ = read(run.stages, [r["text"] for r in records])
    for record, wanted, (annotated, relations) in zip(records, pairs, read_, strict=True):
        found = labelled(relations, table, partial(own_span, annotated))
        if run.pairs == GIVEN:
            found = [t for pair in wanted for t in _of_pair(pair, found)]
        yield json_lines(
            [{"id": record["id"], "triples": [[*s, label, *o] for s, label, o in found]}]
        )


def _pairs(record: Record, path: Path) -> list[Pair]:
    place = f"{path}: {record['id']}"
    return [
        (checked_span(p[:2], record, place), checked_span(p[2:], record, place))
        for p in record["pairs"]
    ]


def _of_pair(pair: Pair, found: Sequence[Labelled]) -> list[Labelled]:
    """Return what is said of a given pair, in its direction; the surest label comes first."""
    left, right = pair
    labels = [
        label
        for s, label, o in found
        if (overlap(s, left) and overlap(o, right))
        or (label in SYMMETRIC and overlap(s, right) and overlap(o, left))
    ]
    return [(left, label, right) for label in labels[:1]]
