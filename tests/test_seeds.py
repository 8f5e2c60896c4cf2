"""The two real pages, which lie beside the clone: what any reader of them would draw."""

from pathlib import Path

import pytest

import newsgraph

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the two pages are not beside the clone")

NODES = """SELECT DISTINCT ?entity ?kind {
  ?entity a ?class ; rdfs:label|skos:altLabel ?name . FILTER(LCASE(STR(?name)) = %s)
  BIND(STRAFTER(STR(?class), "#") AS ?kind)
}"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory, loaded_once):
    store = tmp_path_factory.mktemp("seeds") / "graph.db"
    with newsgraph.build(SEEDS, to=store) as graph:
        assert not graph.report.errors
        yield graph


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Nvidia", "Organization"),
        ("Jensen Huang", "Person"),
        ("Huang", "Person"),
        ("Blackwell", "ProductTechnology"),
        ("Vera Rubin", "ProductTechnology"),
        ("Roche", "Organization"),
        ("AtkinsRéalis", "Organization"),
        ("AMD", "Organization"),
        ("OpenClaw", "ProductTechnology"),
    ],
)
def test_a_thing_is_one_node_of_its_kind(graph, name, kind):
    found = graph.query(NODES % f'"{name.casefold()}"').rows
    assert [k for _, k in found] == [kind]


@pytest.mark.parametrize(
    ("subject", "relation", "object_"),
    [
        ("Jensen Huang", "ceoOf", "Nvidia"),
        ("Nvidia", "partnersWith", "Roche"),
        ("Nvidia", "partnersWith", "AtkinsRéalis"),
        ("Nvidia", "develops", "H100"),
        ("Nvidia", "develops", "Blackwell"),
        ("Nvidia", "develops", "Vera Rubin"),
        ("Nvidia", "competesWith", "AMD"),
    ],
)
def test_a_relation_is_asserted(graph, subject, relation, object_):
    ends = [(subject, object_)]
    if relation in ("partnersWith", "competesWith"):  # symmetric: stored one way or the other
        ends.append((object_, subject))
    found = [e for one, other in ends for e in graph.explain(one, relation, other)]
    assert "asserted" in {e.status for e in found}


def test_the_order_backlog_has_amount_currency_and_end(graph):
    found = graph.explain("Nvidia", "hasOrderBacklog")
    assert found
    assert {e.object for e in found} == {"1000000000000 USD"}
    assert ("until", "2027") in {q for e in found for q in e.qualifiers}
    assert "asserted" in {e.status for e in found}


def test_the_pages_are_sound(graph):
    assert graph.validate().conforms
