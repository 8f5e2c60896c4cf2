"""Questions to a parsed sentence: who acts, on whom, in which clause.

Labels are those of ClearNLP as spaCy's English pipelines give them (nsubj, nsubjpass,
dobj, prep, pobj, agent, relcl, acl, advcl, xcomp, ccomp, conj, appos, poss, compound).
All functions take token positions of one sentence and give token positions.
"""

from collections.abc import Iterable

from newsgraph.model import Sentence, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
QUANTIFIERS = frozenset("both all each most some one two three none many several".split())
RELATIVE = frozenset("who whom which that whose where".split())
OBJECT_CONTROL = frozenset(
    "ask allow force urge order tell let help persuade invite require enable permit expect want "
    "clear push press authorise authorize instruct encourage commission license licence "
    "name appoint choose pick hire".split()
)
PURPOSES = frozenset(  # whose they are does the deed: "Acme's aim is to buy Zed"
    "aim ambition dream focus goal hope intent intention mission objective plan priority purpose "
    "strategy task wish".split()
)

STANCES = frozenset(  # what one says of a plan is said of another's: "opposes plans to sell"
    "applaud approval approve attack back backing block clear condemn condemnation criticise "
    "criticism criticize debate decry denounce dismiss endorse endorsement fight hail investigate "
    "object objection oppose opposition probe protest question reject resist review scrutinise "
    "scrutinize slam support veto welcome".split()
)


def children(sentence: Sentence, i: int, *deps: str) -> list[int]:
    """Return the children of token ``i`` with one of the labels, in text order."""
    return [c for c in sentence.children[i] if sentence.tokens[c].dep in deps]


def conjuncts(sentence: Sentence, i: int) -> list[int]:
    """Return ``i`` and all that is coordinated after it, in text order."""
    found, todo = [], [i]
    while todo:
        current = todo.pop(0)
        found.append(current)
        todo += children(sentence, current, "conj")
    return sorted(found)


def first_conjunct(sentence: Sentence, i: int) -> int:
    """Return the first member of the coordination that ``i`` belongs to."""
    while sentence.tokens[i].dep == "conj":
        i = sentence.tokens[i].head
    return i


def is_verb(token: Token) -> bool:
    """Say whether a token heads a clause."""
    return token.pos in ("VERB", "AUX")


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Say whether the verb's surface subject undergoes the action."""
    token = sentence.tokens[verb]
    if children(sentence, verb, "auxpass", "nsubjpass", "csubjpass"):
        return True
    if token.tag == "VBN" and _is_reduced(sentence, verb) and agents(sentence, verb):
        return True  # "Denied a permit by the council, .."
    if token.dep == "acl" and token.tag in ("VBN", "VBD"):
        return not children(sentence, verb, "nsubj", "aux")
    if token.dep in ("advcl", "prep", "npadvmod", "dep") and token.tag == "VBN":
        return not children(sentence, verb, "aux", "nsubj", "dobj")
    if token.dep == "conj" and token.tag == "VBN" and not children(sentence, verb, "aux", "nsubj"):
        return is_passive(sentence, token.head)
    return False


def _is_reduced(sentence: Sentence, verb: int) -> bool:
    """Say whether a participle stands without subject and auxiliary: "Built by Acme, .."."""
    dep = sentence.tokens[verb].dep
    return dep in ("acl", "advcl", "prep", "npadvmod", "dep", "amod") and not children(
        sentence, verb, "aux", "nsubj"
    )


def antecedent_of_relative(sentence: Sentence, i: int) -> int:
    """Return the noun that a relative pronoun stands for, or ``i`` itself."""
    token = sentence.tokens[i]
    if token.lemma in QUANTIFIERS:  # "both of which"
        for of in children(sentence, i, "prep"):
            inner = [antecedent_of_relative(sentence, o) for o in children(sentence, of, "pobj")]
            if inner and inner[0] not in children(sentence, of, "pobj"):
                return first_conjunct(sentence, inner[0])
            noun = sentence.tokens[i - 2] if i >= 2 else token
            relative = any(sentence.tokens[o].tag == "WDT" for o in sentence.children[of])
            if relative and noun.pos in ("NOUN", "PROPN"):
                return first_conjunct(sentence, noun.i)
    if token.text.lower() not in RELATIVE or not token.tag.startswith("W"):
        return i
    climb = token.head
    for _ in range(len(sentence.tokens)):
        current = sentence.tokens[climb]
        if current.dep == "relcl":
            return current.head
        if current.head == climb:
            break
        climb = current.head
    cleft = sentence.tokens[sentence.tokens[token.head].head]
    if sentence.tokens[token.head].dep in ("ccomp", "relcl") and cleft.lemma == "be":
        focus = children(sentence, cleft.i, "attr")
        if focus and any(sentence.tokens[s].lemma == "it" for s in sentence.children[cleft.i]):
            return focus[0]  # "it was Acme that paid"
    before = sentence.tokens[i - 2] if i >= 2 and sentence.tokens[i - 1].text == "," else None
    return before.i if before is not None and before.pos in ("NOUN", "PROPN") else i


