"""The command line: each command parses, calls one library function and prints.

Data goes to standard output, talk to standard error. Exit codes: 0 done, 1 an expected
error or a violation, 2 wrong use, 130 interrupted.
"""

import os
import signal
import sys
import threading
from io import TextIOWrapper
from types import FrameType

# Before anything imports numpy. Small matrices: more threads only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_INTERRUPTED = b"newsgraph: interrupted; what was written is whole: run the same again\n"


def main() -> None:
    """Run the command; an expected error is one line on standard error and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that knows no “ shows ?, no traceback
            stream.reconfigure(errors="replace")
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not told to ignore it
    heard = usual and threading.current_thread() is threading.main_thread()
    if heard:
        signal.signal(signal.SIGINT, _interrupted)
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(1)
    finally:
        if heard:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _run() -> None:
    from newsgraph.cli.commands import app  # here, so that Ctrl-C is heard before it is read
    from newsgraph.errors import NewsgraphError

    try:
        app(prog_name="newsgraph")
    except NewsgraphError as error:
        from newsgraph.commands.console import one_line

        sys.stderr.write(one_line(f"newsgraph: {error}") + "\n")
        sys.exit(1)


def _interrupted(number: int, frame: FrameType | None) -> None:
    os.write(2, _INTERRUPTED)
    raise KeyboardInterrupt
