"""Answers: rows, explanations, violations, counts."""

import sys
from collections.abc import Iterator, Sequence

from rich.text import Text

from newsgraph.commands.console import err_console, one_line, out_console
from newsgraph.reasoning.query import Rows
from newsgraph.reasoning.validate import Report as Validation
from newsgraph.views.explain import Explanation
from newsgraph.views.inferred import Inferred
from newsgraph.views.info import Info


def print_rows(rows: Rows, form: str) -> None:
    """Print the answer to a query; in every form but the table it is UTF-8."""
    if form == "table":
        out_console().print(rows.table())
    else:
        sys.stdout.buffer.write(rows.to(form).encode("utf-8"))


def print_explanations(found: Sequence[Explanation], inferred: Sequence[Inferred] = ()) -> int:
    """Print statements with their evidence, then inferences; return 1 where there is none."""
    out = out_console()
    for e in found:
        triple = Text.assemble((e.subject, "bold"), f" {e.relation} ", (e.object, "bold"))
        out.print(triple, soft_wrap=True)
        said = f"  {e.status.value}, confidence {e.confidence:.2f}"
        said += f", according to {e.attributed_to}" if e.attributed_to else ""
        qualifiers = [f"  {name}: {value}" for name, value in e.qualifiers]
        for line in (said, *qualifiers, *_evidence(e)):
            out.print(Text(line), soft_wrap=True)
    for i in inferred:
        triple = Text.assemble((i.subject, "bold"), f" {i.relation} ", (i.object, "bold"))
        out.print(triple, soft_wrap=True)
        for line in (f"  inferred by the rule {i.rule} from", *_premises(i)):
            out.print(Text(line), soft_wrap=True)
    if not (found or inferred):
        err_console().print("newsgraph: the graph knows these names but holds no such statement")
    return 0 if found or inferred else 1


def _premises(inferred: Inferred) -> Iterator[str]:
    for premise in inferred.premises:
        yield f"    {premise.triple}" + ("" if premise.source else " (inferred)")
        if premise.source:
            yield f"      {one_line(premise.source)}: “{one_line(premise.quote)}”"


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
