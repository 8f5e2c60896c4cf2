"""What a text has named so far, where, and what it has called each thing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from newsgraph.model import Document, Mention, Role

WINDOW = 3  # sentences over which a thing stays present
MARGIN = 1.0  # by which the best referent must beat the second
NEAR, SUBJECT, PARAGRAPH, MAIN = 2.0, 1.5, 1.0, 1.0
ITEMS = (Role.TAKEAWAY, Role.FACT)  # each stands alone: "the company" is the page's own
MAIN_OF_ITEM = 3.0


@dataclass(slots=True)
class Referent:
    """A thing that was named, where last, and what the text has said of it."""

    mention: Mention
    order: int  # of its first mention
    sentence: int = -1
    paragraph: int = -1
    subject: bool = False
    place: str = ""  # in its clause, when last mentioned: subject, object, owner ..
    word: str = ""  # that it was last called by, if not by a name
    turn: int = -1  # of its last mention, among all mentions
    count: int = 0
    opened: bool = False  # it was the first to be mentioned in its paragraph
    titled: bool = False  # a title names it
    gender: str = ""  # as pronouns and titles of the text tell: he or she
    described: set[str] = field(default_factory=set)  # words the text has called it by
    nouns: set[str] = field(default_factory=set)  # the nouns among them
    places: set[str] = field(default_factory=set)  # that its descriptions name
    around: set[str] = field(default_factory=set)  # places in the sentences that name it


class Discourse:
    """The things that one document named up to the sentence in hand."""

    def __init__(self, main: Mention | None) -> None:
        self.referents: dict[Mention, Referent] = {}
        self.main = main  # what the document is about, where it says so
        self.sentence, self.paragraph, self.role = -1, -1, Role.PROSE
        self.turn = 0
        self._opened = -1  # the paragraph in which something was named last

    def begin(self, number: int, role: Role, *, new_paragraph: bool) -> None:
        """Go on to the next sentence."""
        self.sentence, self.role = number, role
        self.paragraph += new_paragraph

    def name(self, mention: Mention, *, place: str = "", word: str = "") -> Referent:
        """Note that a thing is named or meant in the sentence in hand."""
        known = self.referents.get(mention)
        referent = known or Referent(mention, len(self.referents))
        self.referents[mention] = referent
        again = referent.sentence == self.sentence
        referent.subject = place == "subject" or (referent.subject and again)
        referent.sentence, referent.paragraph = self.sentence, self.paragraph
        referent.place, referent.word, referent.turn = place, word, self.turn
        referent.count += 1
        referent.opened = self._opened != self.paragraph or (referent.opened and again)
        referent.titled = referent.titled or self.role is Role.HEADLINE
        self._opened = self.paragraph
        self.turn += 1
        return referent

    def candidates(self, kinds: frozenset[str]) -> list[tuple[float, Referent]]:
        """Return referents of one of the kinds named lately, best first."""
        self.recall(kinds)
        found = [
            (self.presence(r), r)
            for r in self.referents.values()
            if r.mention.kind in kinds and self._is_near(r)
        ]
        return sorted(found, key=lambda f: (-f[0], f[1].order))

    def recall(self, kinds: frozenset[str]) -> None:
        """Note what the document is about in an item that stands alone, before it is named."""
        main = self.main
        if main and main.kind in kinds and main not in self.referents and self.role in ITEMS:
            self.name(main)

    def _is_near(self, referent: Referent) -> bool:
        if referent.mention == self.main and self.role in ITEMS:
            return True
        return self.sentence - referent.sentence <= WINDOW

    def presence(self, referent: Referent) -> float:
        """Return how present a thing is to the reader."""
        distance = min(self.sentence - referent.sentence, WINDOW)
        score = NEAR * (WINDOW - distance) + (SUBJECT if referent.subject else 0.0)
        if referent.paragraph != self.paragraph:
            score -= PARAGRAPH
        if referent.mention == self.main:
            score += MAIN_OF_ITEM if self.role in ITEMS else MAIN
        return score


def best(ranked: Sequence[tuple[float, Referent]]) -> Mention | None:
    """Return the best referent if it is clearly better than the second, else None."""
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1].mention


def main_referent(
    document: Document, mentions: Iterable[Mention], antecedent: Mapping[Mention, Mention]
) -> Mention | None:
    """Return the organisation that a document is about, or None where none stands out.

    That is the first that the page lists, or the one named most often: at least twice
    as often as the next.
    """
    named = [m for m in mentions if m.kind == "Organization" and m.form == "name"]
    spans = {(m.start, m.end): antecedent.get(m, m) for m in named}
    for listed in document.page.mentioned if document.page else ():
        if (listed.start, listed.end) in spans:
            return spans[listed.start, listed.end]
    counts = Counter(antecedent.get(m, m) for m in named).most_common(2)
    if counts and (len(counts) == 1 or counts[0][1] >= 2 * counts[1][1]):
        return counts[0][0]
    return None
