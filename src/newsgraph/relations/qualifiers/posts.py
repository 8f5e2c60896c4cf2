"""In which post, at what sort of site, a figure of what."""

from collections.abc import Iterator

from newsgraph import syntax
from newsgraph.model import Mention, Value
from newsgraph.relations.qualifiers.deed import Deed, Qualifier
from newsgraph.relations.qualifiers.parties import thing

POSTS = frozenset(("worksFor", "formerlyWorkedFor"))
SITES = frozenset(("operatesIn", "buildsFacilityIn"))


def roles(deed: Deed) -> Iterator[tuple[int, Qualifier]]:
    """Yield the post that somebody holds or held, in the words of the text."""
    if deed.prop.name not in (*POSTS, "ceoOf"):
        return
    for i, first in _offices(deed):
        text = _post(deed, i, first)
        if text and (deed.prop.name in POSTS or _is_limited(deed, text.split()[0].lower())):
            yield i, ("role", Value("string", text, text))


def _is_limited(deed: Deed, word: str) -> bool:
    """Say whether a chief executive is one for a time or with another: "interim", "joint"."""
    return word in deed.vocabulary.cue_words("limitedOffice", "adjective")


def _offices(deed: Deed) -> Iterator[tuple[int, int]]:
    """Yield the noun for a post and where its words begin: the entry itself, or after "as"."""
    anchor = deed.anchor
    if anchor.pattern.part == "noun":
        yield anchor.head, min(anchor.words)
        return
    for p in syntax.children(deed.sentence, anchor.head, "prep"):
        for i in syntax.children(deed.sentence, p, "pobj"):
            if deed.token(p).lemma == "as" and deed.token(i).mention is None:
                yield i, i


def _post(deed: Deed, head: int, first: int) -> str:
    """Return a post with its modifiers ("finance minister"); none for a name or one of a kind."""
    token = deed.token(head)
    if token.mention is not None and token.mention.form == "name":
        return ""
    if deed.anchor.pattern.words[0].startswith("[") or deed.has_lemma(head, "noPost", "noun"):
        return ""
    while first > 0:
        before = deed.token(first - 1)
        if before.dep not in ("compound", "amod", "nmod") or before.mention is not None:
            break
        if before.head > head or deed.has_lemma(first - 1, "passing", "adjective"):
            break
        first -= 1
    modifiers = deed.text(first, head).removesuffix(token.text)
    word = token.lemma if token.tag == "NNS" else token.text  # "engineers" are each one
    return modifiers + word + _office(deed, head)


def _office(deed: Deed, head: int) -> str:
    """Return what a post is about: "commissioner for competition", "head of research"."""
    for p in syntax.children(deed.sentence, head, "prep"):
        objects = syntax.children(deed.sentence, p, "pobj")
        if deed.token(p).lemma not in ("for", "of") or p != head + 1 or len(objects) != 1:
            continue
        if objects[0] not in deed.used and deed.token(objects[0]).mention is None:
            found = thing(deed, objects[0])
            if isinstance(found, Value) and _is_bare(deed, objects[0]):
                return f" {deed.token(p).text} {found.lexical}"
    return ""


def _is_bare(deed: Deed, i: int) -> bool:
    return not syntax.children(deed.sentence, i, "det", "poss")


def facilities(deed: Deed) -> Iterator[tuple[int, Qualifier]]:
    """Yield the site, or sort of site, that is built or run."""
    if deed.prop.name not in SITES:
        return
    for i in _sites(deed):
        found: Mention | Value | None = deed.token(i).mention
        if found is None and _is_site(deed, i):
            found = thing(deed, i)
        if i not in deed.used and found is not None and _may_be_site(found):
            yield i, ("facility", found)
            return


def _may_be_site(found: Mention | Value) -> bool:
    return isinstance(found, Value) or found.kind == "Place"


def _is_site(deed: Deed, i: int) -> bool:
    """Say whether a noun names a site; what a verb of building has as its object is one."""
    token, nouns = deed.token(i), deed.vocabulary.kind_of_noun
    if i in deed.anchor.words and token.tag == "NN" and not deed.sentence.children[i]:
        return False  # "set up shop"
    if deed.is_a(i, "facilityNoun") or nouns.get(token.lemma) == "Place":
        return True
    built = deed.prop.name == "buildsFacilityIn" and deed.anchor.pattern.part == "verb"
    return built and not deed.is_a(i, "partNoun") and not deed.has_lemma(i, "noSite", "noun")


def _sites(deed: Deed) -> Iterator[int]:
    """Yield the nouns that may name the site: "a fab", "half of a fab", "ground for a fab"."""
    anchor = deed.anchor
    nouns = [w for w in anchor.words if deed.token(w).pos in ("NOUN", "PROPN")]
    if anchor.pattern.part == "verb":
        nouns += syntax.logical_objects(deed.sentence, anchor.head)
    for noun in dict.fromkeys(nouns):
        if deed.is_a(noun, "partNoun"):
            for place in (noun, anchor.head):
                for p in syntax.children(deed.sentence, place, "prep"):
                    if deed.token(p).lemma in ("of", "for", "on"):
                        yield from syntax.children(deed.sentence, p, "pobj")
        yield noun


def metrics(deed: Deed, given: str) -> Iterator[tuple[int, Qualifier]]:
    """Yield the metric, made more exact by the words: which way it went, who is employed."""
    verb = syntax.clause_of(deed.sentence, deed.anchor.head)
    if given.endswith(" change"):
        fallen = "decrease" if deed.has_lemma(verb, "falling", "verb") else "change"
        way = "increase" if deed.has_lemma(verb, "rising", "verb") else fallen
        text = given.removesuffix("change") + way
        yield -1, ("metric", Value("string", text, text))
    elif given == "employees" and deed.object >= 0:
        noun = deed.token(deed.object)
        if noun.pos == "NOUN" and not deed.has_lemma(deed.object, "staff", "noun"):
            found = thing(deed, deed.object)
            if isinstance(found, Value):
                yield -1, ("metric", found)
