"""A document with other kinds for some of its names."""

from collections.abc import Mapping
from dataclasses import replace

from newsgraph.model import AnnotatedDocument, Mention


def rekinded(
    annotated: AnnotatedDocument, changed: Mapping[Mention, str], witness: tuple[str, float]
) -> AnnotatedDocument:
    """Return the document with new kinds for names, and for what refers to them.

    ``witness`` is who says so, and with what weight.
    """

    def new(mention: Mention) -> Mention:
        kind = changed.get(annotated.antecedent.get(mention, mention))
        return mention if kind is None else with_kind(mention, kind, witness)

    sentences = tuple(
        replace(
            s,
            topic=new(s.topic) if s.topic else None,
            tokens=tuple(replace(t, mention=new(t.mention)) if t.mention else t for t in s.tokens),
        )
        for s in annotated.sentences
    )
    return AnnotatedDocument(
        annotated.document,
        sentences,
        tuple(new(m) for m in annotated.mentions),
        {new(a): new(b) for a, b in annotated.antecedent.items()},
    )


def with_kind(mention: Mention, kind: str, witness: tuple[str, float]) -> Mention:
    """Return a mention with a new kind, and who says so.

    What refers to a name keeps first how it was resolved.
    """
    says = (witness[0], kind, witness[1])
    own = mention.witnesses
    return replace(
        mention, kind=kind, witnesses=(says, *own) if mention.form == "name" else (*own, says)
    )


__all__ = ["rekinded", "with_kind"]
