"""The server as an ASGI application: which path is answered by what."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from newsgraph.server.editions import Editions
from newsgraph.server.http import Guard, answered
from newsgraph.server.jobs import Edition, PageJob
from newsgraph.server.pool import Pool
from newsgraph.server.protocol import endpoint
from newsgraph.server.settings import Settings

_PAGES = ("search", "suggest", "documents", "questions", "editor", "graph", "picture", "conflicts")
_RESOURCES = ("entity/{kind}/{slug}", "document/{id}", "statement/{id}", "evidence/{id}")
_ASKED = ("q", "iri", "format", "page", "kind", "hops", "relation")  # parameters that pages read
PAGE_SECONDS = 20.0  # that making a page may take

Handler = Callable[[Request], Awaitable[Response]]


def make_app(
    db: Path, editions: Editions, first: Edition, folder: Path, settings: Settings
) -> Starlette:
    """Return the application that serves the editions of a store, answers spooled to a folder."""
    arguments = (str(db.resolve()), str(settings.memory))
    made = partial(Pool, arguments, first, folder, waiting=settings.waiting)
    queries = made(size=settings.workers, timeout=settings.timeout, kept=settings.kept)
    pages = made(size=1, timeout=PAGE_SECONDS)

    def show(edition: Edition) -> None:
        queries.show(edition)
        pages.show(edition)

    @contextlib.asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        try:
            await queries.start()
            await pages.start()
            watching = asyncio.create_task(editions.watch(first, show))
            yield
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
        finally:
            await queries.close()
            await pages.close()

    return Starlette(
        routes=list(_routes(queries, pages, settings)),
        lifespan=life,
        middleware=[Middleware(Guard, settings=settings)],
    )


def _routes(queries: Pool, pages: Pool, settings: Settings) -> list[BaseRoute]:
    async def sparql(request: Request) -> Response:
        return await endpoint(request, queries, settings)

    async def page(request: Request, *, name: str) -> Response:
        asked = {k: v for k, v in request.query_params.items() if k in _ASKED}
        arguments = {**asked, **request.path_params, "path": request.url.path.lstrip("/")}
        accept = ",".join(request.headers.getlist("accept"))
        return await answered(request, pages, PageJob(name, accept, arguments), settings)

    async def icon(_: Request) -> Response:
        return RedirectResponse("/static/icon.svg", 301)

    static = StaticFiles(directory=str(files("newsgraph.server") / "static"))
    methods = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]
    return [
        Route("/sparql", sparql, methods=methods),
        Route("/favicon.ico", icon),
        Route("/", partial(page, name="home")),
        *(Route(f"/{name}", partial(page, name=name)) for name in _PAGES),
        *(Route(f"/{path}", partial(page, name=path.split("/")[0])) for path in _RESOURCES),
        Mount("/static", static),
        Route("/{rest:path}", partial(page, name="missing")),
    ]
