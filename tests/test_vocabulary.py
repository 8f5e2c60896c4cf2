"""The folder ``graph/`` as data, and what is said of a folder that is wrong."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.errors import VocabularyError
from newsgraph.model import Status
from newsgraph.vocabulary import KINDS, default_folder, load
from newsgraph.vocabulary.names import initials, may_abbreviate, normal_form

ONTOLOGY = """
@prefix ng: <https://w3id.org/newsgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
ng:Agent a owl:Class .
ng:Organization rdfs:subClassOf ng:Agent .
ng:Person rdfs:subClassOf ng:Agent .
ng:Conference rdfs:subClassOf ng:Event .
ng:leads a ng:Relation ; rdfs:label "leads" ; ng:formerly ng:led ; ng:admitsQualifier ng:role ;
  schema:domainIncludes ng:Person ; schema:rangeIncludes ng:Organization , ng:Event .
ng:led a ng:Relation ; schema:domainIncludes ng:Agent ; schema:rangeIncludes ng:Organization .
ng:meets a ng:Relation , owl:SymmetricProperty ; rdfs:subPropertyOf ng:knows ;
  schema:domainIncludes ng:Person ; schema:rangeIncludes ng:Person .
ng:costs a ng:Relation ; schema:domainIncludes ng:Organization ; schema:rangeIncludes ng:Money .
"""
LEXICON = """
@prefix arg: <https://w3id.org/newsgraph/argument#> .
@prefix lex: <https://w3id.org/newsgraph/lexicon#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix ng: <https://w3id.org/newsgraph/ontology#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .
lex:leads-head-n ontolex:canonicalForm [ ontolex:writtenRep "Department head"@en ] ;
  lexinfo:partOfSpeech lexinfo:noun ;
  ontolex:sense [ ontolex:reference ng:leads ; ng:role "head" ; ng:confidence 0.7 ;
    synsem:subjOfProp arg:self ; synsem:objOfProp arg:of , arg:possessor ;
    synsem:propertyRange ng:Event ] .
lex:Organization-bank-n ontolex:canonicalForm [ ontolex:writtenRep "bank"@en ] ;
  lexinfo:partOfSpeech lexinfo:noun ; ontolex:sense [ ontolex:reference ng:Organization ] .
"""
CUES = (
    LEXICON.partition("lex:leads")[0]
    + """
lex:may ontolex:canonicalForm [ ontolex:writtenRep "may"@en ] ;
  lexinfo:partOfSpeech lexinfo:auxiliary ; ontolex:sense [ ontolex:reference ng:speculative ] .
