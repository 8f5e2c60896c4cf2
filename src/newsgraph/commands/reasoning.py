"""What was concluded, and what does not fit together."""

from newsgraph.commands.console import err_console, out_console
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
