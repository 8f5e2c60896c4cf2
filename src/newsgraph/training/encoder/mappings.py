"""The tables that lead from the labels of other data sets to our relations.

One file ``<set>.csv`` a set: ``label,relation,inverted,note``. A label without a
relation has none that it surely means; pairs that bear it teach our relations nothing.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsgraph.errors import VocabularyError
from newsgraph.training.encoder.lessons import ALL, Judged

COLUMNS = ["label", "relation", "inverted", "note"]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a label of a set means in our inventory."""

    relation: str  # "": nothing that is sure
    inverted: bool  # our subject is the set's object


Mapping_ = Mapping[str, Mapped]


def read_mapping(path: Path) -> dict[str, Mapped]:
    """Return a table by label; raise VocabularyError for a line that is not in form."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            if rows.fieldnames != COLUMNS:
                raise VocabularyError(str(path), f"the columns must be {','.join(COLUMNS)}")
            found = {}
            for row in rows:
                if row["inverted"] not in ("yes", "no") or row["label"] in found:
                    where = f"{path}:{rows.line_num}"
                    raise VocabularyError(where, "a label twice, or inverted is not yes or no")
                found[row["label"]] = Mapped(row["relation"], row["inverted"] == "yes")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(str(path), f"cannot be read as UTF-8: {error}") from error
    return found


def mapped(judged: Judged, table: Mapping_, symmetric: frozenset[str]) -> Judged:
    """Return what judgements in a set's labels say about our relations.

    Of a pair that bears a label, in either direction, nothing else is known. A pair
    without one is a negative for the relations that the table leads to, as far as the
    set's silence means so.
    """
    positive, unknown = set(), set()
    for a, b, label in (*judged.positive, *judged.unknown):
        unknown |= {(a, b, ALL), (b, a, ALL)}
        target = table.get(label, Mapped("", False))
        if target.relation and (a, b, label) in judged.positive:
            positive.add((b, a, target.relation) if target.inverted else (a, b, target.relation))
    positive |= {(b, a, r) for a, b, r in positive if r in symmetric}
    told = (
        table if ALL in judged.silence else {k: v for k, v in table.items() if k in judged.silence}
    )
    silence = sorted({m.relation for m in told.values() if m.relation})
    pairs = judged.pairs
    if pairs is not None:
        pairs = tuple(sorted({*pairs, *((b, a) for a, b in pairs)}))
    return Judged(tuple(sorted(positive)), tuple(sorted(unknown)), tuple(silence), pairs)
