"""The former and the latter: one of two things that were named together."""

from collections.abc import Sequence

from newsgraph.model import Document, Mention, Sentence, Token

ORDER = {"former": 0, "latter": 1}
MODIFIES = frozenset(("amod", "compound", "nmod"))  # "the former chief", "the latter firm"


def one_of_two(
    document: Document, sentence: Sentence, before: Sequence[Token], token: Token
) -> tuple[Mention, Mention] | None:
    """Return a mention of "the former" or "the latter", and the name that it stands for.

    The two are sought in its sentence and in the one ``before``; None where they are in doubt.
    """
    order = _place_in_pair(sentence, token)
    if order is None:
        return None
    pair = _pair_in(sentence.tokens[: token.i]) or _pair_in(before)
    named = pair[order].mention if pair is not None else None
    if named is None:
        return None
    start = sentence.tokens[token.i - 1].start
    why = ((f"the {token.text.lower()} of two", named.kind, 1.0),)
    text = document.text[start : token.end]
    return Mention(document.iri, start, token.end, text, named.kind, "nominal", why), named


def _place_in_pair(sentence: Sentence, token: Token) -> int | None:
    """Return 0 for "the former" and 1 for "the latter" that stand alone; else None."""
    order = ORDER.get(token.text.lower())
    if order is None or token.i == 0 or sentence.tokens[token.i - 1].text.lower() != "the":
        return None
    after = sentence.tokens[token.i + 1 : token.i + 2]
    modifies = token.dep in MODIFIES and any(t.pos in ("NOUN", "PROPN", "ADJ") for t in after)
    return None if modifies else order


def _pair_in(tokens: Sequence[Token]) -> tuple[Token, Token] | None:
    """Return the last two names of one kind that are coordinated, or the only two; else None."""
    named = [t for t in tokens if t.mention is not None and t.mention.form == "name"]
    at = {t.i: t for t in named}
    joined = [t for t in named if t.dep == "conj" and t.head in at]
    for second in reversed(joined):
        first = at[second.head]
        alone = sum(t.head in (first.i, second.i) for t in joined) == 1 and first not in joined
        listed = first.i - 2 in at and tokens[first.i - 1].text == ","
        if alone and not listed and _alike(first, second):
            return first, second
    if len(named) == 2 and not joined and _alike(*named):
        return named[0], named[1]
    return None


def _alike(left: Token, right: Token) -> bool:
    one, two = left.mention, right.mention
    return one is not None and two is not None and one.kind == two.kind and one.text != two.text
