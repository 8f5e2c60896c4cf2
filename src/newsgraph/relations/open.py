"""Open relations: clauses with two names whose verb no lexical entry maps, kept apart.

Each becomes a statement of ``mentionsAction`` whose qualifier ``action`` is the verb phrase
in base form: "sing the praises of". Off unless asked for. Status, denial and speaker are
read as for the lexicon. In the manner of open information extraction (Banko et al. 2007),
but on the parse, with both ends named.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsgraph import syntax
from newsgraph.model import (
    OPEN_RELATION,
    AnnotatedDocument,
    Evidence,
    Mention,
    Relation,
    Sentence,
    Status,
    Token,
    Value,
)
from newsgraph.relations.anchors import Anchor, PatternIndex
from newsgraph.relations.cues import Cues, compile_cues
from newsgraph.relations.ends import is_excepted
from newsgraph.relations.lexical import BY_ANAPHOR, SILENT, Extractor
from newsgraph.relations.qualifiers import Deed, Qualifier, qualifiers
from newsgraph.relations.status import read_status
from newsgraph.vocabulary import Pattern, Property, Vocabulary
from newsgraph.vocabulary.ontology import KINDS

SCORE = 0.6  # that the two stand in this clause is sure; what it means nobody has looked up
BESIDE = frozenset("than like unlike despite amid during since until after before about".split())
TIMES = ("date", "since", "until", "place")
PROPERTY = Property(
    name=OPEN_RELATION,
    label="mentions action",
    domain=frozenset(KINDS),
    kinds=frozenset(KINDS),
    literals=frozenset(),
    symmetric=False,
    inverse="",
    parent="",
    formerly="",
    qualifiers=frozenset(TIMES),
)
End = tuple[int, Mention]  # with the position of its head
Phrase = tuple[tuple[int, ...], str, list[End]]  # its words, the words in base form, its objects


def open_extractor(vocabulary: Vocabulary) -> Extractor:
    """Return the extractor of what the patterns of a vocabulary do not map."""
    index = PatternIndex(vocabulary.patterns, vocabulary.kind_of_noun)
    cues = compile_cues(vocabulary)

    def extract(annotated: AnnotatedDocument) -> Iterator[Relation]:
        for sentence in annotated.sentences:
            if (
                sentence.role not in SILENT
                and sum(t.mention is not None for t in sentence.tokens) > 1
            ):
                yield from _Clauses(annotated, sentence, vocabulary, cues).relations(index)

    return extract


@dataclass(frozen=True, slots=True)
class _Clauses:
    """One sentence and what is needed to read its clauses."""

    annotated: AnnotatedDocument
    sentence: Sentence
    vocabulary: Vocabulary
    cues: Cues

    def relations(self, index: PatternIndex) -> Iterator[Relation]:
        """Yield the relations of the clauses whose verb is no word of an entry found here."""
        mapped = {w for anchor in index.anchors(self.sentence) for w in anchor.words}
        for token in self.sentence.tokens:
            if token.i in mapped or not self._may_act(token):
                continue
            subjects = self._named(syntax.logical_subjects(self.sentence, token.i))
            for phrase in self._phrases(token) if subjects else ():
                if mapped.isdisjoint(phrase[0]):
                    yield from self._relations(subjects, phrase)

    def _may_act(self, token: Token) -> bool:
        """Say whether a word is a verb that says what is done; words of speech are not."""
        if token.pos != "VERB" or token.dep in ("aux", "auxpass", "amod", "compound"):
            return False
        speaks = self.cues.has(Status.ATTRIBUTED, "verb", token.lemma)
        light = self.cues.has("light", "verb", token.lemma)
        return token.lemma.isalpha() and not light and not speaks

    def _named(self, heads: Iterable[int]) -> list[End]:
        """Return the ends that are names or stand for one, coordination distributed."""
        found = []
        for head in heads:
            for i in syntax.conjuncts(self.sentence, head):
                mention = self.sentence.tokens[i].mention
                if mention is not None and self._means_a_name(mention):
                    found.append((i, mention))
        return found

    def _means_a_name(self, mention: Mention) -> bool:
        return mention.form == "name" or mention in self.annotated.antecedent

    def _phrases(self, token: Token) -> Iterator[Phrase]:
        """Yield the verb with what it needs to reach a name: "meet", "meet with", "sing to"."""
        sentence = self.sentence
        base = (token.i, *syntax.children(sentence, token.i, "prt"))
        objects = syntax.logical_objects(sentence, token.i)
        direct = self._named(objects)
        yield base, self._words(base), direct
        below = [(base, p) for p in self._prepositions(token.i)]
        nouns = [o for o in objects if o > token.i and sentence.tokens[o].mention is None]
        for noun in nouns:
            if sentence.tokens[noun].value is None:
                below += [((*base, noun), p) for p in self._prepositions(noun)]
                below += [((*base, noun), p) for p in self._prepositions(token.i)]
        for words, p in below:
            if len(words) > len(base) or not nouns:
                phrase = (*words, p)
                ends = syntax.children(sentence, p, "pobj")
                named = [(o, m) for o, m in self._named(ends) if not direct or m.kind != "Place"]
                yield phrase, self._words(phrase), named  # where it was done is a qualifier

    def _prepositions(self, i: int) -> list[int]:
        return [
            p
            for p in syntax.children(self.sentence, i, "prep", "dative")
            if self.sentence.tokens[p].pos == "ADP" and self.sentence.tokens[p].lemma not in BESIDE
        ]

    def _words(self, positions: Iterable[int]) -> str:
        tokens = [self.sentence.tokens[i] for i in positions]
        verb, *rest = tokens
        return " ".join([verb.lemma, *(t.text.lower() for t in rest)])

    def _relations(self, subjects: list[End], phrase: Phrase) -> Iterator[Relation]:
        words, action, objects = phrase
        pairs = [(s, o) for s in subjects for o in objects if not self._same(s[1], o[1])]
        if not pairs:
            return
        anchor = Anchor(_pattern(action), words[0], words)
        reading = read_status(self.sentence, words, self.cues)
        speaker = self.sentence.tokens[reading.speaker].mention if reading.speaker >= 0 else None
        used = frozenset(i for pair in pairs for i, _ in pair)
        for (s, subject), (o, end) in pairs:
            excepted = is_excepted(self.sentence, s) or is_excepted(self.sentence, o)
            deed = Deed(
                self.annotated, self.sentence, anchor, PROPERTY, self.vocabulary, used, s, o
            )
            named: Qualifier = ("action", Value("string", action, action))
            yield Relation(
                subject,
                OPEN_RELATION,
                end,
                Status.NEGATED if excepted else reading.status,
                self._evidence(action, subject, end),
                (named, *qualifiers(deed)),
                speaker,
            )

    def _same(self, left: Mention, right: Mention) -> bool:
        meant = self.annotated.antecedent
        return meant.get(left, left) == meant.get(right, right) or left.text == right.text

    def _evidence(self, action: str, subject: Mention, end: Mention) -> Evidence:
        antecedent = self.annotated.antecedent
        steps = [(m, antecedent[m]) for m in (subject, end) if m.form != "name"]
        return Evidence(
            document=self.annotated.document.iri,
            start=self.sentence.start,
            end=self.sentence.end,
            extractor="open",
            entry=action.replace(" ", "-"),
            pattern=f'no entry for "{action}": subject -> object',
            role=self.sentence.role,
            score=round(SCORE * BY_ANAPHOR ** len(steps), 4),
            trace="; ".join(f"{m.text} = {name.text}" for m, name in steps),
        )


def _pattern(action: str) -> Pattern:
    """Return a verb phrase as the pattern that it would be, for the code that reads clauses."""
    return Pattern(
        entry="",
        words=tuple(action.split()),
        part="verb",
        predicate=OPEN_RELATION,
        subject=("subject",),
        object=("object",),
        domain=PROPERTY.domain,
        kinds=PROPERTY.kinds,
        literals=frozenset(),
        qualifiers=(),
        requires=(),
        confidence=SCORE,
        status=Status.ASSERTED,
    )
