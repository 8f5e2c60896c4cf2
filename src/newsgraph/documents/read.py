"""Files, folders and standard input, as documents."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newsgraph.documents.decode import MAX_BYTES, decode
from newsgraph.documents.markdown import from_markdown
from newsgraph.documents.markup import from_html
from newsgraph.documents.notes import Known, Note, Notes, no_notes, nothing_known
from newsgraph.documents.records import from_records
from newsgraph.documents.segment import from_text
from newsgraph.errors import ReadError
from newsgraph.identifiers import document_iri
from newsgraph.model import Document, Iri

STDIN = "-"
RECORDS = ".jsonl"


def _plain(raw: str, source: str, notes: Notes) -> Document:
    return from_text(raw, source)


READERS: dict[str, Callable[[str, str, Notes], Document]] = {
    ".txt": _plain,
    ".md": from_markdown,
    ".html": from_html,
    ".htm": from_html,
}
SUFFIXES = (*READERS, RECORDS)


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    given: bool  # by name, not found in a folder


def read(
    paths: Sequence[str | Path],
    *,
    notes: Notes = no_notes,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | ReadError]:
    """Yield the documents of files and folders, as ``read_new`` does where nothing is known."""
    for found in read_new(paths, nothing_known, notes=notes, stdin=stdin):
        if not isinstance(found, Known):
            yield found


def read_new(
    paths: Sequence[str | Path],
    known: Callable[[Iri], bool],
    *,
    notes: Notes = no_notes,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | Known | ReadError]:
    """Yield the documents of files and folders, in the order given, folders sorted.

    What cannot be read comes as a ReadError in its place, and the rest is read on.
    "-" is standard input, plain text. In folders, hidden files, links to folders and
    files of other kinds are left out; the last two are told to notes. A file that
    comes up twice is read once. Of a text that is known, by the digest in its IRI, only
    that is told.
    """
    seen: set[str] = set()
    for found in _files(paths, notes):
        if isinstance(found, ReadError):
            yield found
            continue
        key = _key(found.path)
        if key in seen:
            notes(Note(found.path, "was given twice; read once"))
            continue
        seen.add(key)
        yield from _documents(found, known, notes, stdin)


def _key(path: str) -> str:
    try:
        return path if path == STDIN else os.path.realpath(path)
    except ValueError:  # NUL, or what no file name can be written with
        return path


def _files(paths: Iterable[str | Path], notes: Notes) -> Iterator[_Found | ReadError]:
    for path in paths:
        name = str(path)
        if name != STDIN and os.path.isdir(name):
            yield from _folder(name, notes)
        else:
            yield _Found(name, given=True)


def _folder(folder: str, notes: Notes) -> Iterator[_Found | ReadError]:
    errors: list[OSError] = []
    count = 0
    for place, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if os.path.islink(os.path.join(place, name)):
                notes(Note(os.path.join(place, name), "is a link to a folder; not followed"))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = os.path.join(place, name)
            if Path(name).suffix.lower() in SUFFIXES:
                count += 1
                yield _Found(path, given=False)
            else:
                notes(Note(path, f"is not {_list(SUFFIXES)}; left out"))
    for error in errors:
        yield ReadError(
            str(error.filename), f"cannot be opened ({error.strerror}); check its rights"
        )
    if not count and not errors:
        yield ReadError(folder, f"holds no {_list(SUFFIXES)} file; give another folder")


def _documents(
    found: _Found, known: Callable[[Iri], bool], notes: Notes, stdin: BinaryIO | None
) -> Iterator[Document | Known | ReadError]:
    suffix = Path(found.path).suffix.lower()
    source = _named(found.path)
    try:
        if found.path == STDIN:
            data = (stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
            yield _read(decode(data, STDIN), STDIN, _plain, known, notes)
        elif suffix == RECORDS:
            with _open(found.path) as stream:
                yield from from_records(stream, source, notes, known)
        elif suffix in READERS:
            with _open(found.path) as stream:
                data = stream.read(MAX_BYTES + 1)
            raw = decode(data, source)
            yield _read(raw, source, READERS[suffix], known, notes)
        else:
            yield _unknown(found.path)
    except ReadError as error:
        yield error
    except OSError as error:
        yield ReadError(source, f"cannot be read ({error.strerror}); check the file")


def _named(path: str) -> str:
    """Return the path for a person and for the graph: bytes that are not UTF-8 escaped."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _read(
    raw: str,
    source: str,
    reader: Callable[[str, str, Notes], Document],
    known: Callable[[Iri], bool],
    notes: Notes,
) -> Document | Known:
    iri = document_iri(raw)
    return Known(iri, source) if known(iri) else reader(raw, source, notes)


def _open(path: str) -> BinaryIO:
    """Return the opened file. Raises ReadError for pipes and devices, which may never end."""
    try:
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode):
            raise ReadError(path, "is not a regular file; give a file, a folder or -")
        return open(path, "rb")
    except FileNotFoundError:
        raise ReadError(path, "does not exist; check the path") from None
    except PermissionError:
        raise ReadError(path, "may not be read; change its permissions") from None
    except ValueError:
        raise ReadError(path, "is not a path; check it") from None


def _unknown(path: str) -> ReadError:
    if not os.path.lexists(path):
        return ReadError(path, "does not exist; check the path")
    return ReadError(path, f"is not {_list(SUFFIXES)}; rename or convert it, or pipe it to -")


def _list(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
