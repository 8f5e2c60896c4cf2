"""Mentions of one document to entities: one thing, one IRI, made from what it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from newsgraph.gazetteer import Gazetteer, Known
from newsgraph.identifiers import entity_iri
from newsgraph.model import AnnotatedDocument, Entity, Iri, Mention
from newsgraph.vocabulary.names import normal_form

GOVERNING = frozenset(("government", "administration", "authorities", "state", "cabinet"))


def resolve(
    annotated: AnnotatedDocument, described: Iterable[Mention], gazetteer: Gazetteer
) -> dict[Mention, Entity]:
    """Return the entity of each mention of a document.

    ``described`` are mentions without a name that relations need ("chip exports"):
    they are entities by their words. Two mentions are one entity if coreference joins
    them, or if kind and normal form, or kind and gazetteer entry, are the same. The IRI
    depends on nothing but these.
    """
    groups: dict[Mention, list[Mention]] = defaultdict(list)
    for mention in (*annotated.mentions, *described):
        groups[annotated.antecedent.get(mention, mention)].append(mention)
    entity_of: dict[Mention, Entity] = {}
    forms: dict[str, set[str]] = defaultdict(set)
    parts: dict[Mention, tuple[str, str, str, Known | None]] = {}
    for meant, mentions in groups.items():
        names = [m.text for m in mentions if m.form == "name"] or [meant.text]
        place = gazetteer.demonym(meant.text) if meant.form == "demonym" else None
        known = place or _known(names, meant.kind, gazetteer)
        kind = known.kind if known else meant.kind
        iri = known.iri if known else _made_iri(kind, meant.text, gazetteer)
        parts[meant] = (iri, kind, known.label if known else _tidy(meant), known)
        forms[iri] |= {_one_line(n) for n in names} if place is None else set()
    made = _entities(parts, forms)
    for meant, mentions in groups.items():
        for mention in mentions:
            entity_of[mention] = made[parts[meant][0]]
    return entity_of


def _known(names: Iterable[str], kind: str, gazetteer: Gazetteer) -> Known | None:
    """Return the one gazetteer entry of that kind that the names lead to, if there is one."""
    found = {k.iri: k for name in names for k in gazetteer.by_name(name) if k.kind == kind}
    return next(iter(found.values())) if len(found) == 1 else None


def _made_iri(kind: str, text: str, gazetteer: Gazetteer) -> Iri:
    """Return the IRI of what no list knows; of a government, that of its country."""
    state = _state(text, gazetteer) if kind == "GovernmentGroup" else None
    return entity_iri(kind, normal_form(state.label if state else text) or text)


def _state(text: str, gazetteer: Gazetteer) -> Known | None:
    """Return the country that a government is named by: "Berlin", "the German government"."""
    words = normal_form(text).split()
    bare = text[: text.lower().rfind(words[-1])] if words[-1:] and words[-1] in GOVERNING else text
    name = bare.strip().removesuffix("'s").removesuffix("’s")
    first = name.rsplit(" ", 1)[-1]
    places = [k for k in gazetteer.by_name(name) if k.kind == "Place" and k.demonyms and k.seat]
    if places:
        return places[0]
    if bare != text:
        return (
            gazetteer.demonym(first)
            if name.lower() in (first.lower(), f"the {first.lower()}")
            else None
        )
    return gazetteer.country_of_seat(name)


def _entities(
    parts: Mapping[Mention, tuple[str, str, str, Known | None]], forms: Mapping[str, set[str]]
) -> dict[str, Entity]:
    made: dict[str, Entity] = {}
    for iri, kind, label, known in parts.values():
        if iri in made:
            continue
        made[iri] = Entity(
            iri=entity_iri(kind, iri.rsplit("/", 1)[-1]) if known is None else known.iri,
            kind=kind,
            label=label,
            aliases=tuple(sorted(forms[iri] - {label})),
            same_as=known.same_as if known else (),
            ticker=known.ticker if known else "",
        )
    return made


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tidy(mention: Mention) -> str:
    """Return a name as it stands, or a description with a leading article left out."""
    text = _one_line(mention.text)
    return text.removesuffix("'s").removesuffix("’s")
