"""crossner: names with their kinds in sentences.

In: {"id", "text"}, more is ignored. Out: {"id", "entities": [[start, end, kind]]}, our nine
kinds, or with the types of the set its own where they can be told.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from newsgraph.benchmarks.fine import type_of
from newsgraph.benchmarks.joined import Entity, joined
from newsgraph.benchmarks.judged import spans
from newsgraph.benchmarks.lines import Form, json_lines, read_lines
from newsgraph.benchmarks.passages import given_span, read
from newsgraph.benchmarks.run import OWN_NAMES, Run
from newsgraph.benchmarks.thresholds import load_thresholds
from newsgraph.model import AnnotatedDocument

SURE, SHARED = "entity", "entity that the rules share"  # in the table of thresholds
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
    texts = [r["text"] for r in records]
    named = [_named(annotated) for annotated, _ in read(run.rules, texts)]
    for record, found in zip(records, _joined(run, texts, named), strict=True):
        text = record["text"]
        entities = [[*e[:2], _type(text, e, run)] for e in joined(text, found)]
        yield json_lines([{"id": record["id"], "entities": entities}])


def _named(annotated: AnnotatedDocument) -> list[Entity]:
    named = [m for m in annotated.mentions if m.form == "name" and m.kind]
    spans_ = [(given_span(annotated.document, m), m.kind) for m in named]
    return [(*span, kind) for span, kind in spans_ if span is not None]


def _joined(
    run: Run, texts: Sequence[str], named: Sequence[list[Entity]]
) -> Iterator[list[Entity]]:
    """Yield the names of each text: what the encoder is sure of, or less so where rules agree."""
    if run.encoder is None:
        yield from named
        return
    least = load_thresholds(run.rules.vocabulary.folder, "crossner")
    sure, shared = least[SURE], least[SHARED]
    for rules, found in zip(named, spans(run.encoder, texts), strict=True):
        entities = [((*span, kind), score) for span, kind, score in found]
        yield [e for e, score in entities if score >= (shared if e in rules else sure)]


def _type(text: str, entity: Entity, run: Run) -> str:
    start, end, kind = entity
    if run.types != OWN_NAMES:
        return kind
    return type_of(text[start:end], kind, text, run.rules.gazetteer)
