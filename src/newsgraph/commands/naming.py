"""The kinds of names in a text, and what spoke for them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.table import Table
from rich.text import Text

from newsgraph.commands.console import err_console, one_line, out_console
from newsgraph.documents import read
from newsgraph.errors import ReadError
from newsgraph.mentions.verdict import Verdict, verdicts
from newsgraph.model import Document
from newsgraph.pipeline import prepare
from newsgraph.relations import USUAL
from newsgraph.vocabulary.names import normal_form

SHOWN = 3  # witnesses of a name in the table of all names


def print_kinds(
    text: Path,
    name: str = "",
    *,
    model: str,
    ontology: Path | None = None,
    gazetteers: Sequence[Path] = (),
    extractors: Sequence[str] = USUAL,
) -> int:
    """Read a text and print its names, their kinds and why; return 1 where there is none.

    With ``name`` all that spoke for one name is printed. Raises ReadError if the text
    cannot be read.
    """
    stages = replace(prepare(model, ontology, gazetteers, extractors), extractors=())
    found = [v for annotated, _ in stages.read(_documents(text)) for v in verdicts(annotated)]
    if name:
        found = [v for v in found if any(normal_form(n) == normal_form(name) for n in v.names)]
        for verdict in found:
            _print_one(verdict)
    elif found:
        out_console().print(_table(found))
    if not found:
        what = f"no {name!r}" if name else "no name"
        err_console().print(f"newsgraph: {what} is read in {text}", markup=False)
    return 0 if found else 1


def _documents(text: Path) -> Iterator[Document]:
    for document in read([text]):
        if isinstance(document, ReadError):
            raise document
        yield document


def _table(found: Sequence[Verdict]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("name", "kind", "because", "otherwise"):
        table.add_column(column, overflow="fold")
    for v in found:
        own = [_said(w, weight) for w, kind, weight in v.witnesses if kind == v.kind]
        more = f" +{len(own) - SHOWN}" if len(own) > SHOWN else ""
        because = (", ".join(own[:SHOWN]) + more) or "nothing: the commonest kind"
        table.add_row(Text(one_line(v.names[0])), v.kind, Text(because), Text(_otherwise(v)))
    return table


def _print_one(v: Verdict) -> None:
    out = out_console()
    also = f" (also {', '.join(map(one_line, v.names[1:]))})" if len(v.names) > 1 else ""
    out.print(Text.assemble((one_line(v.names[0]), "bold"), f"{also}: {v.kind}"), soft_wrap=True)
    for kind, total in v.totals:
        out.print(Text(f"  {kind} {total:g}"), soft_wrap=True)
        for witness, spoken, weight in v.witnesses:
            if spoken == kind:
                out.print(Text(f"    {_said(witness, weight)}"), soft_wrap=True)


def _said(witness: str, weight: float) -> str:
    return f"{one_line(witness)} {weight:g}"


def _otherwise(v: Verdict) -> str:
    return f"{v.runner_up[0]} {v.runner_up[1]:g}" if v.runner_up else ""
