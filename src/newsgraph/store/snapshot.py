"""Snapshots of a store: its quads as last committed, also while another process writes.

A snapshot has links to the tables, which never change, and copies of the rest. The engine's own
backup leaves out what stands only in its log as yet, where the store is open to read.
Source: the RocksDB wiki, "Checkpoints" and "Write Ahead Log".
"""

import contextlib
import os
import shutil
import time
from pathlib import Path

from newsgraph.store.folder import ENGINE_ERRORS, QUADS, check_folder, engine_error

_ATTEMPTS, _PAUSE = 5, 0.2  # a writer may take tables away meanwhile; seconds
_TABLE, _LOG = ".sst", ".log"
_REST_OF_STORE = ("CURRENT", "IDENTITY", "MANIFEST-", "OPTIONS-")
State = frozenset[tuple[str, int]]


def state(db: Path) -> State:
    """Return what differs after every commit: the folder, and its files with their sizes.

    Names are used once only, logs only grow, and a table never changes.
    """
    found = set()
    with contextlib.suppress(OSError):  # it is being replaced; the next look sees it
        found.add(("", (db / QUADS).stat().st_ino))
        for entry in os.scandir(db / QUADS):
            if entry.name.endswith((_TABLE, _LOG)) or entry.name.startswith("MANIFEST-"):
                found.add((entry.name, entry.stat().st_size))
    return frozenset(found)


def take(db: Path, to: Path) -> None:
    """Make a snapshot of all that is committed, also while another process writes.

    Raises StoreError.
    """
    check_folder(db)
    failure: Exception | None = None
    for _ in range(_ATTEMPTS):
        try:
            tables = _tables(db)
            _copied(db / QUADS, to)
            if _tables(db) == tables:
                return _settled(to)
        except ENGINE_ERRORS as error:
            failure = error
        shutil.rmtree(to, ignore_errors=True)
        time.sleep(_PAUSE)
    raise engine_error(db, failure or RuntimeError("it changes all the time"))


def _tables(db: Path) -> State:
    """Return the part of the state that tells whether tables came or went."""
    return frozenset(part for part in state(db) if not part[0].endswith(_LOG))


def _copied(quads: Path, to: Path) -> None:
    to.mkdir()
    names = sorted(os.listdir(quads))
    for name in names:
        if name.endswith(_TABLE):
            try:
                os.link(quads / name, to / name)
            except OSError:  # another disk, or one without links
                shutil.copyfile(quads / name, to / name)
        elif name.endswith(_LOG) or name.startswith(_REST_OF_STORE):
            shutil.copyfile(quads / name, to / name)


def _settled(snapshot: Path) -> None:
    """Write what stands in the log to tables, once, so that no reader has to read it again."""
    from pyoxigraph import Store

    Store(str(snapshot)).flush()