def surface_subjects(sentence: Sentence, verb: int, depth: int = 0) -> list[int]:
    """Return the subject(s) of a verb, its own or the one it shares, relatives resolved.

    Follows coordination, control and raising, participles, relative clauses and
    infinitives that depend on a noun ("its plan to buy"). Empty where there is none.
    """
    token = sentence.tokens[verb]
    own = [
        c for c in children(sentence, verb, "nsubj", "nsubjpass") if not _is_expletive(sentence, c)
    ]
    if own:
        return [s for o in own for s in _doers(sentence, verb, o)]
    if depth > 6:
        return []
    if token.dep == "conj" and is_verb(sentence.tokens[token.head]):
        return surface_subjects(sentence, token.head, depth + 1)
    if token.dep in ("xcomp", "ccomp") and is_verb(sentence.tokens[token.head]):
        return _controlled(sentence, verb, depth)
    if token.dep in ("advcl", "prep", "dep", "npadvmod"):
        return (
            surface_subjects(sentence, token.head, depth + 1)
            if is_verb(sentence.tokens[token.head])
            else []
        )
    if token.dep == "xcomp":
        return _subjects_above(sentence, token.head, depth + 1)
    if token.dep == "acl" or (token.dep == "relcl" and _is_infinitive(sentence, verb)):
        return _of_participle(sentence, verb, depth)
    if token.dep == "relcl":
        return []
    if token.dep == "pcomp":
        return _subjects_above(sentence, sentence.tokens[token.head].head, depth + 1)
    return []


def _is_expletive(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].dep == "expl"


def _doers(sentence: Sentence, verb: int, subject: int) -> list[int]:
    """Return who does what a verb says: of "Acme's focus has been buying" it is Acme."""
    pursued = sentence.tokens[verb].tag == "VBG" and any(
        sentence.tokens[c].lemma == "be" for c in children(sentence, verb, "aux")
    )
    whose = whose_purpose(sentence, subject) if pursued else []
    return whose or [antecedent_of_relative(sentence, subject)]


def whose_purpose(sentence: Sentence, i: int) -> list[int]:
    """Return whose a purpose is: Acme, of "Acme's aim" and of "the aim of Acme"."""
    token = sentence.tokens[i]
    if token.lemma not in PURPOSES or token.mention is not None:
        return []
    of = [p for p in children(sentence, i, "prep") if sentence.tokens[p].lemma == "of"]
    owners = children(sentence, i, "poss") or [o for p in of for o in children(sentence, p, "pobj")]
    return [antecedent_of_relative(sentence, o) for o in owners]


def _controlled(sentence: Sentence, verb: int, depth: int) -> list[int]:
    token = sentence.tokens[verb]
    head = sentence.tokens[token.head]
    if token.dep == "ccomp" and token.tag not in ("VB", "VBG", "VBN"):
        return []
    if head.lemma == "be" and (_is_infinitive(sentence, verb) or token.tag == "VBG"):
        subjects = children(sentence, token.head, "nsubj")
        if whose := [w for s in subjects for w in whose_purpose(sentence, s)]:
            return whose
    objects = children(sentence, token.head, "dobj", "dative")
    if objects and head.lemma in OBJECT_CONTROL:
        return objects
    return surface_subjects(sentence, token.head, depth + 1)


def _of_participle(sentence: Sentence, verb: int, depth: int) -> list[int]:
    """Resolve the subject of a clause that hangs on a noun."""
    token = sentence.tokens[verb]
    if not _is_infinitive(sentence, verb):
        head = sentence.tokens[token.head]
        if head.value is not None and head.dep == "attr":  # "is 70 percent owned by"
            return surface_subjects(sentence, head.head, depth + 1)
        return [token.head]
    owner = children(sentence, token.head, "poss")
    if owner:
        return [antecedent_of_relative(sentence, owner[0])]
    return own_planners(sentence, token.head, depth + 1)


def own_planners(sentence: Sentence, noun: int, depth: int = 0) -> list[int]:
    """Return whose a plan without an owner is: who the clause says has it, not who judges it."""
    i = noun
    while not is_verb(sentence.tokens[i]) and sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
        if sentence.tokens[i].lemma in STANCES:
            return []
    return _subjects_above(sentence, noun, depth)


