"""What is named, led to what it means: the last step towards an annotated document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from newsgraph.gazetteer import Gazetteer
from newsgraph.mentions.coreference import resolve
from newsgraph.mentions.drafts import Draft
from newsgraph.mentions.grouping import Thing
from newsgraph.mentions.terms import find_terms
from newsgraph.model import AnnotatedDocument, Document, Mention, Sentence, Token
from newsgraph.vocabulary import Vocabulary


def finish(
    document: Document,
    sentences: list[Sentence],
    mention_of: Mapping[tuple[int, int], Mention],
    groups: Mapping[Thing, list[Draft]],
    lists: tuple[Vocabulary, Gazetteer],
) -> AnnotatedDocument:
    """Return the annotated document with short names and anaphors led to naming mentions."""
    antecedent: dict[Mention, Mention] = {}
    firsts: dict[Thing, Mention] = {}
    for thing, drafts in groups.items():
        canonical, _ = thing
        own = sorted((d for d in drafts), key=lambda d: (d.text != canonical, d.start))
        first = mention_of[own[0].start, own[0].end]
        firsts[thing] = first
        for d in own[1:]:
            antecedent[mention_of[d.start, d.end]] = first
    resolved, anaphors = resolve(document, sentences, antecedent, *lists)
    entries = _timeline(document, mention_of)
    for entry in entries:
        named_so = [m for (c, _), m in firsts.items() if c.startswith(f"{entry.text} ")]
        if len(named_so) == 1 and named_so[0].kind == entry.kind:  # "Series B", the round
            antecedent[entry] = named_so[0]
    named = [*mention_of.values(), *entries]
    terms = list(find_terms(document, resolved, *lists))
    resolved = _with_terms(resolved, terms, lists[0].kind_of_noun)
    mentions = sorted([*named, *anaphors, *terms], key=lambda m: (m.start, m.end))
    return AnnotatedDocument(document, tuple(resolved), tuple(mentions), {**antecedent, **anaphors})


def _with_terms(
    sentences: Sequence[Sentence], terms: Iterable[Mention], nouns: Mapping[str, str]
) -> list[Sentence]:
    """Return the sentences with known terms marked at the nouns that head them.

    A noun for a class of things ("open models") may say what a name beside it is: it is left.
    """
    at = {m.end: m for m in terms if m.form == "nominal" and m.kind == "Concept"}

    def marked(token: Token) -> Token:
        free = token.mention is None and token.lemma not in nouns
        term = at.get(token.end) if free else None
        return token if term is None else replace(token, mention=term)

    return [
        replace(s, tokens=tuple(marked(t) for t in s.tokens))
        if any(t.end in at for t in s.tokens)
        else s
        for s in sentences
    ]


def _timeline(document: Document, mention_of: Mapping[tuple[int, int], Mention]) -> list[Mention]:
    """Return an event for each timeline entry of the page that is not a name already."""
    spans_ = document.page.timeline if document.page else ()
    return [
        Mention(
            document.iri,
            start,
            end,
            document.text[start:end],
            "Event",
            "nominal",
            (("timeline", "Event", 1.0),),
        )
        for start, end in spans_
        if (start, end) not in mention_of
    ]
