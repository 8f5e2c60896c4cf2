"""What fills the arguments of an entry: the heads of noun phrases, by argument name."""

from collections.abc import Iterable, Iterator

from newsgraph import syntax
from newsgraph.model import Sentence, Token
from newsgraph.relations.anchors import Anchor

UNITS = frozenset("unit brand arm division subsidiary business affiliate".split())
APPOINT = frozenset("name appoint elect make hire promote install".split())
# verbs after which "as" says what the subject is, not the object
OF_SUBJECT = frozenset(
    "succeed replace follow join serve work act return continue start begin resign retire".split()
)
MEASURING = frozenset(
    "be stand reach hit total exceed top amount come rise fall grow climb jump drop swell slip "
    "slump sink shrink tumble dip soar surge double triple pile run approach near equal".split()
)
LEADING = frozenset("run lead head manage chair direct oversee guide serve steer".split())
OWNING = frozenset("into from on at against with of by".split())
LOCATIVE = frozenset("in at on near across outside throughout around inside within over".split())
CLAUSAL = frozenset("relcl acl advcl ccomp xcomp parataxis pcomp csubj".split())


def arguments(sentence: Sentence, anchor: Anchor, names: Iterable[str]) -> list[int]:
    """Return the heads of the noun phrases that fill the first of ``names`` that is filled."""
    return next(fillings(sentence, anchor, names), [])


def fillings(sentence: Sentence, anchor: Anchor, names: Iterable[str]) -> Iterator[list[int]]:
    """Yield the heads of the noun phrases that fill each of ``names``, the empty ones left out."""
    for name in names:
        found = [
            a
            for a in _argument(sentence, anchor, name)
            if name == "self" or a not in anchor.words or sentence.tokens[a].value is not None
        ]
        if found:
            yield found


def _argument(sentence: Sentence, anchor: Anchor, name: str) -> list[int]:
    if name in ("subject", "object", "indirectObject"):
        return _of_verb(sentence, anchor, name)
    if name in ("self", "possessor", "prefix", "head", "apposition"):
        return _of_noun(sentence, anchor, name)
    if name == "genitive":
        return _genitives(sentence, anchor.head)
    if name == "owner":
        return _owners(sentence, anchor)
    if name == "maker":
        return _makers(sentence, anchor)
    if name == "place":
        return _places_of_clause(sentence, anchor)
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


def _genitives(sentence: Sentence, i: int) -> list[int]:
    """Return the names that own a name directly: "Sweden's Volvo", "Acme's Ada Byron"."""
    tokens = sentence.tokens
    found = [c for c in syntax.children(sentence, i, "poss") if _is_named(tokens[c])]
    return [c for c in found if c == i - 2 and tokens[i - 1].tag == "POS"]


