"""What draws a picture in the browser, and how many nodes suit it."""

from enum import StrEnum


class Engine(StrEnum):
    """What draws the picture in the browser."""

    pyvis = "pyvis"
    sigma = "sigma"


# Nodes drawn unless more are asked for: what a reader can still tell apart, or search.
TOP = {Engine.pyvis: 300, Engine.sigma: 50_000}
