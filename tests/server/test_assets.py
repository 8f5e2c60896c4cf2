"""The editor's files are those of the package that VERSION.json names."""

import hashlib
import json
from pathlib import Path

import newsgraph.server

FOLDER = Path(newsgraph.server.__file__).parent / "static" / "yasgui"


def test_the_files_are_those_on_record():
    record = json.loads((FOLDER / "VERSION.json").read_text(encoding="utf-8"))
    for name, digest in record["files"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_they_come_with_their_licences():
    text = (FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "@zazuko/yasgui" in text
    assert "codemirror" in text
