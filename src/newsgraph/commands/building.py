"""What a build says: progress, notes, errors and counts."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from newsgraph.building import Report
from newsgraph.commands.console import err_console, one_line
from newsgraph.commands.interrupt import INTERRUPTED, patient
from newsgraph.graph import build as build_graph
from newsgraph.mentions import DEFAULT
from newsgraph.model import Document
from newsgraph.relations import USUAL

MOST_NOTES = 20  # of a kind, shown for one build


def build_with_talk(
    texts: Sequence[str | Path],
    to: Path,
    *,
    model: str = DEFAULT,
    ontology: Path | None = None,
    gazetteers: Sequence[Path] = (),
    extractors: Sequence[str] = USUAL,
    renew: bool = False,
    update: bool = False,
    prune: bool = False,
    date: str = "",
    workers: int = 1,
    create: bool = True,
) -> int:
    """Build, show progress on a terminal, report; return the exit code.

    The first interruption (Ctrl-C) lets the document in hand be finished, the second does
    not wait for it.
    """
    talk = err_console()
    with _progress(talk) as progress, patient() as stop:
        graph = build_graph(
            texts,
            to,
            model=model,
            ontology=ontology,
            gazetteers=gazetteers,
            extractors=extractors,
            renew=renew,
            update=update,
            prune=prune,
            date=date,
            workers=workers,
            create=create,
            progress=progress,
            stop=stop,
        )
    with graph:
        report = graph.report or Report()
        _report(talk, report, to)
    if report.left:
        return INTERRUPTED
    return 1 if report.errors else 0


@contextmanager
def _progress(console: Console) -> Iterator[Callable[[Document], None]]:
    """Yield what to call for each text: a display on a terminal, nothing elsewhere."""
    if not console.is_terminal:
        yield lambda document: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed} texts"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def advance(document: Document) -> None:
            bar.update(task, advance=1, description=one_line(Path(document.source).name))

        yield advance


def _report(talk: Console, report: Report, to: Path) -> None:
    for error in report.errors:
        talk.print(Text(one_line(f"newsgraph: {error}"), style="red"))
    _notes(talk, [f"{note.source} {note.text}" for note in report.notes], "notes")
    unplaced = [
        f"{document.source}:{line.line}: not placed by the page layout: {line.text[:80]}"
        for document in report.added
        for line in document.unplaced
    ]
    _notes(talk, unplaced, "lines that were not placed")
    for gone in report.vanished if not report.removed else ():
        talk.print(Text(one_line(f"note: {gone.source} is gone; --prune takes it out")))
    for source in report.left[:MOST_NOTES]:
        talk.print(Text(one_line(f"left: {source}")))
    new = len(report.added) - len(report.replaced)
    parts = [f"{new} added", f"{len(report.unchanged)} unchanged"]
    if report.replaced:
        parts.insert(1, f"{len(report.replaced)} replaced")
    if report.removed:
        parts.append(f"{len(report.removed)} removed")
    elif report.vanished:
        parts.append(f"{len(report.vanished)} vanished")
    if report.errors:
        parts.append(f"{len(report.errors)} not read")
    if report.left:
        parts.append(f"interrupted with {len(report.left)} left: run the same again for them")
    talk.print(Text(f"{to}: {', '.join(parts)}"))


def _notes(talk: Console, notes: Sequence[str], what: str) -> None:
    for note in notes[:MOST_NOTES]:
        talk.print(Text(one_line(f"note: {note}")))
    if len(notes) > MOST_NOTES:
        talk.print(f"note: and {len(notes) - MOST_NOTES} more {what}")
