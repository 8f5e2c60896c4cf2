"""What the heads of a table say of the names below them."""

from collections.abc import Iterator, Sequence

from newsgraph.mentions.candidates import Candidate, Words
from newsgraph.mentions.drafts import Draft
from newsgraph.model import Block, Document, Role
from newsgraph.vocabulary import Vocabulary
from newsgraph.vocabulary.tables import kinds_under, plain_head, read_heads

UNDER = 3.0  # weight of a head, as that of a word beside a name
ACTORS = frozenset(
    ("OrganizationGroup", "GovernmentGroup")
)  # what an Organization's head admits too
ANY = frozenset(("name",))  # heads of names of any kind


class Columns:
    """The heads that tell what their cells hold, compiled once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.heads, self.nouns = read_heads(vocabulary), vocabulary.kind_of_noun

    def naming(self, document: Document, block: Block, starts: Sequence[int]) -> frozenset[int]:
        """Return the positions of the tokens that begin a cell which is to hold names."""
        cells = {start for start, _, head in self._cells(document, block) if self._names(head)}
        return frozenset(i for i, start in enumerate(starts) if start in cells)

    def hear(self, document: Document, drafts: Sequence[Draft]) -> None:
        """Let heads speak for the kinds of the names that fill their cells."""
        at = {
            (d.start, d.end): d for d in drafts if document.blocks[d.block].role is Role.TABLE_ROW
        }
        for block in {d.block for d in at.values()}:
            for start, end, head in self._cells(document, document.blocks[block]):
                draft, kinds = at.get((start, end)), self._kinds(head) - ACTORS
                if draft is not None and len(kinds) == 1:
                    draft.speak(f"column {plain_head(head)}", next(iter(kinds)), UNDER)

    def named(
        self, document: Document, words: Sequence[Words], found: Sequence[list[Candidate]]
    ) -> list[list[Candidate]]:
        """Leave out capitals in cells under heads that call for no names: "Yes", "Pending"."""
        elsewhere = {
            w.text(c)
            for w, cs in zip(words, found, strict=True)
            for c in cs
            if w.role is not Role.TABLE_ROW
        }

        def keep(w: Words, c: Candidate) -> bool:
            if w.role is not Role.TABLE_ROW or c.sources != {"shape"} or w.text(c) in elsewhere:
                return True
            cells = self._cells(document, document.blocks[w.block])
            within = [head for start, end, head in cells if start <= w.starts[c.start] < end]
            return any(self._names(head) for head in within)

        return [[c for c in cs if keep(w, c)] for w, cs in zip(words, found, strict=True)]

    def _cells(self, document: Document, block: Block) -> Iterator[tuple[int, int, str]]:
        """Yield the cells with their heads; a pair without heads has its first cell for one."""
        if len(block.cells) == 2 and not any(self._names(head) for _, _, head in block.cells):
            (start, end, _), (second, last, _) = block.cells
            yield start, end, ""
            yield second, last, document.text[start:end]
        else:
            yield from block.cells

    def _names(self, head: str) -> bool:
        return bool(self._kinds(head)) or plain_head(head) in ANY

    def _kinds(self, head: str) -> frozenset[str]:
        return kinds_under(head, self.heads, self.nouns)
