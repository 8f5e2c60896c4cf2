"""The lexicon to look at and to write for: lexicon test, lexicon show."""

from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli.app import app

group = typer.Typer(
    help="Try sentences on the lexicon, and entries on sentences.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(group, name="lexicon")

Folder = Annotated[Path | None, typer.Option(help="A vocabulary folder of your own.")]


@group.command("test")
def try_entries(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="A text, or - for standard input, or entries in Turtle (.ttl).",
            show_default=False,
        ),
    ] = None,
    sentence: Annotated[
        list[str] | None, typer.Option(help="A sentence to read; may be repeated.")
    ] = None,
    entries: Annotated[
        list[Path] | None, typer.Option(help="Entries of your own, in Turtle; may be repeated.")
    ] = None,
    ontology: Folder = None,
    model: Annotated[str, typer.Option(help="An installed spaCy pipeline.")] = "en_core_web_sm",
    every: Annotated[
        bool, typer.Option("--all", help="Name every entry that was rejected.")
    ] = False,
) -> None:
    """Show how sentences are parsed, which entries match, and why the others do not.

    \b
    Example: newsgraph lexicon test --sentence "Acme hoovered up Figma." --entries own.ttl
    """
    from newsgraph.commands.lexicon import print_trials

    own = list(entries or [])
    if file is not None and file.suffix == ".ttl":
        own.append(file)
        file = None
    if file is None and not sentence:
        raise typer.BadParameter("give a text file, or sentences with --sentence")
    print_trials(file, sentence or [], own, ontology=ontology, model=model, every=every)


@group.command()
def show(
    relation: Annotated[str, typer.Argument(metavar="RELATION", help="A relation such as ceoOf.")],
    entries: Annotated[
        list[Path] | None, typer.Option(help="Entries of your own, in Turtle; may be repeated.")
    ] = None,
    ontology: Folder = None,
) -> None:
    """List the entries of a relation: words, arguments, kinds.

    \b
    Example: newsgraph lexicon show acquires
    """
    from newsgraph.commands.lexicon import print_entries

    print_entries(relation, entries or [], ontology=ontology)
