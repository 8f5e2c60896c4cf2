"""Ends that sentences leave out: which organisations may be meant where none is named.

At most two: of the two that a text speaks of most the first that the sentence does not
name, and the first of the sentence before; or else the second of the two. What is known of
both is the kind, and whether the sentence before has named it. See
``newsgraph.relations.left_out``, which finds them at run time.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newsgraph.encoder.marks import AHEAD
from newsgraph.relations.left_out import offered

KIND = "Organization"
Offsets = tuple[int, int]
Marks = Sequence[tuple[str, str]]  # kind and entity of each mark of a sentence, in text order


def left_out(sentences: Sequence[Marks]) -> Iterator[list[tuple[str, str]]]:
    """Yield the entities that each sentence of a text may leave out, with their forms."""
    counts = Counter(entity for marks in sentences for kind, entity in marks if kind == KIND)
    before: list[str] = []
    for marks in sentences:
        named = [entity for _, entity in marks]
        yield offered(counts, named, before)
        before = list(dict.fromkeys(entity for kind, entity in marks if kind == KIND))


def placed_outside(
    offers: Sequence[tuple[str, str]], text: str
) -> Mapping[str, tuple[Offsets, tuple[str, str]]]:
    """Return by entity where its mark stands outside a sentence, with kind and form."""
    places = (AHEAD, (len(text), len(text) + 1))
    return {
        entity: (place, (KIND, form)) for place, (entity, form) in zip(places, offers, strict=False)
    }
