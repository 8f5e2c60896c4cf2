"""Accuracy on the development sets: predict, score, and write the rows of ACCURACY.md anew.

Run by ``make accuracy``; names of sets and ``--extractors`` narrow it, ``--errors`` prints the
scorer's list for d01-d10, ``--dry`` writes nothing. The articles and their scorer are in the
clone. The other sets and their scorers lie in a folder ``shared`` beside it; without it they are
left out, and this says so. A row of the same date, commit and key takes the place of an older one;
all others stay, but of single relations and of confidence only the latest do.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import accuracy_table as table
from accuracy_articles import article_rows
from accuracy_sets import FIGURES, SETS, SHARED, STOCK, corpus_rows, set_rows

from newsgraph.benchmarks import Loaded, Run
from newsgraph.encoder import load_encoder
from newsgraph.errors import PipelineError

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "tests" / "ACCURACY.md"
CORPUS_HEAD = ("date", "commit", "set", *(name for name, _, _ in FIGURES))
SETS_HEAD = ("date", "commit", "set", "measure", "by", "P", "R", "F1", "mean of labels")
DEFAULT, WITH_ENCODER = "lexicon", "lexicon,encoder"


@cache
def commit() -> str:
    """Return the short hash of the commit that is measured, marked if the tree differed at first.

    The rows of one choice of extractors, once written, make the tree differ for the next.
    """
    head = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--always", "--dirty"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    return head.stdout.strip() or "unknown"


def rows(names: Sequence[str], run: Run, folder: Path, errors: bool) -> Iterator[table.Rows]:
    """Yield the heading, the columns and the new rows of each table of the page."""
    first = (str(date.today()), commit())
    by = " and ".join(run.loaded.extractors)
    if "articles" in names:
        yield from article_rows(run, first, by)
    if "corpus" in names:
        more = "" if run.loaded.extractors == (DEFAULT,) else f", {by}"
        found = corpus_rows(run, folder, errors)
        made = [(*first, part + more, *figures) for part, figures in found]
        yield table.Rows("## Annotated texts", CORPUS_HEAD, made)
    others = [
        (
            *first,
            name,
            measure.removesuffix(f", {STOCK}"),
            STOCK if measure.endswith(STOCK) else by,
            *figures,
        )
        for name in names
        if name not in ("articles", "corpus")
        for measure, *figures in set_rows(name, run, folder)
    ]
    if others:
        yield table.Rows("## Sets of others", SETS_HEAD, others)


def main() -> None:
    """Measure, print the rows and write them into the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sets", nargs="*", help="these sets only")
    options.add_argument("--extractors", action="append", help="by default with and without")
    options.add_argument("--weights", type=Path, help="the folder of another encoder")
    options.add_argument("--dry", action="store_true", help="print only")
    options.add_argument("--errors", action="store_true")
    given = options.parse_args()
    unknown = sorted(set(given.sets) - set(SETS))
    if unknown:
        sys.exit(f"accuracy: no set {unknown[0]}; there are: {', '.join(SETS)}")
    names = given.sets or list(SETS)
    if not SHARED.is_dir():
        names = [name for name in names if name == "articles"]
        print("accuracy: articles only: no folder shared beside the clone", file=sys.stderr)
    for extractors in given.extractors or _extractors(given.weights):
        run = Run(Loaded(extractors.split(","), given.weights))
        with tempfile.TemporaryDirectory() as name:
            for found in rows(names, run, Path(name), given.errors):
                print(found.as_text())
                if not given.dry:
                    page = table.renewed(PAGE.read_text(encoding="utf-8"), found)
                    PAGE.write_text(page, encoding="utf-8")


def _extractors(weights: Path | None) -> list[str]:
    try:
        load_encoder(weights)
    except PipelineError as error:
        print(f"accuracy: rules alone: {error}", file=sys.stderr)
        return [DEFAULT]
    return [DEFAULT, WITH_ENCODER]


if __name__ == "__main__":
    main()
