"""Attachments that a parser gets wrong and that names or nouns rule out."""

from collections.abc import Mapping
from dataclasses import replace

from newsgraph.model import Token

OBJECTS = ("dobj", "nsubjpass", "pobj", "attr", "appos")


def reattached(tokens: list[Token], nouns: Mapping[str, str]) -> list[Token]:
    """Return the tokens with mended heads and labels.

    ``nouns`` maps class nouns to kinds. Mended are coordinations that join unlike things
    ("Ada of Audi and Bob", "A in 2017 and B"), a place after a place ("Normal, Illinois"),
    and descriptions after a name and a comma ("Acme, a start-up founded by ..").
    """
    return _described(_placed(_coordinated(tokens)), nouns)


def _coordinated(tokens: list[Token]) -> list[Token]:
    """Coordinate a name with the nearest name of its own kind under the same head."""
    for token in tokens:
        head = tokens[token.head]
        if token.dep != "conj" or token.mention is None or _alike(head, token):
            continue
        if head.pos in ("VERB", "AUX"):
            likes = [
                t for t in tokens[: token.i] if t.head == head.i and t.mention and t.dep in OBJECTS
            ]
        elif head.dep == "pobj":
            upper = tokens[tokens[head.head].head]
            if upper.tag == "NNS" and upper.mention is None and tokens[token.head + 1].text == ",":
                tokens[token.i] = replace(token, dep="appos", head=upper.i)
                continue  # "the founders of Acme, Ada and Bob"
            likes = [upper] if _alike(upper, token) else []
            likes += [
                t
                for t in tokens[: token.i]
                if t.head == upper.i and _alike(t, token) and t.dep in OBJECTS
            ]
        else:
            continue
        if likes:
            tokens[token.i] = replace(token, head=likes[-1].i)
    return tokens


def _placed(tokens: list[Token]) -> list[Token]:
    """Make "Place, Place" an apposition where no list goes on."""
    heads = {t.head for t in tokens if t.dep in ("cc", "conj") and t.head != t.i}
    for token in tokens:
        head = tokens[token.head]
        if token.dep != "conj" or token.i != head.i + 2 or not _alike(head, token):
            continue
        listed = token.i in heads or any(
            t.head == head.i and t.i != token.i and t.dep in ("cc", "conj") for t in tokens
        )
        is_place = token.mention is not None and token.mention.kind == "Place"
        if is_place and tokens[token.i - 1].text == "," and not listed:
            tokens[token.i] = replace(token, dep="appos")
    return tokens


def _described(tokens: list[Token], nouns: Mapping[str, str]) -> list[Token]:
    """Hang "a start-up founded by .." on the name before the comma before it."""
    for token in tokens:
        if token.pos != "NOUN" or token.dep not in ("npadvmod", "dep", "conj", "advcl", "appos"):
            continue
        kind = nouns.get(token.lemma, "")
        article = next((t for t in tokens[: token.i] if t.head == token.i and t.dep == "det"), None)
        if not kind or article is None or article.i < 2 or tokens[article.i - 1].text != ",":
            continue
        name = tokens[article.i - 2]
        loose = token.dep in ("npadvmod", "dep")
        if name.mention is None or token.head == name.i:
            continue
        if loose or name.mention.kind == kind:
            tokens[token.i] = replace(token, dep="appos", head=name.i)
    return tokens


def _alike(left: Token, right: Token) -> bool:
    return bool(left.mention and right.mention and left.mention.kind == right.mention.kind)
