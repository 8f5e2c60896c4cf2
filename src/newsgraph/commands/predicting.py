"""Where predictions go: whole, to a file or to standard output."""

import os
import sys
from pathlib import Path

from newsgraph.benchmarks import Run, predict
from newsgraph.errors import WriteError


def predict_to(set_name: str, path: Path, out: Path | None, run: Run) -> None:
    """Predict a file of a set; nothing is written unless all of it was predicted."""
    if out is not None and not out.parent.is_dir():
        raise WriteError(f"{out}: there is no folder {out.parent}; make it first")
    data = predict(set_name, path, run).encode()
    if out is None:
        sys.stdout.buffer.write(data)
        return
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        os.replace(part, out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WriteError(
            f"{out}: cannot be written: {error.strerror}; choose another file"
        ) from error
