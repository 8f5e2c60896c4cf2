"""Who "the company", "its" and "he" are: rules over the parse that abstain when unsure.

The order of search follows Hobbs 1978 and Lappin and Leass 1994 in spirit: the subject
of the clause, then subjects before others in the sentences just before; agreement in
kind and in what the description says of its referent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsgraph import syntax
from newsgraph.gazetteer import Gazetteer
from newsgraph.mentions.discourse import Discourse, Referent, best, main_referent
from newsgraph.model import Document, Mention, Role, Sentence, Token
from newsgraph.vocabulary import Vocabulary

THING, PERSON = (
    frozenset(("it", "its", "itself")),
    frozenset(("he", "she", "his", "her", "him", "himself", "herself")),
)
ORGANIZATION = frozenset(("Organization",))
THINGS = frozenset(("Organization", "GovernmentGroup", "ProductTechnology"))
# "the combined company", "a rival firm": one that was not named
OTHERING = frozenset(
    "combined merged new other another rival second third joint parent former".split()
)
ARGUMENTS = frozenset((*syntax.SUBJECTS, "dobj", "dative"))  # of a verb, each somebody else
TALK = frozenset("i me my we us our you your".split())
CLEAR = 3.0  # presence that a referent of a description with an adjective must have
DEFINITE = frozenset(("the", "this", "that"))


class Resolver:
    """The anaphors of one document, sentence by sentence."""

    def __init__(
        self,
        document: Document,
        antecedent: Mapping[Mention, Mention],
        vocabulary: Vocabulary,
        gazetteer: Gazetteer,
        main: Mention | None,
    ) -> None:
        self.document, self.antecedent = document, antecedent
        self.vocabulary, self.gazetteer = vocabulary, gazetteer
        self.discourse = Discourse(main)
        self.anaphors: dict[Mention, Mention] = {}

    def read(self, sentence: Sentence, number: int, *, new_paragraph: bool) -> Sentence:
        """Return the sentence with its topic and its anaphors marked."""
        self.discourse.begin(number, sentence.role, new_paragraph=new_paragraph)
        topic = best(self.discourse.candidates(ORGANIZATION), "topic")
        tokens = list(sentence.tokens)
        for token in sentence.tokens:
            if token.mention is not None:
                meant = self.antecedent.get(token.mention, token.mention)
                self._meet(sentence, token, meant)
                continue
            mention = self._demonym(token) or self._anaphor(
                replace(sentence, tokens=tuple(tokens)), token
            )
            if mention is not None:
                tokens[token.i] = replace(token, mention=mention)
        return replace(sentence, topic=topic[0] if topic else None, tokens=tuple(tokens))

    def _demonym(self, token: Token) -> Mention | None:
        """Return a mention of the country that an adjective such as "Danish" names."""
        if not token.text[:1].isupper() or token.dep not in ("amod", "compound", "nmod", "poss"):
            return None
        place = self.gazetteer.demonym(token.text)
        if place is None:
            return None
        why = ((f"demonym of {place.label}", "Place", 1.0),)
        span = (token.start, token.end)
        return Mention(self.document.iri, *span, token.text, "Place", "demonym", why)

    def _anaphor(self, sentence: Sentence, token: Token) -> Mention | None:
        found = self._refer(sentence, token)
        if found is None:
            return None
        referent, why, form = found
        start = _start(sentence, token) if form == "nominal" else token.start
        text = self.document.text[start : token.end]
        witnesses = ((why, referent.kind, 1.0),)
        anaphor = Mention(self.document.iri, start, token.end, text, referent.kind, form, witnesses)
        self.anaphors[anaphor] = referent
        self.discourse.name(referent, subject=token.dep in syntax.SUBJECTS)
        return anaphor

    def _meet(self, sentence: Sentence, token: Token, meant: Mention) -> None:
        """Take note of a name and of what the sentence calls it."""
        referent = self.discourse.name(meant, subject=token.dep in ("nsubj", "nsubjpass"))
        deps = ("appos", "compound", "nmod")
        nouns = [c for c in sentence.children[token.i] if sentence.tokens[c].dep in deps]
        if token.dep == "appos":
            nouns.append(token.head)
        if token.dep == "nsubj" and sentence.tokens[token.head].lemma == "be":
            nouns += syntax.children(sentence, token.head, "attr")
        for n in nouns:
            noun = sentence.tokens[n]
            if noun.pos == "NOUN":
                below = [c for c in sentence.children[n] if c < n]
                referent.described |= {
                    noun.lemma,
                    *(sentence.tokens[c].text.lower() for c in below),
                }

    def _refer(self, sentence: Sentence, token: Token) -> tuple[Mention, str, str] | None:
        lower = token.text.lower()
        if lower in THING or lower in PERSON:
            kinds = frozenset(("Person",)) if lower in PERSON else THINGS
            found = self._pronoun(sentence, token, kinds)
            return (*found, "pronoun") if found else None
        if token.pos == "NOUN" and token.tag == "NN":
            nominal = self._nominal(sentence, token)
            return (*nominal, "nominal") if nominal else None
        return None

    def _pronoun(
        self, sentence: Sentence, token: Token, kinds: frozenset[str]
    ) -> tuple[Mention, str] | None:
        if token.text.lower() == "it" and not _is_referential(sentence, token):
            return None
        own = syntax.clause_of(sentence, token.i)
        others = self._beside(sentence, token)
        for verb in _clauses_above(sentence, token):
            for s in syntax.surface_subjects(sentence, verb):
                subject = sentence.tokens[s]
                if s >= token.i or s in syntax.ancestors(sentence, token.i):
                    continue  # "Opel, its German unit": the owner is somebody else
                if subject.mention is None:
                    if subject.pos in ("NOUN", "PROPN") and kinds is THINGS and verb == own:
                        return None
                    continue
                meant = self.anaphors.get(subject.mention) or self.antecedent.get(
                    subject.mention, subject.mention
                )
                if meant.kind in kinds and meant not in others:
                    return meant, "subject of the clause"
        ranked = [r for r in self.discourse.candidates(kinds) if r[1].mention not in others]
        ranked = [r for r in ranked if not _is_owned(sentence, token, r[1], self.antecedent)]
        if token.text.lower() == "it":
            ranked = [r for r in ranked if self._is_at_hand(sentence, r[1])]
        return best(ranked, "nearest subject")

    def _is_at_hand(self, sentence: Sentence, referent: Referent) -> bool:
        """Say whether "it" may reach back to a name: one sentence, and not in talk.

        What "I" and "you" speak of as "it" is seldom what somebody named.
        """
        talk = any(t.text.lower() in TALK for t in sentence.tokens)
        return self.discourse.sentence - referent.sentence <= 1 and not talk

    def _nominal(self, sentence: Sentence, token: Token) -> tuple[Mention, str] | None:
        """Resolve "the company", "the Danish drugmaker", "this foundry"."""
        kind = self.vocabulary.kind_of_noun.get(token.lemma, "")
        if kind not in ("Organization", "Person", "ProductTechnology"):
            return None
        below = [sentence.tokens[c] for c in sentence.children[token.i]]
        if not any(c.lemma in DEFINITE and c.dep == "det" for c in below):
            return None
        if _says_which(sentence, token):
            return None
        modifiers = {c.text.lower() for c in below if c.i < token.i and c.text.isalpha()} - DEFINITE
        ranked = []
        if modifiers & OTHERING:
            return None
        public = token.lemma in self.vocabulary.cue_words("publicBody")
        others = self._beside(sentence, token)
        near = self.discourse.candidates(frozenset((kind,)))
        for score, referent in near + self.discourse.called(token.lemma, kind):
            if referent.mention in others:
                continue
            if _is_above(sentence, token, referent, self.antecedent):
                continue
            if public and not _is_called(referent, token.lemma):
                continue
            fit = self._fits(referent, token.lemma, modifiers)
            if fit is not None:
                ranked.append((score + fit, referent))
        ranked.sort(key=lambda r: (-r[0], r[1].order))
        if modifiers and (not ranked or ranked[0][0] < CLEAR):
            return None
        return best(ranked, f"the {token.lemma}")

    def _beside(self, sentence: Sentence, token: Token) -> set[Mention]:
        """Return what fills the other places of the same verb: "he met Holm" is about two.

        A reflexive pronoun and an owner may mean the same as what stands beside them.
        """
        if token.dep not in ARGUMENTS or token.text.lower().endswith("self"):
            return set()
        verb = sentence.tokens[token.head]
        places = [sentence.tokens[c] for c in sentence.children[verb.i] if c != token.i]
        found = [t.mention for t in places if t.dep in ARGUMENTS and t.mention is not None]
        return {self.anaphors.get(m) or self.antecedent.get(m, m) for m in found}

    def _fits(self, referent: Referent, noun: str, modifiers: set[str]) -> float | None:
        """Return how well a description suits a referent; None where it cannot."""
        score = 2.0 if noun in referent.described else 0.0
        known = self.gazetteer.by_name(referent.mention.text)
        seats = " ".join(k.seat for k in known).lower()
        for word in sorted(modifiers):
            place = self.gazetteer.demonym(word.capitalize())
            if (
                word in referent.described
                or word in seats
                or (place is not None and place.label.lower() in seats)
            ):
                score += 2.0
            elif seats and (place is not None or self.gazetteer.by_name(word.capitalize())):
                return None
        return score


def resolve(
    document: Document,
    sentences: Sequence[Sentence],
    antecedent: Mapping[Mention, Mention],
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
) -> tuple[list[Sentence], dict[Mention, Mention]]:
    """Return the sentences with anaphors marked, and what each anaphor refers to."""
    names = [t.mention for s in sentences for t in s.tokens if t.mention is not None]
    main = main_referent(document, names, antecedent)
    resolver = Resolver(document, antecedent, vocabulary, gazetteer, main)
    done, end = [], 0
    for number, sentence in enumerate(sentences):
        if sentence.role is not Role.LABEL:
            new = "\n" in document.text[end : sentence.start] or end == 0
            sentence = resolver.read(sentence, number, new_paragraph=new)
            end = sentence.end
        done.append(sentence)
    return done, resolver.anaphors


def _is_owned(
    sentence: Sentence, token: Token, referent: Referent, antecedent: Mapping[Mention, Mention]
) -> bool:
    """Say whether a referent is what a possessive pronoun is part of: "Opel, its unit"."""
    return token.dep == "poss" and _is_above(sentence, token, referent, antecedent)


def _is_called(referent: Referent, noun: str) -> bool:
    """Say whether the text has called a thing by a noun, or its name holds the noun."""
    return noun in referent.described or noun in referent.mention.text.lower().split()


def _is_above(
    sentence: Sentence, token: Token, referent: Referent, antecedent: Mapping[Mention, Mention]
) -> bool:
    """Say whether a token stands inside the phrase that names the referent."""
    above = [sentence.tokens[a].mention for a in syntax.ancestors(sentence, token.i)]
    return any(m is not None and antecedent.get(m, m) == referent.mention for m in above)


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


def _says_which(sentence: Sentence, token: Token) -> bool:
    """Say whether the noun phrase names its own referent: "the company that", "the firm X"."""
    for c in sentence.children[token.i]:
        child = sentence.tokens[c]
        follows = child.dep in ("relcl", "acl", "appos", "prep") and c > token.i
        if follows and sentence.tokens[token.i + 1].text != ",":
            return True
        if child.mention is not None and child.mention.kind != "Place":
            return True
    return token.dep in ("compound", "nmod", "appos", "attr")


def _start(sentence: Sentence, token: Token) -> int:
    left = [c for c in syntax.subtree(sentence, token.i) if c <= token.i]
    return sentence.tokens[left[0]].start
