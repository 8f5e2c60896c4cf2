"""Accuracy on the development sets: build, export, score; prints a row for ACCURACY.md.

Run by ``make accuracy``. The sets and their scorers lie in a folder ``shared`` beside the
clone; without it there is nothing to measure, and this says so.
"""

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import newsgraph
from newsgraph.views.export import export

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PARTS = {
    "d01-d10 (rules were built on these)": [f"d{n:02d}" for n in range(1, 11)],
    "d11-d15 (held back)": [f"d{n:02d}" for n in range(11, 16)],
    "d01-d15": [f"d{n:02d}" for n in range(1, 16)],
}
FIGURES = (
    ("entity named F1", "entity_named", "F"),
    ("entity typed F1", "entity_typed", "F"),
    ("core entity recall", "entity", "R_core"),
    ("relation strict P", "relation_strict", "P"),
    ("relation strict R", "relation_strict", "R"),
    ("core relation recall", "relation_strict", "R_core"),
    ("polarity F1", "relation_polarity", "F"),
    ("status accuracy", "status", "accuracy"),
    ("overclaim rate", "status", "overclaim_rate"),
    ("evidence hit", "evidence", "hit"),
    ("traps", "traps", "hits"),
    ("page fields", "page", "mean"),
)


def system_output(texts: Path, folder: Path) -> Path:
    """Write the system-output lines of a folder of texts and return their file."""
    out = folder / "system.jsonl"
    with newsgraph.build(texts, to=folder / "graph.db") as graph:
        if graph.report is None or graph.report.errors:
            sys.exit(f"not all texts could be read: {graph.report and graph.report.errors}")
        with out.open("wb") as stream:
            export(graph.dataset, "jsonl", stream)
    return out


def score(system: Path, names: list[str], report: Path, *more: str) -> dict[str, dict[str, float]]:
    """Return the scorer's micro figures for the texts whose names begin so."""
    dev = SHARED / "corpus" / "dev"
    gold = sorted(str(p) for p in dev.glob("*.gold.json") if p.name[:3] in names)
    command = [sys.executable, str(SHARED / "score" / "score_corpus.py"), "--gold", *gold]
    command += ["--system", str(system), "--json", str(report), *more]
    subprocess.run(command, check=True, stdout=None if more else subprocess.DEVNULL)
    return dict(json.loads(report.read_text(encoding="utf-8"))["micro"])


def commit() -> str:
    """Return the short hash of the commit that is measured, marked if the tree differs."""
    head = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--always", "--dirty"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    return head.stdout.strip() or "unknown"


def _shown(figure: float | None, count: bool) -> str:
    if figure is None:
        return "-"
    return f"{figure:g}" if count else f"{figure:.3f}"


def main() -> None:
    """Measure and print one table row for each part of the corpus."""
    if not (SHARED / "corpus" / "dev").is_dir():
        sys.exit("accuracy: no development corpus beside the clone; nothing was measured")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        system = system_output(SHARED / "corpus" / "dev", folder)
        print("| date | commit | set | " + " | ".join(f for f, _, _ in FIGURES) + " |")
        print("|---" * (len(FIGURES) + 3) + "|")
        for part, names in PARTS.items():
            micro = score(system, names, folder / "report.json")
            figures = [micro.get(group, {}).get(key) for _, group, key in FIGURES]
            counts = [group == "traps" for _, group, _ in FIGURES]
            shown = [_shown(f, count) for f, count in zip(figures, counts, strict=True)]
            print(f"| {date.today()} | {commit()} | {part} | " + " | ".join(shown) + " |")
        if "--errors" in sys.argv:
            score(
                system, PARTS["d01-d10 (rules were built on these)"], folder / "r.json", "--errors"
            )


if __name__ == "__main__":
    main()
