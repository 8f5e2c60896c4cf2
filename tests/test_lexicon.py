"""graph/lexicon.ttl keeps its own conventions and stays within graph/ontology.ttl."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from newsgraph.model import Status
from newsgraph.vocabulary.ontology import KINDS, LITERALS, Ontology, read_ontology
from newsgraph.vocabulary.turtle import NG, Index, local

GRAPH = Path(__file__).resolve().parents[1] / "graph"
LEXICON, ONTOLOGY = GRAPH / "lexicon.ttl", GRAPH / "ontology.ttl"
ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
SYNSEM = "http://www.w3.org/ns/lemon/synsem#"
LEXINFO = "http://www.lexinfo.net/ontology/3.0/lexinfo#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

LETTER = {"verb": "v", "noun": "n", "adjective": "a", "preposition": "p"}
PREPOSITION_WORDS = """
    about above across after against aboard alongside along among around as at atop behind between
    beyond by during for from in inside into near of off on onto out outside over through throughout
    till to toward towards under until upon via with within without worth
"""
PREPOSITIONS = frozenset(PREPOSITION_WORDS.split())
OF_PART = {
    "verb": PREPOSITIONS
    | {"subject", "object", "indirectObject", "possessor"}
    | {"owner", "maker", "place"},
    "noun": PREPOSITIONS | {"self", "possessor", "genitive", "apposition"},
    "adjective": PREPOSITIONS | {"self", "prefix", "object"},
    "preposition": {"head", "object"},
}
OF_SENSES = {"confidence", "status", "besides", "requiresQualifier"}
FRAME_NAMES = """
    TransitiveFrame IntransitiveFrame TransitivePPFrame IntransitivePPFrame DitransitiveFrame
    ReciprocalFrame NounPPFrame NounPossessiveFrame NounPredicateFrame AdjectivePPFrame
    AdjectivePredicateFrame AdjectiveScaleFrame PrepositionFrame
"""
FRAMES = frozenset(FRAME_NAMES.split())
OF_THE_PAGE = frozenset(("mentions", "timeline"))
WORD = re.compile(r"[a-z0-9%][a-z0-9'%-]*")
ACRONYM = re.compile(r"(co-)?[A-Z]{2,}|MoU")
KIND_WORD = re.compile(r"\[[A-Z][A-Za-z]+\]")

pytestmark = pytest.mark.skipif(not LEXICON.is_file(), reason="there is no lexicon yet")


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of one written form, as the file gives it."""

    entry: str
    form: str
    part: str
    meaning: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    domain: frozenset[str]
    range: frozenset[str]
    terms: tuple[tuple[str, str], ...]  # terms of ng: on the sense
    frame: str
    kind: str  # Word or MultiWordExpression


@cache
def senses() -> tuple[Sense, ...]:
    return tuple(_senses(Index(LEXICON)))


