"""The deed or state that an entry tells of, and the words that say more of it."""

from dataclasses import dataclass

from newsgraph import syntax
from newsgraph.model import AnnotatedDocument, Mention, Sentence, Token, Value
from newsgraph.relations.anchors import Anchor
from newsgraph.vocabulary import Property, Vocabulary

Qualifier = tuple[str, "Mention | Value"]
AGENTS = frozenset(("Organization", "OrganizationGroup", "GovernmentGroup", "Person"))
CLAUSES = frozenset("relcl ccomp advcl parataxis pcomp acl csubj appos poss".split())
ASIDE = frozenset(("prep", "advmod", "mark", "amod", "agent"))
SAYING = frozenset(("be", "become", "remain", "stay"))
AMOUNTS = frozenset("hasRevenue hasMeasure hasOrderBacklog hasValuation hasPrice".split())


@dataclass(frozen=True, slots=True)
class Deed:
    """What an entry says of two ends, and where it stands."""

    annotated: AnnotatedDocument
    sentence: Sentence
    anchor: Anchor
    prop: Property
    vocabulary: Vocabulary
    used: frozenset[int] = frozenset()  # heads of all the ends that the entry has here
    subject: int = -1  # head of the end that is meant; -1 where it is left out
    object: int = -1

    def token(self, i: int) -> Token:
        """Return the word at a position of the sentence."""
        return self.sentence.tokens[i]

    def is_a(self, i: int, meaning: str, part: str = "noun") -> bool:
        """Say whether a word is in one of the word lists for qualifiers."""
        token = self.token(i)
        words = self.vocabulary.cue_words(meaning, part)
        return token.lemma in words or token.text.lower() in words

    def has_lemma(self, i: int, meaning: str, part: str) -> bool:
        """Say whether the lemma of a word is in a word list."""
        return self.token(i).lemma in self.vocabulary.cue_words(meaning, part)

    def text(self, first: int, last: int) -> str:
        """Return the words from one position to another as written."""
        tokens = self.sentence.tokens
        return self.annotated.document.text[tokens[first].start : tokens[last].end]

    def is_end(self, mention: Mention) -> bool:
        """Say whether a mention means the same as one of the two ends."""
        same = self.annotated.antecedent
        ends = [self.token(i).mention for i in (self.subject, self.object) if i >= 0]
        meant = {same.get(e, e) for e in ends if e is not None}
        return same.get(mention, mention) in meant

    def name(self, i: int) -> Mention | None:
        """Return the name that a noun phrase is or stands with."""
        token = self.token(i)
        if token.mention is not None:
            return token.mention
        for c in syntax.children(self.sentence, i, "appos"):
            if self.token(c).mention is not None:
                return self.token(c).mention
        return None


def scope(deed: Deed) -> list[int]:
    """Return the words that say more of a deed, in text order.

    Those of its clause or noun phrase; not those of clauses below it, of phrases that
    have figures of their own, nor of what it is compared to.
    """
    found: set[int] = set()
    todo = [(top, top) for top in _tops(deed)]
    while todo:
        i, top = todo.pop()
        if i in found:
            continue
        found.add(i)
        todo += [(c, top) for c in deed.sentence.children[i] if _belongs(deed, c, top)]
    return sorted(found | _of_governing(deed))


def is_state(deed: Deed) -> bool:
    """Say whether an entry is a noun or adjective said of something: a post, a class."""
    pattern = deed.anchor.pattern
    if deed.prop.name in AMOUNTS:
        return False
    return pattern.part != "verb" and "self" in (*pattern.subject, *pattern.object)


def _tops(deed: Deed) -> list[int]:
    """Return the words below which a deed is told."""
    sentence, anchor = deed.sentence, deed.anchor
    head = deed.token(anchor.head)
    if anchor.pattern.part == "verb":
        return [anchor.head]
    tops = [anchor.head] if head.mention is None else []
    upper = deed.token(head.head)
    if anchor.pattern.part != "noun":
        if head.dep in ("acomp", "attr") or syntax.is_passive(sentence, head.i):
            tops.append(upper.i if head.dep in ("acomp", "attr") else head.i)
        return tops
    if is_state(deed):
        if (head.dep == "attr" and upper.lemma in SAYING) or (
            head.dep in ("oprd", "dobj") and deed.is_a(upper.i, "appointment", "verb")
        ):
            tops.append(upper.i)
        elif head.dep == "pobj" and upper.lemma == "as":
            tops.append(upper.head)
        return tops
    if head.dep in ("dobj", "nsubj", "nsubjpass", "attr") and (
        deed.is_a(upper.i, "deedVerb", "verb")
        or upper.i == head.i
        or (deed.prop.name in AMOUNTS and syntax.is_verb(upper))
    ):
        tops.append(upper.i)
    return tops


def _of_governing(deed: Deed) -> set[int]:
    """Return the time and money that the verb above names: "began in May to build".

    Of "by 2030 it intends to build" only the term belongs to what is intended.
    """
    token, found = deed.token(deed.anchor.head), set()
    if not syntax.is_verb(token) or token.dep not in ("xcomp", "advcl", "ccomp"):
        return set()
    phase = deed.is_a(token.head, "phaseVerb", "verb")
    for c in syntax.children(deed.sentence, token.head, "prep", "npadvmod", "dobj"):
        if (phase and not deed.has_lemma(c, "aside", "preposition")) or deed.token(c).lemma == "by":
            found |= {c, *syntax.children(deed.sentence, c, "pobj", "conj")}
    return found


def _belongs(deed: Deed, i: int, top: int) -> bool:
    """Say whether a word below one that belongs to the deed belongs to it as well."""
    token, head = deed.token(i), deed.token(deed.token(i).head)
    if token.dep in CLAUSES:
        return _of_deal(deed, i, head)
    if token.dep == "conj" and (syntax.is_verb(token) or syntax.is_verb(head)):
        return False
    if token.dep in ASIDE and deed.has_lemma(i, "aside", "preposition"):
        return False
    if token.dep.startswith("nsubj") and head.i == top and i not in deed.used:
        return deed.anchor.pattern.part != "verb" or syntax.is_passive(deed.sentence, top)
    return not _is_foreign(deed, head)


def _of_deal(deed: Deed, i: int, head: Token) -> bool:
    """Admit "the contract, worth $2bn", "a deal that closed in May", "starting in 2027"."""
    token = deed.token(i)
    if token.dep == "advcl":
        return token.lemma in ("start", "begin") and token.tag == "VBG"
    if token.dep not in ("relcl", "acl"):
        return False
    return (deed.is_a(head.i, "dealNoun") or head.i in deed.anchor.words) and (
        deed.is_a(i, "deedVerb", "verb") or token.lemma in ("worth", "lead", "run")
    )


def _is_foreign(deed: Deed, head: Token) -> bool:
    """Say whether a phrase below the deed is of something else: "under a 2020 decision"."""
    if head.i in deed.used or head.i in deed.anchor.words or head.value is not None:
        return False
    if head.dep != "pobj" or head.pos not in ("NOUN", "PROPN"):
        return False
    if deed.token(head.head).lemma == "as":
        return False
    time = deed.has_lemma(head.i, "moment", "noun") or deed.is_a(head.i, "periodNoun")
    return not (time or deed.is_a(head.i, "dealNoun") or deed.is_a(head.i, "facilityNoun"))
