"""Who "the company", "its" and "he" are: candidates from the parse, a trained choice among them.

Candidates are what the document has named, as Hobbs 1978 and Lappin and Leass 1994 seek
them: the subjects of the clauses above, then what was named in the sentences before.
What binding rules out is never a candidate. ``clues.py`` describes each, ``ranker.py``
chooses or abstains.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsgraph import syntax
from newsgraph.gazetteer import Gazetteer
from newsgraph.mentions import gender, ranker
from newsgraph.mentions.anaphors import SHE, Anaphor, anaphor_at, may_refer, place_of
from newsgraph.mentions.binding import PERSONS, THINGS, Binding, is_governed_by_verb, is_quoted
from newsgraph.mentions.clues import TALK, Clues, Standing, Surroundings
from newsgraph.mentions.discourse import Discourse, Referent, best, main_referent
from newsgraph.mentions.pairs import one_of_two
from newsgraph.model import Document, Mention, Role, Sentence, Token
from newsgraph.vocabulary import Vocabulary

ORGANIZATION = frozenset(("Organization",))
DESCRIBED = ("Organization", "Person", "ProductTechnology")  # by a noun that is new to the text
REACH = 5  # sentences that a pronoun looks back
FAR = 12  # sentences that a description looks back, if the text has not called a thing so
LEANS = ("base", "headquarter", "locate")  # verbs that tell where a subject is
_LAST: list[Any] = []


@dataclass(frozen=True, slots=True)
class Candidate:
    """A referent that an anaphor may have, how it stands to it, and its clues."""

    referent: Referent
    stands: Standing
    clues: tuple[str, ...]


Judge = Callable[[Anaphor, Sequence[Candidate], Sequence[str]], Candidate | None]


def judge_by(weights: ranker.Weights) -> Judge:
    """Return the choice that trained weights make among candidates, or None to abstain."""

    def judge(
        anaphor: Anaphor, candidates: Sequence[Candidate], nobody: Sequence[str]
    ) -> Candidate | None:
        clues = [*(c.clues for c in candidates), nobody]
        chosen = ranker.choose(weights, anaphor.sort, clues)
        return None if chosen is None else candidates[chosen]

    return judge


class Resolver:
    """The anaphors of one document, sentence by sentence."""

    def __init__(
        self,
        document: Document,
        antecedent: Mapping[Mention, Mention],
        clues: Clues,
        judge: Judge,
        main: Mention | None,
    ) -> None:
        self.document, self.antecedent = document, antecedent
        self.clues, self.judge = clues, judge
        self.discourse = Discourse(main)
        self.binding = Binding(self.meant, clues.nouns)
        self.anaphors: dict[Mention, Mention] = {}
        self.before: Sequence[Token] = ()  # the words of the sentence before

    def read(self, sentence: Sentence, number: int, *, new_paragraph: bool) -> Sentence:
        """Return the sentence with its topic and its anaphors marked."""
        self.discourse.begin(number, sentence.role, new_paragraph=new_paragraph)
        topic = best(self.discourse.candidates(ORGANIZATION))
        tokens = list(sentence.tokens)
        places = {p for t in tokens if (p := self._place(t))}
        for token in sentence.tokens:
            if token.mention is not None:
                self._meet(sentence, token, self.meant(token.mention)).around |= places
                continue
            mention = self._demonym(token) or self._one_of_two(sentence, token)
            if mention is None and may_refer(token):
                mention = self._anaphor(replace(sentence, tokens=tuple(tokens)), token)
            if mention is not None:
                tokens[token.i] = replace(token, mention=mention)
        self.before = sentence.tokens
        return replace(sentence, topic=topic, tokens=tuple(tokens))

    def meant(self, mention: Mention) -> Mention:
        """Return the naming mention of what a mention means."""
        return self.anaphors.get(mention) or self.antecedent.get(mention, mention)

    def _demonym(self, token: Token) -> Mention | None:
        """Return a mention of the country that an adjective such as "Danish" names."""
        if not token.text[:1].isupper() or token.dep not in ("amod", "compound", "nmod", "poss"):
            return None
        place = self.clues.gazetteer.demonym(token.text)
        if place is None:
            return None
        why = ((f"demonym of {place.label}", "Place", 1.0),)
        span = (token.start, token.end)
        return Mention(self.document.iri, *span, token.text, "Place", "demonym", why)

    def _one_of_two(self, sentence: Sentence, token: Token) -> Mention | None:
        """Return a mention of the thing that "the former" or "the latter" means."""
        found = one_of_two(self.document, sentence, self.before, token)
        if found is not None:
            self.anaphors[found[0]] = meant = self.meant(found[1])
            self.discourse.name(meant, place=place_of(sentence, token))
        return found[0] if found is not None else None

    def _place(self, token: Token) -> str:
        """Return the place that a token names, in lower case; the country of a demonym."""
        if token.mention is not None:
            return token.mention.text.lower() if token.mention.kind == "Place" else ""
        adjective = token.text[:1].isupper() and token.dep in ("amod", "compound", "nmod")
        known = self.clues.gazetteer.demonym(token.text) if adjective else None
        return known.label.lower() if known is not None else ""

    def _anaphor(self, sentence: Sentence, token: Token) -> Mention | None:
        anaphor = anaphor_at(sentence, token, self.clues.nouns)
        chosen = self._choose(anaphor) if anaphor is not None else None
        if anaphor is None or chosen is None:
            return None
        referent, form = chosen.referent.mention, anaphor.form
        text = self.document.text[anaphor.start : token.end]
        why = ((_words(anaphor, chosen), referent.kind, 1.0),)
        mention = Mention(
            self.document.iri, anaphor.start, token.end, text, referent.kind, form, why
        )
        self.anaphors[mention] = referent
        named = self.discourse.name(referent, place=anaphor.place, word=token.lemma)
        if form == "nominal":
            named.described.add(token.lemma)
            named.nouns.add(token.lemma)
        elif anaphor.sort == "he":
            named.gender = gender.SHE if token.text.lower() in SHE else gender.HE
        return mention

    def _meet(self, sentence: Sentence, token: Token, meant: Mention) -> Referent:
        """Take note of a name and of what the sentence calls it."""
        referent = self.discourse.name(meant, place=place_of(sentence, token))
        deps = ("appos", "compound", "nmod")
        below = [sentence.tokens[c] for c in sentence.children[token.i]]
        nouns = [c.i for c in below if c.dep in deps]
        head = sentence.tokens[token.head]
        if token.dep == "appos":
            nouns.append(token.head)
        if token.dep == "nsubj" and head.lemma == "be":
            nouns += syntax.children(sentence, token.head, "attr")
        for n in nouns:
            noun = sentence.tokens[n]
            if noun.pos == "NOUN":
                left = [sentence.tokens[c].text.lower() for c in sentence.children[n] if c < n]
                referent.described |= {noun.lemma, *left}
                referent.nouns.add(noun.lemma)
        if meant.kind == "Person":
            titles = [c.text for c in below if c.i < token.i] + sorted(referent.nouns)
            referent.gender = referent.gender or gender.of_words(titles)
        told = syntax.subtree(sentence, head.i if head.lemma in LEANS else token.i)
        referent.places |= {p for i in told if (p := self._place(sentence.tokens[i]))}
        return referent

    def _choose(self, anaphor: Anaphor) -> Candidate | None:
        levels, unnamed = self.binding.levels(anaphor)
        barred = self.binding.barred(anaphor)
        found = [r for r in self._referents(anaphor) if r.mention not in barred]
        follows = [
            Referent(m, len(self.discourse.referents), self.discourse.sentence, place="subject")
            for m in self.binding.following(anaphor)
            if m not in {r.mention for r in found}
        ]
        talk = any(t.text.lower() in TALK for t in anaphor.sentence.tokens)
        if not (found or follows) or (talk and anaphor.sort == "it"):
            return None  # what "I" and "you" speak of as "it" is seldom what somebody named
        around = Surroundings(
            unnamed, self.binding.nearer(anaphor), len(found) + len(follows), is_quoted(anaphor)
        )
        by_turn = sorted(found, key=lambda r: -r.turn)
        by_presence = sorted(found, key=lambda r: (-self.discourse.presence(r), r.order))
        presence = {id(r): n for n, r in enumerate(by_presence)}
        above = self.binding.above(anaphor, nearest=False)
        governed = is_governed_by_verb(anaphor)
        most = max((r.count for r in found), default=0)
        candidates = []
        for turn, r in enumerate((*by_turn, *follows)):
            level = levels.get(r.mention, -1)
            stands = Standing(
                recency=turn if turn < len(by_turn) else 0,
                presence=presence.get(id(r), 0),
                level=level,
                beside=level == 0 and governed,
                above=r.mention in above,
                follows=turn >= len(by_turn),
                often=r.count == most,
            )
            clues = self.clues.of(anaphor, r, stands, self.discourse)
            candidates.append(Candidate(r, stands, tuple(clues)))
        return self.judge(anaphor, candidates, self.clues.nobody(anaphor, around))

    def _referents(self, anaphor: Anaphor) -> Iterator[Referent]:
        """Yield what was named before and may be meant, by kind and distance alone."""
        if anaphor.sort == "nominal":
            yield from self._describable(anaphor)
            return
        kinds = PERSONS if anaphor.sort == "he" else THINGS
        self.discourse.recall(kinds)
        for referent in self.discourse.referents.values():
            near = self.discourse.sentence - referent.sentence <= REACH
            main = referent.mention == self.discourse.main and self.discourse.role in (
                Role.TAKEAWAY,
                Role.FACT,
            )
            if referent.mention.kind in kinds and (near or main):
                yield referent

    def _describable(self, anaphor: Anaphor) -> Iterator[Referent]:
        noun = anaphor.token.lemma
        kinds = frozenset(self.clues.referring.get(noun, ()))
        if anaphor.kind in DESCRIBED:
            kinds |= {anaphor.kind}
        self.discourse.recall(kinds)
        for referent in self.discourse.referents.values():
            mention = referent.mention
            if noun in referent.nouns or noun in mention.text.lower().split():
                yield referent
            elif mention.kind in kinds:
                far = self.discourse.sentence - referent.sentence > FAR
                if not far or mention == self.discourse.main:
                    yield referent


def resolve(
    document: Document,
    sentences: Sequence[Sentence],
    antecedent: Mapping[Mention, Mention],
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
) -> tuple[list[Sentence], dict[Mention, Mention]]:
    """Return the sentences with anaphors marked, and what each anaphor refers to."""
    weights = ranker.load()
    clues = compiled(vocabulary, gazetteer, weights)
    return resolve_by(judge_by(weights), clues, document, sentences, antecedent)


def compiled(vocabulary: Vocabulary, gazetteer: Gazetteer, weights: ranker.Weights) -> Clues:
    """Return the word lists of these, made anew only where they are not those of last time."""
    if not _LAST or _LAST[0] is not vocabulary or _LAST[1] is not gazetteer:
        _LAST[:] = vocabulary, gazetteer, Clues(vocabulary, gazetteer, weights)
    made: Clues = _LAST[2]
    return made


def resolve_by(
    judge: Judge,
    clues: Clues,
    document: Document,
    sentences: Sequence[Sentence],
    antecedent: Mapping[Mention, Mention],
) -> tuple[list[Sentence], dict[Mention, Mention]]:
    """Return what ``resolve`` does, by a choice of one's own."""
    names = [t.mention for s in sentences for t in s.tokens if t.mention is not None]
    main = main_referent(document, names, antecedent)
    resolver = Resolver(document, antecedent, clues, judge, main)
    done, end = [], 0
    for number, sentence in enumerate(sentences):
        if sentence.role is not Role.LABEL:
            new = "\n" in document.text[end : sentence.start] or end == 0
            sentence = resolver.read(sentence, number, new_paragraph=new)
            end = sentence.end
        done.append(sentence)
    return done, resolver.anaphors


def _words(anaphor: Anaphor, chosen: Candidate) -> str:
    """Say how an anaphor was resolved, for people to read."""
    if anaphor.sort == "nominal":
        return f"the {anaphor.token.lemma}"
    if chosen.stands.follows:
        return "subject that follows"
    if chosen.stands.level >= 0:
        return "subject of the clause"
    if chosen.referent.subject:
        return "nearest subject"
    return "most likely of those named before"
