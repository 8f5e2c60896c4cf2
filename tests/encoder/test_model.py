"""The shipped model: that it is whole, and answers alike whatever is read beside."""

from hashlib import sha256
from itertools import chain

import pytest

from newsgraph.encoder import Mark, covering, load_encoder, split_words
from newsgraph.encoder import model as module
from newsgraph.encoder.model import FILES, FOLDER
from newsgraph.encoder.trees import tree_of
from newsgraph.errors import PipelineError
from newsgraph.model import Status
from newsgraph.vocabulary import KINDS

LARGEST = 40_000_000  # bytes, all files together
TEXTS = (
    "Brightwell bought the chip designer Lumo Systems for $240 million, Ada Holm said.",
    "Rain fell.",
    "In May 2031 Tarn Aviation will open a plant in Gdansk with its partner Olvera Motors.",
    "Nobody denied that Quill, a rival of Brightwell, had sued Dr. Holm in Oslo over the Q7 engine.",
) * 20  # fmt: skip


def words_of(text):
    return [text[a:b] for a, b in split_words(text)]


def marks_of(text, names):
    words = split_words(text)
    found = []
    for name, kind in names:
        start = text.find(name)
        if start >= 0:
            found.append(Mark(*covering(words, start, start + len(name)), kind))
    return found


NAMES = (
    ("Brightwell", "Organization"),
    ("Lumo Systems", "Organization"),
    ("Ada Holm", "Person"),
    ("Tarn Aviation", "Organization"),
    ("Gdansk", "Place"),
    ("Olvera Motors", "Organization"),
    ("Quill", ""),
    ("Oslo", "Place"),
)


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.fixture(scope="module")
def trees(annotated):
    """Give the tree of the words of each text."""
    return {
        text: tree_of(split_words(text), [s.tokens for s in annotated(text).sentences])
        for text in dict.fromkeys(TEXTS)
    }


def answers(encoder, texts, size, trees):
    """Return all that the encoder says of texts read ``size`` at a time."""
    found = []
    for first in range(0, len(texts), size):
        some = texts[first : first + size]
        readings = encoder.read([words_of(t) for t in some])
        marks = [marks_of(t, NAMES) for t in some]
        spans = [[(m.start, m.end) for m in ms] for ms in marks]
        found += zip(
            encoder.mentions(readings),
            encoder.kinds_of(readings, spans),
            encoder.relations(readings, marks, least=0.0, trees=[trees[t] for t in some]),
            strict=True,
        )
    return found


def test_the_files_are_those_of_the_model_card():
    card = (FOLDER / "MODEL.md").read_text(encoding="utf-8")
    for name in FILES:
        assert sha256((FOLDER / name).read_bytes()).hexdigest() in card, name


def test_the_files_are_small_together():
    assert sum((FOLDER / name).stat().st_size for name in FILES) <= LARGEST


def test_labels_are_those_of_the_ontology(encoder):
    assert encoder.kinds == KINDS
    assert {"newsgraph", "core", "knowledgenet", "redocred", "product"} <= set(encoder.spaces)
    assert "acquires" in encoder.spaces["newsgraph"]
    assert len(encoder.spaces["core"]) == 11
    assert len(encoder.spaces["knowledgenet"]) == 15


@pytest.mark.parametrize("size", [1, 8, 64])
def test_answers_do_not_depend_on_what_is_read_together(encoder, size, trees):
    assert answers(encoder, TEXTS, size, trees) == answers(encoder, TEXTS, len(TEXTS), trees)


def test_mentions_lie_inside_their_sentence_and_do_not_overlap(encoder):
    for text, spans in zip(
        TEXTS[:4], encoder.mentions(encoder.read([words_of(t) for t in TEXTS[:4]])), strict=True
    ):
        edges = list(chain.from_iterable((s.start, s.end) for s in spans))
        assert edges == sorted(edges)
        assert all(0 <= s.start < s.end <= len(words_of(text)) for s in spans)
        assert all(s.kind in KINDS and 0 < s.score <= 1 for s in spans)


def test_a_plain_purchase_is_found_in_the_right_direction(encoder, trees):
    text = TEXTS[0]
    reading = encoder.read([words_of(text)])
    (found,) = encoder.relations(reading, [marks_of(text, NAMES)], trees=[trees[text]])
    best = max(found, key=lambda s: s.probability)
    assert (best.subject, best.label, best.object) == (0, "acquires", 1)
    assert set(best.status) == {str(s) for s in Status}
    assert sum(best.status.values()) == pytest.approx(1, abs=0.001)


def test_only_the_pairs_asked_for_are_judged(encoder):
    text = TEXTS[0]
    marks = marks_of(text, NAMES)
    (found,) = encoder.relations(
        encoder.read([words_of(text)]), [marks], pairs=[[(1, 0)]], least=0.0
    )
    assert {(s.subject, s.object) for s in found} == {(1, 0)}
    assert len(found) == len(encoder.spaces["newsgraph"])


def test_nothing_is_said_of_empty_input(encoder):
    assert encoder.read([]) == []
    assert encoder.mentions(encoder.read([[]])) == [[]]
    assert encoder.relations(encoder.read([[]]), [[]]) == [[]]


def test_a_sentence_longer_than_the_network_is_read_to_its_limit(encoder):
    words = ["word"] * 700 + ["Oslo"]
    reading = encoder.read([words])
    assert encoder.kinds_of(reading, [[(700, 701)]]) == [[{"": 1.0}]]
    marks = [Mark(0, 1), Mark(700, 701, "Place")]
    assert encoder.relations(reading, [marks], least=0.0) == [[]]


def test_an_unknown_label_space_is_refused_with_the_known_ones(encoder):
    with pytest.raises(PipelineError, match="newsgraph"):
        encoder.relations([], [], space="nonsense")


def test_missing_files_are_named(tmp_path):
    with pytest.raises(PipelineError, match=r"no labels\.json.*newsgraph train"):
        load_encoder(tmp_path)


def test_a_damaged_file_is_named(tmp_path):
    for name in FILES:
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "upper.onnx").write_bytes(b"not a model")
    with pytest.raises(PipelineError, match=r"upper\.onnx"):
        load_encoder(tmp_path)


def test_thresholds_fall_back_to_that_of_the_space(encoder):
    schema = encoder.schema
    assert 0 < encoder.threshold("newsgraph", "acquires") < 1
    assert encoder.threshold("newsgraph", "unheard") == schema.thresholds["newsgraph"][""]


def test_loading_twice_gives_the_same_encoder():
    assert module.load_encoder() is module.load_encoder()


@pytest.mark.parametrize(
    "other",
    [
        Mark(0, 1, "Organization", "pronoun"),
        Mark(0, 1, "Person", "name"),
        Mark(0, 2, "Organization", "name"),
    ],
    ids=["form", "kind", "words"],
)
def test_all_that_a_mark_tells_is_heard(encoder, other):
    """An exporter once made one input of two that looked alike."""
    reading = encoder.read([words_of(TEXTS[0])])
    first, *rest = marks_of(TEXTS[0], NAMES)
    one, two = (
        encoder.relations(reading, [[m, *rest]], least=0.0, pairs=[[(0, 1)]])[0]
        for m in (first, other)
    )
    assert [s.probability for s in one] != [s.probability for s in two]
