"""The commands same, different, undo and review, and the views that follow them."""

import csv
import io
import sys
from pathlib import Path

import pytest
import rdflib

import newsgraph
from newsgraph.errors import LookupFailed
from newsgraph.store.dataset import Dataset

sys.path.insert(0, str(Path(__file__).parent / "store"))  # for the module ``invented``
from invented import document, entity, graph, statement

AGENCY = entity("Organization", "European Kelp Agency", "EKA")
EKA = entity("Organization", "EKA")
FJORD = entity("Organization", "Fjordlight")
HARBOUR = entity("Organization", "Harbour Works")
RUBIN = entity("Person", "Vera Rubin")
CHIP = entity("ProductTechnology", "Vera Rubin")
SHORT = entity("Person", "Rubin")


def said(source, one, predicate, two, text, **more):
    doc = document(text, source)
    return graph(doc, statement(doc, one, predicate, two, text, **more), entities=[one, two])


DOCUMENTS = (
    said("a.txt", AGENCY, "supplies", FJORD, "European Kelp Agency supplies Fjordlight."),
    said("b.txt", EKA, "supplies", HARBOUR, "EKA supplies Harbour Works."),
    said("c.txt", RUBIN, "worksFor", HARBOUR, "Vera Rubin works for Harbour Works."),
    said("d.txt", FJORD, "develops", CHIP, "Fjordlight develops Vera Rubin."),
    said("e.txt", SHORT, "worksFor", FJORD, "Rubin works for Fjordlight."),
)


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "graph.db"
    with Dataset.open(path, create=True) as dataset:
        for made in DOCUMENTS:
            dataset.add(made)
    return path


def nquads(run, db):
    return run("export", db, "--format", "nq").out


def rows(run, db, *options):
    shown = run("review", db, *options)
    assert (shown.code, shown.err) == (0, "")
    return list(csv.DictReader(io.StringIO(shown.out), delimiter="\t"))


def nodes(db, **options):
    with newsgraph.Graph.open(db) as opened:
        return {data["label"]: iri for iri, data in opened.to_networkx(**options).nodes.items()}


def test_review_shows_doubtful_pairs_first_with_reason_score_and_sentences(run, db):
    first, *others = rows(run, db)
    assert {first["left"], first["right"]} == {RUBIN.iri, CHIP.iri}
    assert first["state"] == "doubtful"
    assert first["reason"] == "same name, but Person and ProductTechnology"
    assert (first["score"], first["statements"]) == ("0.5", "2")
    assert {first["left_says"], first["right_says"]} == {
        "Vera Rubin works for Harbour Works.",
        "Fjordlight develops Vera Rubin.",
    }
    assert [row["state"] for row in others] == ["doubtful", "merged"]
    assert {others[1]["left_name"], others[1]["right_name"]} == {"EKA", "European Kelp Agency"}


def test_review_can_be_cut_short(run, db):
    assert len(rows(run, db, "--limit", "1")) == 1


def test_review_of_nothing_is_a_line_of_names(run, tmp_path):
    Dataset.open(tmp_path / "graph.db", create=True).close()
    assert run("review", tmp_path / "graph.db").out.startswith("state\tleft\tright\t")
    assert rows(run, tmp_path / "graph.db") == []


def test_same_joins_and_undo_restores_every_byte(run, db):
    before = nquads(run, db)
    joined = run("same", db, "Fjordlight", "harbour works")
    assert (joined.code, joined.out) == (0, "")
    assert joined.complaint == f"pinned: <{FJORD.iri}> and <{HARBOUR.iri}> are same"
    assert "Harbour Works" not in nodes(db) or "Fjordlight" not in nodes(db)
    assert [row["state"] for row in rows(run, db)][-1] == "pinned"
    undone = run("undo", db)
    assert undone.complaint.startswith("taken back: ")
    assert nquads(run, db) == before


def test_different_parts_what_a_rule_joined(run, db):
    assert run("different", db, AGENCY.iri, EKA.iri).code == 0
    assert {"EKA", "European Kelp Agency"} <= set(nodes(db))
    assert {row["state"] for row in rows(run, db)} == {"doubtful"}
    assert run("undo", db, EKA.iri, AGENCY.iri).code == 0
    assert [row["state"] for row in rows(run, db)][-1] == "merged"


