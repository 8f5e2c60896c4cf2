"""Where a lexical entry stands in a sentence: its head word and the words below it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
    "prt dobj obj prep advmod acomp attr amod compound nsubjpass pobj oprd dative agent npadvmod xcomp det poss".split()
)


# verbs after which "as" says what the subject is, not the object
OF_SUBJECT = frozenset(
    "succeed replace follow join serve work act return continue start begin resign retire".split()
)
MEASURING = frozenset(
    "be stand reach hit total exceed top amount come rise fall grow climb jump drop swell".split()
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

    def __init__(self, patterns: Iterable[Pattern], kind_of_noun: Mapping[str, str]) -> None:
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
            for key in self._keys(token):
                for pattern in self.by_head.get(key, ()):
                    words = match_words(sentence, token, pattern)
                    if words:
                        yield Anchor(pattern, token.i, words)

    def _keys(self, token: Token) -> tuple[str, ...]:
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


def specificity(pattern: Pattern) -> tuple[int, int, int, int, float, str]:
    """Return a sort key: more that must be there, narrower ends, surer, then by name."""
    prepositions = sum(
        a not in ("subject", "object", "self", "possessor")
        for a in (pattern.subject[0], pattern.object[0])
    )
    return (
        -len(pattern.requires),
        -len(pattern.words),
        -prepositions,
        len(pattern.domain) + len(pattern.kinds),
        -pattern.confidence,
        pattern.entry,
    )


def match_words(sentence: Sentence, token: Token, pattern: Pattern) -> tuple[int, ...]:
    """Return the positions of the entry's words, the head first; empty if it is not here."""
    if token.pos not in PARTS[pattern.part] and not (
        pattern.part == "verb" and token.tag.startswith("VB")
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
            return ()
        found.append(below)
    return tuple(found)


def _before(sentence: Sentence, i: int) -> str:
    return sentence.tokens[i - 1].text if i else ""


def _is_light(sentence: Sentence, i: int, word: str) -> bool:
    token = sentence.tokens[i]
    return (token.lemma == word or token.text.lower() == word) and token.dep in LIGHT_DEPS


def _through_preposition(sentence: Sentence, found: list[int], word: str) -> int:
    """Find the second word of "the deal that it struck": the antecedent of a relative clause."""
    head = sentence.tokens[found[0]]
    if head.dep in ("relcl", "acl"):
        noun = sentence.tokens[head.head]
        if noun.lemma == word or noun.text.lower() == word:
            return noun.i
    return -1


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


def arguments(sentence: Sentence, anchor: Anchor, names: Iterable[str]) -> list[int]:
    """Return the heads of the noun phrases that fill the first of ``names`` that is filled."""
    for name in names:
        found = [
            a for a in _argument(sentence, anchor, name) if name == "self" or a not in anchor.words
        ]
        if found:
            return found
    return []


def _argument(sentence: Sentence, anchor: Anchor, name: str) -> list[int]:
    if name in ("subject", "object", "indirectObject"):
        return _of_verb(sentence, anchor, name)
    if name in ("self", "possessor", "prefix", "head", "apposition"):
        return _of_noun(sentence, anchor, name)
    return prepositional(sentence, anchor, name)


def _of_verb(sentence: Sentence, anchor: Anchor, name: str) -> list[int]:
    if name == "subject":
        return syntax.logical_subjects(sentence, anchor.head)
    if name == "indirectObject":
        return syntax.children(sentence, anchor.head, "dative")
    if anchor.pattern.part == "preposition":
        return [p for w in anchor.words for p in syntax.children(sentence, w, "pobj", "dobj")]
    objects = syntax.logical_objects(sentence, anchor.head)
    small = [
        s
        for c in syntax.children(sentence, anchor.head, "ccomp")
        for s in syntax.children(sentence, c, "nsubj")
        if not syntax.is_verb(sentence.tokens[c])
    ]
    return objects or small


def _of_noun(sentence: Sentence, anchor: Anchor, name: str) -> list[int]:
    if name == "head":
        return _governor(sentence, anchor.head)
    if name == "prefix":
        hyphen = anchor.head - 1
        return [anchor.head - 2] if hyphen >= 1 and sentence.tokens[hyphen].text == "-" else []
    if anchor.pattern.part == "adjective":
        return _described(sentence, anchor.head) if name == "self" else []
    if name == "apposition":
        return [
            c
            for c in syntax.children(sentence, anchor.head, "appos", "npadvmod")
            if sentence.tokens[c].mention
        ]
    if name == "possessor":
        return possessors(sentence, anchor)
    found = bearers(sentence, anchor.head)
    return found or ([anchor.head] if anchor.pattern.words[0].startswith("[") else [])


def _governor(sentence: Sentence, i: int) -> list[int]:
    """Return the noun phrase that "such as", "like" or "including" opens examples of."""
    head = sentence.tokens[sentence.tokens[i].head]
    return [head.i] if head.pos in ("NOUN", "PROPN") and head.i < i else []


def _described(sentence: Sentence, i: int) -> list[int]:
    """Return what an adjective or participle is said of."""
    token = sentence.tokens[i]
    if token.dep in ("amod", "acl") and not syntax.is_verb(sentence.tokens[token.head]):
        return [token.head]
    if token.dep in ("acomp", "oprd", "attr"):
        return syntax.surface_subjects(sentence, token.head)
    if token.pos in ("VERB", "AUX"):
        return syntax.logical_objects(sentence, i)
    return []


def bearers(sentence: Sentence, i: int) -> list[int]:
    """Return whom or what a noun is said of: predicate, apposition, title, "as"."""
    token = sentence.tokens[i]
    if token.mention is not None:
        return [i]
    if (
        token.dep == "conj"
        and sentence.tokens[token.head].pos in ("NOUN", "PROPN")
        and sentence.tokens[token.head].mention is None
    ):
        return bearers(sentence, token.head)
    named = [c for c in syntax.children(sentence, i, "appos") if sentence.tokens[c].mention]
    named = [c for c in named if c == i + 1 or sentence.tokens[c - 1].pos != "NOUN"]
    if named:
        return named
    if token.dep == "appos":
        return [token.head]
    head = sentence.tokens[token.head]
    if (
        token.dep in ("compound", "nmod", "amod", "npadvmod")
        and head.mention is not None
        and head.i > i
    ):
        return [head.i]
    if token.dep == "attr":
        return syntax.surface_subjects(sentence, token.head)
    if token.dep == "nsubj" and head.lemma == "be":  # "whose owner is Acme"
        named = [a for a in syntax.children(sentence, head.i, "attr") if sentence.tokens[a].mention]
        if named:
            return named
    if token.dep == "oprd":
        return syntax.logical_objects(sentence, token.head) or syntax.surface_subjects(
            sentence, token.head
        )
    if token.dep == "pobj" and head.lemma == "as" and syntax.is_verb(sentence.tokens[head.head]):
        if sentence.tokens[head.head].lemma in OF_SUBJECT:
            return syntax.surface_subjects(sentence, head.head)
        return syntax.logical_objects(sentence, head.head) or syntax.surface_subjects(
            sentence, head.head
        )
    if has_examples(sentence, i):
        return [i]
    following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
    if following is not None and following.mention is not None and following.mention.form == "name":
        return [following.i]
    return []


def has_examples(sentence: Sentence, i: int) -> bool:
    """Say whether names of its class follow a plural noun: "rivals such as", "partners like"."""
    return sentence.tokens[i].tag == "NNS" and any(
        sentence.tokens[p].lemma in ("such", "like", "include", "including") and p > i
        for p in syntax.children(sentence, i, "prep")
    )


def possessors(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return whose the noun is: "X's N", "its N", "whose N", "X N", shared in coordination."""
    i = anchor.head
    found = [
        syntax.antecedent_of_relative(sentence, c) for c in syntax.children(sentence, i, "poss")
    ]
    if found:
        return found
    first = min(anchor.words)
    found = [
        c
        for c in syntax.children(sentence, i, "compound", "nmod", "amod")
        if sentence.tokens[c].mention
    ]
    if not found and first > 0 and sentence.tokens[first - 1].mention is not None:
        before = sentence.tokens[first - 1]
        if before.dep in ("compound", "nmod", "poss", "nsubj", "amod") and before.head >= i:
            found = [before.i]
    token = sentence.tokens[i]
    if not found and token.dep in ("conj", "appos") and token.head != i:
        upper = sentence.tokens[token.head]
        if upper.mention is not None and upper.dep in ("appos", "conj"):
            upper = sentence.tokens[upper.head]
        if upper.mention is None and upper.i != i:
            return possessors(sentence, Anchor(anchor.pattern, upper.i, (upper.i,)))
    return found


def prepositional(sentence: Sentence, anchor: Anchor, name: str) -> list[int]:
    """Return what a preposition of the entry's words, or of its object, governs."""
    places = list(reversed(anchor.words))
    if anchor.pattern.part == "verb":
        places += [o for o in syntax.logical_objects(sentence, anchor.head) if o > anchor.head]
    elif anchor.pattern.part == "noun":
        places += [c for w in anchor.words for c in syntax.children(sentence, w, "conj")]
    for place in places:
        for p in sentence.children[place]:
            token = sentence.tokens[p]
            if token.lemma == name and token.dep in ("prep", "agent", "dative", "prt", "advmod"):
                found = _governed(sentence, p)
                if found:
                    return found
    return []


def measured(sentence: Sentence, noun: int) -> list[int]:
    """Return the figure before a noun, or that a verb gives for it: "a $5bn backlog", "stood at"."""
    token = sentence.tokens[noun]
    before = syntax.children(sentence, noun, "nummod", "compound", "amod", "nmod", "quantmod")
    own = [c for c in before if c < noun and sentence.tokens[c].value is not None]
    if own:
        return own
    if (
        token.dep not in ("nsubj", "nsubjpass")
        or sentence.tokens[token.head].lemma not in MEASURING
    ):
        return []
    found = syntax.children(sentence, token.head, "attr", "dobj", "npadvmod")
    for p in syntax.children(sentence, token.head, "prep"):
        if sentence.tokens[p].lemma in ("at", "to"):
            found += syntax.children(sentence, p, "pobj")
    return [f for f in found if sentence.tokens[f].value is not None]


def _governed(sentence: Sentence, preposition: int) -> list[int]:
    found = []
    for p in syntax.conjuncts(sentence, preposition):
        found += [
            syntax.antecedent_of_relative(sentence, o) for o in syntax.children(sentence, p, "pobj")
        ]
    return found
