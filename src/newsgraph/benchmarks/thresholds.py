"""From which probability something of a set is believed: ``mappings/thresholds.csv``.

Chosen for the F1 of the rules and the encoder together on development data, at the date that
the table gives, with the weights of that date. The encoder knows thresholds of its own, for
labels that the table leaves out.
"""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.errors import VocabularyError

if TYPE_CHECKING:
    from newsgraph.encoder import Encoder

ALL = "*"  # in place of a label: all that have no row of their own
COLUMNS = ("set", "label", "threshold", "date")
Thresholds = Callable[[str], float]


def load_thresholds(folder: Path, set_name: str) -> Mapping[str, float]:
    """Return the thresholds of a set by label. Raises VocabularyError."""
    path = folder / "mappings" / "thresholds.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["set"] == set_name]
        return {row["label"]: float(row["threshold"]) for row in rows}
    except (OSError, csv.Error, KeyError, TypeError, ValueError) as error:
        problem = f"cannot be read ({error!r}); it needs the columns {', '.join(COLUMNS)}"
        raise VocabularyError(str(path), problem) from None


def least_of(folder: Path, set_name: str, encoder: "Encoder") -> Thresholds:
    """Return the function from a label to its threshold."""
    known = load_thresholds(folder, set_name)
    return lambda label: known.get(label) or known.get(ALL) or encoder.threshold(set_name, label)
