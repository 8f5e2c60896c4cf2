"""The README says what happens: its commands run, and print what it shows.

After a change of the output: ``.venv/bin/python tests/test_readme.py`` writes the README anew.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
# A block that is run ("sh run", "python run") and, if one follows at once, what it prints.
EXAMPLE = re.compile(r"```(sh|python) run\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.DOTALL)
DEMO = re.compile(r"```sh\nmake demo.*?```\n\n```text\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)]+)\)")
GAP = "[...]"


def surroundings(folder: Path) -> dict[str, str]:
    """Return an environment in which the commands of this Python come first."""
    binaries = str(Path(sys.executable).parent)
    values = {**os.environ, "PATH": binaries + os.pathsep + os.environ["PATH"], "COLUMNS": "100"}
    values["HOME"] = str(folder)
    return values


def printed(language: str, code: str, folder: Path) -> str:
    """Return what a block writes to standard output; it must not fail."""
    command = ["sh", "-e", "-c", code] if language == "sh" else [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=folder, env=surroundings(folder), check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{code}\n{done.stdout}\n{done.stderr}"
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def examples(text: str, folder: Path) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the blocks that are run, in order and in one folder, and what they print."""
    for match in EXAMPLE.finditer(text):
        yield match, printed(match[1], match[2], folder)


def in_order(shown: str, real: str) -> str:
    """Return the first line shown that does not come next in the real output, or nothing.

    The width of white space does not count: that of a table hangs on its other rows.
    """
    rest = iter(real.splitlines())
    for line in shown.splitlines():
        if line != GAP and not any(line.split() == other.split() for other in rest):
            return line
    return ""


@pytest.fixture(scope="module")
def text() -> str:
    return README.read_text(encoding="utf-8")


@pytest.mark.model
def test_the_examples_print_what_the_readme_shows(text, tmp_path):
    remedy = "write the README anew: .venv/bin/python tests/test_readme.py"
    count = 0
    for match, real in examples(text, tmp_path):
        count += 1
        if match[3] is not None:
            shown = match[3]
            if match[2].startswith("newsgraph info"):  # counts move with every word learnt
                shown, real = (re.sub(r"\d+", "#", text) for text in (shown, real))
            missing = in_order(shown, real)
            assert not missing, f"{remedy}\n{match[2]}{missing}\n{real}"
    assert count >= 8


@pytest.mark.model
def test_the_demo_prints_what_the_readme_shows(text, tmp_path):
    match = DEMO.search(text)
    assert match
    real = printed("sh", "newsgraph demo", tmp_path)
    assert not in_order(match[1], real), real
    assert "newsgraph demo" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_links_lead_somewhere(text):
    links = [link.partition("#")[0] for link in LINK.findall(text)]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_names_no_computer(text):
    assert not re.search(r"/(?:work|tmp|root|home)/", text)


def refreshed(text: str, folder: Path) -> str:
    """Return the README with what its examples print now; outputs with a gap stay."""
    parts, at = [], 0
    for match, real in examples(text, folder):
        if match[3] is not None and GAP not in match[3].splitlines():
            parts += [text[at : match.start(3)], real]
            at = match.end(3)
    return "".join(parts) + text[at:]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        anew = refreshed(README.read_text(encoding="utf-8"), Path(name))
    part = README.with_suffix(".part")
    part.write_text(anew, encoding="utf-8")
    shutil.move(part, README)
