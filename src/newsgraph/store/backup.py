"""Backups: the store as it is at one moment, and a dump that needs no newsgraph to be read.

    backup/newsgraph-backup    "format 1"
    backup/quads/              hard links to the files of the store, where the disk allows it
    backup/graph.nq.gz         the same quads, sorted, the log of changes among them
    backup/texts/ history/ pins.ttl newsgraph-store

Both a backup and what is restored are made whole beside their place and moved there.
"""

import gzip
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast

from newsgraph.errors import StoreError
from newsgraph.store.dataset import Dataset
from newsgraph.store.folder import ENGINE_ERRORS, MARKER, QUADS, check_folder, first_line
from newsgraph.store.log import HISTORY
from newsgraph.store.pins import FILE as PINS
from newsgraph.store.snapshot import take
from newsgraph.store.texts import FOLDER as TEXTS

BACKUP = "newsgraph-backup"
DUMP = "graph.nq.gz"
_FORMAT = "format 1\n"


def back_up(dataset: Dataset, to: Path) -> Path:
    """Make a backup of a store on disk in a new folder and return the folder.

    It has all that is committed, also while another process writes. Raises StoreError: the
    folder is there already, or cannot be written, and then nothing is left of it; the store
    is in memory.
    """
    path = dataset.path
    if path is None:
        raise StoreError("a store in memory has no backup; export it")
    if to.exists():
        raise StoreError(f"{to}: is there already; name a folder to be made")

    def fill(draft: Path) -> None:
        take(path, draft / QUADS)
        _copy_parts(path, draft)
        lines = sorted(f"{quad} .\n" for quad in _frozen(draft / QUADS))
        with gzip.GzipFile(draft / DUMP, "wb", mtime=0) as dump:
            dump.writelines(line.encode() for line in lines)
        (draft / BACKUP).write_text(_FORMAT, encoding="utf-8")

    _made_whole(to, fill)
    return to


def restore(backup: Path, to: Path, *, force: bool = False) -> Path:
    """Make a store of a backup and return its folder; ``force`` lets it replace one.

    The files of the store are taken where this version reads them, and else the dump. The
    store that was there is whole until the new one is. Raises StoreError.
    """
    if not (backup / BACKUP).is_file():
        raise StoreError(f"{backup}: is no backup of newsgraph; name a folder that backup made")
    if to.exists() and any(to.iterdir() if to.is_dir() else [to]):
        if not force:
            raise StoreError(f"{to}: is there already; --force puts the backup in its place")
        check_folder(to)  # never delete what is not ours
        Dataset.open(to).close()  # nor what another process writes to

    def fill(draft: Path) -> None:
        _copy_parts(backup, draft)
        try:
            shutil.copytree(backup / QUADS, draft / QUADS)
            Dataset.open(draft, read_only=True).document_iris()
        except (*ENGINE_ERRORS, StoreError):
            shutil.rmtree(draft / QUADS, ignore_errors=True)
            _load_dump(backup / DUMP, draft / QUADS)

    _made_whole(to, fill)
    return to


def _made_whole(to: Path, fill: Callable[[Path], None]) -> None:
    draft = to.parent / f".{to.name}.{os.getpid()}.new"
    old = to.parent / f".{to.name}.{os.getpid()}.old"
    try:
        draft.mkdir()
        fill(draft)
        if to.exists():
            to.rename(old)
        draft.rename(to)
    except (*ENGINE_ERRORS, EOFError, SyntaxError) as error:
        if old.exists() and not to.exists():
            old.rename(to)
        raise StoreError(f"{to}: cannot be made ({first_line(error)})") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _copy_parts(path: Path, draft: Path) -> None:
    """Copy what lies beside the quads; the index is made again where it is missing."""
    for name in (MARKER, PINS):
        if (path / name).exists():
            shutil.copyfile(path / name, draft / name)
    for name in (TEXTS, HISTORY):
        if (path / name).is_dir():
            shutil.copytree(path / name, draft / name, ignore=shutil.ignore_patterns(".*"))


def _frozen(quads: Path) -> "list[object]":
    from pyoxigraph import Store

    return list(Store.read_only(str(quads)))


def _load_dump(dump: Path, quads: Path) -> None:
    from pyoxigraph import RdfFormat, Store

    store = Store(str(quads))
    with gzip.open(dump) as stream:
        store.bulk_load(cast("IO[bytes]", stream), format=RdfFormat.N_QUADS)
    store.flush()
