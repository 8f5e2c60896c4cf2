"""Predictions for the benchmark files of others, in the formats that their scorers read."""

from newsgraph.benchmarks.registry import SETS, predict
from newsgraph.benchmarks.run import Loaded, Run

__all__ = ["SETS", "Loaded", "Run", "predict"]
