"""Documents to annotated documents: parse, names, literals, coreference."""

from newsgraph.mentions.annotate import TOGETHER, Annotator, annotate
from newsgraph.mentions.literals import find_literals
from newsgraph.mentions.pipeline import DEFAULT, load_pipeline

__all__ = ["DEFAULT", "TOGETHER", "Annotator", "annotate", "find_literals", "load_pipeline"]
