"""The word of the user on who is who: same, different, undo, review."""

from typing import Annotated

import typer

from newsgraph.cli.app import Store, app

NameA = Annotated[str, typer.Argument(metavar="A", help="A name or an IRI.", show_default=False)]
NameB = Annotated[str, typer.Argument(metavar="B", help="A name or an IRI.", show_default=False)]


@app.command()
def same(db: Store, a: NameA, b: NameB) -> None:
    """Hold A and B to be one thing.

    This outranks every rule, and lasts when texts are read anew.

    \b
    Example: newsgraph same graph.db "Food and Drug Administration" FDA
    """
    from newsgraph.commands.identity import print_pin
    from newsgraph.graph import Graph

    with Graph.open(db, read_only=False) as graph:
        print_pin(graph.same(a, b), "pinned")


@app.command()
def different(db: Store, a: NameA, b: NameB) -> None:
    """Hold A and B to be two things.

    This outranks every rule, and lasts when texts are read anew.

    \b
    Example: newsgraph different graph.db Google "Google Cloud"
    """
    from newsgraph.commands.identity import print_pin
    from newsgraph.graph import Graph

    with Graph.open(db, read_only=False) as graph:
        print_pin(graph.different(a, b), "pinned")


@app.command()
def undo(
    db: Store,
    a: Annotated[str | None, typer.Argument(metavar="A", help="A name or an IRI.")] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="A name or an IRI.")] = None,
) -> None:
    """Take back the last same or different, or that on A and B.

    \b
    Example: newsgraph undo graph.db
    """
    from newsgraph.commands.identity import print_pin
    from newsgraph.graph import Graph

    if (a is None) != (b is None):
        raise typer.BadParameter("give both names, or none for the last pin")
    with Graph.open(db, read_only=False) as graph:
        print_pin(graph.undo(a, b), "taken back")


@app.command()
def review(
    db: Store,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Show at most so many pairs.", show_default=False)
    ] = None,
) -> None:
    """List pairs that may be one thing, then what was merged.

    Each comes with its reason, its score and a sentence on either side.

    \b
    Example: newsgraph review graph.db --limit 20
    """
    from newsgraph.commands.identity import print_pairs
    from newsgraph.graph import Graph

    with Graph.open(db) as graph:
        print_pairs(graph.review(limit))
