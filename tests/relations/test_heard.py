"""Kinds that likely relations ask for."""

from dataclasses import replace

from newsgraph.encoder.marks import Mark, Scored
from newsgraph.model import Mention, Value
from newsgraph.relations.candidates import Candidate
from newsgraph.relations.heard import key_of, kinds_heard

DATE = Value("date", "2027-04-04", "4 April 2027")


def mention(text, kind, weight=1.0, form="name", start=0):
    end = start + len(text)
    return Mention("urn:x", start, end, text, kind, form, (("encoder", kind, weight),))


def candidate(end, n):
    return Candidate(end, Mark(n, n + 1), n, 0.5)


def heard(vocabulary, *facts):
    """Return the new kinds by name for facts (subject, label, object, probability)."""
    rows = [
        ([candidate(s, 0), candidate(o, 1)], [Scored(0, 1, label, p)]) for s, label, o, p in facts
    ]
    changed = kinds_heard(rows, vocabulary.ontology.properties, lambda m: m)
    things = [end for s, _, o, _ in facts for end in (s, o) if isinstance(end, Mention)]
    return {m.text: kind for m in things if (kind := changed.get(key_of(m)))}


def test_what_is_held_on_a_date_is_an_event(vocabulary) -> None:
    forum = mention("Harbour Talks", "Organization", weight=2.0)
    host = mention("Oslo Institute", "Organization", start=40)
    facts = [(host, "organizes", forum, 0.97), (forum, "occursOn", DATE, 0.93)]
    assert heard(vocabulary, *facts) in (
        {"Harbour Talks": "Event"},
        {"Harbour Talks": "Conference"},
    )


def test_one_doubtful_relation_changes_nothing(vocabulary) -> None:
    forum = mention("Harbour Talks", "Organization", weight=6.0)
    assert heard(vocabulary, (forum, "occursOn", DATE, 0.6)) == {}


def test_a_country_that_acts_is_a_state_unless_it_is_a_place_more_often(vocabulary) -> None:
    pact, firm = mention("Rim Pact", "Organization"), mention("Acme", "Organization", start=60)
    land = mention("Chile", "Place", start=40)
    state = replace(land, witnesses=(*land.witnesses, ("encoder", "GovernmentGroup", 0.2)))
    based = (firm, "basedIn", state, 0.8)
    joins, buys = (state, "memberOf", pact, 0.9), (state, "sues", firm, 0.9)
    assert heard(vocabulary, joins, buys) == {"Chile": "GovernmentGroup"}
    assert heard(vocabulary, joins) == {}
    assert heard(vocabulary, joins, buys, based, based) == {}
    town = (replace(state, witnesses=land.witnesses), "memberOf", pact, 0.9)
    assert heard(vocabulary, town, town) == {}


def test_a_description_changes_wherever_it_has_the_same_words(vocabulary) -> None:
    host = mention("Oslo Institute", "Organization", start=40)
    talks = mention("harbour talks", "Concept", weight=0.5, form="nominal")
    changed = heard(vocabulary, (host, "organizes", talks, 0.9))
    assert changed == {"harbour talks": "Event"}
    assert key_of(talks) == key_of(replace(talks, start=90, end=103, text="Harbour talks"))


def test_a_relation_whose_other_end_does_not_fit_says_nothing(vocabulary) -> None:
    idea = mention("thrift", "Concept", weight=9.0)
    person = mention("Harbour Lane", "Person", weight=0.1, start=40)
    assert heard(vocabulary, (idea, "ceoOf", person, 0.9)) == {}
