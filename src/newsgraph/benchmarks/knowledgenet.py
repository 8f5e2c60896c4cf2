"""knowledgenet: facts of 15 properties in passages.

In: {"id", "text", "start"}, more is ignored; ``start`` is the offset of the passage in its
document. Out: {"id", "triples": [{"relation", "s": [start, end], "o": [start, end]}]}, offsets
from the document's start. A fact is given for all mentions of its ends in the passage.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from newsgraph.benchmarks.candidates import candidates, ordered_pairs
from newsgraph.benchmarks.judged import Judgement, Question, agreed, judge, tree_at
from newsgraph.benchmarks.lines import Form, json_lines, read_lines
from newsgraph.benchmarks.mappings import Labelled, labelled, load_table
from newsgraph.benchmarks.passages import Span, coreferent_spans, given_span, read
from newsgraph.benchmarks.run import Run
from newsgraph.benchmarks.thresholds import Thresholds, least_of
from newsgraph.model import AnnotatedDocument

SPACE = "knowledgenet"
FORM = Form(SPACE, {"start": int}, frozenset(("doc", "fold")))
SAME = 0.8  # of its probability, what a fact keeps for other mentions of the same ends
Facts = Mapping[Labelled, float]


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield a line for each line of the file."""
    records = read_lines(path, FORM)
    texts = [r["text"] for r in records]
    table = load_table(run.rules.vocabulary.folder, SPACE)
    read_ = list(read(run.rules, texts))
    stated = [labelled(r, table, partial(coreferent_spans, a)) for a, r in read_]
    found = _joined(run, texts, stated, [annotated for annotated, _ in read_])
    for record, facts in zip(records, found, strict=True):
        triples = [_triple(fact, record["start"]) for fact in facts]
        yield json_lines([{"id": record["id"], "triples": triples}])


def _joined(
    run: Run,
    texts: Sequence[str],
    stated: Sequence[list[Labelled]],
    annotated: Sequence[AnnotatedDocument],
) -> Iterator[list[Labelled]]:
    """Yield what the rules and the encoder together find in each passage."""
    if run.encoder is None:
        yield from stated
        return
    found = candidates(run.rules, texts, annotated)
    asked = [
        Question(t, c, ordered_pairs(c), tree_at(a, t))
        for t, c, a in zip(texts, found, annotated, strict=True)
    ]
    least = least_of(run.rules.vocabulary.folder, SPACE, run.encoder)
    answers = judge(run.encoder, asked, SPACE)
    for document, rules, judged in zip(annotated, stated, answers, strict=True):
        probable = _spread(judged, _meant(document))
        yield sorted({*agreed(rules, probable), *_sure(probable, least)})


def _meant(annotated: AnnotatedDocument) -> dict[Span, Span]:
    """Return the mention that names what each mention of a passage means."""
    spans = {m: given_span(annotated.document, m) for m in annotated.mentions}
    pairs = [(span, spans.get(annotated.antecedent.get(m, m))) for m, span in spans.items()]
    return {span: naming for span, naming in pairs if span is not None and naming is not None}


def _spread(judged: Iterable[Judgement], meant: Mapping[Span, Span]) -> Facts:
    """Return how probable each fact is, if it is so of other mentions of the same ends."""
    facts = {(j.subject.span, j.label, j.object.span): j.probability for j in judged}
    best: dict[Labelled, float] = {}
    for (s, label, o), probability in facts.items():
        key = (meant.get(s, s), label, meant.get(o, o))
        best[key] = max(probability, best.get(key, 0.0))
    return {
        (s, label, o): max(p, SAME * best[meant.get(s, s), label, meant.get(o, o)])
        for (s, label, o), p in facts.items()
    }


def _sure(probable: Facts, least: Thresholds) -> list[Labelled]:
    return [fact for fact, p in probable.items() if p >= least(fact[1])]


def _triple(fact: Labelled, start: int) -> dict[str, str | list[int]]:
    subject, label, object_ = fact
    moved = [[a + start, b + start] for a, b in (subject, object_)]
    return {"relation": label, "s": moved[0], "o": moved[1]}
