"""knowledgenet: facts of 15 properties in passages.

In: {"id", "text", "start"}, more is ignored; ``start`` is the offset of the passage in its
document. Out: {"id", "triples": [{"relation", "s": [start, end], "o": [start, end]}]}, offsets
from the document's start. A fact is given for all mentions of its ends in the passage.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from newsgraph.benchmarks.candidates import DATE, Candidate, Ends, admits, candidates, pairs
from newsgraph.benchmarks.judged import Question, judge
from newsgraph.benchmarks.lines import Form, json_lines, read_lines
from newsgraph.benchmarks.mappings import Labelled, labelled, load_table
from newsgraph.benchmarks.passages import coreferent_spans, read
from newsgraph.benchmarks.run import Run
from newsgraph.benchmarks.thresholds import load_thresholds
from newsgraph.model import AnnotatedDocument

SPACE = "knowledgenet"
FORM = Form(SPACE, {"start": int}, frozenset(("doc", "fold")))
PERSON, BODY, PLACE = ("Person",), ("Organization",), ("Place",)
ENDS: Ends = {
    "CEO": (BODY, PERSON),
    "CHILD_OF": (PERSON, PERSON),
    "DATE_FOUNDED": (BODY, (DATE,)),
    "DATE_OF_BIRTH": (PERSON, (DATE,)),
    "DATE_OF_DEATH": (PERSON, (DATE,)),
    "EDUCATED_AT": (PERSON, BODY),
    "EMPLOYEE_OR_MEMBER_OF": (PERSON, BODY),
    "FOUNDED_BY": (BODY, (*PERSON, *BODY)),
    "HEADQUARTERS": (BODY, PLACE),
    "NATIONALITY": (PERSON, PLACE),
    "PLACE_OF_BIRTH": (PERSON, PLACE),
    "PLACE_OF_RESIDENCE": (PERSON, PLACE),
    "POLITICAL_AFFILIATION": (PERSON, BODY),
    "SPOUSE": (PERSON, PERSON),
    "SUBSIDIARY_OF": (BODY, BODY),
}


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield a line for each line of the file."""
    records = read_lines(path, FORM)
    texts = [r["text"] for r in records]
    table = load_table(run.stages.vocabulary.folder, SPACE)
    read_ = list(read(run.stages, texts))
    stated = [labelled(r, table, partial(coreferent_spans, a)) for a, r in read_]
    learned = _learned(run, texts, [annotated for annotated, _ in read_])
    for record, *found in zip(records, stated, learned, strict=True):
        facts = sorted({*found[0], *found[1]})
        triples = [_triple(fact, record["start"]) for fact in facts]
        yield json_lines([{"id": record["id"], "triples": triples}])


def _learned(
    run: Run, texts: Sequence[str], annotated: Sequence[AnnotatedDocument]
) -> Iterator[list[Labelled]]:
    """Yield what the encoder finds in each passage: nothing where there is none."""
    if run.encoder is None:
        yield from ([] for _ in texts)
        return
    found = candidates(run.stages, texts, annotated)
    least = load_thresholds(run.stages.vocabulary.folder, SPACE, run.encoder)
    questions = (Question(t, c, list(pairs(c, ENDS))) for t, c in zip(texts, found, strict=True))
    for judged in judge(run.encoder, questions, SPACE):
        yield [
            (j.subject.span, j.label, j.object.span)
            for j in judged
            if j.probability >= least(j.label) and _fits(j.label, j.subject, j.object)
        ]


def _fits(label: str, subject: Candidate, object_: Candidate) -> bool:
    return label in ENDS and admits(ENDS[label], subject, object_)


def _triple(fact: Labelled, start: int) -> dict[str, str | list[int]]:
    subject, label, object_ = fact
    moved = [[a + start, b + start] for a, b in (subject, object_)]
    return {"relation": label, "s": moved[0], "o": moved[1]}
