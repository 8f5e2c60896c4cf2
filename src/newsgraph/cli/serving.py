"""A store over HTTP: serve."""

from typing import Annotated

import typer

from newsgraph.cli.app import Store, app


@app.command()
def serve(
    db: Store,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")
    ] = 8000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a query may run.")] = 30.0,
    limit: Annotated[
        int, typer.Option(min=1, metavar="ROWS", help="Rows that an answer may have.")
    ] = 100_000,
    workers: Annotated[int, typer.Option(min=1, help="Queries that run at once.")] = 2,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name this server goes by; may be repeated."),
    ] = None,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Let its pages ask the endpoint; may be repeated."),
    ] = None,
) -> None:
    """Serve the graph: a SPARQL endpoint at /sparql, and pages to read it.

    The store is only read, and what is committed to it meanwhile appears by itself. Nobody has
    to log in, so listen beyond this computer with care.

    \b
    Example: newsgraph serve graph.db --port 8000
    """
    from newsgraph.commands.serving import serve_with_talk
    from newsgraph.server.settings import Settings

    serve_with_talk(
        db,
        Settings(
            host=host,
            port=port,
            timeout=timeout,
            rows=limit,
            workers=workers,
            hosts=tuple(allow_host or ()),
            origins=tuple(allow_origin or ()),
        ),
    )
