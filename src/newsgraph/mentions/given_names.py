"""Given names: what most names of people begin with."""

from pathlib import Path

FILE = "given_names.txt"


def read_given_names(folder: Path) -> frozenset[str]:
    """Return the names that the vocabulary folder lists; empty where it has no list."""
    path = folder / FILE
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
