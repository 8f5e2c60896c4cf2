"""Names in a text: kinds."""

from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli.app import USUAL, Extractors, Gazetteers, Model, Ontology, app


@app.command()
def kinds(
    text: Annotated[Path, typer.Argument(metavar="TEXT", help="A file, or - for standard input.")],
    name: Annotated[str, typer.Option(help="All that spoke for the kind of one name.")] = "",
    model: Model = "en_core_web_sm",
    ontology: Ontology = None,
    gazetteer: Gazetteers = None,
    extractors: Extractors = USUAL,
) -> None:
    """Read TEXT and print the kind of each name, and why it has it.

    \b
    Example: newsgraph kinds article.txt --name Blackwell
    """
    from newsgraph.commands.naming import print_kinds

    names = [e.strip() for e in extractors.split(",") if e.strip()]
    code = print_kinds(
        text,
        name,
        model=model,
        ontology=ontology,
        gazetteers=gazetteer or [],
        extractors=names,
    )
    raise typer.Exit(code)
