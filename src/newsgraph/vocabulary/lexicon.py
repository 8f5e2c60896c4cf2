"""The lexicon: words and frames that express properties, kinds and statuses.

Format: OntoLex-Lemon (W3C Community Group, "Lexicon Model for Ontologies", 2016)
with the synsem module for arguments; ``graph/lexicon.ttl`` shows the conventions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsgraph.errors import VocabularyError
from newsgraph.model import Status
from newsgraph.vocabulary.ontology import KINDS, Ontology
from newsgraph.vocabulary.turtle import NG, Index, local

ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
SYNSEM = "http://www.w3.org/ns/lemon/synsem#"
LEXINFO = "http://www.lexinfo.net/ontology/3.0/lexinfo#"
DEFAULT_CONFIDENCE = 0.9
STRUCTURAL = {
    "confidence",
    "status",
    "requiresQualifier",
    "besides",
}  # terms of ours on a sense that are not qualifiers


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying one property: a sense of a lexical entry, compiled."""

    entry: str  # local name of the lexical entry
    words: tuple[str, ...]  # lower-case lemmas, the syntactic head first
    part: str  # verb, noun, adjective or preposition
    predicate: str
    subject: tuple[str, ...]  # argument names, tried in turn
    object: tuple[str, ...]
    domain: frozenset[str]  # kinds admitted by this sense
    kinds: frozenset[str]
    literals: frozenset[str]
    qualifiers: tuple[tuple[str, str], ...]  # that come with the sense, such as a role
    requires: tuple[str, ...]  # qualifiers without which the words do not mean this
    confidence: float
    status: Status  # the most that such words commit a text to
    besides: bool = False  # it holds beside what else the words say: who unveils a thing made it


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says what a thing is, or how far a text stands behind a clause."""

    entry: str
    words: tuple[str, ...]
    part: str
    meaning: str  # a kind, a status, or another class of cue


def read_senses(path: Path) -> Iterator[tuple[str, tuple[str, ...], str, str, Index]]:
    """Yield (entry, words, part of speech, sense, index) for each sense of a lexicon file."""
    index = Index(path)
    for entry in index.subjects(f"{ONTOLEX}sense"):
        forms = [
            index.one(form, f"{ONTOLEX}writtenRep")
            for form in index.all(entry, f"{ONTOLEX}canonicalForm")
        ]
        part = local(index.one(entry, f"{LEXINFO}partOfSpeech"))
        if not forms or not forms[0]:
            raise VocabularyError(str(path), f"{local(entry)} has no written form")
        for form in forms:
            for sense in index.all(entry, f"{ONTOLEX}sense"):
                yield local(entry), _words(form), part, sense, index


def _words(form: str) -> tuple[str, ...]:
    """Return the words of a written form in lower case; ``[Kind]`` stays as it is."""
    return tuple(w if w.startswith("[") else w.lower() for w in form.split())


def read_lexicon(path: Path, ontology: Ontology) -> tuple[tuple[Pattern, ...], tuple[Cue, ...]]:
    """Return the patterns and the cues of a lexicon file, in file order.

    A sense with arguments is a pattern; one without is a cue. Raises
    VocabularyError for a sense whose reference the ontology does not hold.
    """
    patterns, cues = [], []
    for entry, words, part, sense, index in read_senses(path):
        meaning = local(index.one(sense, f"{ONTOLEX}reference"))
        if index.all(sense, f"{SYNSEM}subjOfProp"):
            patterns.append(_pattern(entry, words, part, sense, meaning, index, ontology))
        elif meaning:
            cues.append(Cue(entry, words, part, meaning))
        else:
            raise VocabularyError(str(path), f"{entry} has a sense without ontolex:reference")
    return tuple(patterns), tuple(cues)


def _pattern(
    entry: str,
    words: tuple[str, ...],
    part: str,
    sense: str,
    meaning: str,
    index: Index,
    ontology: Ontology,
) -> Pattern:
    prop = ontology.properties.get(meaning)
    if prop is None:
        raise VocabularyError(str(index.path), f"{entry}: the ontology has no property {meaning}")

    def narrowed(predicate: str, whole: frozenset[str]) -> frozenset[str]:
        named = [local(v) for v in index.all(sense, SYNSEM + predicate)]
        wanted = frozenset(k for n in named for k in ontology.subkinds.get(n, frozenset((n,))))
        return wanted & whole if wanted else whole

    ranges = {local(v) for v in index.all(sense, f"{SYNSEM}propertyRange")}
    literal_only = {r.lower() for r in ranges if r not in KINDS}
    literals = prop.literals & literal_only if ranges else prop.literals
    kinds = (
        frozenset()
        if ranges and not ranges - _capitals(literal_only)
        else narrowed("propertyRange", prop.kinds)
    )
    objects = tuple(local(a) for a in index.all(sense, f"{SYNSEM}objOfProp"))
    if not objects:
        raise VocabularyError(str(index.path), f"{entry} has no synsem:objOfProp")
    return Pattern(
        entry=entry,
        words=words,
        part=part,
        predicate=meaning,
        subject=tuple(local(a) for a in index.all(sense, f"{SYNSEM}subjOfProp")),
        object=objects,
        domain=narrowed("propertyDomain", prop.domain),
        kinds=kinds,
        literals=literals,
        qualifiers=_fixed_qualifiers(sense, index),
        requires=tuple(sorted(map(local, index.all(sense, f"{NG}requiresQualifier")))),
        confidence=float(index.one(sense, f"{NG}confidence", str(DEFAULT_CONFIDENCE))),
        status=Status(local(index.one(sense, f"{NG}status", Status.ASSERTED))),
        besides=index.one(sense, f"{NG}besides") == "true",
    )


def _capitals(names: set[str]) -> set[str]:
    return {n.capitalize() for n in names}


def _fixed_qualifiers(sense: str, index: Index) -> tuple[tuple[str, str], ...]:
    found = []
    for predicate in index.predicates(sense):
        if predicate.startswith(NG) and local(predicate) not in STRUCTURAL:
            found += [(local(predicate), value) for value in index.all(sense, predicate)]
    return tuple(sorted(found))
