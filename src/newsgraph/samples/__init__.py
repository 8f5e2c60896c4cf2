"""The sample briefs that come with the package."""

from pathlib import Path


def samples() -> Path:
    """Return the folder of the sample briefs.

    >>> sorted(p.name for p in samples().glob("*.txt"))[0]
    'antibody_deal.txt'
    """
    return Path(__file__).resolve().parent / "briefs"
