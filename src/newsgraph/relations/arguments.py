"""What fills the arguments of an entry: the heads of noun phrases, by argument name."""

from collections.abc import Iterable, Iterator

from newsgraph import syntax
from newsgraph.model import Sentence, Token
from newsgraph.relations.anchors import Anchor
from newsgraph.relations.bearers import bearers
from newsgraph.relations.clause import governs_relative
from newsgraph.relations.cues import Cues
from newsgraph.relations.owners import genitives, is_place, makers, owners, places_of_clause

SITED = ("operatesIn",)
BESIDE = 3  # words between a name and its preposition: "Ada, once of Acme"


def arguments(sentence: Sentence, anchor: Anchor, names: Iterable[str], cues: Cues) -> list[int]:
    """Return the heads of the noun phrases that fill the first of ``names`` that is filled."""
    return next(fillings(sentence, anchor, names, cues), [])


def fillings(
    sentence: Sentence, anchor: Anchor, names: Iterable[str], cues: Cues
) -> Iterator[list[int]]:
    """Yield the heads of the noun phrases that fill each of ``names``, the empty ones left out."""
    for name in names:
        found = [
            a
            for a in _argument(sentence, anchor, name, cues)
            if name == "self" or a not in anchor.words or sentence.tokens[a].value is not None
        ]
        if found:
            yield found


def _argument(sentence: Sentence, anchor: Anchor, name: str, cues: Cues) -> list[int]:
    if name in ("subject", "object", "indirectObject"):
        return _of_verb(sentence, anchor, name)
    if name in ("self", "possessor", "prefix", "head", "apposition"):
        return _of_noun(sentence, anchor, name, cues)
    if name == "genitive":
        return genitives(sentence, anchor.head, cues)
    if name == "owner":
        return owners(sentence, anchor)
    if name == "maker":
        return makers(sentence, anchor)
    if name == "place":
        return places_of_clause(sentence, anchor)
    return prepositional(sentence, anchor, name)


def _of_verb(sentence: Sentence, anchor: Anchor, name: str) -> list[int]:
    if name == "subject":
        return syntax.logical_subjects(sentence, anchor.head)
    if name == "indirectObject":
        return syntax.children(sentence, anchor.head, "dative")
    if anchor.pattern.part == "adjective":  # "worth $3bn"
        below = syntax.children(sentence, anchor.head, "npadvmod", "dobj", "pobj", "dep")
        return [b for b in below if sentence.tokens[b].value is not None]
    if anchor.pattern.part == "preposition":
        return [p for w in anchor.words for p in syntax.children(sentence, w, "pobj", "dobj")]
    objects = syntax.logical_objects(sentence, anchor.head)
    small = [
        s
        for c in syntax.children(sentence, anchor.head, "ccomp")
        for s in syntax.children(sentence, c, "nsubj")
        if not syntax.is_verb(sentence.tokens[c])
    ]
    receivers = syntax.children(sentence, anchor.head, "dative")
    if receivers and not anchor.pattern.literals and all(sentence.tokens[o].value for o in objects):
        return receivers  # "fined Acme $5m"
    return objects or small


def _of_noun(sentence: Sentence, anchor: Anchor, name: str, cues: Cues) -> list[int]:
    if name == "head":
        return _governor(sentence, anchor.head)
    if name == "prefix":
        hyphen = anchor.head - 1
        return [anchor.head - 2] if hyphen >= 1 and sentence.tokens[hyphen].text == "-" else []
    if anchor.pattern.part == "adjective":
        return _described(sentence, anchor.head) if name == "self" else []
    if name == "apposition":
        return _larger_place(sentence, anchor.head)
    if name == "possessor":
        if anchor.pattern.part == "verb":  # "lead its round"
            last = Anchor(anchor.pattern, anchor.words[-1], anchor.words[-1:])
            return possessors(sentence, last, cues)
        return possessors(sentence, anchor, cues)
    found = bearers(sentence, anchor.head, cues)
    return found or ([anchor.head] if anchor.pattern.words[0].startswith("[") else [])


