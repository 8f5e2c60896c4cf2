"""What held on a day, and what was reported by then."""

import pytest
from invented import FJORD, TARN, document, entity, graph, statement

from newsgraph.errors import StoreError
from newsgraph.graph import Graph
from newsgraph.model import Status, Value
from newsgraph.reasoning.time import as_of
from newsgraph.store.dataset import Dataset

MIRA = entity("Person", "Mira Oduya")
JON = entity("Person", "Jon Berg")
LEADERS = "SELECT DISTINCT ?name { ?who ng:ceoOf ?firm ; rdfs:label ?name } ORDER BY ?name"


def day(text):
    return Value("date", text)


def said(text, issued, *facts):
    """A document that says (subject, relation, object, qualifiers), each asserted."""
    doc = document(text, f"{text}.txt", date=issued)
    made = []
    for s, p, o, *qualifiers in facts:
        given = tuple(sorted((name, day(value)) for name, value in (qualifiers or [{}])[0].items()))
        made.append(statement(doc, s, p, o, text, Status.ASSERTED, qualifiers=given))
    ends = {e.iri: e for s, p, o, *_ in facts for e in (s, o)}
    return graph(doc, *made, entities=ends.values())


def held(documents, on="", reported="", relation="ceoOf"):
    dataset = Dataset.memory()
    for made in documents:
        dataset.add(made)
    with as_of(dataset, on, reported=reported) as view:
        rows = view.select(f"SELECT DISTINCT ?n {{ ?who ng:{relation} ?x ; rdfs:label ?n }}")
    return sorted(row[0].value for row in rows)


@pytest.mark.parametrize(
    ("qualifiers", "issued", "on", "holds"),
    [
        ({"since": "2024"}, "2026-03-16", "2023-12-31", False),
        ({"since": "2024"}, "2026-03-16", "2024-01-01", True),
        ({"since": "2024-05"}, "", "2024-04-30", False),
        ({"since": "2024-05-20"}, "", "2024-05-20", True),
        ({"date": "2024"}, "2026-03-16", "2025-01-01", True),
        ({"since": "2022", "date": "2024"}, "", "2023-01-01", True),  # since comes first
        ({}, "2026-03-16", "2026-03-15", False),  # nobody is known to have said so
        ({}, "2026-03-16", "2026-03-16", True),
        ({}, "", "1999-01-01", True),  # nothing is known: always
        ({"until": "2027"}, "2026-03-16", "2027-12-31", True),
        ({"until": "2027"}, "2026-03-16", "2028-01-01", False),
        ({"since": "2020", "until": "2021-06"}, "2026-03-16", "2021-07-01", False),
        ({"since": "2020", "until": "2021-06"}, "2026-03-16", "2021-06-30", True),
    ],
)
def test_a_statement_holds_from_its_beginning_to_its_end(qualifiers, issued, on, holds):
    made = said("Mira leads Tarn.", issued, (MIRA, "ceoOf", TARN, qualifiers))
    assert (held([made], on) == ["Mira Oduya"]) is holds


@pytest.mark.parametrize(
    ("left", "on", "leads", "former"),
    [
        ({}, "2026-03-09", True, False),
        ({}, "2026-03-10", False, True),  # the document says she has left
        ({"until": "2025"}, "2025-12-31", True, True),
        ({"until": "2025"}, "2026-01-01", False, True),
        ({"until": "2019"}, "2026-01-01", True, True),  # an earlier spell: she came back in 2021
    ],
)
def test_a_role_ends_when_the_person_has_left(left, on, leads, former):
    documents = [
        said("Mira leads Tarn.", "2024-02-01", (MIRA, "ceoOf", TARN, {"since": "2021"})),
        said("Mira left.", "2026-03-10", (MIRA, "formerlyWorkedFor", TARN, left)),
    ]
    assert (held(documents, on) == ["Mira Oduya"]) is leads
    assert (held(documents, on, relation="formerlyWorkedFor") == ["Mira Oduya"]) is former


def test_a_role_ends_when_another_takes_it_over():
    documents = [
        said("Mira leads Tarn.", "2024-02-01", (MIRA, "ceoOf", TARN), (MIRA, "worksFor", FJORD)),
        said("Jon leads Tarn.", "2026-03-10", (JON, "ceoOf", TARN, {"since": "2026-01-15"})),
        said("Jon follows Mira.", "2026-03-11", (JON, "successorOf", MIRA)),
    ]
    assert held(documents, "2026-01-14") == ["Mira Oduya"]
    assert held(documents, "2026-01-15") == ["Jon Berg"]
    assert held(documents, "2026-01-15", relation="worksFor") == ["Mira Oduya"]


def test_reported_time_is_another_question():
    documents = [
        said("Mira leads Tarn.", "2024-02-01", (MIRA, "ceoOf", TARN)),
        said("Jon led Tarn.", "2026-03-10", (JON, "ceoOf", TARN, {"since": "2019"})),
    ]
    assert held(documents, "2024-06-01") == ["Jon Berg", "Mira Oduya"]
    assert held(documents, "2024-06-01", reported="2024-06-01") == ["Mira Oduya"]
    assert held(documents, reported="2024-06-01") == ["Mira Oduya"]
    assert held(documents) == ["Jon Berg", "Mira Oduya"]


def test_a_view_of_a_store_on_disk_leaves_it_and_its_folder_as_they_are(tmp_path):
    path = tmp_path / "g"
    with Dataset.open(path, create=True) as dataset:
        dataset.add(said("Mira leads Tarn.", "2024-02-01", (MIRA, "ceoOf", TARN)))
        before = sorted(map(str, dataset.quads()))
    with Graph.open(path) as opened:
        assert not opened.query(LEADERS, as_of="2023-01-01")
        assert [row[0] for row in opened.query(LEADERS, as_of="2025-01-01")] == ["Mira Oduya"]
        assert [row[0] for row in opened.query(LEADERS)] == ["Mira Oduya"]
        # The statement itself stays, for those who want other rules.
        asked = "ASK { ?s a ng:Statement }"
        assert opened.query(asked, as_of="2023-01-01")
        assert not opened.query(asked, reported="2023-01-01")
        assert sorted(map(str, opened.dataset.quads())) == before
    assert [p.name for p in tmp_path.iterdir()] == ["g"]


def test_a_reader_beside_a_writer_sees_all_that_is_committed(tmp_path):
    path = tmp_path / "g"
    with Dataset.open(path, create=True) as writer:
        writer.add(said("Mira leads Tarn.", "2024-02-01", (MIRA, "ceoOf", TARN)))
        with Dataset.open(path, read_only=True) as reader, as_of(reader, "2025-01-01") as view:
            assert len(list(view.select("SELECT ?who { ?who ng:ceoOf ?firm }"))) == 1


@pytest.mark.parametrize("wrong", ["2026", "16 March", "2026-13-01", "' } DROP ALL #"])
def test_a_day_is_a_day(wrong):
    with pytest.raises(StoreError, match="is no day; write it as YYYY-MM-DD"):
        held([], wrong)
