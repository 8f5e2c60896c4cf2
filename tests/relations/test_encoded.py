"""The encoder's pairs go through the guards of the rules, and the rules come first."""

from dataclasses import replace

import pytest

from newsgraph.documents import from_text
from newsgraph.documents.markdown import from_markdown
from newsgraph.encoder.marks import Mark, Scored, Span
from newsgraph.model import Mention, Status
from newsgraph.pipeline import prepare
from newsgraph.relations.between import anchor_of, clause_above, pursued
from newsgraph.relations.candidates import (
    LEAST,
    LEAST_DESCRIBED,
    Candidate,
    Finder,
    Recalled,
)
from newsgraph.relations.cues import compile_cues
from newsgraph.relations.encoded import encoder_extractor
from newsgraph.relations.hinted import compile_hints
from newsgraph.relations.join import joined
from newsgraph.relations.partners import is_outdone, is_told_of_governor
from newsgraph.relations.status import read_status

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def both():
    return prepare()


def read(stages, text):
    ((annotated, relations),) = stages.read([from_text(text, "test")])
    return annotated, relations


def test_what_rules_and_encoder_both_say_has_evidence_of_both(both) -> None:
    _, relations = read(both, "Nvidia acquired Mellanox in 2020 for $6.9 billion.")
    by = {r.evidence.extractor for r in relations if r.predicate == "acquires"}
    assert by == {"lexicon", "encoder"}


def test_the_encoder_says_nothing_else_of_two_things_that_the_rules_relate(both) -> None:
    _, relations = read(both, "Nvidia acquired Mellanox in 2020 for $6.9 billion.")
    pairs = [(r.subject.text, r.predicate, getattr(r.object, "text", "")) for r in relations]
    assert {p for s, p, o in pairs if {s, o} == {"Nvidia", "Mellanox"}} == {"acquires"}


def test_a_denial_is_read_from_the_parse(both) -> None:
    _, relations = read(both, "Nvidia did not acquire Mellanox.")
    assert {str(r.status) for r in relations if r.predicate == "acquires"} == {"negated"}


@pytest.mark.parametrize(
    "text",
    [
        "Renault founded Mobilize, and Mobilize bought the leasing firm Alvora for €210 million.",
        "The firm competes with Adyen and Worldline.",
        "Rivals of Nvidia are AMD, Intel and Google.",
    ],
)
def test_neither_lists_nor_neighbouring_clauses_nor_nameless_firms_make_edges(both, text) -> None:
    annotated, relations = read(both, text)
    wrong = {
        frozenset(("Renault", "Alvora")),
        frozenset(("The firm", "Adyen")),
        frozenset(("Adyen", "Worldline")),
        frozenset(("AMD", "Intel")),
        frozenset(("AMD", "Google")),
        frozenset(("Intel", "Google")),
    }
    found = {frozenset((r.subject.text, getattr(r.object, "text", ""))) for r in relations}
    assert not found & wrong
    assert annotated.sentences


def test_without_rules_the_encoder_speaks_alone(both) -> None:
    annotated, _ = read(both, "Nvidia acquired Mellanox in 2020.")
    learned = encoder_extractor(both.vocabulary, both.reader)([annotated])[0]
    assert list(joined(annotated, [], learned)) == learned.relations
    assert all(0 < r.evidence.score <= 1 for r in learned.relations)


def test_what_both_say_of_a_sentence_has_the_status_that_the_encoder_gives_it(both) -> None:
    annotated, relations = read(both, "Nvidia did not acquire Mellanox. Nvidia acquired Arm.")
    learned = encoder_extractor(both.vocabulary, both.reader)([annotated])[0]
    by_rule = next(
        r for r in relations if r.evidence.extractor == "lexicon" and r.object.text == "Mellanox"
    )
    asserted = replace(by_rule, status=Status.ASSERTED)
    said = [r for r in joined(annotated, [asserted], learned) if r.object.text == "Mellanox"]
    assert {r.evidence.extractor for r in said} == {"lexicon", "encoder"}
    assert {r.status for r in said} == {Status.NEGATED}
    elsewhere = replace(asserted, evidence=replace(asserted.evidence, start=99, end=120))
    assert next(iter(joined(annotated, [elsewhere], learned))).status is Status.ASSERTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Greenpeace opposes the new levy on plastic bags.",
            {"new levy on plastic bags"},
            id="called by what it is about",
        ),
        pytest.param(
            "Spain backs the ban on jet skis; Yamaha is lobbying against it.",
            {"ban on jet skis"},
            id="which is neither backed nor opposed",
        ),
    ],
)
def test_a_rule_is_one_thing_with_what_it_is_about(both, text, expected) -> None:
    _, relations = read(both, text)
    ends = {r.object.text for r in relations if r.predicate in ("opposes", "supports")}
    assert ends == expected


