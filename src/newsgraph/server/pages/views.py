"""Pages that are worked with: the picture, the editor, the conflicts."""

import html
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from newsgraph.identifiers import BASE
from newsgraph.model import Iri
from newsgraph.server.facts import Saying, facts
from newsgraph.server.fragments import (
    Places,
    graphs,
    places_of,
    quads,
    statements_about,
    statements_between,
)
from newsgraph.server.pages.content import Page, Problem, ours
from newsgraph.server.pages.reader import Reader
from newsgraph.server.questions import questions
from newsgraph.store.dataset import Dataset
from newsgraph.store.terms import IDENTITY_GRAPH, PREFIXES, RDF, RDFS, local_name, node

if TYPE_CHECKING:
    from newsgraph.reasoning.conflicts import Side

Arguments = Mapping[str, str]
_AROUND, _BETWEEN, _TOP = 150, 600, 120  # statements at an entity, in all; nodes of a picture
_ENTITY = "entity/"
_WHOLE = 40  # entities that the picture of all begins from
_CONFLICTS = 200  # on a page
_META = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
# The editor measures its own lines and sets styles on them; its icons are data.
_EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def graph(reader: Reader, arguments: Arguments) -> Page:
    """Return the page that holds the picture of an entity's neighbourhood, or of all."""
    iri = arguments.get("iri", "")
    name = _label(reader, ours(iri, _ENTITY)) if iri else ""
    return Page("graph.html", {"iri": iri, "name": name})


def picture(reader: Reader, arguments: Arguments) -> Page:
    """Return the picture alone, a page that is shown within a frame of ``graph``.

    It brings a policy that allows only its own scripts.
    """
    from newsgraph.views.draw import to_html
    from newsgraph.views.network import to_networkx

    focus = ours(arguments["iri"], _ENTITY) if arguments.get("iri") else None
    places = _around(reader, focus) if focus else _largest(reader)
    part = Dataset.memory()
    for document, statements in places.items():
        part.store.extend(quads(reader.dataset, document, statements))
    part.store.extend(reader.dataset.quads(IDENTITY_GRAPH))
    title = _label(reader, focus) if focus else "The best connected entities"
    text = to_html(to_networkx(part), title=title, top=_TOP)
    found = _META.search(text)
    policy = html.unescape(found[1]) if found else "default-src 'none'"
    headers = {"Content-Security-Policy": f"{policy}; frame-ancestors 'self'"}
    return Page("", {"html": text}, headers=headers)


def editor(reader: Reader, arguments: Arguments) -> Page:
    """Return the SPARQL editor with the competency questions as examples."""
    examples = {q.name: {"description": q.description, "sparql": q.sparql} for q in questions()}
    values = {"found": questions(), "examples": examples, "prefixes": PREFIXES}
    return Page("editor.html", values, headers={"Content-Security-Policy": _EDITOR_POLICY})


def conflicts(reader: Reader, arguments: Arguments) -> Page:
    """Return the claims that do not fit together, each with its words and where they stand."""
    found = reader.conflicts()[:_CONFLICTS]
    said = {iri for each in found for side in (each.left, each.right) for iri in side.statements}
    places = places_of(reader.dataset, sorted(said))
    by_iri = {
        saying.statement: saying
        for fact in facts(graphs(reader.dataset, places), reader.head)
        for saying in fact.sayings
    }

    def sayings(side: "Side") -> list[Saying]:
        return [by_iri[iri] for iri in side.statements]

    more = len(reader.conflicts()) - len(found)
    return Page("conflicts.html", {"found": found, "sayings": sayings, "more": more})


def _around(reader: Reader, iri: Iri) -> Places:
    """Return an entity's statements, and those between the entities that they lead to."""
    found = statements_about(reader.dataset, reader.members(iri), _AROUND)
    if not found.places:
        raise Problem(404, "The graph says nothing of this entity", iri)
    ends = {
        Iri(quad.object.value)  # type: ignore[union-attr]
        for document, statements in found.places.items()
        for statement in statements
        for end in (RDF + "subject", RDF + "object")
        for quad in reader.dataset.store.quads_for_pattern(
            node(statement), node(end), None, node(document)
        )
        if str(getattr(quad.object, "value", "")).startswith(f"{BASE}entity/")
    }
    return _joined(found.places, statements_between(reader.dataset, ends, _BETWEEN).places)


def _largest(reader: Reader) -> Places:
    """Return the statements between the entities that have most of them."""
    if reader.index is None:
        raise Problem(503, "The index is still being made", "Load this page again in a moment.")
    members = {
        member for named in reader.index.largest(_WHOLE) for member in reader.members(named.iri)
    }
    between = statements_between(reader.dataset, members, _BETWEEN)
    about = statements_about(reader.dataset, members, _BETWEEN)
    return _joined(between.places, about.places)


def _joined(left: Places, right: Places) -> Places:
    return {
        document: sorted({*left.get(document, ()), *right.get(document, ())})
        for document in sorted({*left, *right})
    }


def _label(reader: Reader, iri: Iri) -> str:
    """Return a name of an entity."""
    rows = reader.dataset.store.quads_for_pattern(node(iri), node(RDFS + "label"), None, None)
    return min((str(getattr(quad.object, "value", "")) for quad in rows), default=local_name(iri))
