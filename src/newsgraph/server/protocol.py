"""The endpoint: the query operation of the SPARQL 1.1 Protocol, section 2.1."""

import asyncio
from urllib.parse import parse_qs

from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from newsgraph.server.description import description
from newsgraph.server.http import answered, problem
from newsgraph.server.jobs import SparqlJob
from newsgraph.server.negotiation import GRAPHS, HTML, preferred
from newsgraph.server.pool import Pool
from newsgraph.server.settings import Settings
from newsgraph.server.sparql import content_type

FORM, QUERY, UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
_METHODS = "GET, HEAD, POST, OPTIONS"
_VARY = "Accept, Origin"
Parameters = dict[str, list[str]]


class RefusedError(Exception):
    """A request that does not follow the protocol, with the answer to it."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.response = problem(status, message, **headers)


async def endpoint(request: Request, pool: Pool, settings: Settings) -> Response:
    """Return the answer to a request to the endpoint."""
    cross = _cross_origin(request, settings)
    try:
        response = await _response(request, pool, settings)
    except RefusedError as refused:
        response = refused.response
    response.headers.update(cross)
    response.headers["Vary"] = _VARY
    return response


async def _response(request: Request, pool: Pool, settings: Settings) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": _METHODS})
    if request.method not in _METHODS:
        raise RefusedError(405, f"use one of {_METHODS}", Allow=_METHODS)
    given = _parameters(request.query_params)
    if request.method == "POST":
        given = await _posted(request, given, settings)
    if "update" in given:
        raise RefusedError(403, "this endpoint only reads: updates are not allowed")
    if "query" not in given and request.method != "POST":
        return _about(request, settings)
    job = SparqlJob(
        query=_one(given, "query"),
        accept=",".join(request.headers.getlist("accept")),
        rows=settings.rows,
        size=settings.size,
        default_graphs=tuple(given.get("default-graph-uri", ())),
        named_graphs=tuple(given.get("named-graph-uri", ())),
    )
    return await answered(request, pool, job, settings)


def _parameters(params: QueryParams) -> Parameters:
    return {name: params.getlist(name) for name in params}


async def _posted(request: Request, given: Parameters, settings: Settings) -> Parameters:
    """Return the parameters of a POST: those of its body, or its body as the query."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == UPDATE:
        raise RefusedError(403, "this endpoint only reads: updates are not allowed")
    if kind not in (FORM, QUERY):
        raise RefusedError(415, f"send the query as {QUERY} or {FORM}", Accept=f"{QUERY}, {FORM}")
    text = await _body(request, settings)
    if kind == QUERY:
        return {**given, "query": [text]}
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError:
        raise RefusedError(400, "the body is not a form in UTF-8") from None


async def _body(request: Request, settings: Settings) -> str:
    """Return the body of a request; too long a one is refused before it is all there."""
    body = bytearray()

    async def read() -> None:
        async for chunk in request.stream():
            body.extend(chunk)
            if len(body) > settings.body:
                raise RefusedError(
                    413, f"a request may have {settings.body} bytes", Connection="close"
                )

    try:
        await asyncio.wait_for(read(), settings.patience)
        return body.decode()
    except (TimeoutError, ClientDisconnect):
        raise RefusedError(408, "the request did not come in time", Connection="close") from None
    except UnicodeDecodeError:
        raise RefusedError(400, "the body is not in UTF-8") from None


def _one(given: Parameters, name: str) -> str:
    values = given.get(name, [])
    if len(values) != 1:
        raise RefusedError(400, f"give the parameter {name} once, not {len(values)} times")
    return values[0]


def _about(request: Request, settings: Settings) -> Response:
    """Return the service description, or send a browser to the editor.

    Source: SPARQL 1.1 Service Description, section 2.
    """
    form = preferred(request.headers.get("accept", ""), (*GRAPHS, HTML))
    if form is None:
        known = ", ".join(form.media for form in GRAPHS)
        raise RefusedError(406, f"the description of this service has other forms: {known}")
    if form is HTML:
        return RedirectResponse("editor", 303)
    body = description(str(request.url.replace(query="")), settings, form.name)
    return Response(body, headers={"Content-Type": content_type(form)})


def _cross_origin(request: Request, settings: Settings) -> dict[str, str]:
    """Return the headers that let a page of an origin that was named read the answer.

    Source: the Fetch standard, section 3.2 (CORS protocol).
    """
    origin = request.headers.get("origin", "")
    if origin not in settings.origins and "*" not in settings.origins:
        return {}
    return {
        "Access-Control-Allow-Origin": origin if origin in settings.origins else "*",
        "Access-Control-Allow-Methods": _METHODS,
        "Access-Control-Allow-Headers": "Accept, Content-Type",
        "Access-Control-Expose-Headers": "Newsgraph-Truncated",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
