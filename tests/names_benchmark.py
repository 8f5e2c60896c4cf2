"""Name pairs of others: how often ``newsgraph predict names`` agrees. Prints the scorer's tables.

Run by hand; the pairs and their scorer lie in a folder ``shared`` beside the clone.
"""

import csv
import io
import subprocess
import sys
import tempfile
from pathlib import Path

from newsgraph.benchmarks import Run, predict
from newsgraph.entities.match import THRESHOLD

SHARED = Path(__file__).resolve().parents[2] / "shared"
CASES = SHARED / "datasets" / "names.dev.csv"
SCORER = SHARED / "score" / "score_names.py"
GROUPS = (("Company", "Organization", "LegalEntity"), ("Person",))


def predictions() -> list[dict[str, str]]:
    """Return the pairs with their scores."""
    return list(csv.DictReader(io.StringIO(predict("names", CASES, Run()))))


def score(rows: list[dict[str, str]], schemas: tuple[str, ...], report: Path) -> str:
    """Return what the scorer prints; its figures are written to ``report``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
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