def test_what_is_told_of_a_noun_is_not_told_of_its_complement(both) -> None:
    annotated, _ = read(both, "Worldline announced a waiver of fees.")
    sentence = annotated.sentences[0]
    heads = {t.text: t.i for t in sentence.tokens}
    ends = [
        Candidate(
            Mention("test", t.start, t.end, t.text, "Concept", "nominal"),
            Mark(t.i, t.i + 1, "Concept", "nominal"),
            t.i,
            LEAST,
        )
        for t in (sentence.tokens[heads[w]] for w in ("Worldline", "waiver", "fees"))
    ]
    waiver = Scored(0, 1, "announced", 0.9, {})
    fees = Scored(0, 2, "announced", 0.95, {})
    assert is_told_of_governor(fees, [waiver, fees], ends, sentence)
    assert not is_told_of_governor(fees, [fees], ends, sentence)
    assert not is_told_of_governor(waiver, [waiver, fees], ends, sentence)


def test_rules_lower_the_bar_for_whom_they_read_as_for_or_against_a_description(both) -> None:
    annotated, _ = read(both, "Greenpeace opposes night flights.")
    sentence = annotated.sentences[0]
    named = next(t for t in sentence.tokens if t.text == "Greenpeace")
    noun = next(t for t in sentence.tokens if t.text == "flights")
    plan = Mention("test", noun.start, noun.end, "flights", "Concept", "nominal")
    ends = [
        Candidate(named.mention, Mark(0, 1, "Organization", "name"), named.i, LEAST),
        Candidate(plan, Mark(2, 4, "Concept", "nominal"), noun.i, LEAST_DESCRIBED),
    ]
    hints = compile_hints(both.vocabulary, compile_cues(both.vocabulary))
    pairs = [Scored(0, 1, "opposes", p, {}) for p in (0.45, 0.35)]
    pairs += [Scored(0, 1, label, 0.7, {}) for label in ("supports", "restricts")]
    assert hints.likely(annotated, sentence, ends, pairs) == pairs[:1]


def test_where_rules_say_who_is_left_out_the_encoder_names_no_other(both) -> None:
    annotated, relations = read(both, "Nvidia acquired Mellanox in 2020.")
    learned = encoder_extractor(both.vocabulary, both.reader)([annotated])[0]
    by_rule = next(r for r in relations if r.evidence.extractor == "lexicon")
    why = "one end is left out: it is what the clause or the text is about"
    implied = replace(by_rule, evidence=replace(by_rule.evidence, trace=why))
    (found,) = (r for r in learned.relations if r.predicate == "acquires")
    other = Mention("test", 90, 93, "AMD", "Organization")
    why = replace(found.evidence, trace="left out: AMD")
    guessed = replace(found, subject=other, evidence=why)
    learned.relations = [guessed]
    assert guessed not in list(joined(annotated, [implied], learned))
    assert guessed in list(joined(annotated, [by_rule], learned))


def test_a_sentence_gives_a_post_one_tense(both) -> None:
    text = "Anna Berg, head of Skanvik and for three decades a Siemens engineer, met Alstom."
    _, relations = read(both, text)
    found = {(r.predicate, r.object.text) for r in relations if r.subject.text == "Anna Berg"}
    assert {p for p, o in found if o == "Siemens"} == {"formerlyWorkedFor"}
    assert ("worksFor", "Skanvik") in found


def test_a_name_is_no_role(both) -> None:
    _, relations = read(both, "Skanvik is run by Anna Berg of Volvo.")
    found = {(r.object.text, n, v.text) for r in relations for n, v in r.qualifiers}
    assert found == {("Skanvik", "role", "head")}
    assert {r.object.text for r in relations if r.predicate == "worksFor"} == {"Skanvik", "Volvo"}


def test_the_encoder_has_no_say_about_a_relation_it_was_not_taught(both) -> None:
    annotated, relations = read(both, "Nvidia acquired Mellanox in 2020.")
    learned = encoder_extractor(both.vocabulary, both.reader)([annotated])[0]
    by_rule = next(r for r in relations if r.evidence.extractor == "lexicon")
    turned = replace(
        by_rule, subject=by_rule.object, object=by_rule.subject, predicate="mergesWith"
    )
    own = replace(by_rule, predicate="lobbies")
    assert learned.probability(by_rule) > 0.5
    assert learned.probability(own) is None
    assert list(joined(annotated, [own, turned], learned))[:1] == [own]
    assert turned not in list(joined(annotated, [turned], learned))


