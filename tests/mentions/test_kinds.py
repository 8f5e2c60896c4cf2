"""The vote on the kind of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.kinds import UNKNOWN, names_a_class, page_kinds, vote
from newsgraph.mentions.witnesses import PAGE, hear
from newsgraph.vocabulary import KINDS

NOUNS = {"company": "Organization", "person": "Person", "provider": "Organization", "technology": "ProductTechnology", "agency": "Organization"}  # fmt: skip
WITNESS = st.tuples(
    st.sampled_from(("recogniser", "gazetteer", "last word", "page", "called firm")),
    st.sampled_from(KINDS),
    st.sampled_from((0.4, 0.8, 1.0, 1.3, 2.5, 3.0)),
)
GROUP = st.lists(st.lists(WITNESS, max_size=4), max_size=5)


def draft(witnesses=(), text="Veltro", label=""):
    made = Draft(0, 0, len(text), text, frozenset(), label, ())
    made.witnesses.extend(witnesses)
    return made


@given(GROUP, st.randoms(use_true_random=False))
def test_the_order_of_witnesses_does_not_matter(group, random):
    first = vote([draft(w) for w in group])
    shuffled = [random.sample(w, len(w)) for w in group]
    random.shuffle(shuffled)
    assert vote([draft(w) for w in shuffled]) == first


@given(GROUP)
def test_the_kind_is_one_that_a_witness_spoke_for(group):
    kind, heard = vote([draft(w) for w in group])
    assert kind in ({k for _, k, _ in heard} or {UNKNOWN})


@given(st.integers(1, 50), st.sampled_from(KINDS), st.sampled_from(KINDS))
def test_the_page_beats_the_recogniser_however_often_it_repeats_itself(times, page, slip):
    drafts = [draft([("recogniser", slip, 1.8)]) for _ in range(times)]
    drafts[0].speak("page", page, PAGE)
    assert vote(drafts)[0] == page


@given(st.integers(1, 30))
def test_a_witness_of_one_sort_counts_at_most_twice(times):
    _, heard = vote([draft([("called firm", "Organization", 3.0)]) for _ in range(times)])
    assert heard == (("called firm", "Organization", 3.0 * min(times, 2)),)


def test_without_a_witness_the_commonest_kind_is_taken():
    assert vote([draft()]) == (UNKNOWN, ())


def test_a_tie_goes_by_the_order_of_the_kinds():
    tie = [("a", "Place", 1.0), ("b", "Person", 1.0)]
    assert KINDS.index("Person") < KINDS.index("Place")
    assert vote([draft(tie)])[0] == "Person"


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        pytest.param("Veltro GmbH", "PERSON", "Organization", id="legal suffix"),
        pytest.param("Veltro X200", "", "ProductTechnology", id="model number"),
        pytest.param("Veltro", "GPE", "Place", id="the recogniser alone"),
    ],
)
def test_the_form_of_a_name_speaks(vocabulary, text, label, kind):
    made = draft(text=text, label=label)
    hear(made, vocabulary, {}, frozenset())
    assert vote([made])[0] == kind


def test_a_page_lists_names_with_a_word_for_their_kind():
    entries = [("Veltro", "company"), ("Ada Brandt", "person"), ("Veltro", "person"), ("Cloud Providers", "company"), ("Solid state", "technology"), ("Plain", ""), ("Odd", "widget")]  # fmt: skip
    assert page_kinds(entries, NOUNS) == {
        "Veltro": "Organization",
        "Ada Brandt": "Person",
        "Cloud Providers": "OrganizationGroup",
        "Solid state": "ProductTechnology",
        "Odd": "Organization",
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Cloud Providers", True), ("Space Agencies", True), ("Cloud Provider", False), ("", False), ("Siemens", False)],
)  # fmt: skip
def test_a_plural_class_noun_names_a_class(name, expected):
    assert names_a_class(name, NOUNS) is expected


def test_a_plural_of_words_that_the_text_writes_small_is_a_class():
    small = {"card", "network", "the"}
    listed = [("Card Networks", "company"), ("Palo Alto Networks", "company")]
    assert page_kinds(listed, NOUNS, small) == {
        "Card Networks": "OrganizationGroup",
        "Palo Alto Networks": "Organization",
    }
