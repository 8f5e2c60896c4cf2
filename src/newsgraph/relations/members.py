"""Whether a body has members or owns what belongs to it: "the lobby to which Acme belongs"."""

from newsgraph import syntax
from newsgraph.model import AnnotatedDocument, Mention, Sentence
from newsgraph.relations.anchors import Anchor
from newsgraph.relations.cues import Cues

OWNED, MEMBER = "subsidiaryOf", "memberOf"


def of_membership(
    annotated: AnnotatedDocument,
    sentence: Sentence,
    anchor: Anchor,
    cues: Cues,
    predicate: str,
    ends: tuple[Mention, int],
) -> str:
    """Return the predicate for an end that may have members; empty where it can have none.

    ``ends`` are who belongs and where the body stands: who "belongs" to an association is no
    subsidiary of it, and a firm that "joins" another no member.
    """
    who, body = ends
    verb = sentence.tokens[anchor.head].lemma
    if anchor.pattern.part != "verb" or verb not in ("belong", "join"):
        return predicate
    if verb == "belong" and predicate == OWNED:
        several = _several(sentence, anchor.head)
        return MEMBER if several or is_association(annotated, sentence, body, cues) else predicate
    if verb == "join" and predicate == MEMBER and who.kind == "Organization":
        return predicate if is_association(annotated, sentence, body, cues) else ""
    return predicate


def _several(sentence: Sentence, verb: int) -> bool:
    """Say whether several belong to one that a relative clause tells of: "to which A and B ..."."""
    subjects = syntax.children(sentence, verb, "nsubj")
    return sentence.tokens[verb].dep == "relcl" and any(
        len(syntax.conjuncts(sentence, s)) > 1 for s in subjects
    )


def is_association(annotated: AnnotatedDocument, sentence: Sentence, i: int, cues: Cues) -> bool:
    """Say whether an end has members, by its name or by a noun beside it: "Acea, the lobby"."""
    token = sentence.tokens[i]
    beside = [i, *syntax.children(sentence, i, "appos", "compound", "nmod")]
    if token.dep in ("appos", "compound", "nmod"):
        beside.append(token.head)
    if any(cues.has("associationNoun", "noun", sentence.tokens[b].lemma) for b in beside):
        return True
    mention = token.mention
    if mention is None:
        named = [sentence.tokens[b].mention for b in beside]
        mention = next((m for m in named if m is not None), None)
    return mention is not None and _is_called_so(annotated, mention, cues)


def _is_called_so(annotated: AnnotatedDocument, mention: Mention, cues: Cues) -> bool:
    words = annotated.antecedent.get(mention, mention).text.lower().replace("’", "'").split()
    return any(cues.has("associationNoun", "noun", w.removesuffix("'s")) for w in words)
