"""Ways through a parse: which words and steps lie between two ends."""

import numpy as np
import pytest

from newsgraph.encoder.inputs import assemble, encode
from newsgraph.encoder.schema import Schema
from newsgraph.encoder.trees import LABELS, LONGEST, STEPS, Tree, tree_of, ways
from newsgraph.encoder.words import split_words
from newsgraph.mentions.pipeline import load_pipeline
from newsgraph.model import Token

#                    Orrin bought Tamsel Ltd of  Oslo
TREE = Tree((1, -1, 1, 2, 2, 4), ("nsubj", "ROOT", "dobj", "inside", "prep", "pobj"))
NO_WAY = STEPS.index("none")


def named(steps):
    return [STEPS[n] for n in steps]


@pytest.mark.parametrize(
    ("a", "b", "words", "steps"),
    [
        ((0, 1), (2, 4), [1], ["nsubj+", "dobj-"]),
        ((2, 4), (0, 1), [1], ["dobj+", "nsubj-"]),
        ((0, 1), (5, 6), [1, 2, 4], ["nsubj+", "dobj-", "prep-", "pobj-"]),
        ((2, 4), (5, 6), [4], ["prep-", "pobj-"]),
        ((5, 6), (2, 4), [4], ["pobj+", "prep+"]),
    ],
)
def test_a_way_goes_up_to_the_common_head_and_down_again(a, b, words, steps):
    ((found, taken),) = ways(TREE, [a, b], [(0, 1)])
    assert found == words
    assert named(taken) == steps


def test_words_of_two_sentences_have_no_way():
    two = Tree((-1, -1), ("ROOT", "ROOT"))
    assert list(ways(two, [(0, 1), (1, 2)], [(0, 1)])) == [([], [NO_WAY])]
    assert list(ways(Tree(), [(0, 1), (1, 2)], [(0, 1)])) == [([], [NO_WAY])]


def test_a_tree_that_runs_in_a_circle_ends():
    ((found, _),) = ways(Tree((1, 0, -1), ("dep",) * 3), [(0, 1), (2, 3)], [(0, 1)])
    assert found == []


def token(i, start, end, head, dep):
    return Token(i, "x", "x", "X", "X", dep, head, start, end)


def test_words_inside_a_token_hang_on_its_first():
    #        Orrin-Dahl sued
    tokens = [token(0, 0, 10, 1, "nsubj"), token(1, 11, 15, 1, "ROOT")]
    found = tree_of([(0, 5), (5, 6), (6, 10), (11, 15)], [tokens])
    assert found == Tree((3, 0, 0, -1), ("nsubj", "inside", "inside", "ROOT"))


def test_a_token_without_a_word_of_its_own_is_passed_by():
    #        cannot: one word, two tokens; "go" hangs on its second
    tokens = [token(0, 0, 3, 0, "ROOT"), token(1, 3, 6, 0, "neg"), token(2, 7, 9, 1, "xcomp")]
    found = tree_of([(0, 6), (7, 9)], [tokens])
    assert found.heads == (-1, 0)


def test_sentences_are_counted_on():
    first = [token(0, 0, 1, 0, "ROOT")]
    second = [token(0, 2, 3, 1, "nsubj"), token(1, 4, 5, 1, "ROOT")]
    found = tree_of([(0, 1), (2, 3), (4, 5), (8, 9)], [first, second])
    assert found == Tree((-1, 2, -1, -1), ("ROOT", "nsubj", "ROOT", "dep"))


def test_the_labels_are_those_of_the_parser():
    given = set(load_pipeline().get_pipe("parser").labels) - {""}
    assert given <= set(LABELS)


class OnePiece:
    """A piece for each word."""

    def __call__(self, word):
        return (len(word),)


def test_arrays_point_at_the_pieces_of_a_way_in_their_own_row():
    text = "Orrin bought Tamsel Ltd of Oslo"
    words = [text[a:b] for a, b in split_words(text)]
    schema = Schema(("Organization",), {"own": ("buys",)})
    one = encode(words, schema, OnePiece())
    ends = [(0, 1, "Organization", "name"), (5, 6, "", "name")]
    found = assemble([one, one], [ends, ends], [[(0, 1)], [(1, 0)]], schema, [TREE, TREE])
    length = found["ids"].shape[1]
    assert found["ways"].shape == found["steps"].shape == (2, LONGEST)
    first = [1 + one.first[w] for w in (1, 2, 4)]
    assert found["ways"][0].tolist() == first + [0] * (LONGEST - 3)
    assert found["ways"][1, :3].tolist() == [length + 1 + f for f in reversed(first)]
    assert found["distances"].shape == (2,)
    bare = assemble([one], [ends], [[(0, 1)]], schema)
    assert not bare["ways"].any()
    assert bare["steps"][0].tolist() == [NO_WAY] + [0] * (LONGEST - 1)
    assert bare["ids"].dtype == np.int64
