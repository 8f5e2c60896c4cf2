"""A store on disk: a folder with a marker that says whose it is, and the quads below it.

    graph.db/newsgraph-store   "format 1" and the version of newsgraph that made it
    graph.db/quads/            the RocksDB files of pyoxigraph

The folder is made whole beside its place and moved there, so that a failure leaves
nothing behind.
"""

import os
import shutil
import time
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from newsgraph.errors import StoreError

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

FORMAT = 1
MARKER = "newsgraph-store"
QUADS = "quads"
# pyoxigraph reports trouble with its files as one or the other.
ENGINE_ERRORS = (OSError, RuntimeError)
_FULL = ("No space left", "File too large", "Disk quota exceeded")
_FORBIDDEN = ("Permission denied", "Read-only file system", "Operation not permitted")
_ATTEMPTS, _PAUSE = 5, 0.1  # a reader may meet a writer that is moving files; seconds


def create_folder(path: Path, quads: "Iterable[Quad]") -> None:
    """Make a store that holds the quads; the path must be free or an empty folder.

    Raises StoreError, and then leaves the disk as it was.
    """
    _require_room(path)
    draft = path.parent / f".{path.name}.{os.getpid()}.new"
    try:
        _clear_drafts(path)
        draft.mkdir()
        _fill(draft / QUADS, quads)
        marker = f"format {FORMAT}\nnewsgraph {own_version()}\n"
        (draft / MARKER).write_text(marker, encoding="utf-8")
        if path.exists():
            path.rmdir()  # it is empty; not every system renames onto an empty folder
        draft.rename(path)
    except ENGINE_ERRORS as error:
        raise StoreError(f"{path}: cannot make a store here ({first_line(error)})") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def open_store(path: Path, *, read_only: bool) -> "Store":
    """Return the open store of a folder.

    Raises StoreError if there is none, if it is not ours or of another format, if it is
    damaged, and, unless it is opened to read only, if another process has it open.
    """
    from pyoxigraph import Store

    check_folder(path)
    quads = path / QUADS
    if not quads.is_dir():
        raise StoreError(f"{path}: the store lacks its quads; delete it and build it again")
    failure: Exception | None = None
    for _ in range(_ATTEMPTS if read_only else 1):
        try:
            return Store.read_only(str(quads)) if read_only else Store(str(quads))
        except ENGINE_ERRORS as error:
            failure = error
            time.sleep(_PAUSE if read_only else 0)
    raise engine_error(path, failure) from failure


def check_folder(path: Path) -> None:
    """Raise StoreError unless the folder is a store of the format that this version reads."""
    if not path.exists():
        raise StoreError(f"{path}: there is no store here; make one with: newsgraph build")
    if not path.is_dir():
        raise StoreError(f"{path}: this is a file, a store is a folder; name another path")
    try:
        first = (path / MARKER).read_text(encoding="utf-8").split("\n", 1)[0]
    except FileNotFoundError:
        raise StoreError(f"{path}: this folder is not a newsgraph store; name another") from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: cannot read its {MARKER} ({first_line(error)})") from error
    word, _, number = first.partition(" ")
    if word != "format" or not number.isdecimal():
        raise StoreError(f"{path}: its {MARKER} is damaged; build the store again from its texts")
    if int(number) != FORMAT:
        raise StoreError(
            f"{path}: the store has format {number}, this newsgraph reads {FORMAT}; "
            "use the version that made it, or build it again"
        )


def engine_error(path: Path | None, error: Exception | None) -> StoreError:
    """Return what went wrong with a store's files as an error with a remedy."""
    where, said = path or "store in memory", first_line(error)
    if "lock" in said.casefold():
        return StoreError(f"{where}: another process is writing to this store; wait for its end")
    if "read-write" in said:
        return StoreError(f"{where}: the store was opened to read only; open it to write")
    if any(word in said for word in _FULL):
        return StoreError(f"{where}: no room to write; free some, what was there is whole ({said})")
    if any(word in said for word in _FORBIDDEN):
        return StoreError(f"{where}: may not be used so; change its permissions ({said})")
    return StoreError(f"{where}: the store cannot be used ({said})")


@cache
def own_version() -> str:
    """Return the version of newsgraph that is installed."""
    return version("newsgraph")


def _clear_drafts(path: Path) -> None:
    """Remove what processes left that were killed as they made the same folder."""
    if os.name != "posix":  # elsewhere, signal 0 is no question
        return
    for draft in path.parent.glob(f".{path.name}.*.new"):
        number = draft.name.removeprefix(f".{path.name}.").removesuffix(".new")
        try:
            os.kill(int(number), 0)
            ours = int(number) == os.getpid()
        except ProcessLookupError:
            ours = True
        except (ValueError, OSError):
            continue
        if ours:
            shutil.rmtree(draft, ignore_errors=True)


def _fill(path: Path, quads: "Iterable[Quad]") -> None:
    from pyoxigraph import Store

    store = Store(str(path))
    store.extend(quads)
    store.flush()


def _require_room(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path}: this is a file, a store is a folder; name another path")
    if path.exists() and any(path.iterdir()):
        raise StoreError(f"{path}: this folder holds other things; name an empty or a new one")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}; make it first")


def first_line(error: Exception | None) -> str:
    """Return the first line of what an error says, or its name."""
    return (str(error).splitlines() or [type(error).__name__])[0]
