"""What the words around two ends rule out, whoever found them."""

import pytest

from newsgraph.documents import from_text
from newsgraph.pipeline import prepare
from newsgraph.relations.between import head_of
from newsgraph.relations.guards import (
    are_listed,
    is_anothers,
    is_bought,
    is_no_member,
    is_unnamed,
    words_for_buying,
)

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def both():
    return prepare()


def annotated_of(stages, text):
    ((annotated, _),) = stages.read([from_text(text, "test")])
    return annotated, annotated.sentences[0]


def head(annotated, sentence, words):
    start = annotated.document.text.index(words)
    return head_of(sentence, start, start + len(words))


@pytest.mark.parametrize(
    ("text", "maker", "thing", "anothers"),
    [
        ("Apptronik's Apollo is built by Jabil in Texas.", "Jabil", "Apollo", True),
        ("Apptronik's Apollo is built by Jabil in Texas.", "Apptronik", "Apollo", False),
        ("Jabil builds Apollo for Apptronik.", "Jabil", "Apollo", False),
        ("Microsoft, whose Xbox Ally is made by Asus, may answer.", "Asus", "Xbox Ally", True),
        ("Asus praised Intel’s Gaudi and Qualcomm’s Snapdragon.", "Asus", "Snapdragon", True),
        ("Asus praised Intel’s Gaudi and Qualcomm’s Snapdragon.", "Qualcomm", "Snapdragon", False),
        ("Nvidia and Intel's Comet chip sells well, Nvidia says.", "Nvidia", "Comet", False),
    ],
)
def test_whose_a_product_is(both, text, maker, thing, anothers) -> None:
    annotated, sentence = annotated_of(both, text)
    mention = next(m for m in annotated.mentions if m.text == maker)
    found = is_anothers(annotated, sentence, mention, head(annotated, sentence, thing))
    assert found == anothers


@pytest.mark.parametrize(
    ("text", "maker", "thing", "bought"),
    [
        ("The chief aim of Snowflake was the purchase of Gaudi and MI300.", "Snowflake", "MI300", True),
        ("Snowflake has ordered Gaudi from Intel.", "Snowflake", "Gaudi", True),
        ("Snowflake has praised Gaudi, a chip of Intel.", "Snowflake", "Gaudi", False),
        ("Intel's Gaudi was bought by Snowflake.", "Intel", "Gaudi", False),
    ],
)  # fmt: skip
def test_what_somebody_buys(both, text, maker, thing, bought) -> None:
    annotated, sentence = annotated_of(both, text)
    ends = [head(annotated, sentence, words) for words in (maker, thing)]
    assert is_bought(sentence, *ends, words_for_buying(both.vocabulary)) == bought


def test_a_seller_is_no_buyer(both) -> None:
    words = words_for_buying(both.vocabulary)
    assert {"buy", "order", "acquisition", "purchase"} <= words
    assert words.isdisjoint(("sell", "supply", "deliver", "divest"))


@pytest.mark.parametrize(
    ("text", "member", "noun", "ruled_out"),
    [
        ("Intel, as well as brewers, fears the tax.", "Intel", "brewers", True),
        ("Carlsberg and other brewers fear the tax.", "Carlsberg", "brewers", False),
        ("Brewers such as Carlsberg fear the tax.", "Carlsberg", "Brewers", False),
        ("Cloud firms such as Snowflake use the CUDA platform.", "CUDA", "firms", True),
        ("Firms like Oracle and CUDA use it.", "CUDA", "Firms", False),
    ],
)
def test_what_is_of_a_class(both, text, member, noun, ruled_out) -> None:
    annotated, sentence = annotated_of(both, text)
    mention = next(m for m in annotated.mentions if m.text == member)
    ends = (head(annotated, sentence, member), head(annotated, sentence, noun))
    nouns = both.vocabulary.kind_of_noun
    assert is_no_member(sentence, mention, ends, nouns) == ruled_out


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        ("Siemens has put up a statue of Tesla.", True),
        ("Siemens is called after Tesla.", False),
        ("In homage to Tesla, the lab of Siemens is dark at noon.", False),
    ],
)
def test_what_is_named_after_another_is_told_so(both, text, unnamed) -> None:
    annotated, sentence = annotated_of(both, text)
    ends = tuple(next(m for m in annotated.mentions if m.text == n) for n in ("Siemens", "Tesla"))
    words = both.vocabulary.cue_words("eponymy")
    assert is_unnamed(sentence, ends, words) == unnamed
    assert not is_unnamed(sentence, ends, frozenset())  # a vocabulary without such words


@pytest.mark.parametrize(
    ("text", "left", "right", "listed"),
    [
        ("Brewers such as Carlsberg, Heineken and Diageo fear it.", "Carlsberg", "Diageo", True),
        ("Siemens, Kent and Bosch are invited to Kent in June.", "Siemens", "Bosch", True),
        ("Carlsberg, the owner of Tuborg, fears it.", "Carlsberg", "Tuborg", False),
        ("Owners: Carlsberg; seat: Oslo and Kent.", "Carlsberg", "Kent", False),
    ],
)
def test_members_of_a_list(both, text, left, right, listed) -> None:
    annotated, sentence = annotated_of(both, text)
    heads = [head(annotated, sentence, words) for words in (left, right)]
    assert are_listed(sentence, *heads) == listed


@pytest.mark.parametrize(
    ("text", "stated", "not_stated"),
    [
        (
            "Apptronik's Apollo is built by Jabil in Texas.",
            ("Apptronik", "develops", "Apollo"),
            ("Jabil", "develops", "Apollo"),
        ),
        (
            "Intel's Gaudi and Qualcomm's Snapdragon are chips.",
            ("Qualcomm", "develops", "Snapdragon"),
            ("Intel", "develops", "Snapdragon"),
        ),
    ],
)
def test_what_is_anothers_has_one_maker(both, text, stated, not_stated) -> None:
    ((_, relations),) = both.read([from_text(text, "test")])
    found = {(r.subject.text, r.predicate, getattr(r.object, "text", "")) for r in relations}
    assert stated in found
    assert not_stated not in found