def test_a_pin_can_be_undone_when_its_document_is_gone(run, db):
    run("same", db, RUBIN.iri, SHORT.iri)
    with Dataset.open(db) as dataset:
        dataset.remove(DOCUMENTS[4].document.iri)
    assert run("undo", db, RUBIN.iri, SHORT.iri).code == 0


def test_a_merged_entity_is_one_node_unless_asked_otherwise(db):
    assert nodes(db).keys() & {"EKA", "European Kelp Agency"} == {"European Kelp Agency"}
    assert nodes(db, merged=False).keys() >= {"EKA", "European Kelp Agency"}
    with newsgraph.Graph.open(db) as opened:
        network = opened.to_networkx()
        iri = nodes(db)["European Kelp Agency"]
        assert network.nodes[iri]["aliases"] == ["EKA"]
        assert network.nodes[iri]["documents"] == 2
        assert set(network.successors(iri)) == {FJORD.iri, HARBOUR.iri}


def test_explain_takes_any_name_of_a_merged_entity(run, db):
    by_long_name = run("explain", db, "European Kelp Agency", "supplies", "*")
    assert "EKA supplies Harbour Works" in by_long_name.out
    assert "European Kelp Agency supplies Fjordlight" in by_long_name.out
    assert run("explain", db, EKA.iri, "supplies", "*").out == by_long_name.out


def test_turtle_says_who_is_who(run, db):
    shown = rdflib.Graph().parse(data=run("export", db, "--format", "ttl").out)
    (pair,) = shown.subject_objects(rdflib.OWL.sameAs)
    assert set(map(str, pair)) == {AGENCY.iri, EKA.iri}


def test_what_documents_say_is_exported_as_they_say_it(run, db):
    before = run("export", db, "--format", "jsonl").out
    run("same", db, "Fjordlight", "Harbour Works")
    assert run("export", db, "--format", "jsonl").out == before


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("same", "Nobody", "Fjordlight"), 'no "Nobody" in the graph'),
        (("same", "Vera Rubin", "Fjordlight"), f"give one of <{RUBIN.iri}>, <{CHIP.iri}>"),
        (("same", "Fjordlight", "fjordlight"), "name two entities"),
        (("undo",), "nothing is pinned"),
        (("undo", "Fjordlight", "EKA"), "nothing is pinned on"),
    ],
)
def test_what_cannot_be_done_is_one_line(run, db, arguments, complaint):
    command, *names = arguments
    before = nquads(run, db)
    failed = run(command, db, *names)
    assert (failed.code, failed.out) == (1, "")
    assert complaint in failed.complaint
    assert nquads(run, db) == before


def test_undo_of_one_name_is_wrong_use(run, db):
    assert run("undo", db, "EKA").code == 2


def test_contradicting_words_are_refused(run, db):
    run("same", db, "Fjordlight", "Harbour Works")
    run("same", db, "Harbour Works", RUBIN.iri)
    failed = run("different", db, "Fjordlight", RUBIN.iri)
    assert failed.code == 1
    assert "contradict each other" in failed.complaint


def test_the_python_graph_has_the_same_verbs(db):
    with newsgraph.Graph.open(db, read_only=False) as opened:
        assert opened.different("European Kelp Agency", EKA.iri).same is False
        assert opened.undo().left == EKA.iri
        assert opened.review(1)[0].state == "doubtful"
        with pytest.raises(LookupFailed):
            opened.same("Nobody", "EKA")


@pytest.mark.model
def test_pins_survive_reading_anew(run, tmp_path):
    news = tmp_path / "news.txt"
    news.write_text("Nvidia acquired Mellanox in 2020.\n", encoding="utf-8")
    db = tmp_path / "graph.db"
    assert run("build", news, "--to", db).code == 0
    assert run("same", db, "Nvidia", "Mellanox").code == 0
    before = nquads(run, db)
    assert "sameAs" in before
    assert run("build", news, "--to", db, "--renew").code == 0
    assert nquads(run, db) == before
