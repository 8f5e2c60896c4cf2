import pytest
from invented import (
    BOUGHT,
    FJORD,
    LAUNCH,
    MIRA,
    RAW_SHIFT,
    TARN,
    TARN_TEXT,
    denial_graph,
    tarn_graph,
)

from newsgraph.model import Status
from newsgraph.store.dataset import Dataset
from newsgraph.views.network import to_networkx


@pytest.fixture
def dataset():
    dataset = Dataset.memory()
    dataset.add(tarn_graph())
    dataset.add(denial_graph())
    return dataset


def triples(network):
    return sorted((s, d["relation"], o, d["status"]) for s, o, d in network.edges(data=True))


def test_nodes_are_the_entities_of_all_documents(dataset):
    network = to_networkx(dataset)
    assert len(network) == 5
    tarn = network.nodes[TARN.iri]
    assert (tarn["label"], tarn["kind"], tarn["documents"]) == ("Tarn Robotics", "Organization", 2)
    assert tarn["aliases"] == ["Tarn", "Tarn Robotics ASA"]
    assert network.nodes[LAUNCH.iri]["documents"] == 1


def test_edges_are_the_statements_between_entities(dataset):
    assert triples(to_networkx(dataset)) == [
        (TARN.iri, "acquires", FJORD.iri, "asserted"),
        (TARN.iri, "acquires", FJORD.iri, "negated"),
        (TARN.iri, "competesWith", FJORD.iri, "asserted"),
        (MIRA.iri, "worksFor", FJORD.iri, "speculative"),
    ]


def test_an_edge_shows_its_sentence_and_its_qualifiers(dataset):
    network = to_networkx(dataset)
    (bought,) = [s for s in tarn_graph().statements if s.predicate == "acquires"]
    edge = network.edges[TARN.iri, FJORD.iri, bought.iri]
    assert edge["qualifiers"] == {"amount": 90000000, "currency": "NOK", "date": "2031-05"}
    assert (edge["confidence"], edge["attributed_to"], edge["document"]) == (
        0.88,
        "",
        "news/tarn.txt",
    )
    start = TARN_TEXT.index(BOUGHT) + RAW_SHIFT
    assert edge["evidence"] == [
        {
            "quote": BOUGHT,
            "source": "news/tarn.txt",
            "start": start,
            "end": start + len(BOUGHT),
            "extractor": "lexicon",
            "entry": "acquires-x-v",
            "pattern": "subject verb object",
        }
    ]
    assert (edge["published"], edge["support"]) == (tarn_graph().document.date, 1)


def test_a_speaker_is_named_and_is_no_qualifier(dataset):
    (edge,) = [
        d for _, _, d in to_networkx(dataset).edges(data=True) if d["relation"] == "worksFor"
    ]
    assert (edge["attributed_to"], edge["qualifiers"]) == ("Tarn Robotics", {"role": "adviser"})


def test_values_are_facts_of_their_node_and_no_nodes(dataset):
    facts = {f["relation"]: f for f in to_networkx(dataset).nodes[FJORD.iri]["facts"]}
    staff, revenue = facts["hasMeasure"], facts["hasRevenue"]
    assert (staff["value"], staff["unit"], staff["qualifiers"]) == (
        412,
        "employees",
        {"metric": "headcount"},
    )
    assert (revenue["value"], revenue["currency"]) == (12500000.5, "EUR")
    assert staff["evidence"][0]["quote"] == "Fjordlight has 412 employees."


@pytest.mark.parametrize(
    ("statuses", "least", "edges", "facts"),
    [
        (None, 0.0, 4, 2),
        (["asserted"], 0.0, 2, 2),
        ([Status.NEGATED, "speculative"], 0.0, 2, 0),
        (None, 0.7, 3, 2),
        (None, 0.95, 1, 2),
        ([], 0.0, 0, 0),
    ],
)
def test_statements_may_be_chosen_by_status_and_confidence(dataset, statuses, least, edges, facts):
    network = to_networkx(dataset, statuses, least)
    assert network.number_of_edges() == edges
    assert sum(len(node["facts"]) for _, node in network.nodes(data=True)) == facts
    assert len(network) == 5


def test_pages_are_left_out_unless_they_are_asked_for(dataset):
    network = to_networkx(dataset, pages=True)
    page = tarn_graph().document
    assert network.nodes[page.iri]["label"] == page.title
    assert {d["relation"] for _, _, d in network.out_edges(page.iri, data=True)} == {
        "mentions",
        "affects",
        "timeline",
    }
    assert page.iri not in to_networkx(dataset)


def test_the_number_of_queries_does_not_depend_on_the_graph(dataset, monkeypatch):
    asked = []
    select = Dataset.select
    monkeypatch.setattr(
        Dataset, "select", lambda self, *a, **k: asked.append(a) or select(self, *a, **k)
    )
    to_networkx(dataset)
    assert len(asked) == 5


def test_an_empty_store_is_an_empty_network():
    assert len(to_networkx(Dataset.memory())) == 0
