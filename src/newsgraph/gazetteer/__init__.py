"""Known entities: their names, kinds and tickers, and how to find them in a text.

Names are compared by words and symbols; hyphens, dots and apostrophes only separate, accents
are folded. A word of five letters, or several words, are also found in another case, but not
in lower case where the name has a capital: "APPLE" may be the company, "apple" is the fruit.
"""

from newsgraph.gazetteer.known import Gazetteer, Known, is_term, merged
from newsgraph.gazetteer.load import KINDS, load_gazetteer

__all__ = ["KINDS", "Gazetteer", "Known", "is_term", "load_gazetteer", "merged"]
