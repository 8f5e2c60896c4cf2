"""The vocabulary as one value: what the stages are given."""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsgraph.errors import VocabularyError
from newsgraph.vocabulary.folder import checked_folder, default_folder
from newsgraph.vocabulary.inflection import verb_lemmas
from newsgraph.vocabulary.lexicon import Cue, Pattern, read_lexicon
from newsgraph.vocabulary.ontology import KINDS, Ontology, Property, read_ontology

ALONE = " alone"  # of an extractor in confidence.csv: in a run without others


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Ontology, lexicon and cues of one folder."""

    folder: Path
    ontology: Ontology
    patterns: tuple[Pattern, ...]
    kind_of_noun: Mapping[str, str]  # "chipmaker" -> Organization, "chief executive" -> Person
    verb_lemmas: Mapping[str, str]  # "fined" -> fine, and each verb to itself
    cues: Mapping[str, tuple[Cue, ...]]  # by meaning: a status, "former", "factive" ..
    cue_forms: Mapping[tuple[str, str], frozenset[str]]  # by meaning and part of speech, "" for all
    confidence: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # by extractors

    def lines(self, extractors: Collection[str]) -> Mapping[str, tuple[float, float]]:
        """Return the lines of confidence for a run of these extractors.

        What one extractor says alone is trusted more where no other was there to disagree.
        """
        if len(extractors) != 1:
            return self.confidence
        (only,) = extractors
        alone = self.confidence.get(only + ALONE)
        return {**self.confidence, only: alone} if alone else self.confidence

    def property(self, name: str) -> Property:
        """Return the property of that name; raises KeyError if there is none."""
        return self.ontology.properties[name]

    def cue_words(self, meaning: str, part: str = "") -> frozenset[str]:
        """Return the forms that cue ``meaning``, of one part of speech or of all."""
        return self.cue_forms.get((meaning, part), frozenset())


def load(folder: Path | None = None) -> Vocabulary:
    """Return the vocabulary in ``folder``, or the one that came with the installation.

    Raises VocabularyError, naming the file, where one is missing or wrong.
    """
    place = checked_folder(folder) if folder else default_folder()
    ontology = read_ontology(place / "ontology.ttl")
    patterns, nouns = read_lexicon(place / "lexicon.ttl", ontology)
    _, cues = read_lexicon(place / "cues.ttl", ontology)
    words = _qualifier_words(place / "qualifiers.ttl", ontology)
    by_meaning: dict[str, list[Cue]] = {}
    for cue in (*cues, *nouns):
        by_meaning.setdefault(cue.meaning, []).append(cue)
    return Vocabulary(
        folder=place,
        ontology=ontology,
        patterns=patterns,
        kind_of_noun=_kind_of_noun(patterns, nouns),
        verb_lemmas=verb_lemmas(patterns, (*cues, *nouns)),
        cues={meaning: tuple(found) for meaning, found in sorted(by_meaning.items())},
        cue_forms=_cue_forms((*cues, *nouns, *words)),
        confidence=_confidence(place / "mappings" / "confidence.csv"),
    )


def _confidence(path: Path) -> dict[str, tuple[float, float]]:
    """Return slope and intercept by extractors; nothing where a folder has no such file."""
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return {r["witnesses"]: (float(r["slope"]), float(r["intercept"])) for r in rows}
    except (OSError, csv.Error, KeyError, TypeError, ValueError) as error:
        raise VocabularyError(str(path), f"cannot be read ({error!r}); restore it") from None


def with_entries(vocabulary: Vocabulary, path: Path) -> Vocabulary:
    """Return a vocabulary with the entries of one more Turtle file on top.

    Raises VocabularyError where the file is missing or wrong.
    """
    patterns, nouns = read_lexicon(path, vocabulary.ontology)
    cues = {meaning: list(known) for meaning, known in vocabulary.cues.items()}
    for cue in nouns:
        cues.setdefault(cue.meaning, []).append(cue)
    forms = dict(vocabulary.cue_forms)
    for key, words in _cue_forms(nouns).items():
        forms[key] = forms.get(key, frozenset()) | words
    return replace(
        vocabulary,
        patterns=(*patterns, *vocabulary.patterns),
        kind_of_noun={**vocabulary.kind_of_noun, **_kind_of_noun(patterns, nouns)},
        verb_lemmas={**verb_lemmas(patterns, nouns), **vocabulary.verb_lemmas},
        cues={meaning: tuple(found) for meaning, found in sorted(cues.items())},
        cue_forms=dict(sorted(forms.items())),
    )


def _qualifier_words(path: Path, ontology: Ontology) -> tuple[Cue, ...]:
    """Return the words that lead to qualifiers; none in a folder that has no such file."""
    return read_lexicon(path, ontology)[1] if path.is_file() else ()


def _cue_forms(cues: tuple[Cue, ...]) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for cue in cues:
        for part in ("", cue.part):
            found.setdefault((cue.meaning, part), set()).add(" ".join(cue.words))
    return {key: frozenset(forms) for key, forms in sorted(found.items())}


def _kind_of_noun(patterns: tuple[Pattern, ...], nouns: tuple[Cue, ...]) -> dict[str, str]:
    """Map nouns to the kind they name: class nouns, and role nouns, which name persons."""
    found = {
        " ".join(p.words): "Person"
        for p in patterns
        if p.part == "noun" and p.domain == {"Person"} and p.subject[:1] == ("self",)
    }
    found |= {
        " ".join(c.words): c.meaning for c in nouns if c.part == "noun" and c.meaning in KINDS
    }
    return dict(sorted(found.items()))
