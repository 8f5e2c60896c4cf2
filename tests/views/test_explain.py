import pytest
from invented import BOUGHT, FJORD, MAY_JOIN, TARN, denial_graph, tarn_graph

from newsgraph.errors import LookupFailed
from newsgraph.model import Status
from newsgraph.store.dataset import Dataset
from newsgraph.views.explain import explain

ONTOLOGY = """
@prefix ng: <https://w3id.org/newsgraph/ontology#> .
ng:sponsors a ng:Relation .
"""


@pytest.fixture
def dataset(tmp_path):
    path = tmp_path / "ontology.ttl"
    path.write_text(ONTOLOGY, encoding="utf-8")
    dataset = Dataset.memory(path)
    dataset.add(tarn_graph())
    dataset.add(denial_graph())
    return dataset


def found(dataset, *ends):
    return [(e.subject, e.relation, e.object, str(e.status)) for e in explain(dataset, *ends)]


BOTH = [
    ("Tarn", "acquires", "Fjordlight", "negated"),
    ("Tarn Robotics", "acquires", "Fjordlight", "asserted"),
]


@pytest.mark.parametrize("subject", ["Tarn", "tarn  ROBOTICS", "Tarn Robotics ASA", TARN.iri])
@pytest.mark.parametrize("relation", ["acquires", "ACQUIRES", "ng:acquires", None])
@pytest.mark.parametrize("object_", ["fjordlight", FJORD.iri])
def test_ends_are_found_by_label_alias_or_iri(dataset, subject, relation, object_):
    assert [
        row for row in found(dataset, subject, relation, object_) if row[1] == "acquires"
    ] == BOTH


def test_a_star_or_nothing_matches_all(dataset):
    assert found(dataset, "*", "acquires", "*") == found(dataset, None, "acquires") == BOTH
    assert len(explain(dataset)) == 9


def test_an_explanation_shows_the_words_and_how_they_were_read(dataset):
    (why,) = explain(dataset, "Oduya", "worksFor")
    assert (why.status, why.confidence, why.source) == (Status.SPECULATIVE, 0.5, "news/tarn.txt")
    assert (why.qualifiers, why.attributed_to) == ((("role", "adviser"),), "Tarn Robotics")
    (evidence,) = why.evidence
    assert (evidence.quote, evidence.start, evidence.end) == (MAY_JOIN, 92, 134)
    assert (evidence.entry, evidence.pattern) == ("worksFor-x-v", "subject verb object")
    assert evidence.trace == "her -> Mira Oduya"


def test_qualifiers_are_in_words(dataset):
    why = explain(dataset, "Tarn", "acquires")[1]
    assert why.evidence[0].quote == BOUGHT
    assert why.qualifiers == (("amount", "90000000"), ("currency", "NOK"), ("date", "2031-05"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("412", "412 employees"),
        ("412.0", "412 employees"),
        ("12,500,000.50", "12500000.5 EUR"),
        ("12500000.5", "12500000.5 EUR"),
    ],
)
def test_a_value_may_be_given_as_a_number(dataset, value, shown):
    assert [why.object for why in explain(dataset, "Fjordlight", "*", value)] == [shown]


def test_a_document_is_found_by_its_source(dataset):
    assert found(dataset, "news/tarn.txt", "mentions") == [
        ("news/tarn.txt", "mentions", "Tarn Robotics", "asserted")
    ]


@pytest.mark.parametrize(
    ("ends", "message"),
    [
        (("Tran Robotics",), 'no "Tran Robotics" in the graph; near: Tarn Robotics'),
        (("Tarn", "aquires"), 'no relation "aquires"; near: acquires'),
        (("Tarn", None, "Fjordlite"), 'no "Fjordlite" in the graph; near: Fjordlight'),
        (("Fjordlight", None, "413"), 'no "413" in the graph'),
        (("☃☃☃",), 'no "☃☃☃" in the graph, nor anything like it'),
    ],
)
def test_an_unknown_name_or_relation_names_what_is_near(dataset, ends, message):
    with pytest.raises(LookupFailed) as caught:
        explain(dataset, *ends)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_what_is_known_but_not_said_has_no_explanation(dataset):
    assert explain(dataset, "Fjordlight", "acquires", "Tarn") == []
    assert explain(dataset, "Tarn", "sponsors") == []
