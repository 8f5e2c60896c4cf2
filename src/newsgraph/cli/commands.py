"""All commands, each added to the application as its module is read."""

from newsgraph.cli import (
    asking,
    building,
    changing,
    identity,
    lexicon,
    naming,
    predicting,
    reasoning,
    serving,
    showing,
    training,
)
from newsgraph.cli.app import app

__all__ = [
    "app",
    "asking",
    "building",
    "changing",
    "identity",
    "lexicon",
    "naming",
    "predicting",
    "reasoning",
    "serving",
    "showing",
    "training",
]
