"""The trained witness: what the look of a name and its sentence make of its kind.

A multinomial logistic regression over hashed features, trained by
``newsgraph.training.kinds``; ``kinds.md`` beside it says on what, and how well it does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import Any
from zlib import crc32

from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.features import Describer, Features
from newsgraph.mentions.sentences import ParsedBlock
from newsgraph.model import Document

WEIGHT = 2.0  # of a unit of log-odds, beside the other witnesses; at most 3.8
FLOOR = 0.15  # a kind less likely than this is not spoken for
FILE = Path(__file__).with_name("kinds.npz")


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model: a row of weights for each bucket that has any."""

    kinds: tuple[str, ...]
    bits: int  # features are hashed to 2**bits buckets
    row: Any  # int32 array: bucket -> row; row 0 is empty
    table: Any  # float32 array: row, kind


def buckets(features: Iterable[str], bits: int) -> list[int]:
    """Return the bucket of each feature; the same on every computer."""
    mask = (1 << bits) - 1
    return [crc32(f.encode()) & mask for f in features]


@cache
def load(path: Path = FILE) -> Weights | None:
    """Return the shipped model, or None where a build has left it out."""
    if not path.is_file():
        return None
    import numpy as np

    with np.load(path, allow_pickle=False) as stored:
        bits = int(stored["bits"])
        kept = np.cumsum(stored["gaps"].astype(np.int64))
        table = np.zeros((len(kept) + 1, stored["weights"].shape[1]), np.float32)
        table[1:] = stored["weights"].astype(np.float32) * stored["scale"]
        row = np.zeros(1 << bits, np.int32)
        row[kept] = np.arange(1, len(kept) + 1)
        return Weights(tuple(str(k) for k in stored["kinds"]), bits, row, table)


def scores(weights: Weights, names: Sequence[Features]) -> Any:
    """Return the natural logarithm of each kind's probability, one row a name."""
    import numpy as np

    found = [buckets((*n.words, *n.others), weights.bits) for n in names]
    flat = np.fromiter((b for bs in found for b in bs), np.int64)
    firsts = np.cumsum([0, *(len(bs) for bs in found)])[:-1]
    sums = np.add.reduceat(weights.table[weights.row[flat]], firsts, axis=0)
    sums -= sums.max(axis=1, keepdims=True)
    return sums - np.log(np.exp(sums).sum(axis=1, keepdims=True))


def judge(
    document: Document, drafts: Sequence[Draft], blocks: Sequence[ParsedBlock], describer: Describer
) -> None:
    """Let the shipped model speak for the kinds of the names that are in doubt."""
    weights = load()
    if weights is not None:
        speak(weights, drafts, blocks, describer)


def speak(
    weights: Weights, drafts: Sequence[Draft], blocks: Sequence[ParsedBlock], describer: Describer
) -> None:
    """Add the verdict on each doubtful name to its witnesses."""
    block_of = {block.block: block for block in blocks}
    doubtful = [d for d in drafts if _in_doubt(d)]
    if not doubtful:
        return
    table = scores(weights, [describer.describe(d, block_of[d.block]) for d in doubtful])
    for draft, row in zip(doubtful, table.tolist(), strict=True):
        for kind, score in zip(weights.kinds, row, strict=True):
            weight = WEIGHT * (score - log(FLOOR))
            if weight > 0:
                draft.speak("linear", kind, round(weight, 3))


def _in_doubt(draft: Draft) -> bool:
    """Say whether neither the page nor an unambiguous entry of a list knows the name."""
    listed = any(witness == "page" for witness, _, _ in draft.witnesses)
    return not listed and all(known.ambiguous for known in draft.known)
