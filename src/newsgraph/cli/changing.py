"""What comes, goes and is kept safe: add, remove, update, diff, check, backup, restore."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli.app import (
    USUAL,
    Extractors,
    Gazetteers,
    Model,
    Ontology,
    Store,
    Texts,
    Workers,
    app,
)

Day = Annotated[str, typer.Option(help="The day noted in the log of changes; today by default.")]


class DiffFormat(StrEnum):
    """Forms of what changed."""

    text = "text"
    patch = "patch"
    json = "json"


@app.command()
def add(
    db: Store,
    texts: Texts,
    model: Model = "en_core_web_sm",
    ontology: Ontology = None,
    gazetteer: Gazetteers = None,
    extractors: Extractors = USUAL,
    workers: Workers = 1,
    date: Day = "",
) -> None:
    """Read TEXTS into a store that is there.

    A text that the store holds already costs no more than a look.

    \b
    Example: newsgraph add graph.db today.txt
    """
    from newsgraph.commands.building import build_with_talk

    code = build_with_talk(
        texts,
        db,
        model=model,
        ontology=ontology,
        gazetteers=gazetteer or [],
        extractors=_names(extractors),
        workers=workers,
        date=date,
        create=False,
    )
    raise typer.Exit(code)


@app.command()
def update(
    db: Store,
    texts: Texts,
    prune: Annotated[
        bool, typer.Option(help="Remove what was read from TEXTS and is there no more.")
    ] = False,
    model: Model = "en_core_web_sm",
    ontology: Ontology = None,
    gazetteer: Gazetteers = None,
    extractors: Extractors = USUAL,
    workers: Workers = 1,
    date: Day = "",
) -> None:
    """Make a store follow TEXTS.

    A text that has changed takes the place of what was read from its file before, new ones
    are added, and files that are gone are named, or removed with --prune.

    \b
    Example: newsgraph update graph.db articles/ --prune
    """
    from newsgraph.commands.building import build_with_talk

    code = build_with_talk(
        texts,
        db,
        model=model,
        ontology=ontology,
        gazetteers=gazetteer or [],
        extractors=_names(extractors),
        workers=workers,
        date=date,
        update=True,
        prune=prune,
        create=False,
    )
    raise typer.Exit(code)


@app.command()
def remove(
    db: Store,
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOC", help="A file name as it was given, or a document's IRI."),
    ],
    forget: Annotated[
        bool, typer.Option(help="Keep nothing of it in the history, so that diff cannot tell.")
    ] = False,
    date: Day = "",
) -> None:
    """Take documents, and all that they say, out of a store.

    \b
    Example: newsgraph remove graph.db articles/retracted.txt
    """
    from newsgraph.commands.changing import remove_documents

    raise typer.Exit(remove_documents(db, documents, date=date, forget=forget))


@app.command()
def diff(
    db: Store,
    other: Annotated[
        Path | None, typer.Argument(metavar="DB2", help="A later state of the store.")
    ] = None,
    since: Annotated[
        str, typer.Option(help="Compare with the state before that day (YYYY-MM-DD).")
    ] = "",
    form: Annotated[DiffFormat, typer.Option("--format", help="Form.")] = DiffFormat.text,
) -> None:
    """Say what changed from DB to DB2, or in DB since a day.

    New and gone facts, new statuses, new support and new contradictions; as an RDF patch,
    the quads that came and went.

    \b
    Example: newsgraph diff graph.db --since 2026-03-16
    """
    from newsgraph.commands.changing import print_diff

    if (other is None) == (not since):
        raise typer.BadParameter("give either a second store or --since")
    print_diff(db, other, since, form)


@app.command()
def check(db: Store) -> None:
    """Check that a store is whole: evidence, graphs, entities, identity, log.

    The exit code is 1 if it is not.

    \b
    Example: newsgraph check graph.db
    """
    from newsgraph.commands.changing import print_check

    raise typer.Exit(print_check(db))


@app.command()
def backup(
    db: Store,
    to: Annotated[Path, typer.Argument(metavar="TO", help="A folder to make.")],
) -> None:
    """Copy a store, with a dump as N-Quads that any RDF tool reads.

    \b
    Example: newsgraph backup graph.db graph-2026-03-16
    """
    from newsgraph.commands.changing import back_up

    back_up(db, to)


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(metavar="FROM", help="A folder that backup made.")],
    db: Store,
    force: Annotated[bool, typer.Option(help="Put it in the place of a store at DB.")] = False,
) -> None:
    """Make a store of a backup.

    \b
    Example: newsgraph restore graph-2026-03-16 graph.db
    """
    from newsgraph.commands.changing import restore_to

    restore_to(backup, db, force=force)


def _names(extractors: str) -> list[str]:
    return [e.strip() for e in extractors.split(",") if e.strip()]
