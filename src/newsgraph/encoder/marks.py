"""What goes into the encoder and what comes out of it: marks, spans, scored pairs.

Positions are words of one sentence (or short passage), from 0, ends exclusive. Words
are the caller's: any tokens, as spaCy's tokenizer gives them. Two ends that the sentence
leaves out may be marked as well: one ahead of the first word, one behind the last.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LITERALS = ("money", "number", "percent", "date")
IMPLIED = ("topic", "recent")  # left out: what the text is about, or the sentence before was
SPOKEN = ("name", "nominal", "pronoun", "demonym", "literal")
FORMS = (*SPOKEN, *IMPLIED)
GENERAL = ("Concept", "Event", "GovernmentGroup", "OrganizationGroup")  # need no name
UNTYPED = ""  # the kind of a mark whose kind is not known
PRONOUNS = frozenset(
    "he she his her hers him himself herself it its itself they their theirs them themselves "
    "who whose whom which that where we our us myself i my me you your".split()
)


@dataclass(frozen=True, slots=True)
class Span:
    """A mention that the encoder found: words[start:end]."""

    start: int
    end: int
    kind: str
    score: float  # calibrated probability that all words of the span are so tagged


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate end of a relation: words[start:end]. Marks may overlap."""

    start: int
    end: int
    kind: str = UNTYPED  # a kind of the ontology, money, number, percent, date, or ""
    form: str = "name"  # one of FORMS, as ``Mention.form``; literal for values


AHEAD = (-1, 0)  # where the first end stands that a sentence leaves out


def behind(words: int) -> tuple[int, int]:
    """Return where the second end stands that a sentence of so many words leaves out."""
    return words, words + 1


def outside(start: int, words: int) -> tuple[int, int]:
    """Return where an end that is left out stands in a sentence of so many words.

    ``start`` is where it stood in another form of the sentence: in characters, or with other names.
    """
    return AHEAD if start < 0 else behind(words)


@dataclass(frozen=True, slots=True)
class Scored:
    """A labelled pair of marks of one sentence: marks[subject] label marks[object]."""

    subject: int
    object: int
    label: str
    probability: float  # calibrated, rounded to four decimals
    status: Mapping[str, float] = field(default_factory=dict)  # probability of each Status
