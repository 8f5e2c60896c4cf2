"""What flows through newsgraph: documents, mentions, relations, entities, statements.

All types are frozen and hold no I/O. Offsets are Unicode code points from 0, ends
exclusive. ``Document`` offsets point into ``Document.text``; ``OffsetMap`` leads from
there to the text as it was read.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

Iri = NewType("Iri", str)  # a type of its own: a label cannot pass for an IRI
# What clauses say that no lexical entry maps: a statement with the verb phrase as its
# qualifier ``action``, kept apart from those of relations wherever facts are counted or drawn.
OPEN_RELATION = "mentionsAction"


class Status(StrEnum):
    """How far a text stands behind a statement; the first that applies is taken."""

    NEGATED = "negated"
    SPECULATIVE = "speculative"
    PLANNED = "planned"
    ATTRIBUTED = "attributed"
    ASSERTED = "asserted"


class Role(StrEnum):
    """What a block of text is on its page."""

    HEADLINE = "headline"
    HEADING = "heading"  # of a section
    TAKEAWAY = "takeaway"
    FACT = "fact"
    PROSE = "prose"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    QUOTE = "quote"
    PULL_QUOTE = "pull quote"  # repeats a sentence of the page: no evidence of its own
    LABEL = "label"  # a caption, a chart title, a timeline entry: names, no clauses


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that reads the same in the document and in its source."""

    clean: int  # offset in Document.text
    raw: int  # offset in the text as read
    length: int  # of the run in Document.text; 0 is not allowed
    raw_length: int  # differs from length only where one form stands for another (&euro;, CRLF)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way from offsets in a cleaned text to offsets in the text as read.

    Pieces are sorted and do not overlap; what lies between two pieces (a blank line
    that cleaning put there) has no counterpart in the source.
    """

    pieces: tuple[Piece, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that [start, end) of the document came from.

        A span that begins or ends between two pieces shrinks to the pieces it covers.
        Raises ValueError if it covers none.
        """
        first = max(bisect_right(self.pieces, start, key=lambda p: p.clean) - 1, 0)
        last = bisect_left(self.pieces, end, key=lambda p: p.clean)
        covered = [p for p in self.pieces[first:last] if p.clean + p.length > start]
        if not covered:
            raise ValueError(f"[{start}, {end}) covers no text that was read")
        head, tail = covered[0], covered[-1]
        raw_start = head.raw
        if start > head.clean and head.length == head.raw_length:
            raw_start += start - head.clean
        raw_end = tail.raw + tail.raw_length
        if end < tail.clean + tail.length and tail.length == tail.raw_length:
            raw_end = tail.raw + end - tail.clean
        return raw_start, raw_end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, item, row or title: document.text[start:end]."""

    start: int
    end: int
    role: Role
    cells: tuple[tuple[int, int, str], ...] = ()  # of a table row: start, end, its header or ""


@dataclass(frozen=True, slots=True)
class Affected:
    """An entry of a page's "Who's Affected" list."""

    name: str
    kind: str  # as the page says it: company, government, group ..
    sentiment: str  # Positive, Neutral or Negative
    start: int  # of the name in Document.text
    end: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a page's "Mentioned" line."""

    name: str
    kind: str  # as the page says it: company, person, technology ..
    ticker: str | None
    start: int  # of the name in Document.text
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """What a page in a known layout says about itself; empty where it says nothing."""

    layout: str
    headline: str = ""
    category: str = ""
    sentiment: str = ""
    score: float | None = None
    read_minutes: int | None = None
    sources_verified: int | None = None
    affected: tuple[Affected, ...] = ()
    mentioned: tuple[Listed, ...] = ()
    timeline: tuple[tuple[int, int], ...] = ()  # spans of Document.text, in page order


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A line that the page layout could not place; it is kept as prose and reported."""

    line: int  # of the source, from 1
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned text. It never changes again, so offsets into it stay true."""

    iri: Iri  # made from the SHA-256 of the text as read: same text, same IRI
    text: str
    source: str  # the file, URL or file:line it was read from
    blocks: tuple[Block, ...]  # sorted; together they cover all that may be read
    offsets: OffsetMap
    page: Page | None = None  # None where no layout was recognised
    title: str = ""
    url: str = ""
    date: str = ""  # of publication: YYYY-MM-DD or empty; never taken for event time
    unplaced: tuple[Unplaced, ...] = ()
    raw: str = field(default="", compare=False, repr=False)  # the text as read, where it is known


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names or describes something: document.text[start:end]."""

    document: Iri
    start: int
    end: int
    text: str
    kind: str  # local name of an ontology class, such as Person; "" when undecided
    form: str = "name"  # name, nominal ("the company"), pronoun or demonym ("Danish")
    witnesses: tuple[tuple[str, str, float], ...] = field(default=(), compare=False)
    # (witness, kind it spoke for, weight): why this kind was chosen


@dataclass(frozen=True, slots=True)
class Value:
    """A typed literal: an amount, a share, a count, a date or a string. Never a node."""

    kind: str  # money, number, percent, date or string
    lexical: str  # canonical: a plain decimal, YYYY, YYYY-MM, YYYY-MM-DD, or the string
    text: str = field(default="", compare=False)  # as written
    currency: str = ""  # ISO 4217, for money
    unit: str = ""  # what is counted, or "percent"
    start: int = field(default=-1, compare=False)  # in Document.text; -1 if not from one place
    end: int = field(default=-1, compare=False)
    bound: str = field(default="", compare=False)  # "until", "since", "about", "over" ..: as read


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed sentence. A mention of a name is one token."""

    i: int  # position in its sentence
    text: str
    lemma: str
    pos: str  # Universal Dependencies coarse tag
    tag: str  # Penn Treebank tag
    dep: str  # ClearNLP dependency label, as spaCy's English pipelines give
    head: int  # position of the head; its own position for the root
    start: int  # in Document.text
    end: int
    mention: Mention | None = field(default=None, compare=False)
    value: Value | None = field(default=None, compare=False)  # on the head of a literal


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence: document.text[start:end]."""

    start: int
    end: int
    role: Role
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]  # of each token, in text order
    topic: Mention | None = None  # the organisation that the text is about as it begins


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with its parse, its mentions and who each mention refers to."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]  # in text order
    antecedent: Mapping[Mention, Mention]  # coreference: anaphor -> the naming mention


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say it: document.text[start:end], and how they were read."""

    document: Iri
    start: int
    end: int
    extractor: str  # lexicon, page, encoder ..
    entry: str = ""  # local name of the lexical entry, or of the page block
    pattern: str = ""  # the frame that matched, for people to read
    role: Role = Role.PROSE
    score: float = 1.0  # in [0, 1], within the extractor
    trace: str = ""  # coreference steps that led to the ends, for people to read


