"""What the commands say: answers on standard output, talk on standard error."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from newsgraph.entities.identity import Pin
from newsgraph.graph import build as build_graph
from newsgraph.mentions import DEFAULT
from newsgraph.model import Document
from newsgraph.pipeline import Report
from newsgraph.reasoning.query import Rows
from newsgraph.reasoning.validate import Report as Validation
from newsgraph.views.explain import Explanation
from newsgraph.views.info import Info
from newsgraph.views.review import Pair

MOST_NOTES = 20  # of a kind, shown for one build
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


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
    *,
    model: str = DEFAULT,
    ontology: Path | None = None,
    gazetteers: Sequence[Path] = (),
    extractors: Sequence[str] = ("lexicon",),
    renew: bool = False,
) -> int:
    """Build, show progress on a terminal, report; return the exit code."""
    talk = err_console()
    with _progress(talk) as progress:
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


def one_line(text: str) -> str:
    """Return text without line breaks and without the signs that would steer a terminal."""
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


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
    parts = [f"{len(report.added)} added", f"{len(report.unchanged)} unchanged"]
    if report.errors:
        parts.append(f"{len(report.errors)} not read")
    talk.print(Text(f"{to}: {', '.join(parts)}"))


def _notes(talk: Console, notes: Sequence[str], what: str) -> None:
    for note in notes[:MOST_NOTES]:
        talk.print(Text(one_line(f"note: {note}")))
    if len(notes) > MOST_NOTES:
        talk.print(f"note: and {len(notes) - MOST_NOTES} more {what}")


def print_rows(rows: Rows, form: str) -> None:
    """Print the answer to a query; in every form but the table it is UTF-8."""
    if form == "table":
        out_console().print(rows.table())
    else:
        sys.stdout.buffer.write(rows.to(form).encode("utf-8"))


def print_explanations(found: Sequence[Explanation]) -> int:
    """Print statements with their evidence; return 1 where there is none."""
    out = out_console()
    for e in found:
        triple = Text.assemble((e.subject, "bold"), f" {e.relation} ", (e.object, "bold"))
        out.print(triple, soft_wrap=True)
        said = f"  {e.status.value}, confidence {e.confidence:.2f}"
        said += f", according to {e.attributed_to}" if e.attributed_to else ""
        qualifiers = [f"  {name}: {value}" for name, value in e.qualifiers]
        for line in (said, *qualifiers, *_evidence(e)):
            out.print(Text(line), soft_wrap=True)
    if not found:
        err_console().print("newsgraph: the graph knows these names but holds no such statement")
    return 0 if found else 1


def _evidence(e: Explanation) -> Iterator[str]:
    for v in e.evidence:
        yield f"  “{v.quote}”"
        read = f"    {one_line(e.source)} [{v.start}:{v.end}] by {v.extractor}"
        read += f", entry {v.entry}" if v.entry else ""
        read += f" ({v.pattern})" if v.pattern else ""
        yield read + (f"; {v.trace}" if v.trace else "")


def print_violations(report: Validation) -> int:
    """Print what the shapes found; return the exit code."""
    out = out_console()
    for v in report.violations:
        fault = " ".join(part for part in (v.focus, v.path, v.value) if part)
        line = one_line(f"{v.severity}: {v.source}: {v.message} ({fault})")
        out.print(Text(line), soft_wrap=True)
        if v.evidence:
            out.print(Text(f"  “{v.evidence}”"), soft_wrap=True)
    verdict = "sound" if report.conforms else "not sound"
    err_console().print(
        f"{report.documents} documents: {verdict}, {len(report.violations)} findings"
    )
    return 0 if report.conforms else 1


def print_info(found: Info) -> None:
    """Print the counts of a graph, parts below their sums."""
    from rich.table import Table

    table = Table("what", "count")
    parts = {
        "entities": found.entities,
        "statements by relation": found.relations,
        "statements by status": found.statuses,
    }
    table.add_row("documents", str(found.documents))
    table.add_row("triples", str(found.triples))
    for whole, counts in parts.items():
        table.add_row(whole, str(sum(counts.values())))
        for name, count in counts.items():
            table.add_row(Text(f"  {name}"), str(count))
    out_console().print(table)


def print_pin(pin: Pin, what: str) -> None:
    """Say on standard error what the user's word on two entities is now."""
    word = "same" if pin.same else "different"
    err_console().print(Text(f"{what}: <{pin.left}> and <{pin.right}> are {word}"))


def print_pairs(pairs: Sequence[Pair]) -> None:
    """Print pairs to look at: a table on a terminal, tab-separated lines elsewhere."""
    if not sys.stdout.isatty():
        names = [field.name for field in fields(Pair)]
        lines = ["\t".join(names)]
        lines += ["\t".join(one_line(str(getattr(p, name))) for name in names) for p in pairs]
        sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode("utf-8"))
        return
    from rich.table import Table

    table = Table("state", "score", "statements", "one", "other", "reason", show_lines=True)
    for p in pairs:
        ends = [
            Text(f"{name} ({kind})\n<{iri}>" + (f"\n“{said}”" if said else ""), overflow="fold")
            for name, kind, iri, said in (
                (p.left_name, p.left_kind, p.left, one_line(p.left_says)),
                (p.right_name, p.right_kind, p.right, one_line(p.right_says)),
            )
        ]
        table.add_row(p.state, f"{p.score:.2f}", str(p.statements), *ends, Text(p.reason))
    out_console().print(table)
