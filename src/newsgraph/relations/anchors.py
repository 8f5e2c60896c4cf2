"""Where a lexical entry stands in a sentence: its head word and the words below it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsgraph import syntax
from newsgraph.model import Sentence, Token
from newsgraph.vocabulary import Pattern

PARTS = {
    "verb": ("VERB", "AUX"),
    "noun": ("NOUN", "PROPN"),
    "adjective": ("ADJ", "VERB", "ADV", "NOUN"),
    "preposition": ("ADP", "SCONJ", "VERB", "ADJ"),
}
LIGHT_DEPS = frozenset(
    "prt dobj obj prep advmod acomp attr amod compound nsubjpass pobj oprd dative agent npadvmod "
    "xcomp det poss".split()
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A lexical entry found in a sentence."""

    pattern: Pattern
    head: int  # position of the word that governs the arguments
    words: tuple[int, ...]  # all words of the entry, the head first


class PatternIndex:
    """Patterns by the lemma of their head word, the more specific first.

    A head word such as ``[Organization]`` stands for every name and every noun of that
    kind: "Sweden's Vattenfall", "a Munich start-up".
    """

    def __init__(self, patterns: Sequence[Pattern], kind_of_noun: Mapping[str, str]) -> None:
        self.kind_of_noun = kind_of_noun
        by_head: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            by_head[head_word(pattern)].append(pattern)
        self.by_head: Mapping[str, tuple[Pattern, ...]] = {
            word: tuple(sorted(found, key=specificity)) for word, found in by_head.items()
        }

    def anchors(self, sentence: Sentence) -> Iterator[Anchor]:
        """Yield each place where an entry stands, sorted by head, the more specific first."""
        for token in sentence.tokens:
            for key in self.keys(token):
                for pattern in self.by_head.get(key, ()):
                    words = match_words(sentence, token, pattern)
                    if words:
                        yield Anchor(pattern, token.i, words)

    def keys(self, token: Token) -> tuple[str, ...]:
        """Return the head words that a token can stand for."""
        if token.mention is not None and token.mention.form == "name":
            return (f"[{token.mention.kind}]",)
        keys = [token.lemma, token.text.lower()]
        if token.pos == "NOUN" and token.lemma in self.kind_of_noun:
            keys.append(f"[{self.kind_of_noun[token.lemma]}]")
        return tuple(dict.fromkeys(keys))


def head_word(pattern: Pattern) -> str:
    """Return the word that governs: the last of a noun, the first of the others."""
    return pattern.words[-1] if pattern.part == "noun" else pattern.words[0]


def specificity(pattern: Pattern) -> tuple[int, int, int, float, int, str]:
    """Return a sort key: more that must be there, surer, narrower ends, then by name."""
    prepositions = sum(
        a not in ("subject", "object", "self", "possessor")
        for a in (pattern.subject[0], pattern.object[0])
    )
    return (
        -len(pattern.requires),
        -len(pattern.words),
        -prepositions,
        -pattern.confidence,
        len(pattern.domain) + len(pattern.kinds),
        pattern.entry,
    )


def match_words(sentence: Sentence, token: Token, pattern: Pattern) -> tuple[int, ...]:
    """Return the positions of the entry's words, the head first; empty if it is not here."""
    if token.pos not in PARTS[pattern.part] and not (
        (pattern.part == "verb" and _acts_as_verb(sentence, token))
        or (pattern.part == "noun" and _acts_as_noun(sentence, token))
    ):
        return ()
    if (
        pattern.part == "adjective"
        and token.pos == "NOUN"
        and "-" not in _before(sentence, token.i)
    ):
        return ()
    if pattern.words[0].startswith("["):
        return (token.i,)
    if pattern.part == "noun":
        return _noun_words(sentence, token, pattern)
    if pattern.part == "preposition":
        return _adjacent(sentence, token, pattern)
    found = [token.i]
    for word in pattern.words[1:]:
        below = next(
            (
                c
                for f in reversed(found)
                for c in sentence.children[f]
                if _is_light(sentence, c, word)
            ),
            -1,
        )
        if below < 0:
            below = _through_preposition(sentence, found, word)
        if below < 0:
            below = _shared(sentence, found[0], word)
        if below < 0:
            below = _behind_figure(sentence, found[0], word)
        if below < 0:
            return ()
        found.append(below)
    return tuple(found)


def _acts_as_verb(sentence: Sentence, token: Token) -> bool:
    """Say whether a word that the tagger takes for another part of speech heads a clause."""
    return token.tag.startswith("VB") or (
        token.dep in ("ccomp", "xcomp", "relcl", "advcl", "ROOT")
        and bool(syntax.children(sentence, token.i, "aux", "dobj"))
    )


def _acts_as_noun(sentence: Sentence, token: Token) -> bool:
    """Say whether a word in -ing is owned or counted as things are: "its 10 percent holding"."""
    return token.tag == "VBG" and bool(syntax.children(sentence, token.i, "poss", "det"))


def _before(sentence: Sentence, i: int) -> str:
    return sentence.tokens[i - 1].text if i else ""


def _is_light(sentence: Sentence, i: int, word: str) -> bool:
    token = sentence.tokens[i]
    return _is_word(token, word) and token.dep in LIGHT_DEPS


def _is_word(token: Token, word: str) -> bool:
    """Say whether a token is a word, or a name that ends in it: "the Series B round"."""
    forms = (token.lemma, token.text.lower())
    return word in forms or (token.mention is not None and forms[1].endswith(f" {word}"))


def _through_preposition(sentence: Sentence, found: list[int], word: str) -> int:
    """Find the second word of "the deal that it struck": the antecedent of a relative clause."""
    head = sentence.tokens[found[0]]
    if head.dep in ("relcl", "acl"):
        noun = sentence.tokens[head.head]
        if _is_word(noun, word):
            return noun.i
    return -1


def _behind_figure(sentence: Sentence, verb: int, word: str) -> int:
    """Find the second word of "provide $5bn in subsidies", which a sum stands before."""
    for figure in syntax.children(sentence, verb, "dobj", "nsubjpass"):
        if sentence.tokens[figure].value is None:
            continue
        for p in syntax.children(sentence, figure, "prep"):
            for o in syntax.children(sentence, p, "pobj"):
                if sentence.tokens[o].lemma == word and sentence.tokens[p].lemma in ("in", "of"):
                    return o
    return -1


def _shared(sentence: Sentence, verb: int, word: str) -> int:
    """Find a word that coordinated verbs share: "the round was led by A and joined by B"."""
    if sentence.tokens[verb].dep != "conj" and not syntax.children(sentence, verb, "conj"):
        return -1
    objects = syntax.logical_objects(sentence, verb)
    return next((o for o in objects if _is_word(sentence.tokens[o], word)), -1)


def _noun_words(sentence: Sentence, token: Token, pattern: Pattern) -> tuple[int, ...]:
    start = token.i - len(pattern.words) + 1
    if start < 0:
        return ()
    for position, word in zip(range(start, token.i), pattern.words, strict=False):
        before = sentence.tokens[position]
        if word not in (before.lemma, before.text.lower()):
            return ()
    if token.tag == "NNS" and len(pattern.words) == 1 and token.lemma != head_word(pattern):
        return ()
    return (token.i, *range(start, token.i))


def _adjacent(sentence: Sentence, token: Token, pattern: Pattern) -> tuple[int, ...]:
    end = token.i + len(pattern.words)
    words = tuple(t.text.lower() for t in sentence.tokens[token.i : end])
    return tuple(range(token.i, end)) if words == pattern.words else ()
