"""What is known before any text is read: the folder ``graph/`` as data.

``load`` reads a folder once; everything that it gives is frozen. No other module
knows where the folder lies or what its files are called.
"""

from newsgraph.vocabulary.folder import default_folder
from newsgraph.vocabulary.lexicon import Cue, Pattern
from newsgraph.vocabulary.ontology import KINDS, Ontology, Property
from newsgraph.vocabulary.whole import Vocabulary, load, with_entries

__all__ = [
    "KINDS",
    "Cue",
    "Ontology",
    "Pattern",
    "Property",
    "Vocabulary",
    "default_folder",
    "load",
    "with_entries",
]