def _is_infinitive(sentence: Sentence, verb: int) -> bool:
    return any(sentence.tokens[c].tag == "TO" for c in sentence.children[verb])


def _subjects_above(sentence: Sentence, i: int, depth: int) -> list[int]:
    """Return the subjects of the nearest verb at or above token ``i``."""
    for _ in range(len(sentence.tokens)):
        if is_verb(sentence.tokens[i]):
            return surface_subjects(sentence, i, depth)
        owner = children(sentence, i, "poss")
        if owner:
            return [antecedent_of_relative(sentence, owner[0])]
        if sentence.tokens[i].head == i:
            return []
        i = sentence.tokens[i].head
    return []


def agents(sentence: Sentence, verb: int) -> list[int]:
    """Return what a passive verb names after "by"."""
    found = []
    for by in sentence.children[verb]:
        token = sentence.tokens[by]
        if token.dep == "agent" or (token.dep == "prep" and token.lemma == "by"):
            for preposition in conjuncts(sentence, by):
                found += children(sentence, preposition, "pobj")
    return found


def logical_subjects(sentence: Sentence, verb: int) -> list[int]:
    """Return who acts: the active subject, or the agent of a passive."""
    if is_passive(sentence, verb):
        found = agents(sentence, verb)
        if not found and sentence.tokens[verb].dep == "conj":
            found = agents(sentence, sentence.tokens[verb].head)
        return found
    return surface_subjects(sentence, verb)


def logical_objects(sentence: Sentence, verb: int) -> list[int]:
    """Return what is acted on: the direct object, or the subject of a passive."""
    if is_passive(sentence, verb):
        found = surface_subjects(sentence, verb)
        token = sentence.tokens[verb]
        retained = children(sentence, verb, "dobj") if token.dep != "acl" else []
        return found or retained
    found = [antecedent_of_relative(sentence, c) for c in children(sentence, verb, "dobj", "obj")]
    found = found or _adverbial_names(sentence, verb)
    if found:
        return found
    token = sentence.tokens[verb]
    if token.dep == "relcl" and children(sentence, verb, "nsubj"):
        subjects = children(sentence, verb, "nsubj")
        inside = [t for s in subjects for t in subtree(sentence, s)]
        if not any(sentence.tokens[t].tag.startswith("W") for t in inside):
            return [token.head]
    return _shared_objects(sentence, verb)


def _adverbial_names(sentence: Sentence, verb: int) -> list[int]:
    """Return a name just after a verb that the parser took for a time or measure."""
    found = children(sentence, verb, "npadvmod", "oprd", "dep")
    tokens = sentence.tokens
    return [c for c in found if c > verb and tokens[c].mention and not tokens[c].value][:1]


def _shared_objects(sentence: Sentence, verb: int) -> list[int]:
    """Return the object that a coordinated verb just after this one names for both."""
    for c in children(sentence, verb, "conj"):
        token = sentence.tokens[c]
        if is_verb(token) and c - verb <= 3 and not is_passive(sentence, c):
            return children(sentence, c, "dobj", "obj")
    return []


def governed(sentence: Sentence, preposition: int) -> list[int]:
    """Return what a preposition, and those coordinated with it, govern; relatives resolved."""
    found = []
    for p in conjuncts(sentence, preposition):
        found += [antecedent_of_relative(sentence, o) for o in children(sentence, p, "pobj")]
    return found


def clause_of(sentence: Sentence, i: int) -> int:
    """Return the verb whose clause token ``i`` stands in, or the root."""
    for _ in range(len(sentence.tokens)):
        token = sentence.tokens[i]
        if is_verb(token) and token.dep not in ("aux", "auxpass"):
            return i
        if token.head == i:
            return i
        i = token.head
    return i


def ancestors(sentence: Sentence, i: int) -> list[int]:
    """Return the heads above token ``i``, nearest first."""
    found: list[int] = []
    while sentence.tokens[i].head != i and len(found) < len(sentence.tokens):
        i = sentence.tokens[i].head
        found.append(i)
    return found


def subtree(sentence: Sentence, i: int) -> list[int]:
    """Return ``i`` and all below it, in text order."""
    found, todo = [], [i]
    while todo:
        current = todo.pop()
        found.append(current)
        todo += sentence.children[current]
    return sorted(found)


def build(tokens: Iterable[Token]) -> tuple[tuple[int, ...], ...]:
    """Return the children of each token, in text order."""
    rows = list(tokens)
    below: list[list[int]] = [[] for _ in rows]
    for token in rows:
        if token.head != token.i:
            below[token.head].append(token.i)
    return tuple(tuple(sorted(c)) for c in below)
