"""What a name looks like in its sentence: the features that a trained witness weighs.

Training and reading share this module, so both see a name in the same masked parse.
A neighbour that is itself a name is given as the common name that stands for its kind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.sentences import ParsedBlock
from newsgraph.vocabulary import Vocabulary
from newsgraph.vocabulary.names import LEGAL

LISTS = ("gazetteer", "page", "acts")  # witnesses that only speak of names that are known
NAMED = frozenset(("Organization", "Person", "ProductTechnology", "Place", "Event", "Conference"))
Slots = dict[tuple[str, str, str], tuple[tuple[frozenset[str], frozenset[str]], ...]]
QUOTES = frozenset("\"'“”‘’«»")
_RUNS = ((re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]+"), "A"), (re.compile(r"[a-zß-öø-ÿ]+"), "a"))
_DIGITS = re.compile(r"\d+")
_COPULAS = ("be", "become", "remain")
_NOUNS = ("NOUN", "PROPN")
_PARTS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_ARGUMENTS = {  # of the lexicon, by dependency label
    "nsubj": "subject",
    "dobj": "object",
    "nsubjpass": "object",
    "dative": "indirectObject",
    "poss": "possessor",
    "compound": "possessor",
    "appos": "self",
}


@dataclass(frozen=True, slots=True)
class Features:
    """The features of one name; its words are apart, for training to hide."""

    words: tuple[str, ...]
    others: tuple[str, ...]


class Describer:
    """What it takes to describe names: word lists, compiled once."""

    def __init__(self, vocabulary: Vocabulary, given_names: frozenset[str]) -> None:
        self.nouns, self.given_names = vocabulary.kind_of_noun, given_names
        self.cues = {cue: vocabulary.cue_words(cue) for cue in ("organizationName", "placeName")}
        self.slots = _slots(vocabulary)

    def describe(self, draft: Draft, block: ParsedBlock | None = None) -> Features:
        """Return the features of a name; without a parsed block, those of its form alone."""
        lower = [w.lower().strip(".,") for w in draft.text.split()]
        words = [f"name {draft.text.lower()}", f"first {lower[0]}", f"last {lower[-1]}"]
        words += [f"word {w}" for w in lower]
        others = ["bias", *self._form(draft, lower)]
        if draft.token is not None and block is not None:
            others += _around(draft.token, block)
            others += self._governed(draft.token, block)
            others += self._below(draft.token, block)
        others += sorted(
            {f"heard {w.split()[0]} {kind}" for w, kind, _ in draft.witnesses if w not in LISTS}
        )
        return Features(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(others)))

    def _form(self, draft: Draft, lower: list[str]) -> Iterator[str]:
        """Yield what shows in the name itself, and what the recogniser says of it."""
        text, size = draft.text, min(len(lower), 4)
        for side, word in (("first", lower[0]), ("last", lower[-1])):
            yield from (f"{side} begins {word[:n]}" for n in (2, 3, 4) if len(word) > n)
            yield from (f"{side} ends {word[-n:]}" for n in (1, 2, 3, 4) if len(word) > n)
        shape = _shape(text)
        yield f"shape {shape[:12]}"
        yield from (f"shape of last {_shape(text.split()[-1])}", f"size {size}")
        yield f"length {min(len(text) // 3, 8)} {size == 1}"
        for sign in "&-'’.":
            if sign in text:
                yield f"has {sign}"
        if any(c.isdigit() for c in text):
            yield f"digit {text[-1].isdigit()} {text[0].isdigit()}"
        if text.isupper():
            yield f"capitals {min(len(text), 6)}"
        given = lower[0].capitalize() in self.given_names
        yield from (f"label {draft.label}", f"label {draft.label} {size} {given}")
        yield f"given name {given} {size}"
        yield from (f"of known {k.kind}" for k in draft.known if k.ambiguous)
        yield from self._last_word(lower)

    def _last_word(self, lower: list[str]) -> Iterator[str]:
        if len(lower) == 1:
            return
        last = lower[-2 if len(lower) > 2 and lower[-1].isdigit() else -1]
        yield f"kind of last {self.nouns.get(last, '')}"
        yield from (f"last is {cue}" for cue, forms in self.cues.items() if last in forms)
        yield f"kind of first {self.nouns.get(lower[0], '')}"
        if last in LEGAL:
            yield "last is legal"

    def _governed(self, token: Any, block: ParsedBlock) -> Iterator[str]:
        """Yield what the name depends on."""
        first = token
        while first.dep_ == "conj" and first.head.i != first.i:
            first = first.head
        if first.i != token.i:
            yield f"joined to {_seen(first, block)}"
            yield from (f"joined {f}" for f in self._slot(first, block))
        yield from self._slot(token, block)
        yield from self._slot(first, block)

    def _slot(self, token: Any, block: ParsedBlock) -> Iterator[str]:
        head, dep = token.head, token.dep_
        lemma = _seen(head, block)
        yield f"dep {dep}"
        yield f"dep {dep} {head.pos_}"
        yield f"dep {dep} {lemma}"
        yield from self._admitted(token)
        if dep in ("nsubj", "nsubjpass") and head.lemma_ in _COPULAS:
            for noun in (c for c in head.children if c.dep_ == "attr"):
                yield from self._called("is", noun, block)
        if dep in ("compound", "poss", "nmod", "appos") and head.pos_ in _NOUNS:
            yield f"dep {dep} kind {self._kind(head)}"
        if dep == "pobj":
            governor = head.head
            yield f"governor {lemma} {governor.pos_}"
            yield f"governor {lemma} {_seen(governor, block)}"
            yield f"governor {_seen(governor, block)}"
            yield f"governor {lemma} kind {self._kind(governor)}"
        if head.pos_ == "VERB":
            for child in head.children:
                if child.i != token.i and child.dep_ in ("dobj", "nsubj", "nsubjpass", "prt"):
                    yield f"dep {dep} beside {child.dep_} {_seen(child, block)}"
                    yield f"dep {dep} beside {child.dep_} kind {self._kind(child)}"

    def _admitted(self, token: Any) -> Iterator[str]:
        """Yield the kinds that the lexicon's entries admit in the place of the name."""
        head, argument = token.head, _ARGUMENTS.get(token.dep_, "")
        if token.dep_ == "pobj":
            argument = "subject" if head.dep_ == "agent" else head.lower_
            head = head.head
        key = (str(head.lemma_).lower(), _PARTS.get(head.pos_, ""), argument)
        senses = self.slots.get(key)
        if not senses:
            return
        beside = {str(c.lemma_).lower() for c in head.children}
        admitted = {kind for rest, kinds in senses if rest <= beside for kind in kinds}
        yield from (f"admits {kind}" for kind in sorted(admitted))
        yield f"admits {' '.join(sorted(admitted))}"

    def _below(self, token: Any, block: ParsedBlock) -> Iterator[str]:
        """Yield what depends on the name."""
        for child in token.children:
            if child.dep_ in ("appos", "compound", "nmod", "amod", "nummod"):
                yield from self._called(child.dep_, child, block)
            elif child.dep_ in ("prep", "det", "case"):
                yield f"has {child.dep_} {child.lower_}"
            elif child.dep_ == "poss":
                yield f"of {_seen(child, block)}"
                yield f"of kind {self._kind(child)}"
            elif child.dep_ in ("relcl", "acl"):
                yield f"clause {child.lemma_.lower()}"
                yield from (
                    f"clause with {c.lower_}" for c in child.children if c.tag_ in ("WP", "WDT")
                )
            elif child.dep_ == "conj":
                yield f"joined to {_seen(child, block)}"

    def _called(self, how: str, noun: Any, block: ParsedBlock) -> Iterator[str]:
        yield f"{how} {_seen(noun, block)}"
        kind = self._kind(noun)
        if kind:
            yield f"{how} kind {kind}"
            yield f"called kind {kind}"

    def _kind(self, noun: Any) -> str:
        """Return the kind that a noun names, its compound tried before the bare noun."""
        lemma = str(noun.lemma_).lower()
        before = noun.nbor(-1).lower_ if noun.i > 0 else ""
        return self.nouns.get(f"{before} {lemma}", "") or self.nouns.get(lemma, "")


