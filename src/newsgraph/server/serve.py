"""Serve a store: its editions, and the application on a port."""

import contextlib
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from newsgraph.errors import NewsgraphError
from newsgraph.server.editions import Editions, index_command
from newsgraph.server.jobs import Edition
from newsgraph.server.settings import Settings

_GRACE = 60.0  # seconds beyond the longest answer that an edition is kept


def serve(db: Path, settings: Settings, say: Callable[[str], None]) -> None:
    """Serve a store until the process is told to end; ``say`` gets a line once it listens.

    What is committed to the store meanwhile is served soon after. Raises StoreError, and
    NewsgraphError where starlette or uvicorn is not installed or the port cannot be had.
    """
    try:
        import uvicorn

        from newsgraph.server.app import PAGE_SECONDS, make_app
    except ImportError as error:
        raise NewsgraphError(
            f"{error.name} is not installed; install it with: pip install 'newsgraph[serve]'"
        ) from error
    with _ended_by_signals(), _workshop(db) as folder, _listening(settings) as listening:
        editions = Editions(db, folder, keep=max(settings.timeout, PAGE_SECONDS) + _GRACE)
        first = editions.first()
        spool = folder / "answers"
        spool.mkdir()
        with _made_index(first):
            config = uvicorn.Config(
                make_app(db, editions, first, spool, settings),
                limit_concurrency=settings.connections,
                timeout_keep_alive=5,
                timeout_graceful_shutdown=5,
                access_log=False,
                server_header=False,
                log_level="warning",
                lifespan="on",
            )
            server = uvicorn.Server(config)
            say(_address(settings.host, listening.getsockname()[1]))
            server.run(sockets=[listening])


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a signal to end come back here, so that what was made for the server is taken away.

    uvicorn ends in order, and then raises the signal that it got once more.
    """

    def end(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def _workshop(db: Path) -> Iterator[Path]:
    """Give a folder for what the server needs, beside the store if that may be written to.

    There, a snapshot is made of links to the store's own files and takes no room.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{db.name}-serve-", dir=db.resolve().parent))
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="newsgraph-serve-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _made_index(edition: Edition) -> Iterator[None]:
    """Have the index made in a process of its own, which ends with the server at the latest."""
    process = subprocess.Popen(index_command(edition))
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _listening(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say.

    Raises NewsgraphError where another process does, or this one may not.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=256)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NewsgraphError(
            f"cannot listen on {settings.host} port {settings.port}: {reason}; name another --port"
        ) from error


def _address(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"
