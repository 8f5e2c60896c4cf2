"""Parses mended where names and the lexicon know better than a small parser.

A parser that has not met a name takes the verb after it for a noun ("Acme mines ore") and hangs
"of" on the wrong one of two names ("Ada of Acme and Bo of Zeta"). Each rule asks for a pattern
that leaves no other reading; a sentence without one is returned as it is.
"""

from collections.abc import Mapping
from dataclasses import replace

from newsgraph import syntax
from newsgraph.model import AnnotatedDocument, Sentence, Token

NOMINAL = ("compound", "nmod", "poss", "nsubj", "amod")
OPENERS = ("DET", "NUM", "PRON", "PROPN")  # what begins an object


def mended(annotated: AnnotatedDocument, verbs: Mapping[str, str]) -> AnnotatedDocument:
    """Return the document with the parses of its sentences mended.

    ``verbs`` gives the lemma of each form of the verbs of the lexicon.
    """
    sentences = tuple(_mended(s, verbs) for s in annotated.sentences)
    return replace(annotated, sentences=sentences)


def _mended(sentence: Sentence, verbs: Mapping[str, str]) -> Sentence:
    for rule in (_listed, _attached, _participle, _verb_found):
        tokens = rule(sentence, verbs)
        if tokens is not None:
            sentence = replace(sentence, tokens=tokens, children=syntax.build(tokens))
    return sentence


def _listed(sentence: Sentence, _verbs: Mapping[str, str]) -> tuple[Token, ...] | None:
    """Join a list to its last name: "the aim of firms like Acme, Bolt, and Cord has been ore".

    There "and" hangs on a name and joins it to nothing, and the verb that has taken the name
    after "and" for its subject has another subject before the list.
    """
    tokens = list(sentence.tokens)
    for token in sentence.tokens[1:-1]:
        first, last = tokens[token.head], tokens[token.i + 1]
        if token.dep != "cc" or not (_is_name(first) and _is_name(last)) or first.i > token.i:
            continue
        if last.dep != "nsubj" or any(t.i > token.i for t in _joined(sentence, first)):
            continue
        subjects = syntax.children(sentence, last.head, "nsubj", "nsubjpass")
        between = sentence.tokens[first.i + 1 : token.i]
        if min(subjects) < first.i and all(t.text == "," or _is_name(t) for t in between):
            for name in (*(t for t in between if _is_name(t)), last):
                tokens[name.i] = replace(name, dep="conj", head=first.i)
    return tuple(tokens) if tokens != list(sentence.tokens) else None


def _joined(sentence: Sentence, first: Token) -> list[Token]:
    return [sentence.tokens[c] for c in syntax.conjuncts(sentence, first.i) if c != first.i]


def _attached(sentence: Sentence, _verbs: Mapping[str, str]) -> tuple[Token, ...] | None:
    """Hang "of" on the name just before it, not on an earlier name."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens[1:]:
        if token.dep != "prep" or token.head >= token.i - 1:
            continue
        before = tokens[token.i - 1]
        between_names = token.lemma in ("of", "at") and _is_name(tokens[token.head])
        within = token.lemma in ("in", "on") and _is_place(before) and _holds_place(sentence, token)
        if _is_name(before) and (between_names or within):
            tokens[token.i] = replace(token, head=before.i)
    return tuple(tokens) if tokens != list(sentence.tokens) else None


def _participle(sentence: Sentence, _verbs: Mapping[str, str]) -> tuple[Token, ...] | None:
    """Hang a participle on the person just before it: "named Ada Lind, poached from Acme"."""
    tokens = list(sentence.tokens)
    for token in sentence.tokens[2:-1]:
        name, after = tokens[token.i - 2], tokens[token.i + 1]
        loose = token.dep in ("advcl", "conj", "dep", "npadvmod") and token.head < token.i - 2
        if not (loose and token.tag in ("VBN", "VBD") and after.pos == "ADP" and _is_person(name)):
            continue
        own = syntax.children(sentence, token.i, "nsubj", "nsubjpass", "aux", "auxpass", "dobj")
        if tokens[token.i - 1].text == "," and not own:
            tokens[token.i] = replace(token, tag="VBN", dep="acl", head=name.i)
    return tuple(tokens) if tokens != list(sentence.tokens) else None


def _verb_found(sentence: Sentence, verbs: Mapping[str, str]) -> tuple[Token, ...] | None:
    """Make a verb of the noun after a name in a sentence that has no other: "Acme mines ore"."""
    for token in sentence.tokens[1:-1]:
        before, after = sentence.tokens[token.i - 1], sentence.tokens[token.i + 1]
        if not (_is_name(before) and before.head == token.i and before.dep in NOMINAL):
            continue
        lemma = verbs.get(token.lemma, "")
        if token.tag != "NNS" or not lemma or token.mention is not None:
            continue
        top = sentence.tokens[token.head]
        if token.dep in ("ROOT", "relcl") and (after.pos in OPENERS or token.dep == "relcl"):
            return _with_verb(sentence, token, token, before, lemma)
        bare = top.dep == "ROOT" and not any(syntax.is_verb(t) for t in sentence.tokens)
        if token.dep == "compound" and top.i > token.i and bare:
            return _with_verb(sentence, token, top, before, lemma)
    return None


def _with_verb(
    sentence: Sentence, verb: Token, top: Token, subject: Token, lemma: str
) -> tuple[Token, ...]:
    """Return the tokens with ``verb`` in the place of ``top``, and ``top`` as its object."""
    tokens = list(sentence.tokens)
    dep, head = (top.dep, verb.i if top.dep == "ROOT" else top.head)
    tokens[verb.i] = replace(verb, lemma=lemma, pos="VERB", tag="VBZ", dep=dep, head=head)
    tokens[subject.i] = replace(subject, dep="nsubj", head=verb.i)
    if top.i != verb.i:
        tokens[top.i] = replace(top, dep="dobj", head=verb.i)
        return tuple(tokens)
    for c in sentence.children[verb.i]:
        child = tokens[c]
        if c > verb.i and child.dep in ("appos", "npadvmod", "dep", "nmod", "attr", "conj"):
            tokens[c] = replace(child, dep="dobj")
            break
    return tuple(tokens)


def _holds_place(sentence: Sentence, preposition: Token) -> bool:
    below = syntax.children(sentence, preposition.i, "pobj")
    return any(_is_place(sentence.tokens[o]) for o in below)


def _is_person(token: Token) -> bool:
    return _is_name(token) and token.mention is not None and token.mention.kind == "Person"


def _is_place(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "Place"


def _is_name(token: Token) -> bool:
    return token.mention is not None and token.mention.form == "name"
