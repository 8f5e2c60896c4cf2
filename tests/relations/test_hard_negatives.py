"""Two names in one sentence are no relation: sentences that state none between the two marked."""

import re
from pathlib import Path

import pytest

from newsgraph.documents.segment import from_text
from newsgraph.pipeline import prepare

CASES = Path(__file__).resolve().parents[1] / "cases" / "hard_negatives.txt"
MARK = re.compile(r"\[([^\[\]|]+)\|[A-Za-z]+\]")
# share of the sentences that may give an edge between the two, by extractors
MOST = {("lexicon",): 0.02, ("lexicon", "encoder"): 0.04}


@pytest.mark.model
@pytest.mark.parametrize("extractors", MOST)
def test_hardly_any_sentence_relates_two_names_that_it_does_not_relate(extractors) -> None:
    stages = prepare(extractors=extractors)
    lines = CASES.read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    assert len(lines) >= 300
    documents = [from_text(MARK.sub(r"\1", line), str(n)) for n, line in enumerate(lines)]
    wrong = []
    for line, graph in zip(lines, stages.graphs(documents), strict=True):
        left, right = (name.casefold() for name in MARK.findall(line))
        names = {e.iri: {n.casefold() for n in (e.label, *e.aliases)} for e in graph.entities}
        for s in graph.statements:
            ends = [names.get(s.subject, set()), names.get(str(s.object), set())]
            if (left in ends[0] and right in ends[1]) or (right in ends[0] and left in ends[1]):
                wrong.append(f"{line}: {s.predicate} ({s.evidence[0].entry})")
                break
    assert len(wrong) <= MOST[extractors] * len(lines), "\n".join(wrong)
