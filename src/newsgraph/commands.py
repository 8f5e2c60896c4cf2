"""What the commands say: answers on standard output, talk on standard error."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from newsgraph.graph import build as build_graph
from newsgraph.model import Document
from newsgraph.pipeline import Report
from newsgraph.reasoning.query import Rows
from newsgraph.reasoning.validate import Report as Validation
from newsgraph.views.explain import Explanation
from newsgraph.views.info import Info

MOST_LINES = 20  # unplaced lines or notes shown for one build


def out_console() -> Console:
    """Return a console on standard output; wide and plain when it is not a terminal."""
    plain = not sys.stdout.isatty()
    return Console(file=sys.stdout, width=200 if plain else None, highlight=False, no_color=plain)


def err_console() -> Console:
    """Return a console on standard error."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True)


def build_with_talk(
    texts: Sequence[str | Path],
    to: Path,
    model: str,
    ontology: Path | None,
    gazetteers: Sequence[Path],
    extractors: Sequence[str],
    renew: bool,
) -> int:
    """Build, show progress on a terminal, report; return the exit code."""
    talk = err_console()
    with _bar(talk) as (bar, task):

        def progress(document: Document) -> None:
            if bar is not None:
                bar.update(task, advance=1, description=Text(Path(document.source).name))

        graph = build_graph(
            texts,
            to,
            model=model,
            ontology=ontology,
            gazetteers=gazetteers,
            extractors=extractors,
            renew=renew,
            progress=progress,
        )
    with graph:
        report = graph.report or Report()
        _report(talk, report, to)
    return 1 if report.errors else 0


class _bar:  # noqa: N801 - used as a context manager in place of a function
    """A progress display on a terminal, nothing where standard error is piped."""

    def __init__(self, console: Console) -> None:
        self.progress = (
            Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.completed} texts"),
                TimeElapsedColumn(),
                console=console,
                transient=True,
            )  # fmt: skip
            if console.is_terminal
            else None
        )

    def __enter__(self) -> tuple[Progress | None, Any]:
        if self.progress is None:
            return None, None
        self.progress.start()
        return self.progress, self.progress.add_task("reading", total=None)

    def __exit__(self, *problem: object) -> None:
        if self.progress is not None:
            self.progress.stop()


def _report(talk: Console, report: Report, to: Path) -> None:
    for error in report.errors:
        talk.print(Text(f"newsgraph: {error}", style="red"))
    for note in report.notes[:MOST_LINES]:
        talk.print(Text(f"note: {note.source} {note.text}"))
    if len(report.notes) > MOST_LINES:
        talk.print(f"note: and {len(report.notes) - MOST_LINES} more notes")
    unplaced = [(d.source, line) for d in report.added for line in d.unplaced]
    for source, line in unplaced[:MOST_LINES]:
        talk.print(
            Text(f"note: {source}:{line.line}: not placed by the page layout: {line.text[:80]}")
        )
    if len(unplaced) > MOST_LINES:
        talk.print(f"note: and {len(unplaced) - MOST_LINES} more lines that were not placed")
    parts = [f"{len(report.added)} added", f"{len(report.unchanged)} unchanged"]
    if report.errors:
        parts.append(f"{len(report.errors)} not read")
    talk.print(Text(f"{to}: {', '.join(parts)}"))


def print_rows(rows: Rows, form: str) -> None:
    """Print the answer to a query."""
    if form == "table":
        out_console().print(rows.table())
    else:
        sys.stdout.write(rows.to(form))


def print_explanations(found: Sequence[Explanation]) -> int:
    """Print statements with their evidence; return 1 where there is none."""
    out = out_console()
    for e in found:
        out.print(Text.assemble((e.subject, "bold"), f" {e.relation} ", (e.object, "bold")))
        said = f"  {e.status.value}, confidence {e.confidence:.2f}"
        if e.attributed_to:
            said += f", says {e.attributed_to}"
        out.print(Text(said))
        for name, value in e.qualifiers:
            out.print(Text(f"  {name}: {value}"))
        for v in e.evidence:
            out.print(Text(f"  “{v.quote}”"))
            read = f"    {e.source} [{v.start}:{v.end}] by {v.extractor}"
            read += f", entry {v.entry}" if v.entry else ""
            read += f" ({v.pattern})" if v.pattern else ""
            out.print(Text(read + (f"; {v.trace}" if v.trace else "")))
    if not found:
        err_console().print("newsgraph: the graph knows these names but holds no such statement")
    return 0 if found else 1


def print_violations(report: Validation) -> int:
    """Print what the shapes found; return the exit code."""
    out = out_console()
    for v in report.violations:
        out.print(
            Text(f"{v.severity}: {v.source}: {v.message} ({v.focus} {v.path} {v.value})".rstrip())
        )
        if v.evidence:
            out.print(Text(f"  “{v.evidence}”"))
    verdict = "sound" if report.conforms else "not sound"
    err_console().print(
        f"{report.documents} documents: {verdict}, {len(report.violations)} findings"
    )
    return 0 if report.conforms else 1


def print_info(found: Info) -> None:
    """Print the counts of a graph."""
    from rich.table import Table

    out = out_console()
    table = Table("what", "count", title=None)
    for what, count in found.rows():
        table.add_row(Text(what), Text(str(count)))
    out.print(table)
