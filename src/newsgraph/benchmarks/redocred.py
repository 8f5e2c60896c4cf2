"""redocred: Wikidata relations between the things that a document names.

In: {"id", "text", "sentences"}, with ``given`` pairs "entities" as well; more is ignored. Out:
{"id", "triples": [{"s": [start, end], "relation": "P112", "o": [start, end]}]}, one mention for
each end. The encoder reads sentence by sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from newsgraph.benchmarks.candidates import LITERAL, Candidate, candidates, ordered_pairs
from newsgraph.benchmarks.judged import Question, agreed, judge, tree_at
from newsgraph.benchmarks.lines import Form, Record, checked_span, json_lines, read_lines
from newsgraph.benchmarks.mappings import Labelled, labelled, load_table
from newsgraph.benchmarks.passages import Span, given_span, named_span, read
from newsgraph.benchmarks.run import GIVEN, Run
from newsgraph.benchmarks.thresholds import least_of
from newsgraph.errors import ReadError
from newsgraph.model import AnnotatedDocument

SPACE = "redocred"
FORM = Form(SPACE, {"sentences": list})
TYPES = {"LOC": "Place", "PER": "Person", "ORG": "Organization", "TIME": "date", "NUM": "number"}
LITERALS = ("TIME", "NUM")


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield a line for each line of the file."""
    records = read_lines(path, FORM)
    sentences = [_sentences(record, path) for record in records]
    marked = [_marked(record, path) if run.pairs == GIVEN else [] for record in records]
    table = load_table(run.rules.vocabulary.folder, SPACE)
    read_ = list(read(run.rules, [r["text"] for r in records]))
    stated = [labelled(r, table, partial(named_span, a)) for a, r in read_]
    found = _joined(run, records, sentences, marked, stated, [a for a, _ in read_])
    for record, facts in zip(records, found, strict=True):
        triples = [{"s": [*s], "relation": label, "o": [*o]} for s, label, o in facts]
        yield json_lines([{"id": record["id"], "triples": triples}])


def _sentences(record: Record, path: Path) -> list[Span]:
    return [checked_span(s, record, str(path)) for s in record["sentences"]]


def _marked(record: Record, path: Path) -> list[Candidate]:
    """Return the mentions that the file gives."""
    try:
        spans = [(m, e["type"]) for e in record.get("entities", ()) for m in e["mentions"]]
    except (KeyError, TypeError):
        raise ReadError(f"{path}: {record['id']}", '"entities" are no list of mentions') from None
    return [
        Candidate(
            *checked_span(span, record, str(path)),
            TYPES.get(kind, ""),
            LITERAL if kind in LITERALS else "name",
        )
        for span, kind in spans
    ]


def _joined(
    run: Run,
    records: Sequence[Record],
    sentences: Sequence[Sequence[Span]],
    marked: Sequence[Sequence[Candidate]],
    stated: Sequence[list[Labelled]],
    annotated: Sequence[AnnotatedDocument],
) -> Iterator[list[Labelled]]:
    """Yield what the rules and the encoder together find in each document."""
    if run.encoder is None:
        yield from stated
        return
    own = candidates(run.rules, [r["text"] for r in records], annotated)
    asked = [
        _question(record["text"], span, mine or found, document)
        for record, spans, mine, found, document in zip(
            records, sentences, marked, own, annotated, strict=True
        )
        for span in spans
    ]
    least = least_of(run.rules.vocabulary.folder, SPACE, run.encoder)
    answers = judge(run.encoder, asked, SPACE)
    for spans, rules, document in zip(sentences, stated, annotated, strict=True):
        named = _named(document)
        probable = {
            (_moved(j.subject, start, named), j.label, _moved(j.object, start, named)): j
            for start, _ in spans
            for j in reversed(next(answers))
        }
        sure = {fact for fact, j in probable.items() if j.probability >= least(j.label)}
        yield sorted({*sure, *agreed(rules, probable)})


def _question(
    text: str, span: Span, found: Iterable[Candidate], document: AnnotatedDocument
) -> Question:
    start, end = span
    inside = tuple(
        replace(c, start=c.start - start, end=c.end - start)
        for c in found
        if start <= c.start and c.end <= end
    )
    inner = text[start:end]
    return Question(inner, inside, ordered_pairs(inside), tree_at(document, inner, start))


def _moved(candidate: Candidate, start: int, named: dict[Span, Span]) -> Span:
    span = (candidate.start + start, candidate.end + start)
    return named.get(span, span)


def _named(annotated: AnnotatedDocument) -> dict[Span, Span]:
    """Return where each pronoun or description of a document is named."""
    found = {}
    for mention, meant in annotated.antecedent.items():
        spans = [given_span(annotated.document, m) for m in (mention, meant)]
        if mention.form != "name" and spans[0] is not None and spans[1] is not None:
            found[spans[0]] = spans[1]
    return found
