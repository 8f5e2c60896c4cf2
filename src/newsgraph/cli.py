"""The command line: each command parses, calls one library function and prints.

Data goes to standard output, talk to standard error. Exit codes: 0 done, 1 an expected
error or a violation, 2 wrong use.
"""

import sys
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from newsgraph import __version__
from newsgraph.errors import NewsgraphError
from newsgraph.model import Status

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


class QueryFormat(StrEnum):
    """Forms of an answer."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    turtle = "turtle"


class ExportFormat(StrEnum):
    """Formats of the whole graph."""

    ttl = "ttl"
    trig = "trig"
    nq = "nq"
    jsonld = "jsonld"
    graphml = "graphml"
    jsonl = "jsonl"


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


@app.command()
def build(
    texts: Annotated[
        list[Path],
        typer.Argument(
            metavar="TEXTS",
            help="Files (.txt .md .html .jsonl), folders, or - for standard input.",
        ),
    ],
    to: Annotated[
        Path,
        typer.Option(help="The folder of the store; made if it is not there, added to if it is."),
    ],
    model: Annotated[str, typer.Option(help="An installed spaCy pipeline.")] = "en_core_web_sm",
    ontology: Annotated[Path | None, typer.Option(help="A vocabulary folder of your own.")] = None,
    gazetteer: Annotated[
        list[Path] | None, typer.Option(help="A list of names, Turtle or CSV; may be repeated.")
    ] = None,
    extractors: Annotated[str, typer.Option(help="Extractors, separated by commas.")] = "lexicon",
    renew: Annotated[bool, typer.Option(help="Read texts again that the store holds.")] = False,
) -> None:
    """Read TEXTS into a store.

    \b
    Example: newsgraph build articles/ --to graph.db
    """
    from newsgraph.commands import build_with_talk

    names = [e.strip() for e in extractors.split(",") if e.strip()]
    code = build_with_talk(
        texts,
        to,
        model=model,
        ontology=ontology,
        gazetteers=gazetteer or [],
        extractors=names,
        renew=renew,
    )
    raise typer.Exit(code)


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
) -> None:
    """Ask the graph a SPARQL question.

    \b
    Example: newsgraph query graph.db --sparql "SELECT ?who ?firm { ?who ng:ceoOf ?firm }"
    """
    from newsgraph.commands import print_rows
    from newsgraph.graph import Graph

    if (file is None) == (sparql is None):
        raise typer.BadParameter("give either a query file or --sparql")
    with Graph.open(db) as graph:
        print_rows(graph.query(file if file is not None else sparql or ""), form)


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
    top: Annotated[
        int, typer.Option(min=1, help="Draw at most so many nodes, the most central.")
    ] = 300,
) -> None:
    """Draw the graph as one HTML file that opens offline.

    \b
    Example: newsgraph draw graph.db --out graph.html
    """
    from newsgraph.graph import Graph

    with Graph.open(db) as graph:
        graph.draw(out, statuses=status or None, min_confidence=min_confidence, top=top)
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
    from newsgraph.commands import print_explanations
    from newsgraph.graph import Graph

    with Graph.open(db) as graph:
        ends = [None if end == "*" else end for end in (subject, relation, object_)]
        raise typer.Exit(print_explanations(graph.explain(*ends)))


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
    from newsgraph.commands import print_violations
    from newsgraph.graph import Graph

    with Graph.open(db) as graph:
        raise typer.Exit(print_violations(graph.validate(ontology)))


@app.command()
def info(db: Store) -> None:
    """Count the documents, entities and statements of the graph.

    \b
    Example: newsgraph info graph.db
    """
    from newsgraph.commands import print_info
    from newsgraph.graph import Graph

    with Graph.open(db) as graph:
        print_info(graph.info())


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


NameA = Annotated[str, typer.Argument(metavar="A", help="A name or an IRI.", show_default=False)]
NameB = Annotated[str, typer.Argument(metavar="B", help="A name or an IRI.", show_default=False)]


@app.command()
def same(db: Store, a: NameA, b: NameB) -> None:
    """Hold A and B to be one thing.

    This outranks every rule, and lasts when texts are read anew.

    \b
    Example: newsgraph same graph.db "Food and Drug Administration" FDA
    """
    from newsgraph.commands import print_pin
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
    from newsgraph.commands import print_pin
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
    from newsgraph.commands import print_pin
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
    from newsgraph.commands import print_pairs
    from newsgraph.graph import Graph

    with Graph.open(db) as graph:
        print_pairs(graph.review(limit))


def main() -> None:
    """Run the command; an expected error is one line on standard error and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no “ shows ?, no traceback
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="newsgraph")
    except NewsgraphError as error:
        from newsgraph.commands import one_line

        typer.echo(one_line(f"newsgraph: {error}"), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
