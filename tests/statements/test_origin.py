"""Copies of one story are told by their signatures."""

import hashlib

import pytest

from newsgraph.statements.origin import ALIKE, PLACES, bands, likeness, signature

STORY = (
    "Tarn Robotics opened its second plant near Tresk harbour on Monday. The company, which "
    "builds grippers for fish farms, will hire forty engineers by spring. Mayor Ada Lunde cut "
    "the ribbon and praised the firm's patience: the permit had taken three years. Rival "
    "Halvorsen Marine has said that it will open a plant of its own across the fjord."
)
OTHER = (
    "Fjordlight raised ninety million dollars in a round led by Brisling Capital. The start-up "
    "makes lamps that let salmon sleep. Analysts had expected half of that sum, and shares of "
    "listed competitors fell when the news broke in Oslo."
)


def test_the_same_words_have_the_same_signature_whatever_their_layout() -> None:
    assert signature(STORY) == signature(STORY.upper().replace(". ", ".\n\n"))


def test_a_copy_with_a_new_line_on_top_is_alike_and_meets_in_a_band() -> None:
    copy = "TRESK (Wire) - " + STORY.replace("forty", "40")
    assert likeness(signature(STORY), signature(copy)) >= ALIKE
    assert set(bands(signature(STORY))) & set(bands(signature(copy)))


def test_another_story_is_not_alike() -> None:
    assert likeness(signature(STORY), signature(OTHER)) < 0.1


@pytest.mark.parametrize("text", ["", " \n", "--"])
def test_a_text_without_words_is_like_no_other(text: str) -> None:
    assert signature(text) == ""
    assert bands("") == ()
    assert likeness("", signature(STORY)) == 0.0


def test_a_signature_never_changes_between_versions() -> None:
    signed = signature(STORY)
    assert len(signed) == PLACES * 8
    assert hashlib.sha256(signed.encode()).hexdigest()[:16] == "0a114a4d96d58f8f"
