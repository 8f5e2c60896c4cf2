"""What a text states, for tests of relations."""

import pytest

from newsgraph.documents.segment import from_text
from newsgraph.relations.cues import compile_cues


@pytest.fixture(scope="module")
def cues(vocabulary):
    """Give the cue words of the default vocabulary."""
    return compile_cues(vocabulary)


@pytest.fixture(scope="session")
def stated_with_status(stages):
    """Give the function from a text to pairs: "subject predicate object", and the status."""

    def run(text):
        (graph,) = stages.graphs([from_text(text, "test")])
        label = {e.iri: e.label for e in graph.entities}
        return {
            (" ".join((label[s.subject], s.predicate, label.get(s.object, "?"))), str(s.status))
            for s in graph.statements
            if isinstance(s.object, str)
        }

    return run