def test_neither_a_pronoun_nor_an_adjective_is_a_thing(both) -> None:
    text = "The plan has critics: Küstenfang, a fishing lobby, opposes it. Brackwood fears rates so low."
    _, relations = read(both, text)
    ends = {getattr(end, "text", "").lower() for r in relations for end in (r.subject, r.object)}
    assert not ends & {"it", "low"}


def nominals_of(stages, text):
    """Return the noun phrases of a text that may be ends."""
    ((annotated, _),) = stages.read([from_text(text, "test")])
    read = stages.reader.read(text, [(s.start, s.end) for s in annotated.sentences])
    finder = Finder(annotated, stages.reader.encoder, stages.vocabulary.kind_of_noun)
    spans = stages.reader.encoder.mentions([r.reading for r in read])
    found = map(finder.candidates, annotated.sentences, read, spans)
    return [c for some in found for c in some if c.mark.form == "nominal"]


def candidates_of(stages, text):
    """Return what the noun phrases of a text are called, and how likely a relation must be."""
    return {c.end.text: c.least for c in nominals_of(stages, text)}


def test_a_noun_phrase_is_called_by_the_name_within_it(both) -> None:
    assert "Danish government" in candidates_of(both, "Ericsson praised the Danish government.")


def test_a_noun_that_only_points_back_states_nothing(both) -> None:
    assert candidates_of(both, "Ericsson opposes the ban.")["ban"] > 1
    assert candidates_of(both, "Ericsson opposes export bans.")["export bans"] < 1


def test_a_known_term_need_not_be_likelier_than_a_name(both) -> None:
    found = candidates_of(both, "Ericsson uses methanol. Ericsson opposes export bans.")
    assert found["methanol"] == LEAST < LEAST_DESCRIBED == found["export bans"]


def test_a_known_term_with_a_capital_is_no_other_thing(both) -> None:
    text = (
        "# Ericsson Praises Lupus Antibody\n\nThe antibody helps against lupus. Doctors fear lupus."
    )
    ((annotated, _),) = both.read([from_markdown(text, "test")])
    read = both.reader.read(
        annotated.document.text, [(s.start, s.end) for s in annotated.sentences]
    )
    finder = Finder(annotated, both.reader.encoder, both.vocabulary.kind_of_noun)
    lupus = Span(2, 3, "ProductTechnology", 0.99)
    found = finder.candidates(annotated.sentences[0], read[0], [lupus])
    assert "Lupus" not in [c.end.text for c in found]


def test_a_description_that_is_resolved_is_an_end_as_a_whole(both) -> None:
    text = "Ericsson is based in Stockholm. The Stockholm firm bought Figma."
    ends = [c.end.text for c in nominals_of(both, text)]
    assert "The Stockholm firm" in ends


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ottawa imposed a sugar levy. Ericsson opposes the levy.", {"levy": "sugar levy"}),
        ("Ericsson opposes the levy. Ottawa imposed a sugar levy.", {}),
        ("Ottawa imposed a sugar levy. Ericsson opposes its levy.", {}),
        ("Ottawa imposed sugar levies. Ericsson opposes the levy.", {}),
    ],
)  # fmt: skip
def test_a_definite_noun_means_what_the_text_has_told_of(both, text, meant) -> None:
    said = {c.said: c.end.text for c in nominals_of(both, text) if c.said}
    assert said == meant


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (("steel duty", "duty"), "steel duty"),  # a bare noun says less
        (("duty", "steel duty"), "steel duty"),
        (("steel duty", "milk duty"), "milk duty"),  # the last one
        ((), None),
    ],
)
def test_a_noun_recalls_the_fullest_name_told_last(told, meant) -> None:
    recalled = Recalled()
    for name in told:
        recalled.note("duty", Mention("urn:d", 0, len(name), name, "Concept", "nominal", ()))
    found = recalled.meant("duty")
    assert (found.text if found else None) == meant


def test_that_before_a_clause_does_not_point(both) -> None:
    found = candidates_of(both, "Bosch said that overcapacity hurts Siemens.")
    assert found["overcapacity"] < 1


@pytest.mark.parametrize(
    ("symmetric", "named", "outdone"),
    [
        pytest.param(False, (0, 1), True, id="the same end has a partner that is named"),
        pytest.param(False, (1, 0), False, id="it is the other end there"),
        pytest.param(True, (1, 0), True, id="of a symmetric relation either end"),
        pytest.param(True, (1, 2), False, id="others have partners"),
    ],
)
def test_a_partner_that_is_named_comes_before_one_that_is_left_out(
    both, symmetric, named, outdone
) -> None:
    ((annotated, _),) = both.read([from_text("Orlay, a rival of Brisk, met Cord.", "test")])
    sentence = annotated.sentences[0]
    ends = [Candidate(m, Mark(n, n + 1), n, 0.5) for n, m in enumerate(annotated.mentions[:3])]
    left_out = Candidate(annotated.mentions[0], Mark(-1, 0), -1, 0.5)
    pair, other = (
        Scored(0, 3, "competesWith", 0.9),
        Scored(*named, "competesWith", 0.6),
    )
    candidates = [*ends, left_out]
    found = is_outdone(pair, [pair, other], candidates, sentence, symmetric=symmetric)
    assert found == outdone
    assert not is_outdone(pair, [pair], candidates, sentence, symmetric=symmetric)


