"""Predictions for benchmark files: predict."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli.app import USUAL, Extractors, app


class Types(StrEnum):
    """Whose names the kinds of entities have."""

    kinds = "kinds"
    set = "set"


class Pairs(StrEnum):
    """Between which ends relations are sought."""

    given = "given"
    own = "own"


@app.command()
def predict(
    set_name: Annotated[
        str,
        typer.Argument(
            metavar="SET",
            help="corpus, knowledgenet, core, product, crossner, redocred, gum or names.",
        ),
    ],
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="A file of the set; for corpus texts or a folder."),
    ],
    extractors: Extractors = USUAL,
    weights: Annotated[
        Path | None, typer.Option(help="The folder of an encoder of your own.")
    ] = None,
    types: Annotated[
        Types, typer.Option(help="crossner: our kinds, or the types of the set.")
    ] = Types.kinds,
    pairs: Annotated[
        Pairs, typer.Option(help="core, redocred: the ends that the file gives, or our own.")
    ] = Pairs.given,
    out: Annotated[Path | None, typer.Option(help="Write here, not to standard output.")] = None,
) -> None:
    """Print predictions for a benchmark file as its scorer reads them.

    \b
    Example: newsgraph predict knowledgenet knowledgenet.dev.jsonl > predictions.jsonl
    """
    from newsgraph.benchmarks import Loaded, Run
    from newsgraph.commands.predicting import predict_to

    names = [e.strip() for e in extractors.split(",") if e.strip()]
    loaded = Loaded(names, weights)
    predict_to(set_name, path, out, Run(loaded, types.value, pairs.value))
