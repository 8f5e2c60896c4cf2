"""What comes and goes: documents taken out, differences, checks, backups."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from newsgraph.commands.console import err_console, one_line, out_console
from newsgraph.commands.interrupt import INTERRUPTED, patient
from newsgraph.graph import Graph
from newsgraph.reasoning.changes import Difference, difference, patch
from newsgraph.reasoning.state import State, since
from newsgraph.store.backup import back_up as make_backup
from newsgraph.store.backup import restore
from newsgraph.store.check import check
from newsgraph.store.dataset import Dataset
from newsgraph.store.log import checked_date
from newsgraph.store.lookup import find_documents


def remove_documents(db: Path, names: Sequence[str], *, date: str, forget: bool) -> int:
    """Remove documents and say so; none goes if one of them is not known.

    Returns the exit code. An interruption lets the one in hand be finished.
    """
    talk = err_console()
    with patient() as stop, Graph.open(db, read_only=False) as graph:
        found = {name: find_documents(graph.dataset, name) for name in names}
        left = sorted({document for documents in found.values() for document in documents})
        wanted = len(left)
        while left and not stop():
            graph.remove(left[0], date=date, forget=forget)
            del left[0]
        for document in left:
            talk.print(Text(one_line(f"left: {graph.dataset.source(document)}")))
    said = f"{db}: {wanted - len(left)} removed"
    more = f", interrupted with {len(left)} left: run the same again for them" if left else ""
    talk.print(Text(said + more))
    return INTERRUPTED if left else 0


def print_diff(db: Path, other: Path | None, day: str, form: str) -> None:
    """Print what changed between two stores, or in one since a day."""
    checked_date(day)
    with Dataset.open(db, read_only=True) as first:
        if other is None:
            _print_diff(since(first, day), State(first), form)
            return
        with Dataset.open(other, read_only=True) as second:
            _print_diff(State(first), State(second), form)


def _print_diff(before: State, now: State, form: str) -> None:
    if form == "patch":
        for line in patch(before, now):
            sys.stdout.buffer.write(line.encode("utf-8"))
        return
    found = difference(before, now)
    if form == "json":
        rows = json.dumps(found.as_json(), ensure_ascii=False, indent=1)
        sys.stdout.buffer.write(f"{rows}\n".encode())
        return
    out = out_console()
    for line in found.lines():
        out.print(Text(one_line(line)), soft_wrap=True)
    err_console().print(Text(_summary(found)))


def _summary(found: Difference) -> str:
    counts = found.counts()
    parts = [f"{count} {name}" for name, count in counts.items() if count]
    return ", ".join(parts) or "nothing changed"


def print_check(db: Path) -> int:
    """Print the faults of a store; return the exit code."""
    out, talk = out_console(), err_console()
    with Dataset.open(db, read_only=True) as dataset:
        found = check(dataset)
    for fault in found.faults:
        node = f" ({fault.node})" if fault.node else ""
        out.print(Text(one_line(f"{fault.where}: {fault.problem}{node}")), soft_wrap=True)
    if found.without_text:
        talk.print(f"note: {found.without_text} documents without a text to read again")
    if found.orphans:
        talk.print(f"note: {found.orphans} texts of no document; a backup, restored, has them not")
    verdict = f"{len(found.faults)} faults" if found.faults else "whole"
    talk.print(
        Text(f"{db}: {verdict}; {found.documents} documents, {found.passages} passages read again")
    )
    return 1 if found.faults else 0


def back_up(db: Path, to: Path) -> None:
    """Make a backup and say so."""
    with Dataset.open(db, read_only=True) as dataset:
        make_backup(dataset, to)
    err_console().print(Text(f"{to}: made"))


def restore_to(backup: Path, db: Path, *, force: bool) -> None:
    """Make a store of a backup and say so."""
    restore(backup, db, force=force)
    err_console().print(Text(f"{db}: restored from {backup}"))
