"""Where an anaphor stands in its sentence: what binding rules out, and the clauses above it."""

from collections.abc import Callable, Mapping

from newsgraph import syntax
from newsgraph.mentions.anaphors import Anaphor, place_of
from newsgraph.mentions.clues import QUOTES
from newsgraph.model import Mention, Token

PERSONS = frozenset(("Person",))
THINGS = frozenset(
    (
        "Organization",
        "OrganizationGroup",
        "GovernmentGroup",
        "ProductTechnology",
        "Place",
        "Event",
        "Conference",
        "Concept",
    )
)
ARGUMENTS = frozenset((*syntax.SUBJECTS, "dobj", "dative"))  # of a verb, each somebody else


class Binding:
    """The sentence around an anaphor, read with what is known of who is meant."""

    def __init__(self, meant: Callable[[Mention], Mention], nouns: Mapping[str, str]) -> None:
        self.meant, self.nouns = meant, nouns

    def barred(self, anaphor: Anaphor) -> set[Mention]:
        """Return the referents that binding rules out.

        That is what fills the other places of the same verb ("he met Holm" is about two)
        and what the anaphor is a part of ("Opel, its German unit").
        """
        return self.beside(anaphor) | self.above(anaphor, nearest=True)

    def beside(self, anaphor: Anaphor) -> set[Mention]:
        """Return what fills the other places of the verb; an owner may be the same."""
        sentence, token = anaphor.sentence, anaphor.token
        if token.dep not in ARGUMENTS or token.text.lower().endswith("self"):
            return set()
        places = [sentence.tokens[c] for c in sentence.children[token.head] if c != token.i]
        found = [t.mention for t in places if t.dep in ARGUMENTS and t.mention is not None]
        return {self.meant(m) for m in found}

    def above(self, anaphor: Anaphor, *, nearest: bool) -> set[Mention]:
        """Return what the phrase around an anaphor names, up to a verb or only beyond one."""
        found, verb = set(), False
        for a in syntax.ancestors(anaphor.sentence, anaphor.token.i):
            token = anaphor.sentence.tokens[a]
            verb = verb or syntax.is_verb(token)
            if token.mention is not None and verb != nearest:
                found.add(self.meant(token.mention))
        return found

    def levels(self, anaphor: Anaphor) -> tuple[dict[Mention, int], int]:
        """Return how many clauses above each subject is, and the first without a name."""
        levels: dict[Mention, int] = {}
        unnamed = -1
        for level, verb in enumerate(_clauses_above(anaphor)):
            for s in syntax.surface_subjects(anaphor.sentence, verb):
                subject = anaphor.sentence.tokens[s]
                if subject.mention is not None:
                    levels.setdefault(self.meant(subject.mention), level)
                elif unnamed < 0 and s < anaphor.token.i and self._rivals(anaphor, subject):
                    unnamed = level
        return levels, unnamed

    def following(self, anaphor: Anaphor) -> list[Mention]:
        """Return the names after a pronoun that are subjects of the clauses above it."""
        if anaphor.sort == "nominal":
            return []
        kinds = PERSONS if anaphor.sort == "he" else THINGS
        barred = self.barred(anaphor)
        found = []
        for verb in _clauses_above(anaphor):
            for s in syntax.surface_subjects(anaphor.sentence, verb):
                mention = anaphor.sentence.tokens[s].mention
                if s > anaphor.token.i and mention is not None and mention.kind in kinds:
                    found.append(self.meant(mention))
        return [m for m in dict.fromkeys(found) if m not in barred]

    def nearer(self, anaphor: Anaphor) -> str:
        """Return the place of a noun between the last name and an anaphor, "" if none."""
        for token in reversed(anaphor.sentence.tokens[: anaphor.token.i]):
            if token.mention is not None and token.mention.form != "demonym":
                return ""
            place = place_of(anaphor.sentence, token)
            if place in ("subject", "object") and self._rivals(anaphor, token):
                return place
        return ""

    def _rivals(self, anaphor: Anaphor, token: Token) -> bool:
        """Say whether a noun without a name may be what a pronoun means."""
        if token.pos != "NOUN" or token.tag == "NNS" or token.mention is not None:
            return False
        person = self.nouns.get(token.lemma) == "Person"
        return person == (anaphor.sort == "he")


def _clauses_above(anaphor: Anaphor) -> list[int]:
    """Return the verbs above a token, nearest first, the one it is the subject of left out."""
    sentence, token = anaphor.sentence, anaphor.token
    own = token.head if token.dep in syntax.SUBJECTS else -1
    return [
        a
        for a in syntax.ancestors(sentence, token.i)
        if syntax.is_verb(sentence.tokens[a]) and a != own
    ]


def is_governed_by_verb(anaphor: Anaphor) -> bool:
    """Say whether an anaphor stands beside the subject of its verb: "they buy from it"."""
    tokens, token = anaphor.sentence.tokens, anaphor.token
    if token.dep != "pobj":
        return False
    preposition = tokens[token.head]
    return syntax.is_verb(tokens[preposition.head])


def is_quoted(anaphor: Anaphor) -> bool:
    """Say whether an anaphor stands inside quotation marks of its sentence."""
    before = anaphor.sentence.tokens[: anaphor.token.i]
    return sum(t.text in QUOTES for t in before) % 2 == 1
