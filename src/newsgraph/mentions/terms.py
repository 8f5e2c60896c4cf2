"""What a text speaks of without a proper name: happenings called after a name, known terms.

These stand beside the names: "the Kiruna verdict" is an event of its own, "obesity" a thing
that a list knows by a common word, "the Danish drugmaker" also speaks of Denmark.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from newsgraph.gazetteer import Gazetteer, is_term
from newsgraph.mentions.candidates import TITLES
from newsgraph.model import Document, Mention, Role, Sentence, Token
from newsgraph.vocabulary import Vocabulary

HAPPENINGS = frozenset(("Event", "Conference"))
MODIFIERS = ("compound", "amod", "nmod", "poss")
SILENT = frozenset((Role.LABEL, Role.PULL_QUOTE))
OFTEN = 2  # a term that only ever says which van is meant must do so twice
LONGEST = 3  # words of a term that a list knows
DESCRIBED = frozenset(("Organization", "Person"))


def find_terms(
    document: Document, sentences: Sequence[Sentence], vocabulary: Vocabulary, gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Yield what is spoken of and has no proper name.

    That is a single happening called after a name, a term that the gazetteer knows if
    it ever stands for itself ("hydrogen", not one "hydrogen van" alone), and the country of
    an adjective that says where a firm or a person is from.
    """
    bodies = vocabulary.cue_words("publicBody")
    known: list[tuple[Mention, int]] = []
    heads = gazetteer.term_heads
    for sentence in sentences:
        if sentence.role in SILENT:
            continue
        for token in sentence.tokens:
            if token.mention is not None:
                if _tells_home(sentence, token, vocabulary.kind_of_noun, bodies):
                    yield token.mention
                continue
            if token.pos not in ("NOUN", "PROPN"):
                continue
            found = _happening(document, sentence, token, vocabulary.kind_of_noun)
            if found is not None:
                yield found
            elif token.text.lower() not in heads:
                continue
            elif (term := _known_term(document, sentence, token, gazetteer)) is not None:
                product = vocabulary.kind_of_noun.get(token.lemma) == "ProductTechnology"
                weight = 2 if token.dep not in MODIFIERS else 0 if product else 1
                known.append((term, weight))
    counts: Counter[str] = Counter()
    for term, weight in known:
        counts[term.text.lower()] += weight
    yield from (term for term, _ in known if counts[term.text.lower()] >= OFTEN)


def _tells_home(
    sentence: Sentence, token: Token, nouns: Mapping[str, str], bodies: frozenset[str]
) -> bool:
    """Say whether a demonym says where a firm or a person is from: "the Danish drugmaker"."""
    if token.mention is None or token.mention.form != "demonym":
        return False
    head = sentence.tokens[token.head]
    kind = nouns.get(head.lemma, "")
    return kind in DESCRIBED and head.mention is None and head.lemma not in bodies


def _happening(
    document: Document, sentence: Sentence, token: Token, nouns: Mapping[str, str]
) -> Mention | None:
    """Return "the Kiruna verdict": one happening, told from others by a name."""
    if token.tag not in ("NN", "NNP") or sentence.role in TITLES:
        return None
    first, named = token.i, False
    while first and _modifies(sentence, first - 1, token.i):
        before = sentence.tokens[first - 1]
        if before.tag in ("VBN", "VBG", "JJ") and before.mention is None:
            break  # "the planned Slack price increase"
        first -= 1
        named = named or (before.mention is not None and before.mention.form == "name")
    kind = _kind(sentence, token, nouns)
    if not named or kind not in HAPPENINGS:
        return None
    return _mention(document, sentence.tokens[first], token, kind, f"a {token.lemma}")


def _modifies(sentence: Sentence, i: int, head: int) -> bool:
    token = sentence.tokens[i]
    within = token.head == head or (i < token.head < head and _modifies(sentence, token.head, head))
    return within and token.dep in MODIFIERS


def _kind(sentence: Sentence, token: Token, nouns: Mapping[str, str]) -> str:
    before = sentence.tokens[token.i - 1].text.lower() if token.i else ""
    return nouns.get(f"{before} {token.lemma}", "") or nouns.get(token.lemma, "")


def _known_term(
    document: Document, sentence: Sentence, token: Token, gazetteer: Gazetteer
) -> Mention | None:
    """Return the longest term that ends with a noun and that the gazetteer knows."""
    for first in range(max(0, token.i - LONGEST + 1), token.i + 1):
        words = sentence.tokens[first : token.i + 1]
        if any(t.mention is not None or t.pos == "DET" for t in words):
            continue
        if (
            first
            and sentence.tokens[first - 1].pos != "DET"
            and _modifies(sentence, first - 1, token.i)
        ):
            continue  # of "farm robotics" the list knows a part
        text = document.text[words[0].start : token.end]
        for form in (text, text.lower()):
            if any(is_term(known) for known in gazetteer.by_name(form)):
                return _mention(document, words[0], token, "Concept", "a known term")
    return None


def _mention(document: Document, first: Token, last: Token, kind: str, why: str) -> Mention:
    text = document.text[first.start : last.end]
    witnesses = ((why, kind, 1.0),)
    return Mention(document.iri, first.start, last.end, text, kind, "nominal", witnesses)
