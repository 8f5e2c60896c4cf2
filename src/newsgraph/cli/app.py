"""The application that the command modules add themselves to, and what they share."""

from pathlib import Path
from typing import Annotated

import typer

from newsgraph import __version__

app = typer.Typer(
    name="newsgraph",
    help="News and articles to a knowledge graph in which every edge can show its sentence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # errors in one line, and help that grep can read
)

Store = Annotated[
    Path, typer.Argument(metavar="DB", help="The folder of the store.", show_default=False)
]

Texts = Annotated[
    list[Path],
    typer.Argument(
        metavar="TEXTS", help="Files (.txt .md .html .jsonl), folders, or - for standard input."
    ),
]
Model = Annotated[str, typer.Option(help="An installed spaCy pipeline.")]
Ontology = Annotated[Path | None, typer.Option(help="A vocabulary folder of your own.")]
Gazetteers = Annotated[
    list[Path] | None, typer.Option(help="A list of names, Turtle or CSV; may be repeated.")
]
USUAL = "lexicon,encoder"
Extractors = Annotated[
    str, typer.Option(help="lexicon, encoder and open, separated by commas; lexicon is fast.")
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that read; the graph is the same.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsgraph {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Build, ask, draw and check a knowledge graph of texts."""