def _larger_place(sentence: Sentence, i: int) -> list[int]:
    """Return the place after a place and a comma, unless the two are members of a list."""
    tokens = sentence.tokens
    after = i + 2
    if after >= len(tokens) or tokens[i + 1].text != "," or not is_place(tokens[after]):
        return []
    if i >= 2 and tokens[i - 1].text in (",", "and", "or") and is_place(tokens[i - 2]):
        return []
    following = tokens[after + 1].text if after + 1 < len(tokens) else ""
    if following in ("and", "or"):
        return []  # "Ghent, Kent and others"
    for t in tokens[after + 1 : after + 4]:
        if t.text not in (",", "and", "or", "the", "&"):
            return [] if is_place(t) and t.i > after + 1 else [after]
    return [after]


def _governor(sentence: Sentence, i: int) -> list[int]:
    """Return the noun phrase that "such as", "like" or "including" opens examples of."""
    head = sentence.tokens[sentence.tokens[i].head]
    while head.pos == "ADP" and head.head != head.i:  # the "as" of "such as"
        head = sentence.tokens[head.head]
    if head.lemma == "be":  # "the plant is in Kent"
        return syntax.surface_subjects(sentence, head.i)
    return [head.i] if head.pos in ("NOUN", "PROPN") and head.i < i else []


def _described(sentence: Sentence, i: int) -> list[int]:
    """Return what an adjective or participle is said of."""
    token = sentence.tokens[i]
    if token.dep in ("amod", "acl") and not syntax.is_verb(sentence.tokens[token.head]):
        return [token.head]
    if token.dep in ("acomp", "oprd", "attr"):
        return syntax.surface_subjects(sentence, token.head)
    if token.pos in ("VERB", "AUX"):
        return syntax.logical_objects(sentence, i)
    return []


def possessors(sentence: Sentence, anchor: Anchor, cues: Cues) -> list[int]:
    """Return whose the noun is: "X's N", "its N", "whose N", "X N", shared in coordination."""
    i = anchor.head
    found = [
        syntax.antecedent_of_relative(sentence, c) for c in syntax.children(sentence, i, "poss")
    ]
    if found:
        return found
    first = min(anchor.words)
    found = [
        c
        for c in syntax.children(sentence, i, "compound", "nmod", "amod")
        if sentence.tokens[c].mention
    ]
    if not found and first > 0 and sentence.tokens[first - 1].mention is not None:
        before = sentence.tokens[first - 1]
        if before.dep in ("compound", "nmod", "poss", "nsubj", "amod") and before.head >= i:
            found = [before.i]
    token = sentence.tokens[i]
    if not found and token.mention is not None and token.dep in ("compound", "nmod"):
        above = syntax.children(sentence, token.head, "poss")  # "Acme's Comet tablets"
        found = [syntax.antecedent_of_relative(sentence, c) for c in above if c < i]
    if not found and _is_as_leader(sentence, token, cues):
        found = syntax.logical_objects(sentence, sentence.tokens[token.head].head)
    if not found and _is_had(sentence, anchor, cues):
        found = syntax.logical_subjects(sentence, token.head)
    appointed = cues.has("appointment", "verb", sentence.tokens[token.head].lemma)
    appointed = appointed and (token.mention is None or token.mention.kind == "Person")
    if not found and token.dep in ("dobj", "oprd") and appointed:
        found = syntax.logical_subjects(sentence, token.head)
    if not found:
        found = _pursuers(sentence, token)
    if not found and token.dep in ("conj", "appos") and token.head != i:
        upper = sentence.tokens[token.head]
        if upper.mention is not None and upper.dep in ("appos", "conj"):
            upper = sentence.tokens[upper.head]
        if upper.mention is None and upper.i != i:
            return possessors(sentence, Anchor(anchor.pattern, upper.i, (upper.i,)), cues)
    return found


