"""Editions of a store: each is a snapshot with its index, and a commit brings the next one.

A folder of RocksDB may be opened to read while a process writes to it, but not be read on
while tables come and go. So a snapshot is served.
"""

import asyncio
import contextlib
import itertools
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsgraph.errors import StoreError
from newsgraph.server.jobs import Edition
from newsgraph.store.folder import QUADS, open_store
from newsgraph.store.snapshot import State, state, take

_LOOK = 1.0  # seconds between two looks at the store
_REST = 4  # times as long as making an edition took, nothing is made again


class Editions:
    """Makes editions of a store in a folder; those that nobody reads any more are removed."""

    def __init__(self, db: Path, folder: Path, keep: float) -> None:
        self._db, self._folder, self._keep = db, folder, keep  # seconds after the next one
        self._numbers = itertools.count(1)
        self._state = State()
        self._complained = False

    def first(self) -> Edition:
        """Return the first edition, its index yet to be made. Raises StoreError."""
        open_store(self._db, read_only=True)  # says what is wrong with it
        self._state = state(self._db)
        edition = self._place()
        take(self._db, edition.snapshot)
        return edition

    async def watch(self, current: Edition, show: Callable[[Edition], None]) -> None:
        """Show a new edition, index and all, each time that the store has changed; never end."""
        pause = _LOOK
        removals: set[asyncio.Task[None]] = set()
        while True:
            await asyncio.sleep(pause)
            seen = await asyncio.to_thread(state, self._db)
            if seen == self._state:
                continue
            began = time.monotonic()
            if made := await self._made():
                self._state = seen
                show(made)
                removals.add(task := asyncio.create_task(self._remove_later(current)))
                task.add_done_callback(removals.discard)
                current = made
            pause = max(_LOOK, _REST * (time.monotonic() - began))

    def _place(self) -> Edition:
        folder = self._folder / f"edition-{next(self._numbers)}"
        folder.mkdir()
        return Edition(folder / QUADS, folder / "index.sqlite")

    async def _made(self) -> Edition | None:
        """Return a whole edition of the store as it is now, or None where none can be made."""
        edition = self._place()
        try:
            await asyncio.to_thread(take, self._db, edition.snapshot)
            await _index(edition)
        except StoreError as error:
            shutil.rmtree(edition.snapshot.parent, ignore_errors=True)
            if not self._complained:
                print(f"still serving the graph as it was: {error}", file=sys.stderr, flush=True)
            self._complained = True
            return None
        self._complained = False
        return edition

    async def _remove_later(self, edition: Edition) -> None:
        await asyncio.sleep(self._keep)  # until what was asked of it is answered
        await asyncio.to_thread(shutil.rmtree, edition.snapshot.parent, ignore_errors=True)


def index_command(edition: Edition) -> tuple[str, ...]:
    """Return the command that makes the index of an edition."""
    paths = str(edition.snapshot), str(edition.index)
    return (sys.executable, "-m", "newsgraph.server.search", *paths)


async def _index(edition: Edition) -> None:
    process = await asyncio.create_subprocess_exec(*index_command(edition))
    try:
        if await process.wait():
            raise StoreError("the index of what is new cannot be made")
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
