"""The notebooks run from a fresh start, and what they keep names no computer."""

import json
import os
import sys
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


def kept(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", [])]


@pytest.fixture
def one_kernel(tmp_path, monkeypatch):
    """Let the kernel "python3" be this Python, whatever kernels the user has installed."""
    spec = tmp_path / "jupyter" / "kernels" / "python3"
    spec.mkdir(parents=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel = {"argv": argv, "display_name": "Python 3", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(kernel), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    here = str(Path(sys.executable).parent)  # the command newsgraph of this Python
    monkeypatch.setenv("PATH", here + os.pathsep + os.environ["PATH"])


LEFT = {  # what a run leaves in its folder
    "analyse.ipynb": {"briefs", "graph.db"},
    "ask_and_check.ipynb": {"briefs", "graph.db", "quarrel", "quarrel.db"},
    "first_graph.ipynb": {"briefs", "graph.db", "graph.ttl"},
    "own_ontology.ipynb": {"mentors.txt", "mentors.db", "names.csv", "one.txt", "one.db", "words"},
}


def test_there_are_four_notebooks():
    assert [path.name for path in NOTEBOOKS] == sorted(LEFT)


@pytest.mark.model
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs(path, tmp_path, one_kernel):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.read(path, as_version=4)
    folder = tmp_path / "work"
    folder.mkdir()
    client = nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}
    )
    client.execute()
    assert {p.name for p in folder.iterdir()} == LEFT[path.name]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_keeps_its_outputs_and_none_that_change(path):
    outputs = kept(path)
    assert outputs
    assert not [output for output in outputs if output["output_type"] == "error"]
    text = json.dumps(outputs)
    for changing in (" at 0x", "/home/", "/tmp/", str(Path.home()), str(path.parents[2])):
        assert changing not in text
    assert path.stat().st_size < 200_000