"""
)


@pytest.fixture
def folder(tmp_path):
    for name, text in (
        ("ontology", ONTOLOGY),
        ("lexicon", LEXICON),
        ("cues", CUES),
        ("shapes", ""),
    ):
        (tmp_path / f"{name}.ttl").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_class_in_a_domain_stands_for_its_subclasses(folder):
    ontology = load(folder).ontology
    assert ontology.properties["led"].domain == {"Organization", "Person"}
    assert ontology.properties["leads"].kinds == {"Organization", "Event", "Conference"}
    assert ontology.subkinds["Event"] == {"Event", "Conference"}


def test_a_property_says_what_it_is(folder):
    properties = load(folder).ontology.properties
    assert properties["leads"].formerly == "led"
    assert properties["leads"].qualifiers == {"role"}
    assert properties["meets"].symmetric
    assert properties["meets"].parent == "knows"
    assert properties["costs"].literals == {"money"}
    assert properties["costs"].kinds == frozenset()


def test_a_sense_with_arguments_is_a_pattern(folder):
    (pattern,) = load(folder).patterns
    assert (pattern.entry, pattern.words, pattern.part) == (
        "leads-head-n",
        ("department", "head"),
        "noun",
    )
    assert (pattern.predicate, pattern.subject, pattern.object) == (
        "leads",
        ("self",),
        ("of", "possessor"),
    )
    assert pattern.domain == {"Person"}
    assert pattern.kinds == {"Event", "Conference"}, "the sense narrows the range of the property"
    assert pattern.qualifiers == (("role", "head"),)
    assert (pattern.confidence, pattern.status) == (0.7, Status.ASSERTED)


def test_a_sense_without_arguments_is_a_cue(folder):
    vocabulary = load(folder)
    assert vocabulary.cue_words("speculative") == {"may"}
    assert vocabulary.cue_words("speculative", "adverb") == frozenset()


def test_class_nouns_and_role_nouns_say_what_they_name(folder):
    assert load(folder).kind_of_noun == {"bank": "Organization", "department head": "Person"}


@pytest.mark.parametrize("name", ["ontology.ttl", "lexicon.ttl", "cues.ttl", "shapes.ttl"])
def test_a_folder_that_lacks_a_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(VocabularyError, match=name):
        load(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        pytest.param("lexicon", "ng:leads ;", "ng:heads ;", "no property heads", id="unknown property"),
        pytest.param("lexicon", '[ ontolex:writtenRep "bank"@en ]', "[ ]", "no written form", id="no form"),
        pytest.param("lexicon", "synsem:objOfProp arg:of , arg:possessor ;", "", "no synsem:objOfProp", id="no object"),
        pytest.param("lexicon", "[ ontolex:reference ng:Organization ]", "[ ng:role 1 ]", "without ontolex:reference", id="no reference"),
        pytest.param("ontology", "schema:rangeIncludes ng:Money", "schema:rangeIncludes ng:Coin", "Coin is not a class", id="unknown class"),
        pytest.param("ontology", "ng:Agent a owl:Class .", "ng:Agent a .", "not valid Turtle", id="not Turtle"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_name_and_the_fault(folder, name, old, new, message):
    path = folder / f"{name}.ttl"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(VocabularyError, match=message) as caught:
        load(folder)
    assert path.name in str(caught.value)


def test_the_default_vocabulary_is_whole(vocabulary):
    properties = vocabulary.ontology.properties
    assert {p.predicate for p in vocabulary.patterns} <= set(properties)
    assert all(p.formerly in properties for p in properties.values() if p.formerly)
    assert set(vocabulary.kind_of_noun.values()) <= set(KINDS)
    for status in (Status.NEGATED, Status.SPECULATIVE, Status.PLANNED, Status.ATTRIBUTED):
        assert vocabulary.cue_words(status, "verb"), f"no verb cues {status}"


def test_no_pattern_of_the_default_vocabulary_is_idle(vocabulary):
    for pattern in vocabulary.patterns:
        assert pattern.subject, pattern.entry
        assert pattern.object, pattern.entry
        assert pattern.domain, pattern.entry
        assert pattern.kinds or pattern.literals, pattern.entry
        assert 0 < pattern.confidence <= 1, pattern.entry
        assert pattern.part in ("verb", "noun", "adjective", "preposition"), pattern.entry


def test_a_copy_of_the_default_folder_gives_the_same_vocabulary(tmp_path, vocabulary):
    copy = tmp_path / "graph"
    shutil.copytree(
        default_folder(), copy, ignore=shutil.ignore_patterns("examples", "gazetteer.ttl")
    )
    assert load(copy).patterns == vocabulary.patterns


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("NVIDIA Corp.'s", "Nvidia"),
        ("The Kestrel Group", "Kestrel Group"),
        ("Zalando SE", "Zalando"),
        ("Société Générale", "Societe Generale"),
        ("Møller", "Moller"),
        ("Procter & Gamble", "Procter and Gamble"),
        ("U.S. Steel", "US Steel"),
        ("Rolls-Royce", "Rolls Royce"),
        ("McDonald’s", "McDonald's"),
    ],
)
def test_spellings_of_one_name_meet_in_one_normal_form(left, right):
    assert normal_form(left) == normal_form(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("GPT-4", "GPT-4o"),
        ("Falcon 9", "Falcon 1"),
        ("Google", "Google Cloud"),
        ("AG", "SE"),
        ("The", "A"),
    ],
)
def test_different_names_keep_different_normal_forms(left, right):
    assert normal_form(left) != normal_form(right)


NAMES = st.lists(st.text("abcXYZäßÉØ019.,&'’-", min_size=2), min_size=1, max_size=4).map(" ".join)


@given(NAMES, st.sampled_from(("", "The ", "A ")), st.sampled_from(("", " Inc.", " Co. Ltd", "'s")))
def test_a_normal_form_is_its_own_normal_form(name, before, after):
    form = normal_form(before + name + after)
    assert normal_form(form) == form or form.split()[0] in ("a", "an", "the")


@given(st.text(alphabet="abcäßÉØ019 .,&'’-", min_size=1))
def test_a_name_with_a_letter_or_digit_has_a_normal_form(name):
    assert bool(normal_form(name)) or not any(c.isalnum() for c in name)


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("FDA", "Food and Drug Administration", True),
        ("IEA", "International Energy Agency", True),
        ("B.B.C.", "British Broadcasting Corporation", True),
        ("BoE", "Bank of England", True),
        ("FDA", "Federal Reserve", False),
        ("Fed", "Federal Reserve", False),
        ("IBM", "IBM", False),
        ("A", "Alpha Beta", False),
        ("GM", "General Electric", False),
    ],
)
def test_an_acronym_is_spelled_by_the_first_letters(short, name, expected):
    assert may_abbreviate(short, name) is expected


def test_initials_leave_small_words_out():
    assert initials("Bank of New York") == "BNY"


def test_an_extractor_that_runs_alone_has_a_line_of_its_own():
    lines = {"lexicon": (1.0, -1.0), "lexicon alone": (1.0, 0.5), "encoder": (0.5, 0.0)}
    vocabulary = replace(load(), confidence=lines)
    assert vocabulary.lines(("lexicon", "encoder")) == lines
    assert vocabulary.lines(("lexicon",))["lexicon"] == (1.0, 0.5)
    assert vocabulary.lines(("encoder",))["encoder"] == (0.5, 0.0)


def test_rules_alone_are_not_doubted_as_where_the_encoder_is_silent():
    both, alone = (
        load().lines(names)["lexicon"] for names in (("lexicon", "encoder"), ("lexicon",))
    )
    assert alone[0] + alone[1] > both[0] + both[1]
