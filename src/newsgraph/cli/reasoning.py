"""What follows and what does not fit: infer, conflicts."""

from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli.app import Store, app


@app.command()
def infer(
    db: Store,
    ontology: Annotated[
        Path | None, typer.Option(help="The vocabulary folder whose rules are to be run.")
    ] = None,
) -> None:
    """Write what the rules conclude into a graph of its own.

    Only what is asserted and nowhere denied is a premise. When a text is added or removed
    the inferences go, until this command is run again.

    \b
    Example: newsgraph infer graph.db
    """
    from newsgraph.commands.reasoning import print_inferred
    from newsgraph.graph import Graph

    with Graph.open(db, read_only=False) as graph:
        print_inferred(graph.infer(ontology))


@app.command()
def conflicts(db: Store) -> None:
    """List claims that do not fit together, with the evidence of both sides.

    \b
    Example: newsgraph conflicts graph.db
    """
    from newsgraph.commands.reasoning import print_conflicts
    from newsgraph.graph import Graph

    with Graph.open(db) as graph:
        print_conflicts(graph.conflicts())
