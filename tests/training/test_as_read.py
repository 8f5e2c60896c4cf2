"""Articles as the pipeline reads them: what people marked is told of what it found."""

from dataclasses import replace

import pytest

from newsgraph.training.encoder.as_read import lessons_as_read, placed
from newsgraph.training.encoder.exemplary import SPACE, of_example
from newsgraph.training.encoder.lessons import ALL
from newsgraph.training.encoder.prepare import load_stages
from newsgraph.vocabulary.examples import read_examples

ARTICLE = """
[Orrin Systems|Organization] Buys [Tamsel|Organization]
    Orrin Systems | acquires | Tamsel | asserted

[Orrin Systems|Organization] of [Oslo|Place] bought the chip designer [Tamsel|Organization] for a low price on Tuesday.
    Orrin Systems | acquires | Tamsel | asserted
    Orrin Systems | basedIn | Oslo | asserted

[Ruth Vale|Person] denied that [Tamsel|Organization] uses [ferry schedules|Concept] in [its|Organization=Tamsel] work.
    Tamsel | uses | ferry schedules | negated
"""


@pytest.fixture(scope="module")
def stages():
    return load_stages()


@pytest.fixture(scope="module")
def found(stages, tmp_path_factory):
    path = tmp_path_factory.mktemp("articles") / "001_deal.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    passages = [of_example(e, f"001_deal:{e.line}", "news") for e in read_examples(path)]
    return list(lessons_as_read(passages, stages))


def facts(lesson):
    def words(n):
        return " ".join(lesson.words[slice(*lesson.marks[n][:2])])

    return {(words(a), r, words(b)) for a, b, r in lesson.judged[SPACE].positive}


def test_a_lesson_comes_of_each_sentence_in_order(found):
    assert [x.name.split(":")[0] for x in found] == ["001_deal"] * 3
    assert all(x.as_read and x.source == "news" for x in found)


def test_facts_are_told_of_the_candidates_that_stand_there(found):
    assert ("Orrin Systems", "acquires", "Tamsel") in facts(found[1])
    assert ("Orrin Systems", "basedIn", "Oslo") in facts(found[1])
    assert ("Tamsel", "uses", "ferry schedules") in facts(found[2])
    assert {s for *_, s in found[2].status} == {"negated"}


def test_noun_phrases_that_are_no_end_are_candidates_too(found):
    assert "low price" in {" ".join(found[1].words[a:b]) for a, b, _, _ in found[1].marks}


def test_descriptions_bear_no_kind_as_at_run_time(found):
    (mark,) = [m for m in found[2].marks if found[2].words[m[0]] == "ferry"]
    assert mark[2:] == ("", "nominal")


def test_the_parse_is_that_of_the_words(found):
    for lesson in found:
        assert len(lesson.tree.heads) == len(lesson.words)
        assert -1 in lesson.tree.heads


def test_a_passage_that_the_reader_changes_yields_nothing(stages, found, tmp_path):
    path = tmp_path / "002_list.txt"
    path.write_text(ARTICLE.replace("[Ruth", "1. [Ruth"), encoding="utf-8")
    passages = [of_example(e, f"002_list:{e.line}", "news") for e in read_examples(path)]
    assert len(list(lessons_as_read(passages, stages))) == len(found) - 1


@pytest.mark.parametrize(
    ("marks", "candidates", "told", "doubtful"),
    [
        ([(0, 5)], [(0, 5)], {(0, 5): (0, 5)}, set()),
        ([(0, 12)], [(4, 12)], {(0, 12): (4, 12)}, set()),  # ends alike
        ([(0, 5)], [(0, 7)], {(0, 5): (0, 7)}, set()),  # shares more than half
        ([(0, 20)], [(0, 4)], {}, {(0, 4)}),  # merely touches
        ([(0, 20)], [(0, 4), (8, 20)], {(0, 20): (8, 20)}, {(0, 4)}),
        ([(0, 5), (6, 12)], [(0, 12)], {(6, 12): (0, 12)}, {(0, 12)}),  # several in one
        ([(0, 5)], [(8, 9)], {}, set()),
    ],
)
def test_a_candidate_stands_for_a_mark(marks, candidates, told, doubtful):
    found, vague = placed(marks, candidates)
    assert found == told
    assert vague == doubtful


def test_of_a_doubtful_candidate_nothing_is_known(stages, tmp_path):
    path = tmp_path / "003_cut.txt"
    path.write_text(
        "[Bank of Orrin and Daughters Holding|Organization] sued [Tamsel|Organization].\n"
        "    Bank of Orrin and Daughters Holding | sues | Tamsel | asserted\n",
        encoding="utf-8",
    )
    (passage,) = [of_example(e, "003_cut:1", "news") for e in read_examples(path)]
    (lesson,) = lessons_as_read([replace(passage, source="examples")], stages)
    assert facts(lesson) == {("Daughters Holding", "sues", "Tamsel")}  # it ends as the name does
    cut = next(n for n, m in enumerate(lesson.marks) if lesson.words[m[0]] == "Bank")
    pairs = {(a, b) for a, b, label in lesson.judged[SPACE].unknown if label == ALL}
    others = set(range(len(lesson.marks))) - {cut}
    assert pairs == {(cut, n) for n in others} | {(n, cut) for n in others}
