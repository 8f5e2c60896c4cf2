"""Entities of several documents: which are one, which stay apart, which are left open."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.entities.candidates import Profile, pairs_to_compare
from newsgraph.entities.identity import USER, Pin, identify
from newsgraph.errors import StoreError
from newsgraph.identifiers import entity_iri


def profile(kind, label, *aliases, **more):
    """An entity; by default each in a document of its own."""
    iri = more.pop("iri", entity_iri(kind, label))
    documents = frozenset(more.pop("documents", (f"doc:{iri}",)))
    near = frozenset(entity_iri("Organization", name) for name in more.pop("near", ()))
    made = {name: frozenset(v) if name == "same_as" else v for name, v in more.items()}
    names = frozenset((label, *aliases))
    return Profile(iri, kind, label, names, documents=documents, neighbours=near, **made)


def org(label, *aliases, **more):
    return profile("Organization", label, *aliases, **more)


def person(label, *aliases, **more):
    return profile("Person", label, *aliases, **more)


def thing(label, *aliases, **more):
    return profile("ProductTechnology", label, *aliases, **more)


WIKIDATA = "http://www.wikidata.org/entity/"
ONE, APART, DOUBT = "one", "apart", "doubt"
HUB = [org("Hub")]
# Two entities, the others of the store, and what must come of the two.
CASES = {
    # homonyms of different kinds
    "an astronomer and a chip": (person("Vera Rubin"), thing("Vera Rubin"), [], DOUBT),
    "an astronomer and her observatory": (
        person("Vera Rubin"),
        org("Vera Rubin Observatory", "Vera Rubin"),
        [],
        APART,
    ),
    "an observatory and a platform": (
        org("Vera Rubin", near=["Hub"]),
        thing("Vera Rubin", near=["Hub"]),
        HUB,
        DOUBT,
    ),
    "a country and a player": (profile("Place", "Jordan"), person("Jordan"), [], DOUBT),
    "a river and a shop": (profile("Place", "Amazon"), org("Amazon"), [], DOUBT),
    "a planet and a carmaker": (profile("Place", "Mercury"), org("Mercury"), [], DOUBT),
    "an element and a record label": (profile("Concept", "Mercury"), org("Mercury"), [], DOUBT),
    "a fruit and a company": (profile("Concept", "Apple"), org("Apple", ticker="AAPL"), [], DOUBT),
    "a country and its government": (
        profile("Place", "Norway"),
        profile("GovernmentGroup", "Norway"),
        [],
        APART,
    ),
    "a person and the firm named after her": (person("Mira Tarn"), org("Mira Tarn AS"), [], DOUBT),
    # homonyms of one kind
    "two known companies of one name": (
        org("Apple", same_as=[WIKIDATA + "Q312"]),
        org("Apple", iri="urn:x:records", same_as=[WIKIDATA + "Q213710"]),
        [],
        APART,
    ),
    "a name that a list has twice": (
        profile("Place", "Paris", iri="urn:x:paris-france"),
        profile("Place", "Paris", iri="urn:x:paris-texas"),
        [],
        DOUBT,
    ),
    "two listed companies with a name alike": (
        org("Delta Air", ticker="DAL"),
        org("Delta Air Lines", ticker="DLA"),
        [],
        APART,
    ),
    "a name that two known companies bear": (
        org("Mercury", same_as=[WIKIDATA + "Q1"], iri="urn:x:1"),
        org("Mercury"),
        [org("Mercury", same_as=[WIKIDATA + "Q2"], iri="urn:x:2")],
        DOUBT,
    ),
    "two people of one surname": (person("Vera Rubin"), person("Rick Rubin"), [], APART),
    "middle names that differ": (person("John A. Tarn"), person("John B. Tarn"), [], APART),
    "father and son": (
        person("John Tarn Jr.", near=["Hub"]),
        person("John Tarn", near=["Hub"]),
        HUB,
        DOUBT,
    ),
    "a surname alone, in other company": (person("Oduya"), person("Mira Oduya"), [], DOUBT),
    "a surname that two bear": (
        person("Oduya", near=["Hub"]),
        person("Mira Oduya", near=["Hub"]),
        [*HUB, person("Femi Oduya", near=["Hub"])],
        DOUBT,
    ),
    # products and their versions
    "a model and its successor": (thing("GPT-4"), thing("GPT-4o"), [], APART),
    "a phone and its larger model": (thing("iPhone 16"), thing("iPhone 16 Pro"), [], APART),
    "a fair and a year of it": (profile("Event", "CES"), profile("Event", "CES 2026"), [], APART),
    "a letter makes another product": (
        thing("Kestrel", near=["Hub"]),
        thing("Kestral", near=["Hub"]),
        HUB,
        APART,
    ),
    # a company and its parts
    "a company and its division": (org("Google"), org("Google Cloud"), [], APART),
    "a company and its division, in one company": (
        org("Google", near=["Hub"]),
        org("Google Cloud", near=["Hub"]),
        HUB,
        DOUBT,
    ),
    "a text relates the two": (
        org("Tarn Group", near=["Tarn"]),
        org("Tarn", near=["Tarn Group"]),
        [],
        DOUBT,
    ),
    # aliases
    "a legal form more": (org("Tarn Aktiengesellschaft"), org("Tarn"), [], ONE),
    "a legal form before": (org("OAO Tarn"), org("Tarn"), [], ONE),
    "a legal form that a list tells apart": (
        org("Tarn"),
        org("Tarn SE", iri=entity_iri("Organization", "Tarn SE"), near=["Hub"]),
        HUB,
        DOUBT,
    ),
    "other spaces": (org("Fjord Light"), org("Fjordlight"), [], ONE),
    "one known id": (
        org("Tarn", same_as=[WIKIDATA + "Q7"]),
        org("The Tarn Works", same_as=[WIKIDATA + "Q7"]),
        [],
        ONE,
    ),
    "one ticker and names alike": (
        org("Tarn Robotics", ticker="TRN"),
        org("Tarn Robotics Group", ticker="TRN"),
        [],
        ONE,
    ),
    "one ticker of two exchanges": (
        org("Tarn", ticker="TRN"),
        org("Kestrel", ticker="TRN"),
        [],
        DOUBT,
    ),
    "a ticker for a name": (
        org("TRNX", near=["Hub"]),
        org("Tarn Robotics", ticker="TRNX", near=["Hub"]),
        HUB,
        ONE,
    ),
    "an acronym that a text explains": (
        org("European Kelp Agency", "EKA"),
        org("EKA"),
        [],
        ONE,
    ),
    "an acronym that two texts explain otherwise": (
        org("European Kelp Agency", "EKA"),
        org("EKA"),
        [org("Eastern Knitting Association", "EKA")],
        DOUBT,
    ),
    "two long names of one acronym": (
        org("European Kelp Agency", "EKA"),
        org("Eastern Knitting Association", "EKA"),
        [org("EKA")],
        APART,
    ),
    "an acronym in one company": (
        org("European Kelp Agency", near=["Hub"]),
        org("EKA", near=["Hub"]),
        HUB,
        ONE,
    ),
    "an acronym in other company": (org("European Kelp Agency"), org("EKA"), [], DOUBT),
    "a short name in one company": (
        org("Tarn Robotics", "Tarn", near=["Hub"]),
        org("Tarn", near=["Hub"]),
        HUB,
        ONE,
    ),
    "a short name in other company": (org("Tarn Robotics", "Tarn"), org("Tarn"), [], DOUBT),
    "one text names both": (
        org("European Kelp Agency", documents=["doc:a"]),
        org("EKA", documents=["doc:a"]),
        [],
        DOUBT,
    ),
    "a surname in one company": (
        person("Oduya", near=["Hub"]),
        person("Mira Oduya", near=["Hub"]),
        HUB,
        ONE,
    ),
    "an initial in one company": (
        person("M. Oduya", near=["Hub"]),
        person("Mira Oduya", near=["Hub"]),
        HUB,
        ONE,
    ),
    "a middle name in one company": (
        person("Mira Jane Oduya", near=["Hub"]),
        person("Mira Oduya", near=["Hub"]),
        HUB,
        ONE,
    ),
    "a title": (person("Dr Mira Oduya"), person("Mira Oduya"), [], ONE),
    "a transcription in one company": (
        person("Sergei Tarnov", near=["Hub"]),
        person("Sergey Tarnov", near=["Hub"]),
        HUB,
        ONE,
    ),
    "a spelling in other company": (person("Sergei Tarnov"), person("Sergey Tarnov"), [], DOUBT),
    "a conference is an event": (
        profile("Conference", "KelpCon 2031"),
        profile("Event", "KelpCon 2031"),
        [],
        ONE,
    ),
}


def outcome(found, one, two):
    if one.iri in found.canonical and found.canonical[one.iri] == found.canonical.get(two.iri):
        return ONE
    pairs = {(d.left, d.right) for d in found.doubts}
    return DOUBT if tuple(sorted((one.iri, two.iri))) in pairs else APART


@pytest.mark.parametrize(("one", "two", "others", "expected"), CASES.values(), ids=CASES)
def test_one_or_apart_or_left_open(one, two, others, expected):
    assert outcome(identify([one, two, *others]), one, two) == expected


def test_what_is_named_beside_both_is_company_if_few_texts_name_it():
    one = org("European Kelp Agency", documents=["doc:a"])
    two = org("EKA", documents=["doc:b"])
    beside = [org(name, documents=["doc:a", "doc:b"]) for name in ("Tide", "Shoal")]
    assert outcome(identify([one, two, *beside]), one, two) == ONE
    crowd = [f"doc:{i}" for i in range(40)]
    common = [org(name, documents=["doc:a", "doc:b", *crowd]) for name in ("Tide", "Shoal")]
    assert outcome(identify([one, two, *common]), one, two) == DOUBT


def test_what_is_joined_is_company_for_others():
    harbour = org("Harbour", iri="urn:x:1"), org("Harbour Aktiengesellschaft")
    one = person("M. Oduya", near=["Harbour Aktiengesellschaft"])
    two = profile("Person", "Mira Oduya", near=[])
    two = replace(two, neighbours=frozenset(["urn:x:1"]))
    short = person("Oduya", near=["Harbour Aktiengesellschaft"])
    found = identify([*harbour, one, two, short], [pin(*harbour, True)])
    assert outcome(found, one, two) == outcome(found, short, two) == ONE


def test_a_pair_of_sets_is_one_doubt():
    both = org("Tarn Robotics Aktiengesellschaft"), org("Tarn Robotics Aktiebolag")
    assert len(identify([*both, org("Tarn Robotic")]).doubts) == 1


def test_a_surname_of_many_is_not_worth_a_look_by_itself():
    full = [person(f"{name} Oduya") for name in ("Mira", "Femi", "Ada", "Ben")]
    assert len(identify([person("Oduya"), *full[:3]]).doubts) == 3
    assert identify([person("Oduya"), *full]).doubts == ()


def test_each_merge_says_why():
    found = identify([org("European Kelp Agency", "EKA"), org("EKA")])
    (merge,) = found.merges
    assert (merge.reason, merge.score, merge.decided_by) == ("a name of both", 0.9, "rule")


def test_the_known_entity_stands_for_the_others():
    known = org("Tarn", iri="urn:z:tarn", same_as=[WIKIDATA + "Q7"])
    plain = org("Tarn Aktiengesellschaft")
    assert set(identify([known, plain]).canonical.values()) == {known.iri}


def pin(one, two, same, position=1):
    left, right = sorted((one.iri, two.iri))
    return Pin(left, right, same, position)


A, B, C = org("Tarn"), org("Kestrel"), org("Fjord")


def test_the_user_joins_what_no_rule_would():
    found = identify([A, B], [pin(A, B, True)])
    assert outcome(found, A, B) == ONE
    assert [m.decided_by for m in found.merges] == [USER]


def test_the_user_parts_what_a_rule_would_join_and_then_it_is_no_doubt():
    one, two = org("Tarn Aktiengesellschaft"), org("Tarn")
    assert outcome(identify([one, two], [pin(one, two, False)]), one, two) == APART


def test_what_is_joined_by_the_user_is_not_parted_by_a_third():
    found = identify([A, C], [pin(A, B, True), pin(B, C, True)])
    assert outcome(found, A, C) == ONE


def test_a_third_does_not_join_what_the_user_parted():
    parted = org("Tarn Aktiengesellschaft"), org("Tarn Aktiebolag")
    third = org("Tarn")
    found = identify([*parted, third], [pin(*parted, False)])
    assert found.canonical == {}
    assert outcome(found, parted[0], third) == DOUBT


def test_contradicting_pins_are_an_error():
    pins = [pin(A, B, True), pin(B, C, True), pin(A, C, False)]
    with pytest.raises(StoreError, match="contradict"):
        identify([A, B, C], pins)


STORE = [p for one, two, others, _ in CASES.values() for p in (one, two, *others)]
POOL = sorted({p.iri: p for p in STORE}.values(), key=lambda p: p.iri)


@given(st.lists(st.sampled_from(POOL), unique=True), st.randoms())
@settings(max_examples=40, deadline=None)
def test_order_does_not_count(profiles, random):
    shuffled = list(profiles)
    random.shuffle(shuffled)
    assert identify(shuffled) == identify(profiles)


@given(st.lists(st.sampled_from(POOL), unique=True))
@settings(max_examples=40, deadline=None)
def test_no_set_holds_two_that_differ(profiles):
    found = identify(profiles)
    by_iri = {p.iri: p for p in profiles}
    for one, head in found.canonical.items():
        for two, other in found.canonical.items():
            if one < two and head == other:
                assert not by_iri[one].differs_from(by_iri[two])


def test_the_pairs_to_compare_do_not_grow_with_the_square_of_the_entities():
    def pairs(size):
        starts = [f"{a}{b}" for a in "ABCDEFGHIJ" for b in ("arn", "elp", "ide")]
        names = [f"{start} {number} Works" for start in starts for number in range(size)]
        return len(pairs_to_compare([org(name) for name in names]))

    assert pairs(100) <= 20 * max(pairs(10), 30)
