"""Thresholds of the benchmark sets, chosen by F1 on development data: ``mappings/thresholds.csv``.

Run by hand after the encoder was trained anew: ``python tests/thresholds.py [WEIGHTS]``. Each set
is read and judged once; the thresholds of a grid are tried on what came out of that.
"""

import csv
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import accuracy_sets as sets

from newsgraph.benchmarks import (
    Loaded,
    Run,
    core,
    crossner,
    knowledgenet,
    predict,
    redocred,
    thresholds,
)
from newsgraph.vocabulary import default_folder

GRID = [n / 20 for n in range(3, 18)]
TABLE = default_folder() / "mappings" / "thresholds.csv"
Figures = Callable[[Mapping[str, float]], dict[str, Any]]


def once(module: Any, *names: str) -> None:
    """Let functions of a module answer from memory the second time."""
    for name in names:
        setattr(module, name, _remembered(getattr(module, name)))


def _remembered(function: Callable[..., Any]) -> Callable[..., Iterator[Any]]:
    known: list[list[Any]] = []

    def answer(*arguments: Any, **named: Any) -> Iterator[Any]:
        if not known:
            known.append(list(function(*arguments, **named)))
        return iter(known[0])

    return answer


def with_thresholds(tried: Mapping[str, float]) -> None:
    """Let all sets read these thresholds."""
    for module in (thresholds, crossner):
        module.load_thresholds = lambda folder, set_name: tried


def measured(name: str, gold: Path, run: Run, folder: Path, scorer: str, *more: object) -> Figures:
    """Return the function from thresholds to the scorer's report."""

    def figures(tried: Mapping[str, float]) -> dict[str, Any]:
        with_thresholds(tried)
        pred = folder / f"{name}.pred"
        pred.write_text(predict(name, gold, run), encoding="utf-8")
        return sets.score(scorer, folder, "--gold", gold, "--pred", pred, *more)

    return figures


def of_knowledgenet(run: Run, folder: Path) -> dict[str, float]:
    """Return the best threshold of each property."""
    once(knowledgenet, "read", "candidates", "judge")
    gold = sets.SHARED / "datasets" / "knowledgenet.dev.jsonl"
    figures = measured("knowledgenet", gold, run, folder, "score_knowledgenet.py")
    found = {t: figures({thresholds.ALL: t})["properties"] for t in GRID}
    labels = sorted({label for properties in found.values() for label in properties})
    return {
        label: max(GRID, key=lambda t: found[t].get(label, {}).get("f1", 0.0)) for label in labels
    }


def of_core(run: Run, folder: Path) -> dict[str, float]:
    """Return the threshold with the best mean of micro and macro F1."""
    once(core, "read", "candidates", "judge")
    gold = sets.SHARED / "datasets" / "core.dev.jsonl"
    figures = measured("core", gold, run, folder, "score_spans.py", "--task", "classify")
    found = {t: figures({thresholds.ALL: t}) for t in GRID}
    return {thresholds.ALL: max(GRID, key=lambda t: found[t]["micro_f1"] + found[t]["macro_f1"])}


def of_redocred(run: Run, folder: Path) -> dict[str, float]:
    """Return the threshold that is best for all relations within a sentence."""
    once(redocred, "read", "candidates", "judge")
    gold = sets.SHARED / "datasets" / "redocred.dev.jsonl"
    figures = measured("redocred", gold, run, folder, "score_redocred.py", "--same-sentence")
    return {thresholds.ALL: max(GRID, key=lambda t: figures({thresholds.ALL: t})["f1"])}


def of_crossner(run: Run, folder: Path) -> dict[str, float]:
    """Return the best pair of thresholds for names."""
    once(crossner, "read", "spans")
    gold = sets.mapped_crossner(sets.SHARED / "datasets" / "crossner.dev.jsonl", folder)
    more = ("--task", "ner", "--map-types", sets.kinds_file(folder))
    figures = measured("crossner", gold, run, folder, "score_spans.py", *more)
    pairs = [
        {crossner.SURE: sure, crossner.SHARED: shared}
        for sure in GRID[9:]
        for shared in (0.3, 0.4, 0.5, 0.6)
    ]
    return max(pairs, key=lambda tried: figures(tried)["micro_f1"])


def main() -> None:
    """Choose and write the table."""
    if not sets.SHARED.is_dir():
        sys.exit("thresholds: no folder shared beside the clone; nothing was chosen")
    weights = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    run = Run(Loaded(("lexicon", "encoder"), weights))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, choose in (
            ("core", of_core),
            ("crossner", of_crossner),
            ("knowledgenet", of_knowledgenet),
            ("redocred", of_redocred),
        ):
            chosen = choose(run, Path(folder))
            rows += [(name, label, f"{t:g}", str(date.today())) for label, t in chosen.items()]
            print(name, chosen, flush=True)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([thresholds.COLUMNS, *rows])


if __name__ == "__main__":
    main()