@pytest.mark.parametrize(
    ("text", "governor", "status"),
    [
        ("The takeover of Rivian awaits clearance in Brussels.", "takeover", "planned"),
        ("The takeover of Rivian was finished in May.", "finished", "asserted"),
        ("Rivian awaits clearance in Brussels.", "awaits", "asserted"),
    ],
)
def test_a_deed_with_an_end_left_out_shares_the_fate_of_its_noun(
    both, cues, text, governor, status
) -> None:
    annotated, _ = read(both, text)
    sentence = annotated.sentences[0]
    named = next(t.i for t in sentence.tokens if t.text == "Rivian")
    prop = both.vocabulary.ontology.properties["acquires"]
    anchor = clause_above(sentence, named, prop, both.vocabulary.kind_of_noun)
    assert sentence.tokens[anchor.head].text == governor
    assert str(read_status(sentence, anchor.words, cues).status) == status


def test_what_is_only_planned_is_read_of_the_deed(both, cues) -> None:
    text = "Critics liked Kwid, the van Renault plans to show at a fair in May."
    annotated, _ = read(both, text)
    sentence = annotated.sentences[0]
    ends = tuple(next(t.i for t in sentence.tokens if t.text == n) for n in ("Renault", "Kwid"))
    prop = both.vocabulary.ontology.properties["launches"]
    anchor = anchor_of(sentence, *ends, prop)
    deed = pursued(sentence, anchor, ends, cues, prop)
    assert [sentence.tokens[a.head].text for a in (anchor, deed)] == ["plans", "show"]
    assert str(read_status(sentence, deed.words, cues).status) == "planned"
    assert pursued(sentence, deed, ends, cues, prop) == deed


def test_the_encoder_may_see_in_a_name_what_the_rules_see_in_its_pronoun(both) -> None:
    _, relations = read(both, "Vattenfall denied that it would invest in Siemens.")
    by = {r.evidence.extractor for r in relations if r.predicate == "investsIn"}
    assert "lexicon" in by


@pytest.mark.parametrize(("probability", "outdone"), [(0.7, True), (0.85, False)])
def test_what_is_certain_stands_beside_a_likelier_pair(both, probability, outdone) -> None:
    text = "Renault founded Mobilize, and Mobilize bought Alvora."
    ((annotated, _),) = both.read([from_text(text, "test")])
    sentence = annotated.sentences[0]
    heads = [t.i for t in sentence.tokens if t.text in ("Renault", "Mobilize", "Alvora")]
    ends = [Candidate(annotated.mentions[0], Mark(i, i + 1), i, 0.5) for i in heads]
    pairs = [Scored(0, 3, "acquires", probability), Scored(2, 3, "acquires", 0.9)]
    assert is_outdone(pairs[0], pairs, ends, sentence, symmetric=False) == outdone


def test_a_class_that_the_page_lists_is_of_that_kind_in_the_prose(both) -> None:
    ((annotated, _),) = both.read([from_text("Ericsson supplies regional lenders.", "test")])
    label = Mention(annotated.document.iri, 0, 16, "Regional Lenders", "GovernmentGroup", "name")
    listing = replace(annotated, mentions=(*annotated.mentions, label))
    read = both.reader.read(
        annotated.document.text, [(s.start, s.end) for s in annotated.sentences]
    )
    finder = Finder(listing, both.reader.encoder, both.vocabulary.kind_of_noun)
    ends = [c.end for c in finder.candidates(listing.sentences[0], read[0], [])]
    assert [e.kind for e in ends if e.text == "regional lenders"] == ["GovernmentGroup"]


def test_a_sign_is_no_candidate(both) -> None:
    ((annotated, _),) = both.read([from_text("Ericsson supplies ' to Nokia.", "test")])
    read = both.reader.read(
        annotated.document.text, [(s.start, s.end) for s in annotated.sentences]
    )
    finder = Finder(annotated, both.reader.encoder, both.vocabulary.kind_of_noun)
    found = finder.candidates(annotated.sentences[0], read[0], [Span(2, 3, "Concept", 0.99)])
    assert "'" not in [getattr(c.end, "text", "") for c in found]