def _pursuers(sentence: Sentence, token: Token) -> list[int]:
    """Return whose plan or aim a deed is: "plans for the purchase", "its goal is the purchase"."""
    head = sentence.tokens[token.head]
    if token.dep == "attr" and head.lemma == "be":
        subjects = syntax.children(sentence, head.i, "nsubj")
        return [w for s in subjects for w in syntax.whose_purpose(sentence, s)]
    plan = sentence.tokens[head.head]
    if token.dep != "pobj" or head.lemma != "for" or plan.lemma not in syntax.PURPOSES:
        return []
    whose = syntax.whose_purpose(sentence, plan.i)
    return whose or (syntax.own_planners(sentence, plan.i) if plan.dep == "dobj" else [])


def _is_had(sentence: Sentence, anchor: Anchor, cues: Cues) -> bool:
    """Say whether a site is what somebody has or runs: "Acme owns three mills in Kent"."""
    token = sentence.tokens[anchor.head]
    verb = sentence.tokens[token.head]
    if anchor.pattern.predicate not in SITED or token.dep not in ("dobj", "nsubjpass"):
        return False
    return cues.has("siteHaving", "verb", verb.lemma)


def _is_as_leader(sentence: Sentence, token: Token, cues: Cues) -> bool:
    """Say whether "as" names the role of one who leads: "runs Acme as chief executive"."""
    head = sentence.tokens[token.head]
    as_ = token.dep == "pobj" and head.lemma == "as"
    return as_ and cues.has("leading", "verb", sentence.tokens[head.head].lemma)


def prepositional(sentence: Sentence, anchor: Anchor, name: str) -> list[int]:
    """Return what a preposition of the entry's words, or of its object, governs."""
    for place in _places(sentence, anchor):
        for p in sentence.children[place]:
            token = sentence.tokens[p]
            if _is_far(sentence, anchor, p):
                continue
            if token.lemma == name and token.dep in ("prep", "agent", "dative", "prt", "advmod"):
                found = syntax.governed(sentence, p)
                if found:
                    return found
    return _where(sentence, anchor) if name == "in" else []


def _is_far(sentence: Sentence, anchor: Anchor, preposition: int) -> bool:
    """Say whether other words part a name and its preposition: "Acme and the city of Kent"."""
    if not anchor.pattern.words[0].startswith("["):
        return False
    between = [t.text for t in sentence.tokens[anchor.head + 1 : preposition]]
    return len(between) > BESIDE or ":" in between


def _places(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return the words that a preposition of an entry may hang on, the likeliest first."""
    places, head = list(reversed(anchor.words)), sentence.tokens[anchor.head]
    if anchor.pattern.part == "verb":
        places += [o for o in syntax.logical_objects(sentence, anchor.head) if o > anchor.head]
    elif anchor.pattern.part == "noun" and not anchor.pattern.words[0].startswith("["):
        places += [c for w in anchor.words for c in syntax.children(sentence, w, "conj")]
        for by in syntax.children(sentence, anchor.head, "prep"):  # "takeover by Acme of Beta"
            if sentence.tokens[by].lemma == "by":
                places += syntax.children(sentence, by, "pobj")
        if head.dep == "conj":  # "founder and chief of Acme"
            places.append(syntax.first_conjunct(sentence, anchor.head))
        if head.dep == "nsubj" and sentence.tokens[head.head].lemma == "be":
            places.append(head.head)  # "its headquarters are in Kent"
        if head.dep == "attr" and governs_relative(sentence, head.head):
            places.append(head.head)  # "a guild of which Acme is a member"
    return places


def _where(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return the place that "where" stands for: "the town where it is based"."""
    adverbs = [c for w in anchor.words for c in syntax.children(sentence, w, "advmod")]
    found = [syntax.antecedent_of_relative(sentence, a) for a in adverbs]
    return [f for f, a in zip(found, adverbs, strict=True) if f != a]


def compounded(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return the name before a noun that has an owner as well: "its Tencent stake"."""
    if not syntax.children(sentence, anchor.head, "poss"):
        return []
    below = syntax.children(sentence, anchor.head, "compound", "nmod")
    return [c for c in below if sentence.tokens[c].mention is not None]
