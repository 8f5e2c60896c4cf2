"""What changed between two states: for people, as a patch, and from the log."""

import pytest
from invented import FJORD, TARN, document, entity, graph, statement
from pyoxigraph import RdfFormat

from newsgraph.model import Status
from newsgraph.reasoning.changes import difference, patch
from newsgraph.reasoning.conflicts import conflicts
from newsgraph.reasoning.state import State, since
from newsgraph.store.dataset import Dataset
from newsgraph.store.log import changes
from newsgraph.store.terms import CHANGES_GRAPH
from newsgraph.vocabulary import default_folder

MIRA, PAVEL = entity("Person", "Mira Oduya"), entity("Person", "Pavel Strand")
STATUS = (
    "status changed: Tarn Robotics acquires Fjordlight [speculative -> negated, speculative] (b)"
)


def said(source, *facts):
    """A document that says (subject, relation, object, status)."""
    text = " ".join(f"{s.label} {p} {o.label} {status}." for s, p, o, status in facts)
    doc = document(f"{source}: {text}", source)
    made = [statement(doc, s, p, o, doc.text, status) for s, p, o, status in facts]
    return graph(doc, *made, entities={e.iri: e for s, _, o, _ in facts for e in (s, o)}.values())


BUYS = (TARN, "acquires", FJORD, Status.ASSERTED)
MAY_BUY = (TARN, "acquires", FJORD, Status.SPECULATIVE)
DENIES = (TARN, "acquires", FJORD, Status.NEGATED)
LEADS = (MIRA, "ceoOf", TARN, Status.ASSERTED)
LEADS_TOO = (PAVEL, "ceoOf", TARN, Status.ASSERTED)


def dataset_of(*documents):
    dataset = Dataset.memory(default_folder() / "ontology.ttl")
    for made in documents:
        dataset.add(made, date="2031-05-01")
    return dataset


def lines(before, now):
    return list(difference(State(before), State(now)).lines())


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ([said("a", LEADS)], [said("a", LEADS)], []),
        ([], [said("a", LEADS)], ["new: Mira Oduya ceoOf Tarn Robotics [asserted] (a)"]),
        ([said("a", LEADS)], [], ["gone: Mira Oduya ceoOf Tarn Robotics [asserted] (a)"]),
        (
            [said("a", MAY_BUY)],
            [said("a", BUYS)],
            ["status changed: Tarn Robotics acquires Fjordlight [speculative -> asserted] (a)"],
        ),
        (
            [said("a", LEADS)],
            [said("a", LEADS), said("b", LEADS)],
            ["new support: Mira Oduya ceoOf Tarn Robotics [asserted] (b)"],
        ),
        (
            [said("a", LEADS), said("b", LEADS)],
            [said("b", LEADS)],
            ["lost support: Mira Oduya ceoOf Tarn Robotics [asserted] (a)"],
        ),
        (
            [said("a", BUYS)],
            [said("a", BUYS), said("b", DENIES)],
            [
                "status changed: Tarn Robotics acquires Fjordlight [asserted -> asserted, negated] (b)",
                "new contradiction: denied: Tarn Robotics acquires Fjordlight [asserted] (a) / "
                "Tarn Robotics acquires Fjordlight [negated] (b)",
            ],
        ),
        # What was a contradiction before is no new one, whoever joins in.
        (
            [said("a", BUYS), said("b", DENIES)],
            [said("a", BUYS), said("b", DENIES), said("c", DENIES)],
            ["new support: Tarn Robotics acquires Fjordlight [asserted, negated] (c)"],
        ),
        (
            [said("a", LEADS)],
            [said("a", LEADS), said("b", LEADS_TOO)],
            [
                "new: Pavel Strand ceoOf Tarn Robotics [asserted] (b)",
                "new contradiction: two holders: Mira Oduya ceoOf Tarn Robotics [asserted] (a) / "
                "Pavel Strand ceoOf Tarn Robotics [asserted] (b)",
            ],
        ),
        ([said("a", MAY_BUY)], [said("a", MAY_BUY), said("b", DENIES)], [STATUS]),
        # A text read anew from the same source that says the same changes nothing.
        ([said("a", LEADS)], [said("a", LEADS, LEADS)], []),
    ],
)
def test_what_changed_is_told_by_sort(before, now, expected):
    assert lines(dataset_of(*before), dataset_of(*now)) == expected


