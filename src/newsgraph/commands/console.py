"""The two streams that commands write to."""

import re
import sys

from rich.console import Console

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # bidi ones as well


def out_console() -> Console:
    """Return a console on standard output; wide and plain when it is not a terminal."""
    plain = not sys.stdout.isatty()
    return Console(file=sys.stdout, width=200 if plain else None, highlight=False, no_color=plain)


def err_console() -> Console:
    """Return a console on standard error."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True)


def one_line(text: str) -> str:
    """Return text without line breaks and without the signs that would steer a terminal."""
    return _CONTROL.sub("\ufffd", " ".join(text.split()))
