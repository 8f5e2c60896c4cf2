"""Rows of tables to relations: the head of a column says what its cells say of the row.

A row is about the thing in its naming column; a row of two cells in a fact box is about
what the box is about. What stands in a cell besides names and one value is not guessed at.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import chain

from newsgraph.model import (
    AnnotatedDocument,
    Block,
    Evidence,
    Mention,
    Relation,
    Role,
    Status,
    Value,
)
from newsgraph.relations.cues import Cues, compile_cues
from newsgraph.relations.guards import holds
from newsgraph.relations.lexical import Extractor
from newsgraph.vocabulary import Pattern, Vocabulary
from newsgraph.vocabulary.tables import Heads, plain_head, read_heads

Cell = tuple[int, int, str]  # start, end, head
LEAST = 2  # rows of a fact box with a head that is known; one may be chance
OF_ROW, OF_BOX = 0.95, 0.85  # what is left of a reading's confidence
_BETWEEN = re.compile(r"(?:\s|[,;/&+·•()]|\b(?:and|plus)\b)*", re.IGNORECASE)
_ABOUT_VALUE = re.compile(
    r"(?:\s|[~≈≤≥<>+*()]|\b(?:about|around|some|approx|est|in|c|FY|Q[1-4]|(?:19|20)\d\d)\b\.?)*"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNIT = re.compile(
    r"(?P<currency>US\$|[$€£¥]|\b[A-Z]{3}\b)\s*"
    r"(?P<scale>(?:bn|billion|mn?|million|k|thousand|tn|trillion)\b)?"
)
_NUMBER = re.compile(r"\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*\Z")
_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_CODES = frozenset("USD EUR GBP JPY CHF SEK NOK DKK CAD AUD CNY INR KRW PLN CZK BRL".split())
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}
_SCALES |= {"tn": 12, "trillion": 12}


def table_extractor(vocabulary: Vocabulary) -> Extractor:
    """Return the extractor for rows of tables, by the heads that the vocabulary knows."""
    heads, cues = read_heads(vocabulary), compile_cues(vocabulary)

    def extract(annotated: AnnotatedDocument) -> Iterator[Relation]:
        rows = [b for b in annotated.document.blocks if b.role is Role.TABLE_ROW]
        if rows:
            yield from _Tables(annotated, heads, vocabulary.kind_of_noun, cues).relations()

    return extract


def with_tables(
    extractor: Callable[[Vocabulary], Extractor],
) -> Callable[[Vocabulary], Extractor]:
    """Return an extractor of prose that reads the rows of tables as well."""

    def both(vocabulary: Vocabulary) -> Extractor:
        prose, rows = extractor(vocabulary), table_extractor(vocabulary)
        return lambda annotated: chain(prose(annotated), rows(annotated))

    return both


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables of one document."""

    annotated: AnnotatedDocument
    heads: Heads
    nouns: Mapping[str, str]
    cues: Cues

    def relations(self) -> Iterator[Relation]:
        """Yield the relations of all rows, in text order."""
        for before, rows in _runs(self.annotated.document.blocks):
            box = _is_box(rows, self.cues)
            known = [r for r in rows if box and self._key(r) in self.heads.readings]
            if box and len(known) >= LEAST:
                subject = self._boxed(before, rows)
                for row in known if subject else ():
                    start, end, _ = row.cells[1]
                    yield from self._of_cell(
                        row, subject, (start, end, self._text(row.cells[0])), OF_BOX
                    )
            elif not box:
                for row in rows:
                    yield from self._of_row(row)

    def _of_row(self, row: Block) -> Iterator[Relation]:
        column = self._naming_column(row)
        subject = self._whole(row.cells[column]) if column is not None else None
        for k, cell in enumerate(row.cells):
            if subject is not None and k != column:
                yield from self._of_cell(row, subject, cell, OF_ROW)

    def _of_cell(
        self, row: Block, subject: Mention | None, cell: Cell, weight: float
    ) -> Iterator[Relation]:
        ends: Sequence[Mention | Value] = self._names(cell)
        if not ends:
            value = self._value(cell)
            ends = [value] if value else []
        for end in ends:
            for pattern in self.heads.of(cell[2]):
                left, right = (subject, end) if pattern.object == ("cell",) else (end, subject)
                if not isinstance(left, Mention) or right is None:
                    continue
                if holds(self.annotated, pattern, left, right):
                    yield self._relation(row, pattern, left, right, cell[2], weight)
                    break

    def _relation(
        self,
        row: Block,
        pattern: Pattern,
        subject: Mention,
        end: Mention | Value,
        head: str,
        weight: float,
    ) -> Relation:
        extra: list[tuple[str, Mention | Value]] = [
            (name, Value("string", text, text)) for name, text in pattern.qualifiers
        ]
        year = _YEAR.search(head)
        if year and pattern.literals:
            extra.append(("period", Value("string", year[0], year[0])))
        evidence = Evidence(
            document=self.annotated.document.iri,
            start=row.start,
            end=row.end,
            extractor="lexicon",
            entry=pattern.entry,
            pattern=f"table head {' '.join(head.split())}",
            role=Role.TABLE_ROW,
            score=round(pattern.confidence * weight, 4),
        )
        return Relation(subject, pattern.predicate, end, Status.ASSERTED, evidence, tuple(extra))

    def _naming_column(self, row: Block) -> int | None:
        """Return the column that says what the row is about: the first that names things."""
        heads = [self.heads.key(head) for _, _, head in row.cells]
        if not any(heads):
            return None
        first = heads[0]
        for k, head in enumerate(heads):
            kind = self.nouns.get(head, "")
            leads = k == 0 and kind != "Person"  # "CEO" says something of a company
            if self._is_naming(head) or (kind and (leads or head not in self.heads.readings)):
                return k
        counts = not first or first.isdigit() or self.cues.has("countingHead", "noun", first)
        return 0 if first not in self.heads.readings and not counts else None

    def _is_naming(self, head: str) -> bool:
        """Say whether a head is that of the column that says what a row is about."""
        return self.cues.has("namingHead", "noun", head)

    def _boxed(self, before: Block | None, rows: Sequence[Block]) -> Mention | None:
        """Return what a fact box is about: its row of names, the title above, the page's title."""
        for row in rows:
            key = self._key(row)
            if self._is_naming(key) or (key in self.nouns and key not in self.heads.readings):
                found = self._whole(row.cells[1])
                if found is not None:
                    return found
        blocks = self.annotated.document.blocks
        titles = [b for b in blocks if b.role is Role.HEADLINE]
        near = (
            before if before and before.role in (Role.HEADING, Role.HEADLINE, Role.LABEL) else None
        )
        for title in ([near] if near else []) + titles:
            whole = self._whole((title.start, title.end, ""))
            if whole is not None:
                return whole
        named = [
            m for t in titles for m in self._inside(t.start, t.end) if m.kind == "Organization"
        ]
        same = self.annotated.antecedent
        return named[0] if len({same.get(m, m) for m in named}) == 1 else None

    def _key(self, row: Block) -> str:
        return self.heads.key(self._text(row.cells[0]))

    def _text(self, cell: Cell) -> str:
        return self.annotated.document.text[cell[0] : cell[1]]

    def _inside(self, start: int, end: int) -> list[Mention]:
        found = (m for m in self.annotated.mentions if start <= m.start and m.end <= end)
        return [m for m in found if m.form == "name"]

    def _whole(self, cell: Cell) -> Mention | None:
        """Return the name that is all of a cell."""
        found = self._names(cell)
        return found[0] if len(found) == 1 else None

    def _names(self, cell: Cell) -> list[Mention]:
        """Return the names of a cell that holds nothing else."""
        found = self._inside(cell[0], cell[1])
        text, at = self.annotated.document.text, cell[0]
        for mention in found:
            if not _BETWEEN.fullmatch(text[at : mention.start]):
                return []
            at = mention.end
        if not _BETWEEN.fullmatch(text[at : cell[1]]):
            return []
        within = len(found) == 2 and all(m.kind == "Place" for m in found)
        if within and text[found[0].end : found[1].start].strip() == ",":
            return found[:1]  # "Oslo, Norway"
        return found

    def _value(self, cell: Cell) -> Value | None:
        """Return the one value of a cell, in the unit of its head where it has none itself."""
        text = self._text(cell)
        bare = _NUMBER.match(text)
        if bare:
            return _with_unit(bare[1], cell, text)
        found = [v for v in self._values() if cell[0] <= v.start and v.end <= cell[1]]
        if not found:
            return None
        first = found[0]
        rest = text[: first.start - cell[0]], text[first.end - cell[0] :]
        return first if all(_ABOUT_VALUE.fullmatch(r) for r in rest) else None

    def _values(self) -> Iterable[Value]:
        for sentence in self.annotated.sentences:
            if sentence.role is Role.TABLE_ROW:
                yield from (t.value for t in sentence.tokens if t.value is not None)


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[Block | None, list[Block]]]:
    """Yield the rows of each table, with the block before it."""
    rows: list[Block] = []
    before: Block | None = None
    for block in blocks:
        if block.role is Role.TABLE_ROW and block.cells:
            if rows and [head for _, _, head in rows[0].cells] != [
                head for _, _, head in block.cells
            ]:
                yield before, rows
                rows, before = [], None
            rows.append(block)
            continue
        if rows:
            yield before, rows
            rows = []
        before = block
    if rows:
        yield before, rows


def _is_box(rows: Sequence[Block], cues: Cues) -> bool:
    """Say whether the rows are pairs of key and value."""
    heads = (plain_head(head) for row in rows for _, _, head in row.cells)
    known = all(not head or cues.has("boxHead", "noun", head) for head in heads)
    return known and all(len(row.cells) == 2 for row in rows)


def _with_unit(number: str, cell: Cell, text: str) -> Value | None:
    """Return a bare number as an amount where the head names a currency, else as a count."""
    try:
        amount = Decimal(number.replace(",", ""))
    except InvalidOperation:
        return None
    value = Value("number", f"{amount:f}", text.strip(), start=cell[0], end=cell[1])
    for unit in _UNIT.finditer(cell[2]):
        sign = unit["currency"]
        code = _SIGNS.get(sign) or (sign if sign in _CODES else "")
        if code:
            whole = amount.scaleb(_SCALES.get(unit["scale"] or "", 0))
            return replace(value, kind="money", lexical=f"{whole.normalize():f}", currency=code)
    percent = "%" in cell[2] or "percent" in cell[2].lower()
    return replace(value, kind="percent", unit="percent") if percent else value
