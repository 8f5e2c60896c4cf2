"""Build the wheel and try it the way a stranger gets it: alone, in an empty folder."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
VOCABULARY = ("ontology", "lexicon", "cues", "qualifiers", "tables", "gazetteer", "shapes")
SHIPPED = (
    "newsgraph/py.typed",
    "newsgraph/samples/NOTICE.md",
    "newsgraph/mentions/kinds.npz",
    "newsgraph/mentions/kinds.md",
    *(f"newsgraph/data/{name}.ttl" for name in VOCABULARY),
    *(f"newsgraph/data/{p.relative_to(ROOT / 'graph')}" for p in ROOT.glob("graph/*/*.rq")),
    *(f"newsgraph/samples/briefs/{p.name}" for p in ROOT.glob("src/newsgraph/samples/briefs/*")),
    *(
        f"newsgraph/{p.relative_to(ROOT / 'src/newsgraph')}"
        for folder in ("encoder/weights", "server/static", "server/templates", "views/assets")
        for p in (ROOT / "src/newsgraph" / folder).rglob("*")
        if p.is_file()
    ),
)


def run(*command: str | Path, cwd: Path) -> str:
    """Return what the command wrote to stdout; end the check if it failed."""
    alone = dict(os.environ)
    for name in ("PYTHONPATH", "PYTHONHOME"):  # would lead back to the source tree
        alone.pop(name, None)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=alone,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        words = " ".join(Path(str(part)).name for part in command)
        sys.exit(f"{done.stdout}wheel check: {words!r} ended with code {done.returncode}")
    return done.stdout


def built_wheel(folder: Path) -> Path:
    """Return the path of a wheel of this tree, built into the folder."""
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    """End the check if the wheel lacks a file that the package reads, or holds a test."""
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    if missing := [name for name in SHIPPED if name not in names]:
        sys.exit(f"wheel check: {wheel.name} lacks {', '.join(missing)}")
    if foreign := [n for n in names if not n.startswith(("newsgraph/", "newsgraph-"))]:
        sys.exit(f"wheel check: {wheel.name} holds what is not newsgraph: {', '.join(foreign)}")


def check_commands(wheel: Path, folder: Path) -> None:
    """End the check if the installed commands fail, say nothing or run other code."""
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    newsgraph = folder / "venv" / "bin" / "newsgraph"
    empty = folder / "empty"
    empty.mkdir()
    run(python, "-m", "pip", "install", "--quiet", wheel, cwd=empty)
    home = run(python, "-c", "import newsgraph; print(newsgraph.__file__)", cwd=empty)
    if not Path(home.strip()).resolve().is_relative_to((folder / "venv").resolve()):
        sys.exit(f"wheel check: newsgraph was imported from {home.strip()}, not from the wheel")
    version = wheel.name.split("-")[1]
    if version not in run(newsgraph, "--version", cwd=empty):
        sys.exit(f"wheel check: newsgraph --version does not say {version}")
    if "hasOrderBacklog" not in run(newsgraph, "demo", cwd=empty):
        sys.exit("wheel check: newsgraph demo did not explain its answer")
    if "sound" not in run(newsgraph, "validate", "graph.db", cwd=empty):
        sys.exit("wheel check: the graph of the demo was not found to be sound")


def main() -> None:
    """Build, look inside, install, run; leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="newsgraph-wheel-") as name:
        folder = Path(name)
        wheel = built_wheel(folder)
        check_contents(wheel)
        check_commands(wheel, folder)
        print(
            f"{wheel.name}: installs; --version, demo and validate run without the development tools"
        )


if __name__ == "__main__":
    main()
