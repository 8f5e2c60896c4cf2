"""Train the encoder from the command line: ``python -m newsgraph.training.encoder``."""

import argparse
import sys
from pathlib import Path

from newsgraph.encoder.model import FOLDER
from newsgraph.errors import NewsgraphError
from newsgraph.training.encoder.exemplary import texts_of
from newsgraph.training.encoder.train import train


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m newsgraph.training.encoder")
    parser.add_argument("--examples", type=Path, required=True, help="folder of example files")
    parser.add_argument("--base", type=Path, help="folder of the base model (default: installed)")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder of the model")
    parser.add_argument("--datasets", type=Path, help="folder of <set>.train.jsonl")
    parser.add_argument("--mappings", type=Path, help="folder of <set>.csv: labels to relations")
    parser.add_argument("--articles", type=Path, help="folder of articles, marked as the examples")
    parser.add_argument("--corpus", type=Path, help="folder of NAME.gold.json beside its text")
    parser.add_argument("--only", nargs="*", default=None, help="names of the texts of the corpus")
    parser.add_argument("--ontology", type=Path, help="folder of an own vocabulary")
    parser.add_argument("--lessons", type=Path, help="folder that keeps prepared lessons")
    parser.add_argument("--start", type=Path, nargs="*", default=(), help="encoders to go on from")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--everything", action="store_true", help="train on the held-out tenth too")
    parser.add_argument("--prepare-only", action="store_true", help="stop before the training")
    o = parser.parse_args(arguments)
    try:
        train(
            o.examples,
            o.out,
            o.base,
            datasets=o.datasets,
            mappings=o.mappings,
            articles=o.articles,
            corpus=texts_of(o.corpus, o.only) if o.corpus else None,
            ontology=o.ontology,
            lessons=o.lessons,
            start=o.start,
            everything=o.everything,
            epochs=o.epochs,
            threads=o.threads,
            seed=o.seed,
            fit=not o.prepare_only,
        )
    except NewsgraphError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
