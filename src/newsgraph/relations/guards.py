"""What two ends of a relation must be: of the right kinds, two things, named."""

from collections.abc import Mapping, Set

from newsgraph import syntax
from newsgraph.model import AnnotatedDocument, Mention, Sentence, Token, Value
from newsgraph.vocabulary import Pattern, Vocabulary

MANY_KINDS = 3  # a range of more kinds says nothing of what the words name
OF_CLASSES = "isA"
OF_NAMES = "namedAfter"
THE_REST = frozenset(("other", "such", "similar", "like"))  # "Acme and other brewers"
OF_BUYERS = frozenset(("acquires", "purchases"))
OF_MAKERS = frozenset(("develops", "launches"))  # what is another's is not theirs


def holds(annotated: AnnotatedDocument, pattern: Pattern, subject: object, end: object) -> bool:
    """Say whether a pattern admits these two as its subject and object."""
    if not isinstance(subject, Mention) or subject.kind not in pattern.domain:
        return False
    if isinstance(end, Value):
        return end.kind in pattern.literals
    if not isinstance(end, Mention) or not _in_range(pattern, end):
        return False
    if pattern.words[0].startswith("[") and not (
        _is_named(annotated, subject) and _is_named(annotated, end)
    ):
        return False
    return not _same(annotated, subject, end)


def _in_range(pattern: Pattern, end: Mention) -> bool:
    """Check the range; a place that owns a noun ("the Paris lender") is where it is, no more."""
    if end.kind == "Place" and "possessor" in pattern.object and len(pattern.kinds) > MANY_KINDS:
        return False
    return end.kind in pattern.kinds


def _is_named(annotated: AnnotatedDocument, end: Mention) -> bool:
    return end.form in ("name", "demonym") or end in annotated.antecedent


def _same(annotated: AnnotatedDocument, left: Mention, right: Mention) -> bool:
    same = annotated.antecedent
    return same.get(left, left) == same.get(right, right) or left.text == right.text


def is_anothers(
    annotated: AnnotatedDocument, sentence: Sentence, maker: Mention, thing: int
) -> bool:
    """Say whether words say that a thing is another firm's: "Bolt builds Acme's Comet"."""
    owners = [syntax.first_conjunct(sentence, i) for i in _before(sentence, thing)]
    owners += syntax.children(sentence, thing, "poss")
    whose = [
        sentence.tokens[syntax.antecedent_of_relative(sentence, c)].mention
        for p in owners
        for c in syntax.conjuncts(sentence, p)
    ]
    firms = [m for m in whose if m is not None and m.kind == "Organization"]
    return bool(firms) and not any(_is_called_alike(annotated, maker, m) for m in firms)


def words_for_buying(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the verbs and nouns of which the buyer is the subject, what is bought the object."""
    return frozenset(
        p.words[0]
        for p in vocabulary.patterns
        if p.predicate in OF_BUYERS and len(p.words) == 1
        if {"subject", "possessor"} & set(p.subject) and {"object", "of"} & set(p.object)
    )


def is_bought(sentence: Sentence, maker: int, thing: int, deeds: Set[str]) -> bool:
    """Say whether a thing is what somebody buys, and not the maker's by words of its own.

    "Bolt's purchase of Comet", "Bolt ordered Comet", but not "the purchase of Comet by Acme";
    ``deeds`` are the verbs and nouns for buying.
    """
    if thing < 0:
        return False
    first = syntax.first_conjunct(sentence, thing)
    token = sentence.tokens[first]
    above = sentence.tokens[token.head]
    if token.dep == "pobj" and above.lemma == "of":
        above = sentence.tokens[above.head]
    elif token.dep != "dobj":
        return False
    return above.lemma in deeds and maker not in syntax.subtree(sentence, first)


def _before(sentence: Sentence, thing: int) -> list[int]:
    """Return the names that a possessive right before a name stands for, however parsed."""
    first = _first_of_name(sentence, thing)
    if first < 2 or sentence.tokens[first - 1].tag != "POS":
        return []
    found = [first - 2]
    owner = _first_of_name(sentence, first - 2)
    if owner > 1 and sentence.tokens[owner - 1].lemma == "and":
        found.append(owner - 2)  # "Acme and Bolt's Comet"
    return found


def _first_of_name(sentence: Sentence, i: int) -> int:
    """Return the first word of the name that a word is of, or the word itself."""
    tokens = sentence.tokens
    while i > 0 and tokens[i].mention is not None and tokens[i - 1].mention == tokens[i].mention:
        i -= 1
    return i


def _is_called_alike(annotated: AnnotatedDocument, left: Mention, right: Mention) -> bool:
    """Say whether two mentions are of one thing, or could be: "Acme", "Acme Foods"."""
    same = annotated.antecedent
    words = [same.get(m, m).text.lower().split() for m in (left, right)]
    return _same(annotated, left, right) or words[0][0] == words[1][0]


def are_listed(sentence: Sentence, left: int, right: int) -> bool:
    """Say whether two words are members of one list: "Acme, Bolt and Cord".

    Members of a list stand to a third in the same way, and not to each other. Between the
    items of a list of facts ("Acme; seat: Kent") the parse sees lists that are none.
    """
    between = sentence.tokens[min(left, right) : max(left, right)]
    if left < 0 or right < 0 or any(t.text in (";", ":") for t in between):
        return False
    if any(_is_place(sentence.tokens[i]) for i in (left, right)):
        return False  # "Acme, Kent, and Bolt, Bonn"
    return syntax.first_conjunct(sentence, left) == syntax.first_conjunct(sentence, right)


def is_unnamed(sentence: Sentence, ends: tuple[Mention, Mention | Value], words: Set[str]) -> bool:
    """Say whether nothing tells that one of two things bears the name of the other.

    ``words`` tell of names ("called", "after"); two names that share a word do as well.
    """
    one, other = (set(end.text.lower().split()) for end in ends)
    told = any(words & {token.lemma.lower(), token.text.lower()} for token in sentence.tokens)
    return bool(words) and not told and not one & other


def _is_place(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "Place"


def is_no_member(
    sentence: Sentence, subject: Mention, ends: tuple[int, int], kind_of_noun: Mapping[str, str]
) -> bool:
    """Say whether a thing is not of the class that a noun tells of.

    ``ends`` are the heads of the two. What merely stands beside a class in a list is none of
    it ("Acme, as well as brewers"), nor is a product a firm, unless it stands in a list of
    firms: "hyperscalers like Acme and Zed Cloud".
    """
    member, noun = ends
    if noun < 0:
        return False
    kind = kind_of_noun.get(sentence.tokens[noun].lemma)
    first = syntax.first_conjunct(sentence, member) if member >= 0 else -1
    if kind == "Organization" and subject.kind == "ProductTechnology":
        leader = sentence.tokens[first].mention
        return first < 0 or leader is None or leader.kind != kind
    beside = syntax.first_conjunct(sentence, noun) == first
    before = {sentence.tokens[c].lemma for c in sentence.children[noun]}
    return member >= 0 and beside and not before & THE_REST
