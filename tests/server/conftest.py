"""A server of two invented documents, as a process of its own."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest

from newsgraph.store.dataset import ontology_quads
from newsgraph.store.folder import create_folder
from newsgraph.vocabulary import default_folder

SAMPLE = Path(__file__).resolve().parents[1] / "reasoning" / "sample.trig"
# For the modules ``invented`` and ``browsing``.
sys.path[:0] = [str(Path(__file__).resolve().parents[1] / name) for name in ("store", "views")]
BUSY = 3000  # further things with a number, so that a cross product of them never ends


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = pyoxigraph.Store()
    store.load(path=SAMPLE, format=pyoxigraph.RdfFormat.TRIG)
    numbers = " ".join(f"<urn:n:{n}> <urn:number> {n} ." for n in range(BUSY))
    store.update(f"INSERT DATA {{ GRAPH <urn:numbers> {{ {numbers} }} }}")
    folder = tmp_path_factory.mktemp("served") / "graph.db"
    create_folder(folder, [*store, *ontology_quads(default_folder() / "ontology.ttl")])
    return folder


def start(db: Path, *options: str) -> tuple["subprocess.Popen[str]", str]:
    """Return a server and its address."""
    command = [sys.executable, "-c", "from newsgraph.cli import main; main()", "serve", str(db)]
    process = subprocess.Popen(
        [*command, "--port", "0", *options], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    return process, line.split(" at ")[1].split()[0].rstrip("/")


@pytest.fixture(scope="session")
def server(db: Path) -> Iterator[str]:
    """Give the address of a server with a limit of two seconds and of 2,000 rows."""
    pytest.importorskip("uvicorn")
    process, address = start(
        db, "--timeout", "2", "--limit", "2000", "--allow-origin", "https://pages.example"
    )
    yield address
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="session")
def start_server() -> Callable[..., tuple["subprocess.Popen[str]", str]]:
    """Give the function that starts a server of a store."""
    return start
