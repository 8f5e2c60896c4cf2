"""What goes into the encoder and what comes out of it: marks, spans, scored pairs.

Positions are words of one sentence (or short passage), from 0, ends exclusive. Words
are the caller's: any tokens, as spaCy's tokenizer gives them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LITERALS = ("money", "number", "percent", "date")
FORMS = ("name", "nominal", "pronoun", "demonym", "literal")
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


@dataclass(frozen=True, slots=True)
class Scored:
    """A labelled pair of marks of one sentence: marks[subject] label marks[object]."""

    subject: int
    object: int
    label: str
    probability: float  # calibrated, rounded to four decimals
    status: Mapping[str, float] = field(default_factory=dict)  # probability of each Status
