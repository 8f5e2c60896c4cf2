"""names: pairs of names, how alike they are.

In: CSV with case_group, schema, name1, name2 (and more, ignored). Out: CSV with these and
score, from 0 to 1. The schema is the kind of both names.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from newsgraph.benchmarks.run import Run
from newsgraph.entities.match import name_score
from newsgraph.errors import ReadError

COLUMNS = ("case_group", "schema", "name1", "name2")
KINDS = {"Person": "Person", "Vessel": "ProductTechnology"}  # the others are Organizations


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield the lines of a CSV of scores."""
    rows = _rows(path)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, "score"))
    for row in rows:
        score = name_score(row["name1"], row["name2"], KINDS.get(row["schema"], "Organization"))
        writer.writerow((*(row[c] for c in COLUMNS), score.score))
    yield text.getvalue()


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
            if missing:
                raise ReadError(f"{path}:1", f"is no file of names: no column {missing[0]}")
            rows = []
            for row in reader:
                if any(row[c] is None for c in COLUMNS):
                    raise ReadError(f"{path}:{reader.line_num}", "has too few columns")
                rows.append(row)
    except UnicodeDecodeError:
        raise ReadError(str(path), "is not UTF-8; save the file as UTF-8") from None
    except (OSError, csv.Error) as error:
        raise ReadError(str(path), f"cannot be read as CSV ({error})") from None
    return rows
