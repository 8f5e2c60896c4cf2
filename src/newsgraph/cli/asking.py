"""Questions to a store: query, explain, info, validate."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli.app import Store, app


class QueryFormat(StrEnum):
    """Forms of an answer."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    turtle = "turtle"


@app.command()
def query(
    db: Store,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A file with a SPARQL query.")
    ] = None,
    sparql: Annotated[str | None, typer.Option(help="The query itself.")] = None,
    form: Annotated[
        QueryFormat, typer.Option("--format", help="Form of the answer.")
    ] = QueryFormat.table,
    as_of: Annotated[
        str, typer.Option(help="Plain triples that hold on that day only (YYYY-MM-DD).")
    ] = "",
    reported: Annotated[
        str, typer.Option(help="Documents published by that day only (YYYY-MM-DD).")
    ] = "",
) -> None:
    """Ask the graph a SPARQL question.

    With --as-of the graph is what held then, and with --reported what was known then.

    \b
    Example: newsgraph query graph.db --sparql "SELECT ?who ?firm { ?who ng:ceoOf ?firm }"
    """
    from newsgraph.commands.answers import print_rows
    from newsgraph.graph import Graph

    if (file is None) == (sparql is None):
        raise typer.BadParameter("give either a query file or --sparql")
    with Graph.open(db) as graph:
        asked = file if file is not None else sparql or ""
        print_rows(graph.query(asked, as_of=as_of, reported=reported), form)


@app.command()
def explain(
    db: Store,
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="A name, an IRI, or * for any.")
    ],
    relation: Annotated[
        str, typer.Argument(metavar="RELATION", help="A relation such as ceoOf, or *.")
    ],
    object_: Annotated[
        str, typer.Argument(metavar="OBJECT", help="A name, a number, an IRI, or *.")
    ],
) -> None:
    """Show the sentences that say SUBJECT RELATION OBJECT.

    \b
    Example: newsgraph explain graph.db "Jensen Huang" ceoOf Nvidia
    """
    from newsgraph.commands.answers import print_explanations
    from newsgraph.graph import Graph

    with Graph.open(db) as graph:
        ends = [None if end == "*" else end for end in (subject, relation, object_)]
        found, inferred = graph.explain(*ends), graph.explain_inferred(*ends)
        raise typer.Exit(print_explanations(found, inferred))


@app.command()
def info(db: Store) -> None:
    """Count the documents, entities and statements of the graph.

    \b
    Example: newsgraph info graph.db
    """
    from newsgraph.commands.answers import print_info
    from newsgraph.graph import Graph

    with Graph.open(db) as graph:
        print_info(graph.info())


@app.command()
def validate(
    db: Store,
    ontology: Annotated[
        Path | None, typer.Option(help="The vocabulary folder that the graph was built with.")
    ] = None,
) -> None:
    """Check the graph against the SHACL shapes.

    The exit code is 1 if it is not sound.

    \b
    Example: newsgraph validate graph.db
    """
    from newsgraph.commands.answers import print_violations
    from newsgraph.graph import Graph

    with Graph.open(db) as graph:
        raise typer.Exit(print_violations(graph.validate(ontology)))
