"""What speaks for and against a candidate referent of an anaphor: the clues that are weighed.

Training and reading share this module. A clue is a short text; its weight is learned.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from newsgraph.gazetteer import Gazetteer
from newsgraph.mentions import gender
from newsgraph.mentions.anaphors import SHE, Anaphor
from newsgraph.mentions.discourse import Discourse, Referent
from newsgraph.mentions.ranker import Weights
from newsgraph.vocabulary import Vocabulary

TALK = frozenset("i me my we us our you your".split())
SLIGHT, CLEAR = 0.7, 2.0  # log-odds of a first name
SLOTS = {"subject": "subject", "object": "object", "governed": "object"}
QUOTES = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class Standing:
    """How a candidate stands to an anaphor, beside what the text has said of it."""

    recency: int  # 0: the candidate mentioned last
    presence: int  # 0: the most present to the reader
    level: int = -1  # it is the subject of the anaphor's clause (0), of the next above (1) ..
    beside: bool = False  # the anaphor depends, through a preposition, on the verb of its clause
    above: bool = False  # the anaphor stands in a clause that describes it
    follows: bool = False  # it is named only after the anaphor
    often: bool = False  # none of the others was named more often


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the sentence holds beside the candidates."""

    unnamed: int = -1  # the level of a clause whose subject is not a name
    nearer: str = ""  # the place of an unnamed noun between the last name and the anaphor
    candidates: int = 0
    quoted: bool = False


class Clues:
    """The word lists that clues need, compiled once."""

    def __init__(self, vocabulary: Vocabulary, gazetteer: Gazetteer, weights: Weights) -> None:
        self.nouns, self.gazetteer = vocabulary.kind_of_noun, gazetteer
        self.endings, self.referring = weights.endings, weights.referring
        self.public = vocabulary.cue_words("publicBody")
        self.organs = vocabulary.cue_words("organizationName")
        self.slots = _slots(vocabulary)

    def of(
        self, anaphor: Anaphor, referent: Referent, stands: Standing, discourse: Discourse
    ) -> list[str]:
        """Return the clues of a candidate."""
        found = [*_distance(anaphor, referent, stands, discourse), *_weight(referent, stands)]
        if discourse.main == referent.mention:
            found.append(f"main {discourse.role in ('takeaway', 'fact')}")
        if anaphor.sort == "nominal":
            found += self._called(anaphor, referent)
        else:
            found += self._clause(anaphor, referent, stands)
        if anaphor.sort == "he":
            found += self._gender(anaphor, referent)
        return found

    def nobody(self, anaphor: Anaphor, around: Surroundings) -> list[str]:
        """Return the clues for a referent that has no name."""
        found = ["nobody", f"nobody at {anaphor.place}", f"nobody of {min(around.candidates, 4)}"]
        found += [f"nobody: unnamed subject {around.unnamed}"] if around.unnamed >= 0 else []
        found += [f"nobody: unnamed {around.nearer} nearer"] if around.nearer else []
        if around.quoted:
            found.append("nobody in a quotation")
        if any(t.text.lower() in TALK for t in anaphor.sentence.tokens):
            found.append("nobody in talk")
        if anaphor.sort == "nominal":
            lemma = anaphor.token.lemma
            found += [f"nobody called {lemma}", f"nobody of kind {anaphor.kind}"]
            found += [f"nobody modified {bool(anaphor.modifiers)}"]
            found += [f"nobody with {after}" for after in anaphor.after]
            found += [f"nobody {m}" for m in sorted(anaphor.modifiers & {"new", "former"})]
            found += ["nobody of a public body"] if lemma in self.public else []
        elif anaphor.place in SLOTS and anaphor.sort == "it":
            head = anaphor.sentence.tokens[anaphor.token.head].lemma
            found.append(f"nobody: verb known {(head, SLOTS[anaphor.place]) in self.slots}")
        return found

    def _clause(self, anaphor: Anaphor, referent: Referent, stands: Standing) -> Iterator[str]:
        """Yield what verb, owner and clause tell of a pronoun."""
        kind, token, tokens = referent.mention.kind, anaphor.token, anaphor.sentence.tokens
        if stands.level >= 0:
            yield f"subject of clause {min(stands.level, 2)}"
            yield f"subject of clause {min(stands.level, 2)} from {anaphor.place}"
        if stands.beside:
            yield "beside its verb"
        if stands.above:
            yield "above"
        if stands.follows:
            yield "follows"
        if anaphor.sort == "its":
            yield f"owner of {self.nouns.get(tokens[token.head].lemma, '')} {kind}"
        slot = (tokens[token.head].lemma, SLOTS.get(anaphor.place, ""))
        if slot in self.slots and anaphor.sort == "it":
            yield f"verb admits {kind in self.slots[slot]}"

    def _called(self, anaphor: Anaphor, referent: Referent) -> Iterator[str]:
        """Yield how a description suits what the text and the lists tell of a thing."""
        noun, name = anaphor.token.lemma, referent.mention.text.lower().split()
        kind = referent.mention.kind
        yield f"kind agrees {anaphor.kind == kind if anaphor.kind else ''}"
        yield f"{noun} is {kind}"
        yield from (f"{noun} for {called}" for called in sorted(referent.nouns))
        if name[-1] in self.nouns or name[-1] in self.organs:
            yield f"{noun} for name {name[-1]}"  # "the watchdog": the "Fair Trading Authority"
        if noun in referent.described:
            yield "called so"
        elif noun == name[-1] or noun in name:
            yield f"named so {noun == name[-1]}"
        elif referent.nouns:
            yield "called otherwise"
        if noun == referent.word:
            yield "called so last"
        if noun in self.public and noun not in referent.described and noun not in name:
            yield "not called by a public noun"
        yield from self._modified(anaphor, referent, name)

    def _modified(self, anaphor: Anaphor, referent: Referent, name: list[str]) -> Iterator[str]:
        """Yield how the adjectives and places of a description suit a thing."""
        if not anaphor.modifiers:
            return
        seats = " ".join(k.seat for k in self.gazetteer.by_name(referent.mention.text)).lower()
        suits = 0
        for word in sorted(anaphor.modifiers):
            place = self.gazetteer.demonym(word.capitalize())
            label = place.label.lower() if place is not None else word
            if word in referent.described or word in name:
                suits += 1
            elif label in seats or label in referent.places:
                suits += 1
                yield "of the place"
            elif place is not None:
                if label in referent.around:
                    yield "near the place"
                yield f"of another place {bool(seats)} {bool(referent.places)}"
        yield f"modifiers suit {min(suits, 2)} of {min(len(anaphor.modifiers), 2)}"

    def _gender(self, anaphor: Anaphor, referent: Referent) -> Iterator[str]:
        sought = gender.SHE if anaphor.token.text.lower() in SHE else gender.HE
        told = referent.gender or gender.of_words(referent.mention.text.split()[:1])
        if told:
            yield f"gender told {told == sought}"
            return
        lean = gender.leaning(referent.mention.text, self.endings)
        if abs(lean) >= SLIGHT:
            strength = "clear" if abs(lean) >= CLEAR else "slight"
            yield f"gender {strength} {(lean > 0) == (sought == gender.SHE)}"


