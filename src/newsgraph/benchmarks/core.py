"""core: the relation of a pair of companies, or none.

In: {"id", "text", "pairs": [[s, e, s, e]]}, more is ignored. Out: {"id", "triples": [[s, e,
label, s, e]]}: of the given pairs, or with ``own`` pairs of all names that we find.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from newsgraph.benchmarks.candidates import Candidate, candidates
from newsgraph.benchmarks.judged import Judgement, Question, judge, tree_at
from newsgraph.benchmarks.lines import Form, Record, checked_span, json_lines, read_lines
from newsgraph.benchmarks.mappings import Labelled, labelled, load_table
from newsgraph.benchmarks.passages import Span, overlap, own_span, read
from newsgraph.benchmarks.run import GIVEN, Run
from newsgraph.benchmarks.thresholds import least_of
from newsgraph.model import AnnotatedDocument

SPACE = "core"
FORM = Form(SPACE, {"pairs": list}, kinds=frozenset(("ENT",)))
SYMMETRIC = frozenset(("collaboration", "competitor_of", "merged_with"))
ENDS = frozenset(("Organization", "ProductTechnology", ""))  # kinds of own pairs
Pair = tuple[Span, Span]


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield a line for each line of the file."""
    records = read_lines(path, FORM)
    given = [_pairs(record, path) for record in records]
    table = load_table(run.rules.vocabulary.folder, SPACE)
    read_ = list(read(run.rules, [r["text"] for r in records]))
    stated = [labelled(r, table, partial(own_span, a)) for a, r in read_]
    if run.pairs == GIVEN:
        stated = [
            [t for pair in wanted for t in _of_pair(pair, found)]
            for wanted, found in zip(given, stated, strict=True)
        ]
    found = candidates(run.rules, [r["text"] for r in records], [a for a, _ in read_])
    learned = _learned(run, records, given, found, [a for a, _ in read_])
    one_each = _one_each if run.pairs == GIVEN else _one_way
    for record, rules, judged in zip(records, stated, learned, strict=True):
        triples = [[*s, label, *o] for s, label, o in one_each([*judged, *rules])]
        yield json_lines([{"id": record["id"], "triples": triples}])


def _pairs(record: Record, path: Path) -> list[Pair]:
    place = f"{path}: {record['id']}"
    return [
        (checked_span(p[:2], record, place), checked_span(p[2:], record, place))
        for p in record["pairs"]
    ]


def _of_pair(pair: Pair, found: Sequence[Labelled]) -> list[Labelled]:
    """Return what is said of a given pair, in its direction."""
    left, right = pair
    return [
        (left, label, right)
        for s, label, o in found
        if (overlap(s, left) and overlap(o, right))
        or (label in SYMMETRIC and overlap(s, right) and overlap(o, left))
    ]


def _one_each(found: Iterable[Labelled]) -> list[Labelled]:
    """Return the first label of each pair: a pair bears one."""
    first: dict[Pair, Labelled] = {}
    for s, label, o in found:
        first.setdefault((s, o), (s, label, o))
    return list(first.values())


def _one_way(found: Iterable[Labelled]) -> list[Labelled]:
    """Return the first label of each two names, in one direction."""
    first: dict[frozenset[Span], Labelled] = {}
    for s, label, o in found:
        first.setdefault(frozenset((s, o)), (s, label, o))
    return list(first.values())


def _learned(
    run: Run,
    records: Sequence[Record],
    given: Sequence[Sequence[Pair]],
    found: Sequence[tuple[Candidate, ...]],
    annotated: Sequence[AnnotatedDocument],
) -> Iterator[list[Labelled]]:
    """Yield what the encoder finds in each text, best first: nothing where there is none."""
    if run.encoder is None:
        yield from ([] for _ in records)
        return
    least = least_of(run.rules.vocabulary.folder, SPACE, run.encoder)
    asked = [
        replace(
            _question(record["text"], wanted if run.pairs == GIVEN else None, mine),
            tree=tree_at(document, record["text"]),
        )
        for record, wanted, mine, document in zip(records, given, found, annotated, strict=True)
    ]
    for judged in judge(run.encoder, asked, SPACE):
        yield [_labelled(j) for j in judged if j.probability >= least(j.label)]


def _question(text: str, wanted: Sequence[Pair] | None, mine: tuple[Candidate, ...]) -> Question:
    if wanted is None:
        names = [n for n, c in enumerate(mine) if c.kind in ENDS and c.form == "name"]
        return Question(text, mine, [(a, b) for a in names for b in names if a != b])
    spans = dict.fromkeys(span for pair in wanted for span in pair)
    ends = [_end(span, mine) for span in spans]
    others = [c for c in mine if c.span not in spans]
    place = {span: n for n, span in enumerate(spans)}
    return Question(text, [*ends, *others], [(place[a], place[b]) for a, b in wanted])


def _end(span: Span, mine: Iterable[Candidate]) -> Candidate:
    """Return a given end, with the kind that we find for the same span."""
    same = [c for c in mine if c.span == span]
    return same[0] if same else Candidate(*span, "", "name")


def _labelled(j: Judgement) -> Labelled:
    return j.subject.span, j.label, j.object.span
