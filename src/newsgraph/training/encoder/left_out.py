"""Ends that marked sentences leave out, as marks outside their text.

Which they may be, ``newsgraph.relations.left_out`` tells for training and run time alike.
"""

from collections.abc import Mapping, Sequence

from newsgraph.encoder.marks import outside
from newsgraph.relations.left_out import KIND

Offsets = tuple[int, int]


def placed_outside(
    offers: Sequence[tuple[str, str]], text: str
) -> Mapping[str, tuple[Offsets, tuple[str, str]]]:
    """Return by entity where its mark stands outside a sentence, with kind and form.

    Places are in characters, as those of all marks of a passage.
    """
    return {
        entity: (outside(n - 1, len(text)), (KIND, form)) for n, (entity, form) in enumerate(offers)
    }
