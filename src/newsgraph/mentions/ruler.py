"""An attribute ruler whose patterns are looked up instead of matched: the same, sooner.

The ruler of the English pipelines sets parts of speech and features from tags. Nearly
all of its 180 patterns ask about one token, for its tag, its label in the parse and its
word; which of them fit is kept by these three, and the matcher is left the others.
"""

import re
from collections.abc import Mapping
from typing import Any

from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

USUAL, OWN = "attribute_ruler", "newsgraph_attribute_ruler"
ASKED = ("TAG", "DEP", "LOWER", "IS_SPACE")  # by patterns that can be looked up
LISTS, SIGN = ("IN", "NOT_IN"), "REGEX"  # conditions on a word that are looked up
Key = tuple[int, int, int, int]  # as ASKED; the word is 0 unless a pattern asks for it
Match = tuple[int, int, int, int]  # number of the pattern, its name, start and end of the span
Fit = tuple[tuple[tuple[int, int], ...], bool]
Token = Mapping[str, Any]  # the description of one token in a pattern


class LookedUp(AttributeRuler):
    """An attribute ruler that remembers which patterns of one token fit."""

    def prepare(self) -> None:
        """Sort the patterns: what is looked up, and what is left to the matcher."""
        self._asked: dict[int, bool] = {}  # word -> whether a pattern asks for it
        self._known: dict[Key, Fit] = {}
        self._others, self._begun = (Matcher(self.vocab, validate=False) for _ in range(2))
        self._always = False  # whether the others may begin with any token
        tokens: list[Token] = []
        entries: list[Any] = list(self.patterns)
        for number, entry in enumerate(entries):
            first: list[Token] = [pattern[0] for pattern in entry["patterns"]]
            plain = all(map(_is_plain, first))
            if not plain or any(len(pattern) > 1 for pattern in entry["patterns"]):
                self._others.add(str(number), entry["patterns"])
                self._begun.add(str(number), [[dict(token)] for token in first])
                self._always |= not plain
            tokens += first if plain else []
        conditions = [_condition(token["LOWER"]) for token in tokens if "LOWER" in token]
        self._words = frozenset(w for c in conditions for name in LISTS for w in c.get(name, ()))
        self._signs = [re.compile(c[SIGN]) for c in conditions if SIGN in c]

    def match(self, doc: Doc) -> list[Match]:
        """Return the matches in the order in which they are to be applied."""
        strings, found = self.vocab.strings, []
        begun = self._always
        keys = doc.to_array([TAG, DEP, LOWER, IS_SPACE]).tolist()
        for n, (tag, dep, word, space) in enumerate(keys):
            asked = self._asked.get(word)
            if asked is None:
                asked = self._asked[word] = self._is_asked(strings[word])
            key = (tag, dep, word if asked else 0, space)
            fit = self._known.get(key)
            if fit is None:
                fit = self._known[key] = self._fitting(key, strings[word])
            begun |= fit[1]
            for number, name in fit[0]:
                found.append((number, name, n, n + 1))
        if begun:
            for name, start, end in self._others(doc, allow_missing=True, as_spans=False):
                found.append((int(strings[name]), name, start, end))
        found.sort()
        return found

    def _is_asked(self, word: str) -> bool:
        return word in self._words or any(sign.search(word) for sign in self._signs)

    def _fitting(self, key: Key, word: str) -> Fit:
        """Return which plain patterns fit a token, and whether others may begin with it."""
        tag, dep = (self.vocab.strings[value] for value in key[:2])
        token = Doc(self.vocab, words=[word], tags=[tag], deps=[dep], heads=[0])
        fit = super().match(token)
        plain = tuple((number, name) for number, name, *_ in fit if str(number) not in self._others)
        return plain, bool(self._others) and bool(self._begun(token, allow_missing=True))


def _is_plain(token: Token) -> bool:
    """Say whether a pattern describes a token by nothing but what is looked up."""
    return all(
        attribute in ASKED
        and all(
            name in LISTS or (name == SIGN and isinstance(asked, str))
            for name, asked in _condition(value).items()
        )
        for attribute, value in token.items()
    )


def _condition(value: Any) -> Mapping[str, Any]:
    """Return what a pattern asks of an attribute as a condition with a name."""
    return value if isinstance(value, dict) else {"IN": [value]}


@Language.factory(OWN)
def _made(nlp: Language, name: str) -> LookedUp:
    return LookedUp(nlp.vocab, name)


def look_up_attributes(nlp: Language) -> None:
    """Put such a ruler in the place of the usual one of a pipeline, if it has one."""
    if USUAL not in nlp.pipe_names or type(nlp.get_pipe(USUAL)) is not AttributeRuler:
        return
    usual: Any = nlp.get_pipe(USUAL)
    patterns = usual.patterns
    ruler: Any = nlp.replace_pipe(USUAL, OWN)
    ruler.add_patterns(patterns)
    ruler.prepare()


__all__ = ["LookedUp", "look_up_attributes"]