def _slots(vocabulary: Vocabulary) -> Slots:
    """Return the kinds that each argument of each entry admits, by head word and argument.

    With them come the words that must stand beside the head.
    """
    found: dict[tuple[str, str, str], dict[tuple[frozenset[str], frozenset[str]], None]] = {}
    shared: dict[frozenset[str], frozenset[str]] = {}  # of all kinds, those that names have
    for pattern in vocabulary.patterns:
        rest = frozenset(pattern.words[1:])
        for arguments, kinds in (
            (pattern.subject, pattern.domain),
            (pattern.object, pattern.kinds),
        ):
            named = shared.get(kinds)
            if named is None:
                named = shared[kinds] = kinds & NAMED
            for argument in arguments if named else ():
                senses = found.setdefault((pattern.words[0], pattern.part, argument), {})
                senses[rest, named] = None
    return {key: tuple(senses) for key, senses in found.items()}


def _around(token: Any, block: ParsedBlock) -> Iterator[str]:
    """Yield the words on both sides, and where in its text the name stands."""
    doc, i = token.doc, token.i
    near = {n: _word(doc, i + n, block) for n in (-2, -1, 1, 2)}
    yield from (f"at {n} {word}" for n, word in near.items())
    yield f"before {near[-2]} {near[-1]}"
    yield f"after {near[1]} {near[2]}"
    yield f"between {near[-1]} {near[1]}"
    yield f"role {block.role}"
    if token.is_sent_start:
        yield "opens"
    if near[-1] in QUOTES and near[1] in QUOTES:
        yield "quoted"


def _word(doc: Any, i: int, block: ParsedBlock) -> str:
    if not 0 <= i < len(doc):
        return "#"
    lower = _DIGITS.sub("0", doc[i].lower_)
    return f"<{doc[i].text}>" if block.drafts[i] is not None else lower


def _seen(token: Any, block: ParsedBlock) -> str:
    """Return the lemma of a word; of a name, the common name in its place."""
    if block.drafts[token.i] is not None:
        return f"<{token.text}>"
    return _DIGITS.sub("0", str(token.lemma_).lower())


def _shape(text: str) -> str:
    for runs, sign in _RUNS:
        text = runs.sub(sign, text)
    return _DIGITS.sub("0", text)
