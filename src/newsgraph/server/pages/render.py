"""A page from its job: found by name, rendered, or given as data where the client wants data."""

import json
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from newsgraph.identifiers import BASE
from newsgraph.server.jobs import PageJob, Reply, problem
from newsgraph.server.negotiation import GRAPHS, HTML, preferred
from newsgraph.server.pages import lists, resources, views
from newsgraph.server.pages.content import Page, Problem, ours
from newsgraph.server.pages.reader import Reader
from newsgraph.server.results import Limits
from newsgraph.server.sparql import content_type, write_triples
from newsgraph.store.terms import short
from newsgraph.views.picture_contents import words

if TYPE_CHECKING:
    from jinja2 import Environment
    from pyoxigraph import Triple

_MOST_TRIPLES, _MOST_BYTES = 200_000, 64 << 20
_PAGES = {
    "home": lists.home,
    "search": lists.search,
    "documents": lists.documents,
    "questions": lists.questions_page,
    "editor": views.editor,
    "graph": views.graph,
    "picture": views.picture,
    "conflicts": views.conflicts,
    "entity": resources.entity,
    "document": resources.document,
    "statement": resources.statement,
    "evidence": resources.evidence,
}


def page(reader: Reader, job: PageJob, out: BinaryIO) -> Reply:
    """Write a page, or the data behind it, and return its status and headers."""
    try:
        if job.page == "suggest":
            out.write(json.dumps(lists.suggestions(reader, job.arguments)).encode())
            return Reply(200, {"Content-Type": "application/json"})
        if job.page in resources.DATA:
            return _resource(reader, job, out)
        if job.page not in _PAGES:
            raise Problem(404, "There is no such page")
        return _rendered(reader, job, out)
    except Problem as error:
        content = Page("problem.html", {"title": error.message, "hint": error.hint}, error.status)
        return _written(reader, content, job, out)


def _resource(reader: Reader, job: PageJob, out: BinaryIO) -> Reply:
    """Answer at the address of a thing: a page, or triples if the client likes those better."""
    wanted = job.arguments.get("format", "")
    by_name = {form.name: form for form in GRAPHS}
    form = by_name.get(wanted) if wanted else preferred(job.accept, (HTML, *GRAPHS))
    if form is None:
        known = ", ".join(form.media for form in (HTML, *GRAPHS))
        return problem(out, 406, f"this has other forms: {known}")
    if form is HTML:
        reply = _rendered(reader, job, out)
        return Reply(reply.status, {**reply.headers, "Vary": "Accept"})
    iri = ours(BASE + job.arguments["path"])
    triples = list(resources.DATA[job.page](reader, iri))
    if not triples:
        return problem(out, 404, f"{iri}: the graph holds no such thing")
    return _data(triples, form.name, out)


def _data(triples: "Iterable[Triple]", name: str, out: BinaryIO) -> Reply:
    form = next(form for form in GRAPHS if form.name == name)
    write_triples(iter(triples), form, out, Limits(_MOST_TRIPLES, _MOST_BYTES))
    return Reply(200, {"Content-Type": content_type(form), "Vary": "Accept"})


def _rendered(reader: Reader, job: PageJob, out: BinaryIO) -> Reply:
    return _written(reader, _PAGES[job.page](reader, job.arguments), job, out)


def _written(reader: Reader, content: Page, job: PageJob, out: BinaryIO) -> Reply:
    headers = {"Content-Type": "text/html; charset=utf-8", **content.headers}
    if content.template:
        shared = {"query": job.arguments.get("q", ""), "here": job.page}
        text = _templates().get_template(content.template).render(**shared, **content.values)
    else:
        text = str(content.values.get("html", ""))
    out.write(text.encode("utf-8", "replace"))
    return Reply(content.status, headers)


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("newsgraph.server"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(path=_path, web=_web, short=short, words=words, thousands=_thousands)
    return found


def _path(iri: str) -> str:
    """Return the address on this server of what an IRI of ours names."""
    return f"/{iri.removeprefix(BASE)}" if iri.startswith(BASE) else iri


def _web(address: str) -> str:
    """Return an address that a link may have, or nothing: no script hides in it."""
    return address if urlsplit(address).scheme in ("http", "https") else ""


def _thousands(number: int) -> str:
    return f"{number:,}"
