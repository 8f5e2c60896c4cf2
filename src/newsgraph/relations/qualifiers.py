"""What goes with a relation: when, how much, in which role, where."""

from collections.abc import Iterator

from newsgraph import syntax
from newsgraph.model import Document, Mention, Sentence, Value
from newsgraph.relations.anchors import Anchor
from newsgraph.vocabulary import Property

Qualifier = tuple[str, "Mention | Value"]
_SINCE, _UNTIL = frozenset(("since", "from")), frozenset(("until", "till", "through", "by"))


def qualifiers(
    document: Document, sentence: Sentence, anchor: Anchor, prop: Property, used: set[int]
) -> tuple[Qualifier, ...]:
    """Return the qualifiers that ``prop`` admits and the clause gives, sorted by name.

    ``used`` holds the positions of the relation's own ends. Of two values for one
    qualifier the nearer to the entry is taken.
    """
    found: dict[str, tuple[int, Mention | Value]] = {}
    for name, value in anchor.pattern.qualifiers:
        found[name] = (-1, Value("string", value, value))
    for i in scope(sentence, anchor):
        if i in used:
            continue
        token = sentence.tokens[i]
        distance = abs(i - anchor.head)
        for name, end in _of_token(sentence, i, prop):
            if name not in found or distance < found[name][0]:
                found[name] = (distance, end)
        del token
    if "role" in prop.qualifiers and "role" not in found and anchor.pattern.part == "noun":
        text = _role(document, sentence, anchor)
        if text:
            found["role"] = (0, Value("string", text, text))
    if "facility" in prop.qualifiers and "facility" not in found and len(anchor.words) > 1:
        text = _noun_of(document, sentence, anchor)
        if text:
            found["facility"] = (0, Value("string", text, text))
    result = [(name, end) for name, (_, end) in found.items()]
    for name, end in list(result):
        if name == "amount" and isinstance(end, Value) and end.currency:
            result.append(("currency", Value("string", end.currency, end.currency)))
    return tuple(sorted(result, key=lambda q: q[0]))


def _of_token(sentence: Sentence, i: int, prop: Property) -> Iterator[Qualifier]:
    token = sentence.tokens[i]
    value = token.value
    if value is None:
        inside = token.dep == "pobj" and sentence.tokens[token.head].lemma in ("in", "at")
        place = token.mention is not None and token.mention.kind == "Place"
        if inside and place and token.mention is not None and "place" in prop.qualifiers:
            yield "place", token.mention
        return
    name = _slot(sentence, i, value)
    if name and name in prop.qualifiers:
        yield name, value


def _slot(sentence: Sentence, i: int, value: Value) -> str:
    if value.kind == "money":
        return "amount"
    if value.kind == "percent":
        return "percent"
    if value.kind == "number":
        return "quantity"
    if value.kind != "date":
        return ""
    preposition = sentence.tokens[sentence.tokens[i].head].lemma
    if value.bound == "since" or preposition == "since":
        return "since"
    if value.bound == "until" or preposition in ("until", "till", "through"):
        return "until"
    return "date"


def scope(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return the tokens of the entry's own clause, other clauses below it left out.

    A noun's clause is that of the verb above it where the noun is its object.
    """
    top = anchor.head
    token = sentence.tokens[top]
    if not syntax.is_verb(token) and token.dep in ("dobj", "nsubjpass", "attr", "nsubj", "pobj"):
        top = syntax.clause_of(sentence, top)
    found, todo = [], [top]
    while todo:
        current = todo.pop()
        found.append(current)
        for c in sentence.children[current]:
            child = sentence.tokens[c]
            if child.dep in ("relcl", "ccomp", "advcl", "parataxis", "pcomp", "acl") or (
                child.dep == "conj" and syntax.is_verb(child)
            ):
                continue
            todo.append(c)
    return sorted(found)


def _noun_of(document: Document, sentence: Sentence, anchor: Anchor) -> str:
    nouns = [w for w in anchor.words if sentence.tokens[w].pos in ("NOUN", "PROPN")]
    if not nouns:
        return ""
    return document.text[sentence.tokens[min(nouns)].start : sentence.tokens[max(nouns)].end]


def _role(document: Document, sentence: Sentence, anchor: Anchor) -> str:
    """Return a role with its modifiers ("finance minister"); none for a name of a kind."""
    if anchor.pattern.words[0].startswith("["):
        return ""
    first = min(anchor.words)
    while first > 0:
        before = sentence.tokens[first - 1]
        if (
            before.dep not in ("compound", "amod")
            or before.mention is not None
            or before.head > anchor.head
        ):
            break
        if before.lemma in ("former", "ex", "late", "new", "then"):
            break
        first -= 1
    head = sentence.tokens[anchor.head]
    modifiers = document.text[sentence.tokens[first].start : head.start]
    return modifiers + (head.lemma if head.tag == "NNS" else head.text)  # "engineers" are each one
