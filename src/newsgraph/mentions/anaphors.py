"""The words of a sentence that may refer back: pronouns and definite descriptions."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsgraph import syntax
from newsgraph.model import Sentence, Token

THING, PERSON = (
    frozenset(("it", "its", "itself")),
    frozenset(("he", "she", "his", "her", "him", "himself", "herself", "hers")),
)
SHE = frozenset(("she", "her", "herself", "hers"))
OWNING = frozenset(("its", "his", "her"))
# "the combined company", "a rival firm": one that was not named
OTHERING = frozenset("combined merged other another rival second third joint parent".split())
OWNERS = frozenset(("of", "between", "behind"))  # that say which one a noun before them means
EMPHATIC = frozenset(("itself", "himself", "herself", "themselves"))
COMMON = frozenset(("NN", "NNS"))
DEFINITE = frozenset(("the", "this", "that"))
DEPENDS = frozenset(("compound", "nmod", "appos", "attr"))  # part of a name, or what one is
PLACES = {  # of a word in its clause, by dependency label
    "nsubj": "subject",
    "nsubjpass": "subject",
    "dobj": "object",
    "dative": "object",
    "poss": "owner",
    "pobj": "governed",
    "appos": "apposition",
    "attr": "complement",
    "compound": "modifier",
    "nmod": "modifier",
    "amod": "modifier",
}


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A word that may refer back, and what it tells of its referent."""

    sentence: Sentence
    token: Token
    sort: str  # it, its, he (all personal pronouns) or nominal
    place: str  # in its clause
    kind: str = ""  # that its noun names; "" for a pronoun and for an unknown noun
    modifiers: frozenset[str] = frozenset()  # lower-case words before its noun
    after: tuple[str, ...] = ()  # prepositions that may belong to its noun or to its verb

    @property
    def form(self) -> str:
        """Return the form of its mention."""
        return "nominal" if self.sort == "nominal" else "pronoun"

    @property
    def start(self) -> int:
        """Return where its mention begins in the document."""
        if self.sort != "nominal":
            return self.token.start
        left = [c for c in syntax.subtree(self.sentence, self.token.i) if c <= self.token.i]
        return self.sentence.tokens[left[0]].start


def may_refer(token: Token) -> bool:
    """Say whether a word is of a sort that anaphors have at their head."""
    lower = token.text.lower()
    return lower in THING or lower in PERSON or (token.pos == "NOUN" and token.tag in COMMON)


def anaphor_at(sentence: Sentence, token: Token, kind_of_noun: Mapping[str, str]) -> Anaphor | None:
    """Return the anaphor that a token is the head of, or None."""
    lower = token.text.lower()
    place = place_of(sentence, token)
    if lower in THING:
        if lower == "it" and not _is_referential(sentence, token):
            return None
        sort = "its" if token.dep == "poss" or lower == "its" else "it"
        return Anaphor(sentence, token, sort, place)
    if lower in PERSON:
        return Anaphor(sentence, token, "he", place)
    if token.pos == "NOUN" and token.tag in COMMON:
        return _description(sentence, token, place, kind_of_noun)
    return None


def place_of(sentence: Sentence, token: Token) -> str:
    """Return the place of a word in its clause; what is coordinated has that of the first."""
    first = sentence.tokens[syntax.first_conjunct(sentence, token.i)]
    return PLACES.get(first.dep, "other")


def _description(
    sentence: Sentence, token: Token, place: str, kind_of_noun: Mapping[str, str]
) -> Anaphor | None:
    """Return "the company", "the Danish drugmaker", "this foundry"; not "the owner of X"."""
    below = [sentence.tokens[c] for c in sentence.children[token.i]]
    if not any(c.lemma in DEFINITE and c.dep == "det" for c in below):
        return None
    before = [c for c in below if c.i < token.i and c.text[:1].isalpha()]
    modifiers = frozenset(c.text.lower() for c in before) - DEFINITE
    if modifiers & OTHERING or token.dep in DEPENDS or _says_which(sentence, token):
        return None
    double = f"{sentence.tokens[token.i - 1].lemma} {token.lemma}"
    kind = kind_of_noun.get(double) or kind_of_noun.get(token.lemma, "")
    if (token.tag == "NNS" and kind != "ProductTechnology") or (
        "former" in modifiers and kind != "Person"
    ):
        return None
    after = tuple(c.text.lower() for c in below if c.dep == "prep" and c.i > token.i)
    return Anaphor(sentence, token, "nominal", place, kind, modifiers, after)


def _says_which(sentence: Sentence, token: Token) -> bool:
    """Say whether the noun phrase names its own referent: "the company that", "the firm X"."""
    for c in sentence.children[token.i]:
        child = sentence.tokens[c]
        follows = child.dep in ("relcl", "acl", "appos") and c > token.i
        follows = (follows or child.text.lower() in OWNERS) and child.text.lower() not in EMPHATIC
        if follows and sentence.tokens[token.i + 1].text != ",":
            return True
        if child.mention is not None and child.mention.kind != "Place":
            return True
    return False


def _is_referential(sentence: Sentence, token: Token) -> bool:
    """Leave the "it" of "it is likely that" and "it takes" alone."""
    if token.dep == "expl":
        return False
    head = sentence.tokens[token.head]
    if head.lemma in ("be", "seem", "appear", "take") and token.dep == "nsubj":
        return not any(
            sentence.tokens[c].dep in ("acomp", "ccomp", "csubj", "xcomp")
            for c in sentence.children[head.i]
        )
    return True
