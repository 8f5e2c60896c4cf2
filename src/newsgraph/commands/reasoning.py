"""What was concluded, and what does not fit together."""

from collections.abc import Sequence

from rich.text import Text

from newsgraph.commands.console import err_console, one_line, out_console
from newsgraph.reasoning.conflicts import Conflict, Side
from newsgraph.reasoning.infer import Report


def print_inferred(report: Report) -> None:
    """Print how many triples each rule concluded."""
    from rich.table import Table

    table = Table("rule", "triples")
    for rule, count in report.inferred.items():
        table.add_row(rule, str(count))
    out_console().print(table)
    total = sum(report.inferred.values())
    err_console().print(f"{total} triples inferred from {report.facts} facts")


def print_conflicts(found: Sequence[Conflict]) -> None:
    """Print pairs of claims with the evidence of both, the newer and better supported marked."""
    out = out_console()
    for conflict in found:
        out.print(Text(conflict.kind, style="bold"))
        for name in ("left", "right"):
            side: Side = getattr(conflict, name)
            marks = [f"support {side.support}", *filter(None, [side.newest])]
            marks += ["newer"] if conflict.newer == name else []
            marks += ["better supported"] if conflict.better_supported == name else []
            line = f"  {side.triple}  [{side.status}; {', '.join(marks)}]"
            out.print(Text(line), soft_wrap=True)
            for source, quote in side.evidence:
                out.print(Text(f"    {one_line(source)}: “{one_line(quote)}”"), soft_wrap=True)
    err_console().print(f"{len(found)} conflicts")
