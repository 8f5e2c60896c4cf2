"""Where the vocabulary lies: beside ``src/`` in a checkout, inside the installed package else."""

from pathlib import Path

from newsgraph.errors import VocabularyError

REQUIRED = ("ontology.ttl", "lexicon.ttl", "cues.ttl", "shapes.ttl")


def default_folder() -> Path:
    """Return the folder of vocabulary files that belongs to this installation.

    Raises VocabularyError if neither place holds it.
    """
    package = Path(__file__).resolve().parents[1]
    for place in (package / "data", package.parents[1] / "graph"):
        if (place / "ontology.ttl").is_file():
            return place
    raise VocabularyError(str(package / "data"), "no vocabulary here; reinstall newsgraph")


def checked_folder(folder: Path) -> Path:
    """Return ``folder`` if it holds every required file; raise VocabularyError if not."""
    for name in REQUIRED:
        if not (folder / name).is_file():
            raise VocabularyError(str(folder), f"{name} is missing; copy it from the default one")
    return folder