def _senses(index: Index) -> Iterator[Sense]:
    def locals_of(subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(local(o) for o in index.all(subject, predicate))

    for entry in index.subjects(f"{ONTOLEX}sense"):
        (form,) = index.all(entry, f"{ONTOLEX}canonicalForm")
        (sense,) = index.all(entry, f"{ONTOLEX}sense")
        (frame,) = index.all(entry, f"{SYNSEM}synBehavior")
        yield Sense(
            entry=local(entry),
            form=index.one(form, f"{ONTOLEX}writtenRep"),
            part=local(index.one(entry, f"{LEXINFO}partOfSpeech")),
            meaning=local(index.one(sense, f"{ONTOLEX}reference")),
            subject=locals_of(sense, f"{SYNSEM}subjOfProp"),
            object=locals_of(sense, f"{SYNSEM}objOfProp"),
            domain=frozenset(locals_of(sense, f"{SYNSEM}propertyDomain")),
            range=frozenset(locals_of(sense, f"{SYNSEM}propertyRange")),
            terms=tuple(
                (local(p), index.one(sense, p)) for p in index.predicates(sense) if p.startswith(NG)
            ),
            frame=local(index.one(frame, RDF_TYPE)),
            kind=local(index.one(entry, RDF_TYPE)),
        )


@cache
def ontology() -> Ontology:
    if not ONTOLOGY.is_file():
        pytest.skip("there is no ontology yet")
    return read_ontology(ONTOLOGY)


def relational() -> list[Sense]:
    return [s for s in senses() if s.subject or s.object]


def of_class() -> list[Sense]:
    return [s for s in senses() if not s.subject and not s.object]


def slug(form: str) -> str:
    dashed = form.lower().replace("%", "percent-sign").replace(" ", "-")
    return re.sub(r"-+", "-", re.sub(r"[^a-z0-9-]", "", dashed))


def test_every_reference_is_a_relation_or_a_kind_of_the_ontology():
    known = {*ontology().properties, *KINDS}
    assert {s.meaning for s in senses()} <= known
    assert {s.meaning for s in of_class()} <= set(KINDS)


def test_every_relation_of_prose_has_at_least_three_entries():
    counts = Counter(s.meaning for s in relational())
    wanted = set(ontology().properties) - OF_THE_PAGE
    assert {name: counts[name] for name in wanted if counts[name] < 3} == {}


def test_a_relational_sense_names_both_of_its_ends():
    assert [s.entry for s in relational() if not s.subject or not s.object] == []


def test_arguments_are_those_that_the_part_of_speech_can_have():
    wrong = [
        (s.entry, a)
        for s in relational()
        for a in (*s.subject, *s.object)
        if a not in OF_PART[s.part]
    ]
    assert wrong == []


def test_only_a_symmetric_relation_has_the_same_argument_at_both_ends():
    same = {s.meaning for s in relational() if s.subject == s.object}
    assert {name for name in same if not ontology().properties[name].symmetric} == set()


def test_an_end_is_narrowed_within_what_the_property_admits():
    wrong = []
    for s in relational():
        prop = ontology().properties[s.meaning]
        admitted = prop.kinds | {name for name in LITERALS if name.lower() in prop.literals}
        if not s.domain <= prop.domain or not s.range <= admitted:
            wrong.append((s.entry, sorted(s.domain - prop.domain), sorted(s.range - admitted)))
    assert wrong == []


def test_a_fixed_qualifier_is_one_that_the_property_admits():
    wrong = [
        (s.entry, name)
        for s in relational()
        for name, _ in s.terms
        if name not in OF_SENSES | ontology().properties[s.meaning].qualifiers
    ]
    assert wrong == []


def test_a_measure_says_what_it_measures():
    assert [
        s.entry for s in relational() if s.meaning == "hasMeasure" and "metric" not in dict(s.terms)
    ] == []


def test_confidence_is_that_of_a_reading_that_is_mostly_right():
    values = {float(value) for s in relational() for name, value in s.terms if name == "confidence"}
    assert all(0.7 <= v <= 1.0 for v in values)


def test_a_status_is_one_of_the_five():
    found = {local(value) for s in senses() for name, value in s.terms if name == "status"}
    assert found <= {str(s) for s in Status}


def test_local_names_follow_the_rule():
    wrong = [
        s.entry
        for s in senses()
        if not re.fullmatch(
            rf"{s.meaning}-{re.escape(slug(s.form))}-{LETTER[s.part]}(-[2-9]|-1\d)?", s.entry
        )
    ]
    assert wrong == []


def test_local_names_are_unique():
    heads = re.findall(r"^lex:(\S+) a ontolex:", LEXICON.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, n in Counter(heads).items() if n > 1] == []
    assert len(heads) == len(senses())


def test_no_two_senses_of_a_property_say_the_same():
    keys = Counter(
        (s.meaning, s.form.lower(), s.part, s.subject, s.object, s.domain, s.range)
        for s in senses()
    )
    assert [key for key, n in keys.items() if n > 1] == []


def test_a_class_noun_names_one_kind():
    kinds: dict[str, set[str]] = {}
    for s in of_class():
        kinds.setdefault(s.form.lower(), set()).add(s.meaning)
    assert {form: found for form, found in kinds.items() if len(found) > 1} == {}


def test_forms_are_lower_case_words_but_for_acronyms_and_kinds():
    wrong = [
        s.form
        for s in senses()
        for word in s.form.split(" ")
        if not any(shape.fullmatch(word) for shape in (WORD, ACRONYM, KIND_WORD))
    ]
    assert wrong == []
    kinds = {w.strip("[]") for s in senses() for w in s.form.split() if w.startswith("[")}
    assert kinds <= set(KINDS)


def test_word_and_expression_are_told_apart_and_have_a_known_frame():
    assert [s.entry for s in senses() if (s.kind == "Word") != (" " not in s.form)] == []
    assert {s.frame for s in senses()} <= FRAMES


def test_entries_stand_under_the_heading_of_what_they_mean():
    heading, wrong = "", []
    for line in LEXICON.read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"# (\w+)", line):
            heading = found[1]
        elif found := re.match(r"lex:(\w+)-", line):
            wrong += [line] if found[1] != heading else []
    assert wrong == []
