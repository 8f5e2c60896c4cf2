"""What the encoder learns from: tables, readers, lessons, other names, arrays."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from newsgraph.encoder.inputs import Inputs
from newsgraph.encoder.schema import Schema
from newsgraph.encoder.trees import Tree
from newsgraph.errors import ReadError, VocabularyError
from newsgraph.training.encoder import batches, lessons, report
from newsgraph.training.encoder.exemplary import SYMMETRIC, of_example, read_example_passages
from newsgraph.training.encoder.lessons import ALL, Judged, Lesson
from newsgraph.training.encoder.mappings import Mapped, mapped, read_mapping
from newsgraph.training.encoder.passages import UNKNOWN, Facts, Passage, read_passages
from newsgraph.training.encoder.prepare import lesson, tags
from newsgraph.training.encoder.swap import pool_of, swapped
from newsgraph.vocabulary import KINDS, load
from newsgraph.vocabulary.examples import read_examples

ROOT = Path(__file__).resolve().parents[2]
TABLES = [
    ROOT / "graph" / "mappings" / f"{name}.csv"
    for name in ("core", "knowledgenet", "product", "redocred")
]
TEXT = "Ada Holm leads Brixel."
LINES = {
    "core": {"id": "a", "text": TEXT, "triples": [[15, 21, "client_of", 0, 8]], "pairs": [[15, 21, 0, 8]]},
    "crossner": {"id": "a", "text": TEXT, "entities": [[0, 8, "person"], [15, 21, "misc"]]},
    "knowledgenet": {"id": "a", "text": TEXT, "start": 100, "properties": ["CEO"], "facts": [{"relation": "CEO", "s": [115, 121], "o": [100, 108]}]},
    "product": {"id": "a", "text": f"Home\n{TEXT}", "entities": [[20, 26, "organization"], [5, 13, "product"]], "triples": [[20, 26, "CompanyProvidesProduct", 5, 13]]},
    "redocred": {"id": "a", "text": TEXT, "sentences": [[0, 22]], "entities": [{"type": "PER", "mentions": [[0, 8]]}, {"type": "MISC", "mentions": [[15, 21]]}], "triples": [{"h": 0, "t": 1, "r": "P108", "evidence": [0]}]},
}  # fmt: skip
SCHEMA = Schema(("Organization", "Person"), {"own": ("hires", "likes"), "core": ("x",)}, ("core",))


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_a_table_leads_only_to_relations_of_the_ontology(path):
    relations = {m.relation for m in read_mapping(path).values()} - {""}
    assert relations <= set(load().ontology.properties)


@pytest.mark.parametrize(
    "text",
    [
        "label,relation\n",
        "label,relation,inverted,note\na,acquires,perhaps,\n",
        "label,relation,inverted,note\na,acquires,no,\na,sues,no,\n",
    ],
)
def test_a_table_out_of_form_is_refused(tmp_path, text):
    path = tmp_path / "t.csv"
    path.write_text(text)
    with pytest.raises(VocabularyError, match=r"t\.csv"):
        read_mapping(path)


TABLE = {"bought_by": Mapped("acquires", True), "pals": Mapped("partnersWith", False), "odd": Mapped("", False)}  # fmt: skip


def test_an_inverted_label_turns_the_pair_round():
    judged = mapped(Judged(((0, 1, "bought_by"),)), TABLE, SYMMETRIC)
    assert judged.positive == ((1, 0, "acquires"),)
    assert {(0, 1, ALL), (1, 0, ALL)} <= set(judged.unknown)


def test_a_symmetric_relation_holds_both_ways():
    judged = mapped(Judged(((0, 1, "pals"),)), TABLE, SYMMETRIC)
    assert judged.positive == ((0, 1, "partnersWith"), (1, 0, "partnersWith"))


def test_a_label_without_a_counterpart_teaches_nothing_of_its_pair():
    judged = mapped(Judged(((0, 1, "odd"),)), TABLE, SYMMETRIC)
    assert not judged.positive
    assert judged.unknown == ((0, 1, ALL), (1, 0, ALL))


def test_silence_is_negative_only_where_the_set_was_complete():
    judged = mapped(Judged((), silence=("pals",)), TABLE, SYMMETRIC)
    assert judged.silence == ("partnersWith",)


def test_judged_pairs_are_judged_in_both_directions():
    assert mapped(Judged((), pairs=((0, 1),)), TABLE, SYMMETRIC).pairs == ((0, 1), (1, 0))


@pytest.fixture
def datasets(tmp_path):
    """Give a folder with one line of each set."""
    for name, line in LINES.items():
        (tmp_path / f"{name}.train.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("core", {"core": (((15, 21), "client_of", (0, 8)),)}),
        ("crossner", {}),
        ("knowledgenet", {"knowledgenet": (((15, 21), "CEO", (0, 8)),)}),
        ("product", {"product": (((15, 21), "CompanyProvidesProduct", (0, 8)),)}),
        ("redocred", {"redocred": (((0, 8), "P108", (15, 21)),)}),
    ],
)
def test_each_set_is_read_into_passages(datasets, name, facts):
    (passage,) = read_passages(datasets, name)
    assert passage.text == TEXT
    assert {space: f.positive for space, f in passage.facts.items()} == facts


def test_what_a_set_keeps_silent_about_is_kept_apart(datasets):
    (passage,) = read_passages(datasets, "knowledgenet")
    assert passage.facts["knowledgenet"].silence == ("CEO",)
    assert not passage.complete


def test_a_line_out_of_form_is_named(tmp_path):
    (tmp_path / "core.train.jsonl").write_text('{"id": 1}\n')
    with pytest.raises(ReadError, match=r"core\.train\.jsonl:1"):
        list(read_passages(tmp_path, "core"))


def passage(**more):
    given = {(0, 8): ("Person", "name"), (15, 21): ("Organization", "name")}
    return Passage(
        "examples", "x:1", TEXT, {(0, 8): "Person", (15, 21): UNKNOWN}, True, given=given, **more
    )


def test_a_lesson_has_words_tags_marks_and_labels():
    facts = {"own": Facts((((0, 8), "hires", (15, 21)),))}
    found = lesson(passage(facts=facts, status=(((0, 8), (15, 21), "asserted"),)), {}, {})
    assert found.words == ("Ada", "Holm", "leads", "Brixel", ".")
    assert found.tags == ("B-Person", "I-Person", "O", "B-?", "O")
    assert found.marks == ((0, 2, "Person", "name"), (3, 4, "Organization", "name"))
    assert found.judged["own"].positive == ((0, 1, "hires"),)
    assert found.status == ((0, 1, "asserted"),)


def test_a_candidate_that_overlaps_an_end_shares_its_facts():
    facts = {"own": Facts((((0, 8), "hires", (15, 21)),))}
    found = lesson(
        Passage("s", "1", TEXT, facts=facts),
        {(4, 8): ("Person", "name"), (15, 21): ("", "name")},
        {},
    )
    assert found.judged["own"].positive == ((0, 1, "hires"),)


def test_words_of_an_incomplete_set_are_open():
    assert tags(Passage("s", "1", "a b", {(2, 3): "Person"}), [(0, 1), (2, 3)]) == ("?", "B-Person")


def test_lessons_survive_being_written(tmp_path):
    given = [lesson(passage(facts={"own": Facts((((0, 8), "hires", (15, 21)),))}), {}, {})]
    lessons.write(given, tmp_path / "l.jsonl")
    assert list(lessons.read(tmp_path / "l.jsonl")) == given


def test_lessons_of_an_older_version_are_refused(tmp_path):
    path = tmp_path / "train.jsonl"
    path.write_text('{"source": "s", "judged": {}, "status": [], "marks": []}\n')
    with pytest.raises(ReadError, match=r"older version; remove"):
        list(lessons.read(path))


def test_an_example_states_literals_and_leaves_alternatives_open(tmp_path):
    path = tmp_path / "acquires.txt"
    path.write_text(
        "[Orrin|Organization] bought [Tamsel|Organization], which made $3 million, for 2 billion euros.\n"
        "    Orrin | acquires | Tamsel | planned\n"
        "    Tamsel | hasRevenue | money:3000000:USD | asserted\n"
        "    ? Orrin | partnersWith | Tamsel | asserted\n"
    )
    found = of_example(read_examples(path)[0], "x")
    facts = found.facts["newsgraph"]
    assert {r for _, r, _ in facts.positive} == {"acquires", "hasRevenue"}
    assert {"partnersWith", "ownsStakeIn"} <= {r for _, r, _ in facts.unknown}
    assert sorted(s for *_, s in found.status) == ["asserted", "planned"]


def test_every_shipped_example_makes_a_lesson():
    found = [lesson(p, {}, {}) for p in read_example_passages(ROOT / "graph" / "examples")]
    assert len(found) > 2000
    assert all(len(x.words) == len(x.tags) for x in found)


def test_other_names_take_the_place_of_names_and_marks_follow():
    one = lesson(passage(facts={"own": Facts((((0, 8), "hires", (15, 21)),))}), {}, {})
    random = np.random.default_rng(1)
    for _ in range(20):
        other = swapped(one, pool_of([], [("Person", "Ruth de Vries-Okafor")]), random)
        a, b, *_ = other.marks[0]
        assert " ".join(other.words[a:b]) in ("Ada Holm", "Ruth de Vries - Okafor")
        assert other.words[other.marks[1][0]] == "Brixel"
        assert other.tags[a] == "B-Person"
        assert set(other.tags[a + 1 : b]) == {"I-Person"}
        assert other.judged == one.judged
        assert len(other.words) == len(other.tags)


def test_a_new_name_hangs_where_the_old_one_hung():
    one = lesson(passage(), {}, {})
    one = replace(one, tree=Tree((1, 2, -1, 2, 2), ("inside", "nsubj", "ROOT", "dobj", "punct")))
    random = np.random.default_rng(1)
    seen = set()
    for _ in range(20):
        other = swapped(one, pool_of([], [("Person", "Ruth de Vries")]), random)
        seen.add(len(other.words))
        assert len(other.tree.heads) == len(other.tree.labels) == len(other.words)
        a, b, *_ = other.marks[0]
        leads = other.words.index("leads")
        assert other.tree.heads[other.tree.top(a, b)] == leads
        assert other.tree.heads[leads + 1] == leads
        assert other.tree.labels[leads + 1] == "dobj"
    assert seen == {5, 6}


class OnePiece:
    """A piece for each word."""

    def __call__(self, word):
        return (len(word),)


def test_unknown_labels_are_not_charged():
    one = Lesson(
        "s", "1", ("a", "b"), (0, 2), ("O", "?"),
        ((0, 1, "Person", "name"), (1, 2, "Organization", "name")),
        {"own": Judged(((0, 1, "likes"),), ((1, 0, ALL),), ("hires",))},
    )  # fmt: skip
    found = batches.encode_lesson(one, SCHEMA, OnePiece())
    truth, known = found.judged["own"]
    assert found.pairs == ((0, 1), (1, 0))
    assert truth.tolist() == [[0, 1], [0, 0]]
    assert known.tolist() == [[1, 1], [0, 0]]
    assert found.allowed[1].all()
    assert found.allowed[0].sum() == 1
    assert isinstance(found.inputs, Inputs)


def test_batches_hold_every_lesson_once_and_pairs_stay_with_theirs():
    one = Lesson("s", "1", ("a", "b"), (0, 2), ("O", "O"), ((0, 1, "", "name"), (1, 2, "", "name")), {"own": Judged(((1, 0, "likes"),))})  # fmt: skip
    rows = [batches.encode_lesson(one, SCHEMA, OnePiece())] * 5
    found = list(batches.batches(rows, 1, SCHEMA, {}))
    assert sum(len(b.rows) for b in found) == 5
    for batch in found:
        truth, _ = batch.judged["own"]
        assert truth[:, 1].tolist() == [0, 1] * len(batch.rows)


def test_a_well_calibrated_model_needs_no_temperature():
    random = np.random.default_rng(3)
    scores = random.normal(0, 2, (4000, 1))
    truth = (random.random((4000, 1)) < 1 / (1 + np.exp(-scores))).astype(float)
    space = report.Space(scores, truth, np.ones_like(truth))
    assert report.temperature(space, single=False) == pytest.approx(1, abs=0.1)
    p = report.probabilities(scores, 1.0, single=False)
    assert report.reliability(p, truth)[0] < 0.03


def test_a_label_with_few_positives_is_judged_by_the_common_threshold():
    scores = np.array([[4.0, 4.0], [-4.0, -4.0]] * 30)
    truth = np.array([[1.0, 0.0], [0.0, 0.0]] * 30)
    found = report.thresholds(
        report.Space(scores, truth, np.ones_like(truth)), ("a", "b"), 1.0, single=False
    )
    assert found["b"] == found[""]


def test_the_kinds_of_tags_are_those_of_the_ontology():
    assert Schema(KINDS, {}).tags[:2] == ("O", f"B-{KINDS[0]}")
