"""Serve a store: a snapshot of it, an index beside it, and the application on a port."""

import contextlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from newsgraph.errors import NewsgraphError, StoreError
from newsgraph.server.settings import Settings
from newsgraph.store.folder import ENGINE_ERRORS, engine_error, open_store


def serve(db: Path, settings: Settings, say: Callable[[str], None]) -> None:
    """Serve a store until the process is told to end; ``say`` gets a line once it listens.

    What is served is the store as it is now. Raises StoreError, and NewsgraphError where
    starlette or uvicorn is not installed or the port cannot be had.
    """
    try:
        import uvicorn

        from newsgraph.server.app import make_app
    except ImportError as error:
        raise NewsgraphError(
            f"{error.name} is not installed; install it with: pip install 'newsgraph[serve]'"
        ) from error
    with _workshop(db) as folder:
        snapshot = _snapshot(db, folder)
        index = folder / "index.sqlite"
        spool = folder / "answers"
        spool.mkdir()
        with _made_index(snapshot, index):
            config = uvicorn.Config(
                make_app(snapshot, index, spool, settings),
                host=settings.host,
                port=settings.port,
                limit_concurrency=settings.connections,
                timeout_keep_alive=5,
                timeout_graceful_shutdown=5,
                access_log=False,
                server_header=False,
                log_level="warning",
                lifespan="on",
            )
            server = uvicorn.Server(config)
            socket = _socket(config)
            say(_address(settings, socket.getsockname()[1]))
            with contextlib.suppress(KeyboardInterrupt):
                server.run(sockets=[socket])


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


def _snapshot(db: Path, folder: Path) -> Path:
    """Return a copy of the store's files that no writer will change."""
    store = open_store(db, read_only=True)
    copy = folder / "quads"
    try:
        store.backup(str(copy))
    except ENGINE_ERRORS as error:
        raise engine_error(db, error) from error
    return copy


@contextlib.contextmanager
def _made_index(snapshot: Path, index: Path) -> Iterator[None]:
    """Have the index made in a process of its own, which ends with the server at the latest."""
    command = (sys.executable, "-m", "newsgraph.server.search", str(snapshot), str(index))
    process = subprocess.Popen(command)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _socket(config: "uvicorn.Config") -> "socket.socket":
    try:
        return config.bind_socket()
    except SystemExit:
        raise StoreError("port") from None