def _distance(
    anaphor: Anaphor, referent: Referent, stands: Standing, discourse: Discourse
) -> Iterator[str]:
    """Yield how far back a thing was mentioned, and in which place."""
    sentences = discourse.sentence - referent.sentence
    far = str(sentences) if sentences < 4 else "4-6" if sentences < 7 else "7"
    yield from (f"distance {far}", f"recency {min(stands.recency, 4)}")
    yield f"presence {min(stands.presence, 3)}"
    near = min(sentences, 2)
    yield f"last {referent.place} {near}"
    if referent.place == anaphor.place:
        yield f"parallel {anaphor.place} {near}"
    yield f"paragraph {referent.paragraph == discourse.paragraph} {near}"
    if referent.opened:
        yield f"opened {near}"
    if referent.word:
        same = referent.word == anaphor.token.lemma
        yield f"referred to last {same} {near}"


def _weight(referent: Referent, stands: Standing) -> Iterator[str]:
    """Yield how much a thing matters to the text."""
    yield f"kind {referent.mention.kind}"
    yield f"count {min(referent.count, 5)}"
    if stands.often:
        yield "often"
    if referent.titled:
        yield "titled"
    if referent.order == 0:
        yield "first"


def _slots(vocabulary: Vocabulary) -> dict[tuple[str, str], frozenset[str]]:
    """Return the kinds that entries of the lexicon admit as subject and object of a verb."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for pattern in vocabulary.patterns:
        if pattern.part != "verb":
            continue
        for arguments, kinds in (
            (pattern.subject, pattern.domain),
            (pattern.object, pattern.kinds),
        ):
            slot = (pattern.words[0], arguments[0] if arguments else "")
            found[slot] = found.get(slot, frozenset()) | kinds
    return found