def _owners(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return whose what is acted on is, where it has no name: "hacked Acme's servers"."""
    found = [o for t in _things(sentence, anchor) for o in _owned(sentence, t)]
    return [o for o in dict.fromkeys(found) if sentence.tokens[o].mention is not None]


def _makers(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return the name before what is acted on: "runs on Acme chips", "uses Acme's models"."""
    things = _things(sentence, anchor)
    found = [c for t in things for c in syntax.children(sentence, t, "poss", "compound", "nmod")]
    return [c for c in found if _is_named(sentence.tokens[c])]


def _things(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return what a verb acts on, itself or through a preposition, where it has no name."""
    things = syntax.logical_objects(sentence, anchor.head)
    for p in syntax.children(sentence, anchor.head, "prep", "prt", "agent"):
        if sentence.tokens[p].lemma in OWNING:
            things += _governed(sentence, p)
    things = [i for t in things for i in syntax.conjuncts(sentence, t)]
    return [t for t in things if sentence.tokens[t].mention is None]


def _owned(sentence: Sentence, noun: int, depth: int = 0) -> list[int]:
    """Return the names that own a noun: "X's N", "the X N", "N of X", "N at X"."""
    below = syntax.children(sentence, noun, "poss", "compound", "nmod")
    found = [syntax.antecedent_of_relative(sentence, c) for c in below]
    found = [c for c in found if sentence.tokens[c].mention is not None]
    if found:
        return found
    for p in syntax.children(sentence, noun, "prep"):
        if sentence.tokens[p].lemma in ("of", "at", "from", "by", "belonging"):
            found += _governed(sentence, p)
    if depth < 2 and found and sentence.tokens[found[0]].mention is None:
        return _owned(sentence, found[0], depth + 1)
    return found


def _places_of_clause(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return the places that a clause names: "mines ore at a pit in Kiruna", "across Kenya"."""
    found, todo = [], [anchor.head]
    while todo:
        current = todo.pop()
        for c in sentence.children[current]:
            token = sentence.tokens[c]
            if token.dep in CLAUSAL or (token.dep == "conj" and syntax.is_verb(token)):
                continue
            if token.dep in ("nsubj", "nsubjpass") or (token.mention and token.dep != "pobj"):
                continue
            if token.dep == "pobj" and _is_place(token):
                if sentence.tokens[current].lemma in LOCATIVE:
                    found.append(c)
            elif token.mention is None:
                todo.append(c)
    return sorted(found)


def _of_noun(sentence: Sentence, anchor: Anchor, name: str) -> list[int]:
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
            return possessors(sentence, Anchor(anchor.pattern, anchor.words[-1], anchor.words[-1:]))
        return possessors(sentence, anchor)
    found = bearers(sentence, anchor.head)
    return found or ([anchor.head] if anchor.pattern.words[0].startswith("[") else [])


def _larger_place(sentence: Sentence, i: int) -> list[int]:
    """Return the place after a place and a comma, unless the two are members of a list."""
    tokens = sentence.tokens
    after = i + 2
    if after >= len(tokens) or tokens[i + 1].text != "," or not _is_place(tokens[after]):
        return []
    if i >= 2 and tokens[i - 1].text in (",", "and", "or") and _is_place(tokens[i - 2]):
        return []
    for t in tokens[after + 1 : after + 4]:
        if t.text not in (",", "and", "or", "the", "&"):
            return [] if _is_place(t) and t.i > after + 1 else [after]
    return [after]


def _is_named(token: Token) -> bool:
    return token.mention is not None and token.mention.form in ("name", "demonym")


def _is_place(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "Place"


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


def bearers(sentence: Sentence, i: int) -> list[int]:
    """Return whom or what a noun is said of: predicate, apposition, title, "as"."""
    token = sentence.tokens[i]
    if token.mention is not None:
        return [i]
    upper = sentence.tokens[token.head]
    if token.dep == "conj" and upper.pos in ("NOUN", "PROPN") and upper.mention is None:
        return bearers(sentence, token.head)
    ways = (_appointed, _apposed, _titled, _predicated, _as, _exemplified, _preceded, _followed)
    for way in ways:
        found = way(sentence, token)
        if found:
            return found
    return []


def _appointed(sentence: Sentence, token: Token) -> list[int]:
    """Read "Acme named Ada Byron chief executive"."""
    if token.dep not in ("dobj", "oprd", "xcomp"):
        return []
    if sentence.tokens[token.head].lemma not in APPOINT:
        return []
    below = syntax.children(sentence, token.i, "compound", "nmod", "nsubj")
    return [c for c in below if _is_person(sentence.tokens[c])]


def _preceded(sentence: Sentence, token: Token) -> list[int]:
    """Read "Google's DeepMind unit"."""
    before = sentence.tokens[token.i - 1] if token.i else None
    if token.lemma not in UNITS or before is None or before.mention is None:
        return []
    return [before.i] if before.head == token.i and before.dep in ("compound", "nmod") else []


def _apposed(sentence: Sentence, token: Token) -> list[int]:
    """Read "its founder, Ada Byron" and "Ada Byron, its founder"."""
    named = [c for c in syntax.children(sentence, token.i, "appos") if sentence.tokens[c].mention]
    named = [c for c in named if c == token.i + 1 or sentence.tokens[c - 1].pos != "NOUN"]
    named = named or _beyond(sentence, token.i)
    return named or ([token.head] if token.dep == "appos" else [])


def _beyond(sentence: Sentence, noun: int) -> list[int]:
    """Read "the governor of the bank Acme, Ada Byron", where the person hangs on the bank."""
    owners = [
        o
        for p in syntax.children(sentence, noun, "prep")
        for o in syntax.children(sentence, p, "pobj")
        if not _is_person(sentence.tokens[o])
    ]
    found = [c for o in owners for c in syntax.children(sentence, o, "appos")]
    return [c for c in found if _is_person(sentence.tokens[c])]


def _titled(sentence: Sentence, token: Token) -> list[int]:
    """Read "chipmaker Acme", "Acme founder Ada Byron"."""
    head = sentence.tokens[token.head]
    if token.dep not in ("compound", "nmod", "amod", "npadvmod"):
        return []
    return [head.i] if head.mention is not None and head.i > token.i else []


def _predicated(sentence: Sentence, token: Token) -> list[int]:
    """Read "Ada Byron is its founder", "whose founder is Ada Byron", "was made chairman"."""
    head = sentence.tokens[token.head]
    if token.dep == "attr":
        return syntax.surface_subjects(sentence, token.head)
    if token.dep == "nsubj" and head.lemma in ("be", "include"):  # "its clients include Acme"
        below = syntax.children(sentence, head.i, "attr", "dobj")
        return [a for a in below if sentence.tokens[a].mention]
    if token.dep == "pobj" and head.lemma == "of" and sentence.tokens[head.head].lemma == "one":
        return bearers(sentence, head.head)  # "is one of its customers"
    if token.dep == "pobj" and head.lemma == "among" and sentence.tokens[head.head].lemma == "be":
        below = syntax.children(sentence, head.head, "nsubj", "attr")
        return [a for a in below if sentence.tokens[a].mention]
    if token.dep == "oprd":
        return _object_or_subject(sentence, token.head)
    return []


def _as(sentence: Sentence, token: Token) -> list[int]:
    """Read "hired Ada Byron as chairman", "serves as chairman"."""
    head = sentence.tokens[token.head]
    verb = sentence.tokens[head.head]
    if token.dep != "pobj" or head.lemma != "as" or not syntax.is_verb(verb):
        return []
    if verb.lemma in OF_SUBJECT:
        return syntax.surface_subjects(sentence, verb.i)
    if verb.lemma in LEADING:
        return syntax.logical_subjects(sentence, verb.i)
    return _object_or_subject(sentence, verb.i)


def _exemplified(sentence: Sentence, token: Token) -> list[int]:
    """Read "rivals such as Acme": the examples are found where the noun is looked up."""
    return [token.i] if has_examples(sentence, token.i) else []


def _followed(sentence: Sentence, token: Token) -> list[int]:
    """Read "founder Ada Byron", where the parse joins the two in another way."""
    if token.i + 1 == len(sentence.tokens):
        return []
    following = sentence.tokens[token.i + 1]
    named = following.mention is not None and following.mention.form == "name"
    return [following.i] if named else []


def _object_or_subject(sentence: Sentence, verb: int) -> list[int]:
    return syntax.logical_objects(sentence, verb) or syntax.surface_subjects(sentence, verb)


def _is_person(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "Person"


def has_examples(sentence: Sentence, i: int) -> bool:
    """Say whether names of its class follow a plural noun: "rivals such as", "partners like"."""
    return sentence.tokens[i].tag == "NNS" and any(
        (sentence.tokens[p].lemma in ("like", "include", "including") or is_such_as(sentence, p))
        and p > i
        for p in syntax.children(sentence, i, "prep")
    )


def is_such_as(sentence: Sentence, i: int) -> bool:
    """Say whether a preposition is the second or the first word of "such as"."""
    words = [t.text.lower() for t in sentence.tokens[max(0, i - 1) : i + 2]]
    return "such" in words and "as" in words


def possessors(sentence: Sentence, anchor: Anchor) -> list[int]:
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
    if not found and _is_as_leader(sentence, token):
        found = syntax.logical_objects(sentence, sentence.tokens[token.head].head)
    if not found and token.dep in ("dobj", "oprd") and sentence.tokens[token.head].lemma in APPOINT:
        found = syntax.logical_subjects(sentence, token.head)
    if not found and token.dep in ("conj", "appos") and token.head != i:
        upper = sentence.tokens[token.head]
        if upper.mention is not None and upper.dep in ("appos", "conj"):
            upper = sentence.tokens[upper.head]
        if upper.mention is None and upper.i != i:
            return possessors(sentence, Anchor(anchor.pattern, upper.i, (upper.i,)))
    return found


def _is_as_leader(sentence: Sentence, token: Token) -> bool:
    """Say whether "as" names the role of one who leads: "runs Acme as chief executive"."""
    head = sentence.tokens[token.head]
    as_ = token.dep == "pobj" and head.lemma == "as"
    return as_ and sentence.tokens[head.head].lemma in LEADING


def prepositional(sentence: Sentence, anchor: Anchor, name: str) -> list[int]:
    """Return what a preposition of the entry's words, or of its object, governs."""
    for place in _places(sentence, anchor):
        for p in sentence.children[place]:
            token = sentence.tokens[p]
            if token.lemma == name and token.dep in ("prep", "agent", "dative", "prt", "advmod"):
                found = _governed(sentence, p)
                if found:
                    return found
    return _where(sentence, anchor) if name == "in" else []


def _places(sentence: Sentence, anchor: Anchor) -> list[int]:
    """Return the words that a preposition of an entry may hang on, the likeliest first."""
    places, head = list(reversed(anchor.words)), sentence.tokens[anchor.head]
    if anchor.pattern.part == "verb":
        places += [o for o in syntax.logical_objects(sentence, anchor.head) if o > anchor.head]
    elif anchor.pattern.part == "noun":
        places += [c for w in anchor.words for c in syntax.children(sentence, w, "conj")]
        for by in syntax.children(sentence, anchor.head, "prep"):  # "takeover by Acme of Beta"
            if sentence.tokens[by].lemma == "by":
                places += syntax.children(sentence, by, "pobj")
        if head.dep == "conj":  # "founder and chief of Acme"
            places.append(syntax.first_conjunct(sentence, anchor.head))
        if head.dep == "nsubj" and sentence.tokens[head.head].lemma == "be":
            places.append(head.head)  # "its headquarters are in Kent"
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


def measured(sentence: Sentence, noun: int) -> list[int]:
    """Return the figure of a noun: "a $5bn backlog", "stood at", "put it at", "backlog, $5bn"."""
    token = sentence.tokens[noun]
    before = syntax.children(sentence, noun, "nummod", "compound", "amod", "nmod", "quantmod")
    own = [c for c in before if c < noun and sentence.tokens[c].value is not None]
    own = own or _valued(sentence, syntax.children(sentence, noun, "appos", "npadvmod", "dobj"))
    if own:
        return own
    if token.dep in ("dobj", "nsubjpass"):  # "put its revenue at", "doubled sales to"
        return _valued(sentence, _governed_by(sentence, token.head, ("at", "to")))
    if token.dep == "nsubj" and sentence.tokens[token.head].lemma in MEASURING:
        found = syntax.children(sentence, token.head, "attr", "dobj", "npadvmod")
        return _valued(sentence, _governed_by(sentence, token.head, ("at", "to"))) or _valued(
            sentence, found
        )
    if token.dep == "pobj" and sentence.tokens[token.head].lemma == "in":  # "$3bn in revenue"
        above = sentence.tokens[sentence.tokens[token.head].head]
        return _valued(sentence, [above.i])
    return []


def _valued(sentence: Sentence, found: list[int]) -> list[int]:
    return [f for f in found if sentence.tokens[f].value is not None]


def _governed_by(sentence: Sentence, verb: int, names: tuple[str, ...]) -> list[int]:
    """Return what the prepositions of a verb govern, "to" after "from .." among them."""
    found = []
    for p in syntax.children(sentence, verb, "prep"):
        inner = [p, *syntax.children(sentence, p, "prep")]
        for q in inner:
            if sentence.tokens[q].lemma in names:
                found += syntax.children(sentence, q, "pobj")
    return found


def _governed(sentence: Sentence, preposition: int) -> list[int]:
    found = []
    for p in syntax.conjuncts(sentence, preposition):
        found += [
            syntax.antecedent_of_relative(sentence, o) for o in syntax.children(sentence, p, "pobj")
        ]
    return found
