"""Training the witness for kinds: what it reads, and that it repeats itself exactly."""

import json
from zipfile import ZipFile

import pytest

from newsgraph.errors import ReadError
from newsgraph.mentions import linear
from newsgraph.training import kinds
from newsgraph.training.logistic import Case, Settings, fit
from newsgraph.training.sets import READERS, read_marked_examples, read_set

SMALL = Settings(bits=10, epochs=3)
TEXT = "Ada Holm leads Brixel."
LINES = {
    "core": {"text": TEXT, "triples": [[15, 21, "client_of", 0, 8]]},
    "crossner": {"text": TEXT, "entities": [[0, 8, "person"], [15, 21, "misc"]]},
    "knowledgenet": {"text": TEXT, "start": 100, "facts": [{"relation": "CEO", "s": [115, 121], "o": [100, 108]}]},
    "product": {"text": TEXT, "entities": [[15, 21, "product"]]},
    "redocred": {"text": TEXT, "entities": [{"type": "PER", "mentions": [[0, 8]]}, {"type": "MISC", "mentions": [[15, 21]]}]},
}  # fmt: skip
READ = {
    "core": {(15, 21): "Organization", (0, 8): "Organization"},
    "crossner": {(0, 8): "Person"},
    "knowledgenet": {(15, 21): "Organization", (0, 8): "Person"},
    "product": {(15, 21): "ProductTechnology"},
    "redocred": {(0, 8): "Person"},
}


@pytest.fixture
def datasets(tmp_path):
    """Give a folder with one line of each set."""
    for name, line in LINES.items():
        (tmp_path / f"{name}.train.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def examples(tmp_path):
    """Give a folder with one marked sentence."""
    folder = tmp_path / "examples"
    folder.mkdir()
    (folder / "ceoOf.txt").write_text(
        "[Ada Holm|Person] leads [Brixel|Organization].\n    Ada Holm | ceoOf | Brixel | asserted\n",
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("name", sorted(READERS))
def test_spans_whose_kind_a_set_tells(datasets, name):
    (read,) = read_set(datasets, name)
    assert read.text == TEXT
    assert read.kinds == READ[name]


def test_marked_sentences(examples):
    (read,) = read_marked_examples(examples)
    assert read.kinds == {(0, 8): "Person", (15, 21): "Organization"}


def test_a_missing_set_is_named(tmp_path):
    with pytest.raises(ReadError, match=r"core\.train\.jsonl"):
        list(read_set(tmp_path, "core"))


def test_a_line_in_another_form_is_named(tmp_path):
    (tmp_path / "core.train.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(ReadError, match="jsonl:1"):
        list(read_set(tmp_path, "core"))


@pytest.mark.model
def test_training_twice_gives_the_same_bytes(datasets, examples, stages, tmp_path):
    made = []
    for n in range(2):
        table, counts = kinds.train(datasets, examples, examples.parent, stages, SMALL)
        path = tmp_path / f"{n}.npz"
        kinds.save(table, path, SMALL.bits)
        made.append(path.read_bytes())
    assert made[0] == made[1]
    assert counts["examples"] == 2
    assert linear.load(path).kinds == kinds.KINDS
    with ZipFile(path) as archive:  # no clock in the file
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_is_told_apart_by_one_feature_is_learned():
    cases = [Case((), (n % 2,), n % 2, 1.0) for n in range(100)]
    table = fit(cases, 2, SMALL)
    assert table[0, 0] > table[0, 1]
    assert table[1, 1] > table[1, 0]


def test_words_of_known_names_are_hidden():
    cases = [Case((5,), (n % 2,), n % 2, 1.0, known=True) for n in range(20)]
    assert not fit(cases, 2, SMALL)[5].any()
