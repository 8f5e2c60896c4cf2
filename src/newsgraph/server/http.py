"""What every answer of the server goes through: its headers, its host, its way to the client."""

import asyncio
from collections.abc import Awaitable, Mapping

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from newsgraph.server.jobs import Job
from newsgraph.server.pool import Answer, Pool, TimeLimitError, WorkerDiedError, WorkersBusyError
from newsgraph.server.settings import Settings

_CHUNK = 1 << 16
_RETRY = "5"  # seconds that a client should wait when all workers are busy
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Middleware: refuse a host that is not ours, and give each answer its security headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.hosts = app, settings.known_hosts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request. Source: the ASGI specification, HTTP."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if self.hosts is not None and _host(scope) not in self.hosts:
            refusal = problem(421, "this server does not go by that name; see --allow-host")
            await refusal(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)


def _host(scope: Scope) -> str:
    """Return the host that a request names, without its port."""
    name = str(dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower())
    bare, _, port = name.rpartition(":")
    return (bare if bare and port.isdecimal() else name).strip("[]")


class Streamed(Response):
    """The body of an answer, sent as fast as the client takes it, and never held in memory."""

    def __init__(self, answer: Answer, patience: float, extra: Mapping[str, str]) -> None:
        headers = {**answer.reply.headers, **extra, "Content-Length": str(answer.size)}
        super().__init__(status_code=answer.reply.status, headers=headers)
        self.raw_headers = MutableHeaders(headers).raw
        self._answer, self._patience = answer, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer; a client that takes nothing for too long is let go."""
        try:
            start = {"type": "http.response.start", "status": self.status_code}
            await send({**start, "headers": self.raw_headers})
            while scope["method"] != "HEAD" and (chunk := self._answer.body.read(_CHUNK)):
                part = {"type": "http.response.body", "body": chunk, "more_body": True}
                await asyncio.wait_for(send(part), self._patience)
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._answer.close()


def problem(status: int, message: str, **headers: str) -> Response:
    """Return one line that says what is wrong."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return PlainTextResponse(f"{message}\n", status, named)


async def answered(
    request: Request, pool: Pool, job: Job, settings: Settings, **extra: str
) -> Response:
    """Return the answer of a worker; one that nobody waits for any more is stopped.

    A job that runs over its time, and one that finds all workers busy, is a 503; one whose
    worker dies is a 500.
    """
    headers = {name.replace("_", "-"): value for name, value in extra.items()}
    try:
        answer = await _unless_gone(request, pool.run(job))
    except WorkersBusyError as error:
        return problem(503, str(error), Retry_After=_RETRY, **extra)
    except TimeLimitError as error:
        return problem(503, str(error), **extra)
    except WorkerDiedError as error:
        return problem(500, str(error), **extra)
    if answer is None:
        return Response(status_code=499)  # nobody is there to read it
    return Streamed(answer, settings.patience, headers)


async def _unless_gone(request: Request, work: Awaitable[Answer]) -> Answer | None:
    """Return what the work gives, or None, the work being cancelled, once the client is gone."""
    running = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({running, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return await running if running.done() else None
    finally:
        for task in (running, leaving):
            task.cancel()
        await asyncio.gather(running, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
