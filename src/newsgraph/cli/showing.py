"""A store as a picture or in another format: draw, export."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli.app import Store, app
from newsgraph.model import Status
from newsgraph.views.engines import Engine


class ExportFormat(StrEnum):
    """Formats of the whole graph."""

    ttl = "ttl"
    trig = "trig"
    nq = "nq"
    jsonld = "jsonld"
    graphml = "graphml"
    jsonl = "jsonl"


@app.command()
def draw(
    db: Store,
    out: Annotated[Path, typer.Option(help="The HTML file to write.")] = Path("graph.html"),
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out what is less sure.")
    ] = 0.0,
    status: Annotated[
        list[Status] | None, typer.Option(help="Draw only these; may be repeated.")
    ] = None,
    focus: Annotated[
        str, typer.Option(help="A name or an IRI: draw it and what is around it.")
    ] = "",
    hops: Annotated[int, typer.Option(min=0, help="How many statements away from the focus.")] = 2,
    since: Annotated[
        str, typer.Option("--from", metavar="DATE", help="Published on that day or later.")
    ] = "",
    until: Annotated[
        str, typer.Option("--to", metavar="DATE", help="Published on that day or earlier.")
    ] = "",
    top: Annotated[
        int | None,
        typer.Option(
            min=1, help="Draw at most so many nodes, the most central: 300, with sigma 50,000."
        ),
    ] = None,
    engine: Annotated[
        Engine, typer.Option(help="pyvis for up to some thousand nodes, sigma for more.")
    ] = Engine.pyvis,
) -> None:
    """Draw the graph as one HTML file that opens offline.

    A DATE is YYYY, YYYY-MM or YYYY-MM-DD; what no dated document says is then left out.

    \b
    Example: newsgraph draw graph.db --out graph.html --focus Nvidia --hops 2
    """
    from newsgraph.graph import Graph

    with Graph.open(db) as graph:
        graph.draw(
            out,
            statuses=status or None,
            min_confidence=min_confidence,
            focus=focus or None,
            hops=hops,
            since=since,
            until=until,
            top=top,
            engine=engine.value,
        )
    typer.echo(f"wrote {out}", err=True)


@app.command()
def export(
    db: Store,
    form: Annotated[
        ExportFormat, typer.Option("--format", help="Format of the output.")
    ] = ExportFormat.ttl,
) -> None:
    """Print the graph as RDF, GraphML or JSON lines.

    \b
    Example: newsgraph export graph.db --format ttl > graph.ttl
    """
    from newsgraph.store.dataset import Dataset
    from newsgraph.views.export import export as write

    with Dataset.open(db, read_only=True) as dataset:
        write(dataset, form.value, sys.stdout.buffer)
