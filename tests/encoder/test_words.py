from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.encoder.words import SHAPES, covering, shapes, split_words


@given(st.text(max_size=80))
def test_words_cover_all_but_white_space_in_order(text):
    spans = split_words(text)
    assert "".join(text[a:b] for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("Ada", "title"),
        ("IBM", "upper"),
        ("A", "upper1"),
        ("OpenAI", "camel"),
        ("iPhone", "inner"),
        ("plant", "lower"),
        ("2026", "year"),
        ("31", "digits"),
        ("5G", "digits+"),
        ("H100", "letters+"),
        (".", "stop"),
        ("€", "currency"),
        ("“", "quote"),
        ("-", "punctuation"),
        ("京", "other"),
    ],
)
def test_a_word_has_the_shape_of_its_writing(word, shape):
    assert SHAPES[shapes(["and", word])[1]] == shape


def test_the_capital_of_a_first_word_is_told_apart():
    assert [SHAPES[n] for n in shapes(["“", "The", "Hague"])] == ["quote", "first-title", "title"]


@pytest.mark.parametrize(
    ("span", "words"), [((0, 3), (0, 1)), ((1, 6), (0, 2)), ((3, 4), None), ((5, 8), (1, 3))]
)
def test_a_span_of_characters_is_brought_to_words(span, words):
    assert covering([(0, 3), (4, 7), (7, 8)], *span) == words
