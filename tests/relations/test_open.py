"""Clauses whose verb no entry maps: kept apart, with status and speaker."""

import json

import pytest

from newsgraph.relations import EXTRACTORS
from newsgraph.relations.open import PROPERTY
from newsgraph.vocabulary.ontology import KINDS

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def said(stages, annotated):
    """Give the function from a text to {(subject, action, object, status)}."""
    extract = EXTRACTORS["open"](stages.vocabulary)

    def run(text):
        found = set()
        for r in extract(annotated(text)):
            assert r.predicate == "mentionsAction"
            action = dict(r.qualifiers)["action"].lexical
            found.add((r.subject.text, action, r.object.text, str(r.status)))
        return found

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ferrari serenaded Siemens.", {("Ferrari", "serenade", "Siemens", "asserted")}, id="a verb and its object"),
        pytest.param("Siemens was serenaded by Ferrari.", {("Ferrari", "serenade", "Siemens", "asserted")}, id="who acts in a passive"),
        pytest.param("Ferrari quarrelled with Siemens.", {("Ferrari", "quarrel with", "Siemens", "asserted")}, id="a preposition is part of the phrase"),
        pytest.param("Apple poked fun at Samsung.", {("Apple", "poke fun at", "Samsung", "asserted")}, id="a noun of the verb is part of the phrase"),
        pytest.param("Taylor Swift did not embrace Netflix.", {("Taylor Swift", "embrace", "Netflix", "negated")}, id="denied"),
        pytest.param("Apple may serenade Samsung.", {("Apple", "serenade", "Samsung", "speculative")}, id="possible"),
        pytest.param("Figma and Rivian quarrelled with Siemens.", {("Figma", "quarrel with", "Siemens", "asserted"), ("Rivian", "quarrel with", "Siemens", "asserted")}, id="coordination is distributed"),
        pytest.param("Microsoft bought GitHub in 2018.", set(), id="what an entry maps is left to it"),
        pytest.param("Figma and Rivian slept.", set(), id="two names on one side"),
        pytest.param("Ferrari, like Siemens, hummed.", set(), id="a comparison is no deed"),
        pytest.param("Reuters told Siemens.", set(), id="words of speech"),
    ],
)  # fmt: skip
def test_clauses_that_no_entry_maps(said, text, expected):
    assert said(text) == expected


def test_where_and_when_are_qualifiers(stages, annotated):
    extract = EXTRACTORS["open"](stages.vocabulary)
    (found,) = extract(annotated("Ferrari serenaded Siemens in Milan on 3 May 2024."))
    given = dict(found.qualifiers)
    assert (given["date"].lexical, given["place"].text) == ("2024-05-03", "Milan")


def test_it_is_no_relation_of_the_ontology(vocabulary):
    assert "mentionsAction" not in vocabulary.ontology.properties
    assert PROPERTY.domain == set(KINDS)


@pytest.fixture(scope="module")
def store(tmp_path_factory, run):
    folder = tmp_path_factory.mktemp("open")
    text = (
        "Ferrari serenaded Siemens. Apple did not serenade Samsung. Siemens bought Figma in 2021.\n"
    )
    (folder / "news.txt").write_text(text, encoding="utf-8")
    build = ("build", folder / "news.txt", "--to", folder / "graph.db")
    assert run(*build, "--extractors", "lexicon,open").code == 0
    return folder / "graph.db"


def test_explain_names_the_verb_phrase(run, store):
    outcome = run("explain", store, "Ferrari", "mentionsAction", "Siemens")
    assert outcome.code == 0
    assert "action: serenade" in outcome.out
    assert 'by open, entry serenade (no entry for "serenade"' in outcome.out


def test_it_is_never_a_plain_triple(run, store):
    asked = run("query", store, "--sparql", "ASK { ?s ng:mentionsAction ?o }", "--format", "json")
    assert json.loads(asked.out)["boolean"] is False
    typed = run("query", store, "--sparql", "ASK { ?s ng:acquires ?o }", "--format", "json")
    assert json.loads(typed.out)["boolean"] is True


@pytest.mark.parametrize("query", ["denied", "evidence", "most_connected", "attributed", "planned"])
def test_competency_queries_do_not_see_it(run, store, query):
    from newsgraph.vocabulary import default_folder

    outcome = run("query", store, default_folder() / "queries" / f"{query}.rq", "--format", "csv")
    assert outcome.code == 0
    assert "mentionsAction" not in outcome.out
    assert "Ferrari" not in outcome.out
    assert "Samsung" not in outcome.out


def test_the_graph_is_sound(run, store):
    assert run("validate", store).code == 0


def test_exports_keep_it_apart(run, store):
    lines = [
        json.loads(line) for line in run("export", store, "--format", "jsonl").out.splitlines()
    ]
    said = [line for line in lines if "action" in line]
    assert {(s["subject"], s["action"], s["object"], s["status"]) for s in said} == {
        ("Ferrari", "serenade", "Siemens", "asserted"),
        ("Apple", "serenade", "Samsung", "negated"),
    }
    assert not any("relation" in line for line in said)
    assert "mentionsAction" not in run("export", store, "--format", "graphml").out
