"""Copies of one story share an origin, whatever came first; inferences go with any change."""

from itertools import permutations

import pytest
from invented import document, entity, graph, memory, statement

from newsgraph.reasoning.claims import claims
from newsgraph.reasoning.infer import infer
from newsgraph.reasoning.state import State
from newsgraph.store.origins import origins
from newsgraph.store.terms import INFERRED_GRAPH
from newsgraph.vocabulary import default_folder

TARN, FJORD = entity("Organization", "Tarn Robotics"), entity("Organization", "Fjordlight")
WIRE = (
    "Tarn Robotics works with Fjordlight. The two firms will test grippers in the harbour of Tresk "
    "until the spring, and a crew of forty will run the machines by day and by night."
)
OTHER = (
    "Tarn Robotics works with Fjordlight. A minister praised them in a speech on fish and steel."
)


def said(text, source):
    doc = document(text, source)
    quote = "Tarn Robotics works with Fjordlight."
    made = statement(doc, TARN, "partnersWith", FJORD, quote)
    return graph(doc, made, entities=[TARN, FJORD])


FIRST = said(WIRE, "first.txt")
COPY = said("TRESK (Wire) " + WIRE, "copy.txt")
LONGER = said("TRESK (Wire) " + WIRE + " No prices were named.", "longer.txt")
OWN = said(OTHER, "own.txt")


def store(*graphs):
    return memory(*graphs, ontology=default_folder() / "ontology.ttl")


@pytest.mark.parametrize("order", [*permutations([FIRST, COPY, LONGER, OWN])])
def test_copies_share_an_origin_in_any_order(order) -> None:
    found = origins(store(*order))
    copies = {g.document.iri for g in (FIRST, COPY, LONGER)}
    assert found == dict.fromkeys(copies, min(copies))


def test_support_counts_origins_and_not_copies() -> None:
    (claim,) = claims(State(store(FIRST, COPY, LONGER, OWN)), ["asserted"])
    assert (len(claim.said), claim.support) == (4, 2)


def test_a_removed_copy_leaves_as_if_it_had_never_come() -> None:
    both = store(FIRST, COPY)
    both.remove(COPY.document.iri)
    assert origins(both) == {}
    assert sorted(map(str, both.quads())) == sorted(map(str, store(FIRST).quads()))


def test_inferences_go_when_a_document_comes_or_goes() -> None:
    made = store(FIRST)
    infer(made, default_folder() / "rules")
    assert list(made.quads(INFERRED_GRAPH))
    made.add(OWN)
    assert not list(made.quads(INFERRED_GRAPH))
    infer(made, default_folder() / "rules")
    made.remove(OWN.document.iri)
    assert not list(made.quads(INFERRED_GRAPH))
