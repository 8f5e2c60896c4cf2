"""The examples end to end: what the default way finds of what their writers say they state.

Qualifiers are judged on the statements that are found: right where both give the name and the
value is the same. Of words (an item, a role, a metric) one side may say more than the other.

Run by ``make accuracy``. Needs nothing but the clone. Each sentence is a text of its own; ends are
compared by normal form, symmetric and inverse relations read both ways. A statement that an
example's own one entails is neither right nor wrong.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isclose
from pathlib import Path
from zlib import crc32

from newsgraph.documents import from_text
from newsgraph.encoder import split_words
from newsgraph.model import DocumentGraph, Iri, Statement, Status, Value
from newsgraph.pipeline import prepare
from newsgraph.relations import USUAL
from newsgraph.training.sets import HELD
from newsgraph.vocabulary.examples import Example, Stated, read_examples
from newsgraph.vocabulary.names import normal_form
from newsgraph.vocabulary.ontology import Property

EXAMPLES = Path(__file__).resolve().parents[1] / "graph" / "examples"
INVERSE = {"customerOf": "supplies", "supplies": "customerOf"}
ENTAILED = {
    "acquires": {"subsidiaryOf", "ownsStakeIn", "investsIn", "partOf"},
    "launches": {"develops", "announced"},
    "manufactures": {"develops"},
    "customerOf": {"uses", "partnersWith", "purchases"},
    "supplies": {"partnersWith"},
    "basedIn": {"locatedIn", "operatesIn"},
    "buildsFacilityIn": {"operatesIn", "investsIn", "locatedIn"},
    "founderOf": {"worksFor", "formerlyWorkedFor"},
    "ceoOf": {"worksFor"},
}
VERDICTS = ("right", "wrong", "unlisted", "missed")
CLAIMS = (Status.ASSERTED, Status.ATTRIBUTED)
Names = dict[str, set[str]]


def main() -> None:
    """Print precision, recall and how the statuses were read."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--held-out", action="store_true", help="what nothing was trained on")
    parser.add_argument("--extractors", default=",".join(USUAL))
    o = parser.parse_args()
    stages = prepare(extractors=o.extractors.split(","))
    examples = [e for path in sorted(EXAMPLES.glob("*.txt")) for e in read_examples(path)]
    examples = [e for e in examples if is_held_out(e)] if o.held_out else examples
    documents = [from_text(e.text, str(n)) for n, e in enumerate(examples)]
    properties = stages.vocabulary.ontology.properties
    counts: Counter[str] = Counter()
    said: Counter[tuple[str, str]] = Counter()
    for example, graph in zip(examples, stages.graphs(documents), strict=True):
        counts.update(judge(example, graph, dict(properties)))
        said.update((q.name, q.verdict) for q in qualified(example, graph, dict(properties)))
    right, wrong = counts["right"], counts["wrong"]
    print(f"{len(examples)} sentences, {counts['required']} required statements")
    print(f"P {right / (right + wrong):.3f}  R {counts['found'] / counts['required']:.3f}")
    print(
        f"status {counts['status'] / right:.3f} of the right; overclaimed {counts['overclaimed']}"
    )
    print_qualifiers(said)


def is_held_out(example: Example) -> bool:
    """Say whether an example belongs to the tenth that the encoder was not trained on."""
    words = " ".join(example.text[a:b] for a, b in split_words(example.text))
    return crc32(words.encode()) % HELD == 0


def print_qualifiers(said: Counter[tuple[str, str]]) -> None:
    """Print precision and recall of each qualifier, and the counts behind them."""
    for name in sorted({name for name, _ in said}):
        right, wrong, unlisted, missed = (said[name, v] for v in VERDICTS)
        made, stated = right + wrong + unlisted, right + wrong + missed
        shares = f"P {right / max(1, made):.2f}  R {right / max(1, stated):.2f}"
        counts = f"right {right}, wrong {wrong}, unlisted {unlisted}, missed {missed}"
        print(f"  {name:13} {shares}  {counts}")


