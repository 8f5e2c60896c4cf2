"""Ends that sentences leave out, from the articles to the arrays that the network sees."""

import json

import numpy as np
import pytest

from newsgraph.encoder.inputs import assemble, pairs_of
from newsgraph.encoder.marks import AHEAD, IMPLIED, UNTYPED, behind
from newsgraph.encoder.model import load_encoder
from newsgraph.relations.left_out import offered_in
from newsgraph.training.encoder.as_read import lessons_as_read
from newsgraph.training.encoder.batches import encode_lesson
from newsgraph.training.encoder.exemplary import (
    LEFT_OUT,
    SPACE,
    read_example_passages,
    read_gold,
)
from newsgraph.training.encoder.prepare import load_stages, prepare
from newsgraph.training.encoder.swap import pool_of, swapped
from newsgraph.vocabulary import KINDS

ARTICLE = """
[Brightwell|Organization] builds [looms|Concept] in [Oslo|Place].
    Brightwell | manufactures | looms | asserted

[Tarn Mills|Organization] is a rival of [Brightwell|Organization].
    Tarn Mills | competesWith | Brightwell | asserted

The last round was led by [Kiln Capital|Organization].
    Kiln Capital | investsIn | ^Brightwell | asserted
"""


@pytest.fixture(scope="module")
def stages():
    return load_stages()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    (folder / "001_round.txt").write_text(f"# finance\n{LEFT_OUT}\n{ARTICLE}", encoding="utf-8")
    return folder


def passages(folder):
    return list(read_example_passages(folder, "reports"))


def facts(lesson):
    def said(n):
        start, end, _, form = lesson.marks[n]
        return form if start < 0 or end > len(lesson.words) else " ".join(lesson.words[start:end])

    return {(said(a), r, said(b)) for a, b, r in lesson.judged[SPACE].positive}


def test_what_a_sentence_may_leave_out_is_told_by_its_text() -> None:
    one, two = ("Organization", "Acme"), ("Organization", "Bolt")
    found = list(offered_in([[one, ("Place", "Oslo")], [two, one], []]))
    assert found == [[("Bolt", "topic")], [], [("Acme", "recent"), ("Bolt", "recent")]]


def test_both_sorts_of_lessons_tell_what_is_said_of_it(folder, stages) -> None:
    marked = list(prepare(passages(folder), stages, {}))
    read = list(lessons_as_read(passages(folder), stages))
    for lesson in (marked[2], read[2]):
        assert facts(lesson) == {("Kiln Capital", "investsIn", "recent")}
        places = {mark[:2] for mark in lesson.marks if mark[3] == "recent"}
        assert places == {AHEAD, behind(len(lesson.words))}


def test_an_article_of_which_nothing_is_known_offers_none(tmp_path) -> None:
    text = ARTICLE.replace("Kiln Capital | investsIn | ^Brightwell | asserted", "none  # unknown")
    (tmp_path / "002_round.txt").write_text(text, encoding="utf-8")
    assert all(form != "recent" for p in passages(tmp_path) for _, form in p.given.values())
    (tmp_path / "002_round.txt").write_text(f"{LEFT_OUT}\n{text}", encoding="utf-8")
    assert any(form == "recent" for p in passages(tmp_path) for _, form in p.given.values())


def test_other_names_leave_it_outside_the_words(folder, stages) -> None:
    lesson = list(prepare(passages(folder), stages, {}))[2]
    pool = pool_of([], [("Organization", "The Very Long Name of Another Fund")])
    new = swapped(lesson, pool, np.random.default_rng(3))
    assert len(new.words) > len(lesson.words)
    places = [mark[:2] for mark in new.marks if mark[3] == "recent"]
    assert places == [AHEAD, behind(len(new.words))]
    assert facts(new) == {("The Very Long Name of Another Fund", "investsIn", "recent")}


def test_it_stands_at_the_pieces_around_the_words(folder, stages) -> None:
    encoder = load_encoder()
    schema = encoder.schema
    lesson = list(prepare(passages(folder), stages, {}))[2]
    row = encode_lesson(lesson, schema, encoder._pieces)
    arrays = assemble([row.inputs], [lesson.marks], [row.pairs], schema, [lesson.tree])
    places = {
        int(np.flatnonzero(arrays["spans"][0, n])[0])
        for n, mark in enumerate(lesson.marks)
        if mark[3] == "recent"
    }
    assert places == {0, len(row.inputs.ids) - 1}
    assert set(KINDS) <= set(schema.mark_kinds)


def test_no_pair_joins_two_that_are_left_out_or_one_and_a_noun_phrase() -> None:
    marks = [
        (*AHEAD, "Organization", "topic"),
        (0, 1, "Organization", "name"),
        (1, 2, UNTYPED, "nominal"),
        (*behind(3), "Organization", "recent"),
    ]
    assert list(pairs_of(marks)) == [(0, 1), (1, 0), (1, 2), (1, 3), (2, 1), (3, 1)]


def test_of_an_annotated_text_the_sentences_that_state_nothing_count_too(tmp_path) -> None:
    text = "Acme grew.\n\nBolt fell. Cord sued Dune.\nAcme rose."

    def entity(name):
        spans = [[m, m + 4] for m in range(len(text)) if text.startswith(name, m)]
        return {"name": name, "type": "Organization", "mentions": spans, "coref": []}

    start = text.index("Cord")
    fact = {"subject": "Cord", "relation": "sues", "object": "Dune", "status": "asserted"}
    gold = {
        "entities": [entity(n) for n in ("Acme", "Bolt", "Cord", "Dune")],
        "relations": [fact | {"evidence": [[start, start + 15]]}],
        "neutral": [],
    }
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    (tmp_path / "one.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (passage,) = read_gold(tmp_path, ["one"])
    outside = {span: form for span, (_, form) in passage.given.items() if form in IMPLIED}
    assert outside == {AHEAD: "topic", (15, 16): "recent"}  # Acme, most spoken of; Bolt, before
