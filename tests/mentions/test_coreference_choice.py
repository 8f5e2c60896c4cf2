"""The choice among candidate referents, and what first names and endings tell."""

import pytest

from newsgraph.mentions import gender, ranker
from newsgraph.mentions.ranker import Weights, choose, probabilities
from newsgraph.training.coreference import Case, Taken, fit, threshold

NEAR, FAR, NOBODY = ("near",), ("far",), ("nobody",)
WEIGHTS = Weights({"all": {"near": 2.0}, "it": {"far": -1.0}}, {"it": 0.6, "he": 0.9})


def test_the_clues_of_a_candidate_add_up():
    near, far, nobody = probabilities(WEIGHTS, "it", [NEAR, FAR, NOBODY])
    assert near > nobody > far
    assert near + far + nobody == pytest.approx(1)


@pytest.mark.parametrize(
    ("sort", "clues", "chosen"),
    [
        pytest.param("it", [FAR, NEAR, NOBODY], 1, id="the likeliest"),
        pytest.param("he", [FAR, NEAR, NOBODY], None, id="not sure enough"),
        pytest.param("it", [NEAR, NEAR, NOBODY], None, id="two alike"),
        pytest.param("it", [FAR, NOBODY], None, id="nobody"),
        pytest.param("its", [NEAR, NOBODY], None, id="a sort without a threshold"),
    ],
)
def test_a_choice_is_made_only_where_it_is_sure(sort, clues, chosen):
    assert choose(WEIGHTS, sort, clues) == chosen


def test_without_a_model_nothing_is_resolved(tmp_path):
    assert choose(ranker.load(tmp_path / "none.json"), "it", [NEAR, NOBODY]) is None


@pytest.mark.parametrize(
    ("name", "told"), [("Anna Keller", 1), ("Peter Lang", -1), ("Keller", 0), ("J. Keller", 0)]
)
def test_a_first_name_tells_a_gender(name, told):
    lean = gender.leaning(name, ranker.load().endings)
    assert (lean > 0) - (lean < 0) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [(["Mrs."], "she"), (["chairwoman"], "she"), (["Sir"], "he"), (["human"], ""), ([], "")],
)
def test_titles_and_descriptions_tell_a_gender(words, told):
    assert gender.of_words(words) == told


def test_training_learns_the_clue_of_the_right_candidate():
    cases = [Case(f"a{n}", "it", (FAR, NEAR, NOBODY), 1, 1.0) for n in range(20)]
    learned = fit(cases)
    assert learned["it"]["near"] > 0 > learned["it"]["far"]
    assert fit(cases) == learned


def test_the_threshold_is_the_lowest_that_keeps_what_is_wanted():
    taken = [Taken("it", share, right) for share, right in ((0.9, True), (0.8, True), (0.5, False))]
    assert threshold(taken, 0.9) == 0.8
    assert threshold(taken, 0.6) == 0.5
