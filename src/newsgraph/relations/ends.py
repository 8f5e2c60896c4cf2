"""From the head of a noun phrase to what it means: a mention, a value, or several."""

from collections.abc import Iterator

from newsgraph import syntax
from newsgraph.model import Document, Mention, Sentence, Value
from newsgraph.relations.bearers import is_such_as
from newsgraph.vocabulary import Vocabulary

TOPIC = 2  # times a description must stand in a document to be a thing of its own
KEPT = ("compound", "amod", "nmod")
DEFINITE = frozenset(("the", "this", "that", "these", "those"))


def meant(
    document: Document, sentence: Sentence, heads: list[int], vocabulary: Vocabulary
) -> Iterator[tuple[int, Mention | Value]]:
    """Yield what each noun phrase means, coordination and examples distributed, in order.

    With each comes the position of the head of its phrase.
    """
    seen = set()
    for head in heads:
        for i in syntax.conjuncts(sentence, head):
            if i != head and _has_a_role(sentence, head, i, vocabulary):
                continue
            for found in _one(document, sentence, i, vocabulary):
                if found not in seen:
                    seen.add(found)
                    yield i, found


def _has_a_role(sentence: Sentence, head: int, i: int, vocabulary: Vocabulary) -> bool:
    """Say whether a coordinated noun brings a name in another role: "A and its chairman, B"."""
    token = sentence.tokens[i]
    return (
        token.mention is None
        and sentence.tokens[head].mention is not None
        and vocabulary.kind_of_noun.get(token.lemma) == "Person"
    )


def is_excepted(sentence: Sentence, i: int) -> bool:
    """Say whether a phrase is denied alone: "not by A but by B", "A, not B"."""
    token = sentence.tokens[i]
    head = sentence.tokens[token.head]
    places = [i, head.i] if token.dep in ("pobj", "conj") and not syntax.is_verb(head) else [i]
    if token.dep == "conj":
        places = [i]
    for place in places:
        if any(sentence.tokens[c].dep == "neg" and c < i for c in sentence.children[place]):
            return True
    first = sentence.tokens[syntax.first_conjunct(sentence, i)]
    if first.dep == "pobj" and any(
        sentence.tokens[c].lemma == "neither" for c in sentence.children[first.i]
    ):
        return True  # "a client of neither A nor B"
    before = [t.text.lower() for t in sentence.tokens[max(0, i - 2) : i]]
    return "not" in before[-1:] or before[-2:] in (
        ["not", "by"],
        ["rather", "than"],
        ["instead", "of"],
    )


def _one(
    document: Document, sentence: Sentence, i: int, vocabulary: Vocabulary
) -> list[Mention | Value]:
    token = sentence.tokens[i]
    if token.mention is not None:
        return [token.mention]
    named = _named_by(sentence, i, vocabulary)
    if named:
        return named
    if token.value is not None:
        return [token.value]
    examples = _examples(sentence, i)
    if examples:
        return examples
    if token.lemma in vocabulary.cue_words("transparentNoun"):  # "half of Acme"
        below = [o for p in syntax.children(sentence, i, "prep") for o in _of(sentence, p)]
        return [m for o in below for m in _one(document, sentence, o, vocabulary)]
    nominal = _nominal(document, sentence, i, vocabulary)
    return [nominal] if nominal else []


def _of(sentence: Sentence, preposition: int) -> list[int]:
    if sentence.tokens[preposition].lemma != "of":
        return []
    return [
        c
        for o in syntax.children(sentence, preposition, "pobj")
        for c in syntax.conjuncts(sentence, o)
    ]


def _named_by(sentence: Sentence, i: int, vocabulary: Vocabulary) -> list[Mention | Value]:
    """Return the name that a descriptive noun stands with: "the retailer X", "X, a firm"."""
    token = sentence.tokens[i]
    if token.pos not in ("NOUN", "PROPN"):
        return []
    for c in syntax.children(sentence, i, "appos"):
        if sentence.tokens[c].mention is not None:
            found = [sentence.tokens[n].mention for n in syntax.conjuncts(sentence, c)]
            return [m for m in found if m is not None]
    for c in syntax.children(sentence, i, "acl"):
        if sentence.tokens[c].lemma in vocabulary.cue_words(
            "naming", "verb"
        ):  # "a chip called Olympus"
            below = syntax.children(sentence, c, "oprd", "dobj", "attr", "xcomp", "appos")
            found = [sentence.tokens[b].mention for b in below]
            if any(found):
                return [m for m in found if m is not None]
    before = _name_before(sentence, i)
    if before is not None and _classifies(sentence, i, before, vocabulary):
        return [before]
    head = sentence.tokens[token.head]
    if token.dep == "appos" and head.mention is not None:
        return [head.mention]
    if token.dep == "attr" and head.lemma == "be":
        subjects = syntax.surface_subjects(sentence, token.head)
        found = [sentence.tokens[s].mention for s in subjects]
        return [m for m in found if m is not None]
    return []


