"""A small encoder that the project trains itself: names with kinds, pairs with relations.

One reading of a sentence serves both heads. At run time only onnxruntime, tokenizers
and numpy are needed; ``newsgraph.training.encoder`` trains the files beside this one.
"""

from newsgraph.encoder.marks import FORMS, LITERALS, PRONOUNS, Mark, Scored, Span
from newsgraph.encoder.model import Encoder, Reading, load_encoder
from newsgraph.encoder.words import covering, split_words

__all__ = [
    "FORMS",
    "LITERALS",
    "PRONOUNS",
    "Encoder",
    "Mark",
    "Reading",
    "Scored",
    "Span",
    "covering",
    "load_encoder",
    "split_words",
]