def test_a_contradiction_is_what_conflicts_lists_and_new_since_its_day():
    dataset = dataset_of(said("a", LEADS), said("b", BUYS), said("c", DENIES))
    dataset.add(said("d", LEADS_TOO), date="2031-05-02")
    denied, rivals = conflicts(dataset)
    assert difference(since(dataset, "2031-05-03"), State(dataset)).contradiction == []
    assert difference(since(dataset, "2031-05-02"), State(dataset)).contradiction == [rivals]
    first = difference(since(dataset, "2031-05-01"), State(dataset))
    assert first.contradiction == [denied, rivals]
    told = first.as_json()["new contradiction"][1]
    assert (told["kind"], told["left"]["status"]) == ("two holders", "asserted")
    dataset.remove(said("d", LEADS_TOO).document.iri, date="2031-05-04")
    assert not difference(since(dataset, "2031-05-04"), State(dataset)).contradiction


def test_a_patch_makes_the_one_of_the_other():
    first, second = (
        dataset_of(said("a", LEADS), said("b", BUYS)),
        dataset_of(said("b", BUYS, LEADS)),
    )
    rows = list(patch(State(first), State(second)))
    assert (rows[0], rows[-1]) == ("TX .\n", "TC .\n")
    for row in rows[1:-1]:
        word, quad = row[0], row[2:]
        verb = "DELETE" if word == "D" else "INSERT"
        triple, _, name = quad.removesuffix(" .\n").rpartition(" ")
        first.store.update(f"{verb} DATA {{ GRAPH {name} {{ {triple} }} }}")
    assert set(first.quads()) == set(second.quads())


@pytest.fixture
def history():
    """A store that has seen four changes on four days."""
    dataset = dataset_of(said("a", LEADS))
    dataset.add(said("b", MAY_BUY), date="2031-05-02")
    old = said("b", MAY_BUY).document.iri
    dataset.add(said("b", BUYS), date="2031-05-03", replacing=[old])
    dataset.remove(said("a", LEADS).document.iri, date="2031-05-04")
    return dataset


@pytest.mark.parametrize(
    ("day", "sources", "sorts"),
    [
        ("2031-05-05", {"b"}, {}),
        ("2031-05-04", {"a", "b"}, {"gone": 1}),
        ("2031-05-03", {"a", "b"}, {"gone": 1, "status changed": 1}),
        ("2031-05-02", {"a"}, {"gone": 1, "new": 1}),
        ("2031-05-01", set(), {"new": 1}),
    ],
)
def test_the_log_leads_back_to_the_state_before_a_day(history, day, sources, sorts):
    before = since(history, day)
    found = difference(before, State(history)).counts()
    assert {name: count for name, count in found.items() if count} == sorts
    rows = before.rows("SELECT ?g ?source { GRAPH ?g { ?g dcterms:source ?source } }")
    assert {source.value for _, source in rows} == sources


def test_the_log_tells_each_change_with_its_day_and_stays_out_of_the_graph(history):
    told = [(c.sequence, c.action, c.day, c.source) for c in changes(history.store)]
    assert told == [
        (1, "added", "2031-05-01", "a"),
        (2, "added", "2031-05-02", "b"),
        (3, "replaced", "2031-05-03", "b"),
        (4, "removed", "2031-05-04", "a"),
    ]
    assert CHANGES_GRAPH not in {q.graph_name.value for q in history.quads()}
    assert history.size() == len(list(history.quads()))
    assert set(history.quads()) == set(dataset_of(said("b", BUYS)).quads())


def test_what_is_to_be_forgotten_is_in_no_state():
    dataset = Dataset.memory()  # without an ontology, whose examples name her
    dataset.add(said("a", LEADS), date="2031-05-01")
    dataset.remove(said("a", LEADS).document.iri, date="2031-05-02", forget=True)
    before = since(dataset, "2031-05-02")
    assert not list(difference(before, State(dataset)).lines())
    assert not dataset.store.dump(format=RdfFormat.N_QUADS).count(b"Oduya")
