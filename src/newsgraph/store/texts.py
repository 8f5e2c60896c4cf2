"""The texts as read, beside the quads: a plain file each, so that evidence can be read again.

    graph.db/texts/3f/3f09...txt    the text that the document's IRI is the digest of

A file is there before its document and goes after it: what a crash leaves is a text too
many, never one too few.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from newsgraph.errors import StoreError
from newsgraph.identifiers import BASE
from newsgraph.model import Iri

FOLDER = "texts"
_DOCUMENT = f"{BASE}document/"


class Texts:
    """The texts of one store; of a store in memory they are in memory too."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / FOLDER if folder else None
        self._held: dict[Iri, str] = {}

    def get(self, document: Iri) -> str | None:
        """Return the text of a document as read, None where it is not kept.

        Raises StoreError if its file cannot be read.
        """
        if self._folder is None:
            return self._held.get(document)
        path = self._path(document)
        try:
            return path.read_bytes().decode("utf-8", "surrogatepass")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{path}: cannot be read ({error}); build the text again") from error

    def put(self, document: Iri, text: str) -> None:
        """Keep a text, wholly or not at all. Raises StoreError if it cannot be written."""
        if self._folder is None:
            self._held[document] = text
            return
        path = self._path(document)
        if path.exists():
            return
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(text.encode("utf-8", "surrogatepass"))
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error

    def drop(self, document: Iri) -> None:
        """Forget a text; that it is not there is no fault."""
        self._held.pop(document, None)
        if self._folder is not None:
            self._path(document).unlink(missing_ok=True)

    def documents(self) -> Iterator[Iri]:
        """Yield the documents whose texts are kept, sorted."""
        yield from sorted(self._held)
        if self._folder is not None:
            for path in sorted(self._folder.glob("??/*.txt")):
                if not path.name.startswith("."):
                    yield Iri(_DOCUMENT + path.stem)

    def _path(self, document: Iri) -> Path:
        name = document.removeprefix(_DOCUMENT)
        if self._folder is None or not name.isalnum():
            raise StoreError(f"<{document}> is no document of ours; its text cannot be kept")
        return self._folder / name[:2] / f"{name}.txt"
