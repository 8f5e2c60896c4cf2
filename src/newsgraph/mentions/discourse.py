"""What a text has named so far, and how present each thing is to its reader."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from newsgraph.model import Document, Mention, Role

WINDOW = 3  # sentences that an anaphor looks back
MARGIN = 1.0  # by which the best referent must beat the second
NEAR, SUBJECT, PARAGRAPH, MAIN = 2.0, 1.5, 1.0, 1.0
ITEMS = (Role.TAKEAWAY, Role.FACT)  # each stands alone: "the company" is the page's own
MAIN_OF_ITEM = 3.0


@dataclass(slots=True)
class Referent:
    """A thing that was named, and where last."""

    mention: Mention
    order: int  # of its first mention
    sentence: int = -1
    paragraph: int = -1
    subject: bool = False
    described: set[str] = field(default_factory=set)  # words the text has called it by


class Discourse:
    """The things that one document named up to the sentence in hand."""

    def __init__(self, main: Mention | None) -> None:
        self.referents: dict[Mention, Referent] = {}
        self.main = main  # what the document is about, where it says so
        self.sentence, self.paragraph, self.role = -1, -1, Role.PROSE

    def begin(self, number: int, role: Role, *, new_paragraph: bool) -> None:
        """Go on to the next sentence."""
        self.sentence, self.role = number, role
        self.paragraph += new_paragraph

    def name(self, mention: Mention, *, subject: bool) -> Referent:
        """Note that a thing is named or meant in the sentence in hand."""
        known = self.referents.get(mention)
        referent = known or Referent(mention, len(self.referents))
        self.referents[mention] = referent
        referent.subject = subject or (referent.subject and referent.sentence == self.sentence)
        referent.sentence, referent.paragraph = self.sentence, self.paragraph
        return referent

    def candidates(self, kinds: frozenset[str]) -> list[tuple[float, Referent]]:
        """Return referents of one of the kinds named lately, best first."""
        main = self.main is not None and self.main.kind in kinds
        if main and self.main not in self.referents and self.role in ITEMS:
            self.name(self.main, subject=False) if self.main else None
        found = [
            (self._presence(r), r)
            for r in self.referents.values()
            if r.mention.kind in kinds and self._is_near(r)
        ]
        return sorted(found, key=lambda f: (-f[0], f[1].order))

    def called(self, noun: str, kind: str) -> list[tuple[float, Referent]]:
        """Return referents out of sight that the text has called by a noun: "the start-up"."""
        return [
            (NEAR, r)
            for r in self.referents.values()
            if noun in r.described and r.mention.kind == kind and not self._is_near(r)
        ]

    def _is_near(self, referent: Referent) -> bool:
        if referent.mention == self.main and self.role in ITEMS:
            return True
        return self.sentence - referent.sentence <= WINDOW

    def _presence(self, referent: Referent) -> float:
        distance = min(self.sentence - referent.sentence, WINDOW)
        score = NEAR * (WINDOW - distance) + (SUBJECT if referent.subject else 0.0)
        if referent.paragraph != self.paragraph:
            score -= PARAGRAPH
        if referent.mention == self.main:
            score += MAIN_OF_ITEM if self.role in ITEMS else MAIN
        return score


def best(ranked: Sequence[tuple[float, Referent]], why: str) -> tuple[Mention, str] | None:
    """Return the best referent if it is clearly better than the second, else None."""
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1].mention, why


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
