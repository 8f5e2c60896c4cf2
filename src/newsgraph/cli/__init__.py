"""The command line: each command parses, calls one library function and prints.

Data goes to standard output, talk to standard error. Exit codes: 0 done, 1 an expected
error or a violation, 2 wrong use.
"""

import sys
from io import TextIOWrapper

import typer

from newsgraph.cli import (
    asking,
    building,
    changing,
    identity,
    lexicon,
    naming,
    predicting,
    reasoning,
    serving,
    showing,
    training,
)
from newsgraph.cli.app import app
from newsgraph.errors import NewsgraphError

__all__ = [
    "app",
    "asking",
    "building",
    "changing",
    "identity",
    "lexicon",
    "main",
    "naming",
    "predicting",
    "reasoning",
    "serving",
    "showing",
    "training",
]


def main() -> None:
    """Run the command; an expected error is one line on standard error and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no “ shows ?, no traceback
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="newsgraph")
    except NewsgraphError as error:
        from newsgraph.commands.console import one_line

        typer.echo(one_line(f"newsgraph: {error}"), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
