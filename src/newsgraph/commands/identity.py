"""What the user has said on who is who, and what there is to look at."""

import sys
from collections.abc import Sequence
from dataclasses import fields

from rich.text import Text

from newsgraph.commands.console import err_console, one_line, out_console
from newsgraph.entities.identity import Pin
from newsgraph.views.review import Pair


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
