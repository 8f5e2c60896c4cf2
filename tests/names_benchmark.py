"""Name pairs of others: how often ``name_score`` agrees. Prints the scorer's tables.

Run by hand; the pairs and their scorer lie in a folder ``shared`` beside the clone.
"""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

from newsgraph.entities.match import THRESHOLD, name_score

SHARED = Path(__file__).resolve().parents[2] / "shared"
CASES = SHARED / "datasets" / "names.dev.csv"
SCORER = SHARED / "score" / "score_names.py"
KINDS = {"Person": "Person", "Vessel": "ProductTechnology"}  # the others are Organizations
GROUPS = (("Company", "Organization", "LegalEntity"), ("Person",))
COLUMNS = ("case_group", "schema", "name1", "name2")


def predictions() -> list[dict[str, str]]:
    """Return the pairs with their scores."""
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {name: row[name] for name in COLUMNS}
        | {"score": str(name_score(row["name1"], row["name2"], kind_of(row)).score)}
        for row in rows
    ]


def kind_of(row: dict[str, str]) -> str:
    """Return our kind for a schema of the pairs."""
    return KINDS.get(row["schema"], "Organization")


def score(rows: list[dict[str, str]], schemas: tuple[str, ...], report: Path) -> str:
    """Return what the scorer prints; its figures are written to ``report``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, (*COLUMNS, "score"))
            writer.writeheader()
            writer.writerows(rows)
        command = [sys.executable, str(SCORER), "--cases", str(CASES), "--pred", str(path)]
        command += ["--threshold", str(THRESHOLD), "--json", str(report), "--schemas", *schemas]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Print a table for companies and one for people."""
    if not CASES.is_file():
        sys.exit(f"there are no name pairs at {CASES}")
    rows = predictions()
    with tempfile.TemporaryDirectory() as folder:
        for schemas in GROUPS:
            print(score(rows, schemas, Path(folder) / "report.json"))


if __name__ == "__main__":
    main()
