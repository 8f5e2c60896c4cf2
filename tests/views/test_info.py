from invented import denial_graph, tarn_graph

from newsgraph.store.dataset import Dataset
from newsgraph.views.info import info


def test_counts_are_of_distinct_entities_and_of_all_statements():
    dataset = Dataset.memory()
    dataset.add(tarn_graph())
    dataset.add(denial_graph())
    found = info(dataset)
    assert found.documents == 2
    assert found.triples == len(list(dataset.quads()))
    assert found.entities == {"Organization": 2, "Event": 1, "OrganizationGroup": 1, "Person": 1}
    assert next(iter(found.relations.items())) == ("acquires", 2)
    assert sum(found.relations.values()) == 9
    assert found.statuses == {"asserted": 7, "negated": 1, "speculative": 1}
    assert list(found.statuses) == ["asserted", "negated", "speculative"]


def test_the_counts_are_rows_for_a_table():
    dataset = Dataset.memory()
    dataset.add(denial_graph())
    assert list(info(dataset).rows()) == [
        ("documents", 1),
        ("triples", len(list(dataset.quads()))),
        ("entities", 2),
        ("Organization", 2),
        ("statements", 2),
        ("acquires", 1),
        ("competesWith", 1),
        ("asserted", 1),
        ("negated", 1),
    ]


def test_an_empty_store_counts_nothing():
    found = info(Dataset.memory())
    assert (found.documents, found.triples, found.entities, found.relations) == (0, 0, {}, {})