@dataclass(frozen=True, slots=True)
class Relation:
    """A predicate between two mentions, or a mention and a value, in one text."""

    subject: Mention
    predicate: str  # local name of an ontology property
    object: "Mention | Value"
    status: Status
    evidence: Evidence
    qualifiers: tuple[tuple[str, "Mention | Value"], ...] = ()
    attributed_to: Mention | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """The thing meant. Its IRI is made from what it is, never from a counter."""

    iri: Iri
    kind: str
    label: str
    aliases: tuple[str, ...] = ()  # other names seen, sorted
    same_as: tuple[str, ...] = ()  # IRIs elsewhere, from the gazetteer
    ticker: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple with a status, its evidence and qualifiers, said by one document."""

    iri: Iri  # made from document, triple and status
    document: Iri
    subject: Iri
    predicate: str
    object: "Iri | Value"
    status: Status
    evidence: tuple[Evidence, ...] = field(compare=False)
    confidence: float = field(default=1.0, compare=False)  # in [0, 1]
    qualifiers: tuple[tuple[str, "Iri | Value"], ...] = field(default=(), compare=False)
    attributed_to: Iri | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """All that one document says: what its named graph holds."""

    document: Document
    entities: tuple[Entity, ...]  # sorted by IRI
    statements: tuple[Statement, ...]  # sorted by IRI
