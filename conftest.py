"""Fixtures of whole runs: the command, and the graph of the sample briefs."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache

import pytest

import newsgraph

NEWS = b"""Jensen Huang is the chief executive of Nvidia.

Nvidia acquired Mellanox in 2020 for $6.9 billion.
"""


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def complaint(self):
        """The one line on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


class Pipe(io.TextIOWrapper):
    """A standard stream as a pipe has it: bytes below, no terminal."""

    def __init__(self, content=b""):
        super().__init__(io.BytesIO(content), encoding="utf-8", newline="")

    def text(self):
        """Return all that was written."""
        self.flush()
        return self.buffer.getvalue().decode("utf-8")


@pytest.fixture(scope="session")
def loaded_once():
    """Load the spaCy model and each vocabulary once for all builds of the session."""
    import spacy

    from newsgraph import gazetteer, pipeline

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spacy, "load", cache(spacy.load))
        patch.setattr(pipeline, "load", cache(pipeline.load))
        patch.setattr(gazetteer, "load_gazetteer", cache(gazetteer.load_gazetteer))
        yield


@pytest.fixture(scope="session")
def run(loaded_once):
    """Give the function that runs a newsgraph command as a shell would, in this process."""
    from newsgraph.cli import main

    def run(*arguments, stdin=b""):
        out, err = Pipe(), Pipe()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setattr(sys, "argv", ["newsgraph", *map(str, arguments)])
            patch.setattr(sys, "stdin", Pipe(stdin))
            with pytest.raises(SystemExit) as ended:
                main()
        return Outcome(ended.value.code or 0, out.text(), err.text())

    return run


@pytest.fixture(scope="session")
def briefs(tmp_path_factory, loaded_once):
    """Give the store of the sample briefs; it is shared, so nobody writes to it."""
    store = tmp_path_factory.mktemp("briefs") / "graph.db"
    with newsgraph.build(newsgraph.samples(), to=store) as graph:
        assert graph.report is not None
        assert not graph.report.errors
    return store


@pytest.fixture
def news(tmp_path):
    """Give a short text in a file of its own."""
    path = tmp_path / "news.txt"
    path.write_bytes(NEWS)
    return path


@pytest.fixture(scope="session")
def store(tmp_path_factory, run):
    """Give the store of that text alone, only to be read."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "news.txt").write_bytes(NEWS)
    assert run("build", folder / "news.txt", "--to", folder / "graph.db").code == 0
    return folder / "graph.db"
