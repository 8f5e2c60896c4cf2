"""Texts into a store: build, demo."""

from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli.app import USUAL, Extractors, Gazetteers, Model, Ontology, Texts, Workers, app


@app.command()
def build(
    texts: Texts,
    to: Annotated[
        Path,
        typer.Option(help="The folder of the store; made if it is not there, added to if it is."),
    ],
    model: Model = "en_core_web_sm",
    ontology: Ontology = None,
    gazetteer: Gazetteers = None,
    extractors: Extractors = USUAL,
    workers: Workers = 1,
    renew: Annotated[bool, typer.Option(help="Read texts again that the store holds.")] = False,
) -> None:
    """Read TEXTS into a store.

    \b
    Example: newsgraph build articles/ --to graph.db
    """
    from newsgraph.commands.building import build_with_talk

    names = [e.strip() for e in extractors.split(",") if e.strip()]
    code = build_with_talk(
        texts,
        to,
        model=model,
        ontology=ontology,
        gazetteers=gazetteer or [],
        extractors=names,
        workers=workers,
        renew=renew,
    )
    raise typer.Exit(code)


@app.command()
def demo(
    to: Annotated[
        Path, typer.Option(help="The folder to write graph.db, graph.html and graph.ttl to.")
    ] = Path("."),
) -> None:
    """Build, ask and draw the graph of the sample briefs.

    \b
    Example: newsgraph demo --to /tmp/newsgraph-demo
    """
    from newsgraph.demo import run

    raise typer.Exit(run(to))
