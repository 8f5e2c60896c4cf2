"""A model of one's own: train."""

from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli.app import app


@app.command()
def train(
    ontology: Annotated[
        Path | None,
        typer.Option(help="The vocabulary folder, with its examples; by default the shipped one."),
    ] = None,
    datasets: Annotated[
        Path | None, typer.Option(help="A folder of NAME.train.jsonl and NAME.dev.jsonl.")
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option(help="A folder of NAME.gold.json beside NAME.txt.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder to write; by default encoder/ in ONTOLOGY.")
    ] = None,
    base: Annotated[
        Path | None, typer.Option(help="The folder of the model to begin from, if not installed.")
    ] = None,
    start: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="<path>",
            help="An encoder to go on from: its folder, or 'shipped'. May be given several times.",
        ),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Rounds over the sentences.")] = 6,
    threads: Annotated[int, typer.Option(min=1, help="Cores to use.")] = 1,
) -> None:
    """Train the encoder on the examples and articles of a vocabulary, and on data sets.

    A vocabulary folder that holds a folder encoder/ is read with that one. Needs the extra
    train, and takes an hour or two for the shipped examples with all data sets.

    \b
    Example: newsgraph train --ontology words
    """
    from newsgraph.encoder.model import FOLDER
    from newsgraph.training.encoder.exemplary import texts_of
    from newsgraph.training.encoder.train import train as fit
    from newsgraph.vocabulary import default_folder

    if ontology is None and out is None:
        raise typer.BadParameter("give --ontology, or --out for the shipped vocabulary")
    folder = ontology or default_folder()
    fit(
        folder / "examples",
        out or folder / "encoder",
        base,
        datasets=datasets,
        mappings=folder / "mappings" if datasets else None,
        articles=folder / "articles",
        corpus=texts_of(corpus) if corpus else None,
        ontology=ontology,
        start=[FOLDER if str(folder) == "shipped" else folder for folder in start or ()],
        epochs=epochs,
        threads=threads,
        log=lambda line: typer.echo(line, err=True),
    )