def _name_before(sentence: Sentence, i: int) -> Mention | None:
    """Return the name that a noun has before it, other modifiers between: "Comet bus brand"."""
    k = i - 1
    while k > 0 and k > i - 3 and sentence.tokens[k].mention is None:
        between = sentence.tokens[k]
        if between.dep not in ("compound", "nmod") or between.head != i:
            return None
        k -= 1
    name = sentence.tokens[k] if k >= 0 else None
    if name is None or name.head != i or name.dep not in ("compound", "nmod", "amod"):
        return None
    return name.mention


def _classifies(sentence: Sentence, i: int, before: Mention, vocabulary: Vocabulary) -> bool:
    """Say whether a noun only says what the name before it is: "Electron rocket"."""
    token = sentence.tokens[i]
    kind = vocabulary.kind_of_noun.get(token.lemma, "")
    if before.form != "name":
        return False
    units = vocabulary.cue_words("unit", "noun")
    if token.lemma in units and before.kind in ("Organization", "ProductTechnology"):
        return token.dep not in ("appos", "attr")  # "Audi, a Volkswagen brand"
    if before.kind == "Organization" and token.lemma in vocabulary.cue_words("classifier", "noun"):
        return True
    if before.kind == "ProductTechnology" and kind in ("", "Concept"):  # "Comet lozenges"
        return token.lemma not in vocabulary.cue_words("aspectNoun")
    return kind == before.kind and kind not in ("Organization", "Person", "Place", "")


def _examples(sentence: Sentence, i: int) -> list[Mention | Value]:
    """Return the names that a class noun is spelled out by: "partners like X and Y"."""
    if sentence.tokens[i].pos != "NOUN":
        return []
    found: list[Mention | Value] = []
    for p in syntax.children(sentence, i, "prep"):
        if p > i and (
            sentence.tokens[p].lemma in ("like", "include", "including") or is_such_as(sentence, p)
        ):
            heads = syntax.children(sentence, p, "pobj", "dobj")
            heads += [
                o
                for q in syntax.children(sentence, p, "prep")
                for o in syntax.children(sentence, q, "pobj")
            ]
            for head in heads:
                for c in syntax.conjuncts(sentence, head):
                    mention = sentence.tokens[c].mention
                    if mention is not None:
                        found.append(mention)
    return found


def _nominal(
    document: Document, sentence: Sentence, i: int, vocabulary: Vocabulary
) -> Mention | None:
    """Return a mention of what a noun phrase without a name describes, or None.

    Articles, possessives, numbers and words such as "new" are left out. A singular class
    noun ("a company") or a vague one ("part") means nothing one could look up, nor does a
    noun alone, for another phrase may end in it; "carmakers" still tells of what sort.
    """
    token = sentence.tokens[i]
    if (
        token.pos not in ("NOUN", "PROPN")
        or token.lemma in vocabulary.cue_words("vague", "noun")
        or (not token.text.isascii() and not token.text.isalpha())
    ):
        return None
    kept = [i]
    for c in reversed([c for c in sentence.children[i] if c < i]):
        child = sentence.tokens[c]
        if child.text == "-" and c == kept[0] - 1:
            kept.insert(0, c)
            continue
        if (
            child.dep not in KEPT
            or c != kept[0] - 1
            or child.lemma in vocabulary.cue_words("vague", "adjective")
            or child.value is not None
        ):
            break
        below = syntax.subtree(sentence, c)
        if below != list(range(below[0], c + 1)):
            break
        if any(syntax.is_verb(sentence.tokens[b]) or sentence.tokens[b].text == "-" for b in below):
            break
        kept = [*below, *kept]
    named = any(sentence.tokens[k].mention is not None for k in kept)
    kind = _kind(sentence, i, vocabulary, named=named)
    if not kind:
        return None
    if len(kept) == 1 and (kind != "OrganizationGroup" or _is_definite(sentence, i)):
        return None  # "the chip" is one that was named before, "a second zone" none of its own
    start, end = sentence.tokens[kept[0]].start, token.end
    text = document.text[start:end]
    single = named and kind in ("Event", "Conference", "Concept")
    if not single and not _is_topic(document, text):
        return None
    return Mention(document.iri, start, end, text, kind, "nominal")


def _is_definite(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[c].lemma in DEFINITE for c in sentence.children[i])


def _is_topic(document: Document, text: str) -> bool:
    """Say whether a document comes back to what a phrase describes: once is in passing."""
    return document.text.lower().count(text.lower()) >= TOPIC


def _kind(sentence: Sentence, i: int, vocabulary: Vocabulary, *, named: bool) -> str:
    """Return the kind of what a phrase describes; "" for what could be anything.

    ``named``: the phrase holds a name, which singles it out ("the Velden summit").
    """
    token = sentence.tokens[i]
    before = sentence.tokens[i - 1].text.lower() if i else ""
    nouns = vocabulary.kind_of_noun
    kind = nouns.get(f"{before} {token.lemma}") or nouns.get(token.lemma, "Concept")
    plural = token.tag in ("NNS", "NNPS")
    if kind in ("Organization", "Person"):
        return (
            "OrganizationGroup"
            if plural and (kind == "Organization" or token.lemma in ("customer", "buyer", "user"))
            else ""
        )
    if kind == "Place" or (kind in ("Event", "Conference") and not plural and not named):
        return ""
    if kind == "ProductTechnology" and not plural:
        return "ProductTechnology"
    return kind
