"""What a figure measures, in the words of the sentence: "Churn: 4 percent", "thefts fell by 18".

For figures that the encoder ascribes to a thing; the lexicon's own entries bring their metric.
"""

from collections.abc import Iterator

from newsgraph import syntax
from newsgraph.model import Sentence, Token

MODIFIERS = frozenset(("compound", "amod", "nmod"))
NOUNS = frozenset(("NOUN", "PROPN"))
COMPARING = frozenset(("JJR", "JJS", "CD", "PDT"))
MARKS = frozenset((";", ":"))
LONGEST = 3  # words for an item of a list of figures
STEPS = 4  # up the parse from a figure


def measure_of(text: str, sentence: Sentence, figure: int, bearer: int) -> str:
    """Return what the word ``figure`` of a sentence measures; empty if it does not say so.

    ``text`` is that of the document, ``bearer`` the word for what bears the figure, or -1.
    """
    if figure < 0:
        return ""
    if item := _item(sentence, figure):
        return text[item[0].start : item[-1].end].lower()
    for noun in _nouns(sentence, figure, bearer):
        token = sentence.tokens[noun]
        if noun != figure and _is_common(token):
            return _phrase(text, sentence, noun)
    verb = sentence.tokens[syntax.clause_of(sentence, figure)]
    return verb.lemma if verb.pos == "VERB" and verb.mention is None else ""


def _item(sentence: Sentence, figure: int) -> list[Token]:
    """Return the words before a figure in a list of figures: "; margin 12 percent;"."""
    value = sentence.tokens[figure].value
    before = [t for t in sentence.tokens if value is not None and t.end <= value.start]
    cuts = [n for n, t in enumerate(before) if t.text in MARKS]
    words = before[cuts[-1] + 1 :] if cuts else []
    named = any(t.mention is not None or t.value is not None for t in words)
    plain = all(t.pos in ("NOUN", "ADJ", "VERB") for t in words)
    return words if 0 < len(words) <= LONGEST and plain and not named else []


def _nouns(sentence: Sentence, figure: int, bearer: int) -> Iterator[int]:
    """Yield the nouns that may say what a figure measures, the likeliest first."""
    yield from _label(sentence, figure)
    tokens = sentence.tokens
    for p in syntax.children(sentence, figure, "prep"):
        if tokens[p].lemma == "of":  # "27 percent of the vote"
            yield from syntax.children(sentence, p, "pobj")
    i = figure
    for _ in range(STEPS):
        i = tokens[i].head
        if syntax.is_verb(tokens[i]):
            others = syntax.surface_subjects(sentence, i) + syntax.children(sentence, i, "dobj")
            yield from (o for o in others if o != bearer)
            return
        yield i


def _label(sentence: Sentence, figure: int) -> Iterator[int]:
    """Yield the noun of a label: "Prize money for the cup: $9 million"."""
    tokens, end = sentence.tokens, figure
    while end >= 0 and tokens[end].text not in (":", ";"):
        end -= 1
    if end < 0 or tokens[end].text == ";":
        return
    begin = end
    while begin > 0 and tokens[begin - 1].text not in (";", ":", "."):
        begin -= 1
    if any(syntax.is_verb(t) and t.tag != "VBN" for t in tokens[begin:end]):
        return  # "The sums are simple: .."
    for i in range(begin, end):
        if _is_common(tokens[i]) and not (i + 1 < end and _is_common(tokens[i + 1])):
            yield i
            return


def _is_common(token: Token) -> bool:
    """Say whether a word is a noun that is neither a name nor part of a value."""
    return token.pos in NOUNS and token.mention is None and token.value is None


def _phrase(text: str, sentence: Sentence, noun: int) -> str:
    """Return a noun with what modifies it right before it, in lower case unless a name."""
    tokens, first = sentence.tokens, noun
    while first > 0 and _modifies(tokens[first - 1], first, noun):
        first -= 1
    words = text[tokens[first].start : tokens[noun].end]
    return words if tokens[first].pos == "PROPN" else words[0].lower() + words[1:]


def _modifies(token: Token, first: int, noun: int) -> bool:
    if token.dep not in MODIFIERS or not first <= token.head <= noun:
        return False
    return token.mention is None and token.value is None and token.tag not in COMPARING
