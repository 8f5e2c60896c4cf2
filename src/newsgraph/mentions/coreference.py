"""Who "the company", "its" and "he" are: rules over the parse that abstain when unsure.

The order of search follows Hobbs 1978 and Lappin and Leass 1994 in spirit: the subject
of the clause, then subjects before others in the sentences just before; agreement in
kind and in what the description says of its referent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsgraph import syntax
from newsgraph.gazetteer import Gazetteer
from newsgraph.model import Document, Mention, Role, Sentence, Token
from newsgraph.vocabulary import Vocabulary

THING, PERSON = (
    frozenset(("it", "its", "itself")),
    frozenset(("he", "she", "his", "her", "him", "himself", "herself")),
)
ORGANIZATION = frozenset(("Organization",))
WINDOW = 3  # sentences that an anaphor looks back
MARGIN = 1.0  # by which the best referent must beat the second
DEFINITE = frozenset(("the", "this", "that"))


@dataclass(slots=True)
class Referent:
    """A thing that was named, and how present it is to the reader."""

    mention: Mention
    sentence: int = -1
    block: int = -1
    subject: bool = False
    described: set[str] = field(default_factory=set)  # words the text has called it by
    first: int = 0  # order of its first mention


class Discourse:
    """What was named so far in one document."""

    def __init__(self, vocabulary: Vocabulary, gazetteer: Gazetteer) -> None:
        self.vocabulary, self.gazetteer = vocabulary, gazetteer
        self.referents: dict[Mention, Referent] = {}

    def name(self, mention: Mention, sentence: int, subject: bool) -> Referent:
        """Note that a thing was named or meant in a sentence."""
        referent = self.referents.setdefault(mention, Referent(mention, first=len(self.referents)))
        referent.subject = subject or (referent.subject and referent.sentence == sentence)
        referent.sentence = sentence
        return referent

    def candidates(self, sentence: int, kinds: frozenset[str]) -> list[tuple[float, Referent]]:
        """Return referents of one of the kinds named lately, best first."""
        found = [
            (
                3.0
                - (sentence - r.sentence)
                + (1.5 if r.subject else 0.0)
                + (0.5 if r.first == 0 else 0.0),
                r,
            )
            for r in self.referents.values()
            if r.mention.kind in kinds and sentence - r.sentence <= WINDOW
        ]
        return sorted(found, key=lambda f: (-f[0], f[1].first))


def resolve(
    document: Document,
    sentences: Sequence[Sentence],
    antecedent: Mapping[Mention, Mention],
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
) -> tuple[list[Sentence], dict[Mention, Mention]]:
    """Return the sentences with anaphors marked, and what each anaphor refers to."""
    discourse = Discourse(vocabulary, gazetteer)
    anaphors: dict[Mention, Mention] = {}
    done = []
    for number, sentence in enumerate(sentences):
        if sentence.role is Role.LABEL:
            done.append(sentence)
            continue
        topic = _best(discourse.candidates(number, ORGANIZATION), "topic")
        sentence = replace(sentence, topic=topic[0] if topic else None)
        tokens = list(sentence.tokens)
        for token in sentence.tokens:
            if token.mention is not None:
                _meet(
                    discourse, sentence, token, antecedent.get(token.mention, token.mention), number
                )
                continue
            place = gazetteer.demonym(token.text) if token.text[:1].isupper() else None
            if place is not None and token.dep in ("amod", "compound", "nmod", "poss"):
                why = ((f"demonym of {place.label}", "Place", 1.0),)
                tokens[token.i] = replace(
                    token,
                    mention=Mention(
                        document.iri, token.start, token.end, token.text, "Place", "demonym", why
                    ),
                )
                continue
            found = _refer(
                discourse,
                replace(sentence, tokens=tuple(tokens)),
                token,
                number,
                antecedent,
                anaphors,
            )
            if found is None:
                continue
            referent, why, form = found
            start = _start(sentence, token) if form == "nominal" else token.start
            anaphor = Mention(
                document.iri, start, token.end, document.text[start : token.end], referent.kind, form,
                ((why, referent.kind, 1.0),),
            )  # fmt: skip
            anaphors[anaphor] = referent
            tokens[token.i] = replace(token, mention=anaphor)
            discourse.name(referent, number, token.dep in syntax.SUBJECTS)
        done.append(replace(sentence, tokens=tuple(tokens)))
    return done, anaphors


def _meet(
    discourse: Discourse, sentence: Sentence, token: Token, meant: Mention, number: int
) -> None:
    """Take note of a name and of what the sentence calls it."""
    referent = discourse.name(meant, number, token.dep in ("nsubj", "nsubjpass"))
    nouns = [
        c
        for c in sentence.children[token.i]
        if sentence.tokens[c].dep in ("appos", "compound", "nmod")
    ]
    if token.dep == "appos":
        nouns.append(token.head)
    if token.dep == "nsubj" and sentence.tokens[token.head].lemma == "be":
        nouns += syntax.children(sentence, token.head, "attr")
    for n in nouns:
        noun = sentence.tokens[n]
        if noun.pos == "NOUN":
            referent.described.add(noun.lemma)
            referent.described |= {
                sentence.tokens[c].text.lower() for c in sentence.children[n] if c < n
            }


def _refer(
    discourse: Discourse,
    sentence: Sentence,
    token: Token,
    number: int,
    antecedent: Mapping[Mention, Mention],
    anaphors: Mapping[Mention, Mention],
) -> tuple[Mention, str, str] | None:
    lower = token.text.lower()
    if lower in THING or lower in PERSON:
        kinds = (
            frozenset(("Person",))
            if lower in PERSON
            else frozenset(("Organization", "GovernmentGroup"))
        )
        found = _pronoun(discourse, sentence, token, number, kinds, antecedent, anaphors)
        return (*found, "pronoun") if found else None
    if token.pos == "NOUN" and token.tag == "NN":
        nominal = _nominal(discourse, sentence, token, number)
        return (*nominal, "nominal") if nominal else None
    return None


def _pronoun(
    discourse: Discourse,
    sentence: Sentence,
    token: Token,
    number: int,
    kinds: frozenset[str],
    antecedent: Mapping[Mention, Mention],
    anaphors: Mapping[Mention, Mention],
) -> tuple[Mention, str] | None:
    if token.text.lower() == "it" and not _is_referential(sentence, token):
        return None
    for verb in _clauses_above(sentence, token):
        for s in syntax.surface_subjects(sentence, verb):
            subject = sentence.tokens[s]
            if s >= token.i or s in syntax.ancestors(sentence, token.i):
                continue  # "Opel, its German unit": the owner is somebody else
            if subject.mention is None:
                noun_is_thing = subject.pos in ("NOUN", "PROPN") and token.text.lower() in THING
                if noun_is_thing and verb == syntax.clause_of(sentence, token.i):
                    return None
                continue
            meant = anaphors.get(subject.mention) or antecedent.get(
                subject.mention, subject.mention
            )
            if meant.kind in kinds:
                return meant, "subject of the clause"
            if meant.kind == "ProductTechnology" and token.text.lower() in THING:
                return meant, "subject of the clause"
    ranked = discourse.candidates(number, kinds)
    return _best(ranked, "nearest subject")


def _clauses_above(sentence: Sentence, token: Token) -> list[int]:
    """Return the verbs above a token, nearest first, the one it is the subject of left out."""
    own = token.head if token.dep in syntax.SUBJECTS else -1
    return [
        a
        for a in syntax.ancestors(sentence, token.i)
        if syntax.is_verb(sentence.tokens[a]) and a != own
    ]


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


def _best(ranked: Sequence[tuple[float, Referent]], why: str) -> tuple[Mention, str] | None:
    """Return the best referent if it is clearly better than the second, else None."""
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return None
    return ranked[0][1].mention, why


def _nominal(
    discourse: Discourse, sentence: Sentence, token: Token, number: int
) -> tuple[Mention, str] | None:
    """Resolve "the company", "the Danish drugmaker", "this foundry"."""
    kind = discourse.vocabulary.kind_of_noun.get(token.lemma, "")
    if kind not in ("Organization", "Person", "ProductTechnology"):
        return None
    if not any(
        sentence.tokens[c].lemma in DEFINITE and sentence.tokens[c].dep == "det"
        for c in sentence.children[token.i]
    ):
        return None
    if _says_which(sentence, token):
        return None
    modifiers = {
        sentence.tokens[c].text.lower() for c in sentence.children[token.i] if c < token.i
    } - DEFINITE
    modifiers = {m for m in modifiers if m.isalpha()}
    ranked = []
    for score, referent in discourse.candidates(number, frozenset((kind,))):
        fit = _fits(discourse, referent, token.lemma, modifiers)
        if fit is not None:
            ranked.append((score + fit, referent))
    ranked.sort(key=lambda r: (-r[0], r[1].first))
    if modifiers and (not ranked or ranked[0][0] < 3.0):
        return None
    return _best(ranked, f"the {token.lemma}")


def _says_which(sentence: Sentence, token: Token) -> bool:
    """Say whether the noun phrase names its own referent: "the company that", "the firm X"."""
    for c in sentence.children[token.i]:
        child = sentence.tokens[c]
        if child.dep in ("relcl", "acl", "appos", "prep") and c > token.i:
            if sentence.tokens[token.i + 1].text != ",":
                return True
        if child.mention is not None and child.mention.kind != "Place":
            return True
    return token.dep in ("compound", "nmod", "appos", "attr")


def _fits(discourse: Discourse, referent: Referent, noun: str, modifiers: set[str]) -> float | None:
    """Return how well a description suits a referent; None where it cannot."""
    score = 2.0 if noun in referent.described else 0.0
    known = discourse.gazetteer.by_name(referent.mention.text)
    seats = " ".join(k.seat for k in known).lower()
    for word in sorted(modifiers):
        place = discourse.gazetteer.demonym(word.capitalize())
        if word in referent.described or (word in seats and word):
            score += 2.0
        elif place is not None and place.label.lower() in seats:
            score += 2.0
        elif place is not None or discourse.gazetteer.by_name(word.capitalize()):
            if seats:
                return None
    return score


def _start(sentence: Sentence, token: Token) -> int:
    left = [c for c in syntax.subtree(sentence, token.i) if c <= token.i]
    return sentence.tokens[left[0]].start