def judge(example: Example, graph: DocumentGraph, properties: dict[str, Property]) -> Iterator[str]:
    """Yield what is to be counted for one sentence."""
    names: Names = {e.iri: {normal_form(n) for n in (e.label, *e.aliases)} for e in graph.entities}
    met: set[int] = set()
    for made in graph.statements:
        if made.subject not in names:
            continue
        same = [n for n, s in enumerate(example.statements) if agrees(made, s, names, properties)]
        if not same:
            entailed = any(
                made.predicate in ENTAILED.get(s.relation, ()) for s in example.statements
            )
            yield "neutral" if entailed else "wrong"
            continue
        stated = example.statements[same[0]]
        met.add(same[0])
        yield "right"
        if made.status is stated.status:
            yield "status"
        if made.status in CLAIMS and stated.status not in CLAIMS:
            yield "overclaimed"
    for n, stated in enumerate(example.statements):
        if stated.required:
            yield "required"
            if n in met:
                yield "found"


@dataclass(frozen=True, slots=True)
class Qualified:
    """A qualifier of a statement that was found, made or stated."""

    name: str
    verdict: str  # right; wrong (another value is stated); unlisted (none is); missed (none made)
    made: str
    stated: str
    relation: str
    text: str


def qualified(
    example: Example, graph: DocumentGraph, properties: dict[str, Property]
) -> Iterator[Qualified]:
    """Yield the verdict on each qualifier of the statements that are right."""
    names: Names = {e.iri: {normal_form(n) for n in (e.label, *e.aliases)} for e in graph.entities}
    for made in graph.statements:
        if made.subject not in names:
            continue
        same = [s for s in example.statements if agrees(made, s, names, properties)]
        if same:
            wanted, given = dict(same[0].qualifiers), dict(made.qualifiers)
            if made.attributed_to:
                given["attributed_to"] = made.attributed_to
            for row in _compared(wanted, given, names):
                yield Qualified(*row, made.predicate, example.text)


def _compared(
    wanted: Mapping[str, str], given: Mapping[str, Iri | Value], names: Names
) -> Iterator[tuple[str, str, str, str]]:
    for name in sorted({*wanted, *given}):
        stated, end = wanted.get(name, ""), given.get(name)
        made = (
            end.lexical if isinstance(end, Value) else " / ".join(sorted(names.get(end or "", ())))
        )
        if stated and end is not None and _same_value(end, stated, names):
            yield name, "right", made, stated
            continue
        verdict = "missed" if end is None else "wrong" if stated else "unlisted"
        yield name, verdict, made, stated


def _same_value(end: Iri | Value, stated: str, names: Names) -> bool:
    """Say whether a qualifier has the value stated; of two wordings one may hold the other."""
    if not isinstance(end, Value):
        return any(_holds(name.split(), normal_form(stated).split()) for name in names[end])
    if end.kind in ("money", "percent", "number"):
        return isclose(float(end.lexical), float(stated), rel_tol=0.01)
    if end.kind != "string":
        return end.lexical == stated
    return _holds(normal_form(end.lexical).split(), normal_form(stated).split())


def _holds(left: list[str], right: list[str]) -> bool:
    return set(left) <= set(right) or set(right) <= set(left)


def agrees(made: Statement, stated: Stated, names: Names, properties: dict[str, Property]) -> bool:
    """Say whether a statement that was made is the one that the example states."""
    if isinstance(stated.object, Value) or isinstance(made.object, Value):
        values = isinstance(stated.object, Value) and isinstance(made.object, Value)
        same = values and made.object.lexical == stated.object.lexical  # type: ignore[union-attr]
        is_subject = normal_form(stated.subject) in names[made.subject]
        return bool(same and is_subject and made.predicate == stated.relation)
    left, right = names[made.subject], names.get(made.object, set())
    subject, end = normal_form(stated.subject), normal_form(stated.object)
    along, back = subject in left and end in right, subject in right and end in left
    if made.predicate == stated.relation:
        return along or (back and properties[made.predicate].symmetric)
    return back and INVERSE.get(stated.relation) == made.predicate


if __name__ == "__main__":
    main()
