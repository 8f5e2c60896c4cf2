"""Predictions for benchmark files: the form of each set, its offsets, and what goes wrong."""

import csv
import io
import json

import pytest

from .conftest import LINES, TEXT

pytestmark = pytest.mark.model


@pytest.fixture
def predicted(run, file_of):
    """Give the function that returns the first line of a prediction."""

    def predict(name, *options):
        outcome = run("predict", name, file_of(name), *options)
        assert (outcome.code, outcome.err) == (0, "")
        return json.loads(outcome.out.splitlines()[0])

    return predict


def test_knowledgenet_counts_from_the_start_of_the_document(predicted):
    line = predicted("knowledgenet")
    found = {
        (t["relation"], *(TEXT[a - 100 : b - 100] for a, b in (t["s"], t["o"])))
        for t in line["triples"]
    }
    assert line["id"] == "k1"
    assert ("CEO", "Brixel", "Ada Holm") in found
    assert ("CEO", "Brixel", "She") in found
    assert ("FOUNDED_BY", "Nordwell Group", "She") in found


def test_core_labels_the_given_pair_with_its_own_spans(predicted):
    assert predicted("core") == {"id": "c1", "triples": [[22, 36, "acquired_by", 0, 12]]}


def test_core_says_nothing_of_a_pair_given_the_other_way_round(run, file_of):
    path = file_of("core", LINES["core"] | {"pairs": [[0, 12, 22, 36]]})
    answer = run("predict", "core", path, "--extractors", "lexicon")
    assert json.loads(answer.out) == {"id": "c1", "triples": []}


def test_core_finds_pairs_of_its_own(predicted):
    triples = predicted("core", "--pairs", "own")["triples"]
    assert [22, 36, "acquired_by", 0, 12] in triples


def test_product_counts_from_the_start_of_the_page(predicted):
    line = predicted("product")
    text = LINES["product"]["text"]
    assert ["Brixel Corp.", "organization"] in [[text[a:b], k] for a, b, k in line["entities"]]
    assert [(text[a:b], r, text[c:d]) for a, b, r, c, d in line["triples"]] == [
        ("Brixel Corp.", "CompanyProvidesProduct", "Lumo 7")
    ]


def test_crossner_has_our_kinds_or_those_of_the_set(predicted):
    text = LINES["crossner"]["text"]
    for options, kinds in (
        ((), ["Person", "Organization", "Place"]),
        (("--types", "set"), ["person", "organisation", "country"]),
    ):
        entities = predicted("crossner", *options)["entities"]
        names = ["Ada Holm", "Academy of Kelp", "Norway"]
        assert [[text[a:b], k] for a, b, k in entities] == [
            [n, k] for n, k in zip(names, kinds, strict=True)
        ]


def test_redocred_names_ends_where_they_are_named(predicted):
    found = predicted("redocred", "--extractors", "lexicon")["triples"]
    assert {"s": [55, 69], "relation": "P112", "o": [0, 8]} in found


def test_gum_gives_clusters_of_noun_phrases(predicted):
    text = LINES["gum"]["text"]
    clusters = [[text[a:b] for a, b in c] for c in predicted("gum")["clusters"]]
    assert clusters == [["Ada Holm", "She", "Holm"]]


def test_corpus_lines_name_the_file(run, tmp_path):
    (tmp_path / "brixel.txt").write_text(TEXT, encoding="utf-8")
    lines = [json.loads(x) for x in run("predict", "corpus", tmp_path).out.splitlines()]
    assert {line["doc"] for line in lines} == {"brixel.txt"}
    assert ("Ada Holm", "ceoOf", "Brixel") in {
        (x.get("subject"), x.get("relation"), x.get("object")) for x in lines
    }


def test_names_are_scored_in_csv(run, tmp_path):
    path = tmp_path / "names.csv"
    path.write_text(
        "case_group,schema,name1,name2,is_match\n"
        'a,Company,"Brixel, Inc.",Brixel,true\n'
        "a,Person,Ada Holm,Bo Lund,false\n",
        encoding="utf-8",
    )
    rows = list(csv.DictReader(io.StringIO(run("predict", "names", path).out)))
    assert list(rows[0]) == ["case_group", "schema", "name1", "name2", "score"]
    assert rows[0]["name1"] == "Brixel, Inc."
    assert float(rows[0]["score"]) > 0.9
    assert float(rows[1]["score"]) < 0.3


@pytest.mark.parametrize("name", [*LINES])
def test_the_same_file_gives_the_same_bytes_and_a_line_for_each_line(run, file_of, name):
    path = file_of(name, LINES[name], LINES[name] | {"id": "second"})
    first = run("predict", name, path).out
    assert [json.loads(x)["id"] for x in first.splitlines()] == [LINES[name]["id"], "second"]
    assert run("predict", name, path).out == first


# what goes wrong


def complaint(run, *arguments):
    outcome = run("predict", *arguments)
    assert (outcome.code, outcome.out) == (1, "")
    return outcome.complaint


def test_an_unknown_set_is_named_with_those_there_are(run, tmp_path):
    said = complaint(run, "conll", tmp_path / "x.jsonl")
    assert "conll: no such set" in said
    assert "redocred" in said


@pytest.mark.parametrize(
    ("name", "line", "problem"),
    [
        ("core", '{"id": "a", "text": "b"}', 'no "pairs"'),
        ("core", "not json", "is not JSON"),
        ("core", "[1]", "not an object"),
        ("knowledgenet", '{"id": "a", "text": "b", "start": "0"}', '"start" is no int'),
        ("knowledgenet", '{"id": "a", "text": "b", "start": true}', '"start" is no int'),
        ("redocred", '{"id": "a", "text": "b"}', 'no "sentences"'),
        ("gum", '{"id": "a", "text": "b", "pairs": []}', "key of another set"),
        (
            "crossner",
            '{"id": "a", "text": "b", "entities": [[0, 1, "organization"]]}',
            "no kind of",
        ),
        ("product", '{"id": "a", "text": "b", "entities": [[0, 1, "person"]]}', "no kind of"),
        ("product", '{"id": 7, "text": "b"}', '"id" is no str'),
    ],
)
def test_a_bad_line_is_named(run, tmp_path, name, line, problem):
    path = tmp_path / "bad.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    said = complaint(run, name, path)
    assert f"{path}:2" in said
    assert problem in said


def test_a_pair_outside_its_text_is_named(run, file_of):
    path = file_of("core", LINES["core"] | {"pairs": [[0, 12, 22, 99]]})
    assert "[22, 99] is no span of its text" in complaint(run, "core", path)


@pytest.mark.parametrize("name", ["core", "names", "corpus"])
def test_a_file_that_is_not_there(run, tmp_path, name):
    assert str(tmp_path / "none") in complaint(run, name, tmp_path / "none")


def test_names_without_a_column(run, tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("name1,name2\na,b\n", encoding="utf-8")
    assert f"{path}:1" in complaint(run, "names", path)


def test_nothing_is_written_after_an_error(run, file_of, tmp_path):
    path = file_of("core", LINES["core"], {"id": "bad"})
    complaint(run, "core", path, "--out", tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


def test_out_takes_the_place_of_standard_output(run, file_of, tmp_path):
    printed = run("predict", "gum", file_of("gum")).out
    outcome = run("predict", "gum", file_of("gum"), "--out", tmp_path / "out.jsonl")
    assert (outcome.code, outcome.out) == (0, "")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == printed


def test_out_in_no_folder(run, file_of, tmp_path):
    said = complaint(run, "gum", file_of("gum"), "--out", tmp_path / "no" / "out.jsonl")
    assert "there is no folder" in said
