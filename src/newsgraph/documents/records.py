"""A .jsonl file: one document a line, with text and perhaps title, url and date."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO

from newsgraph.documents.clean import Run, plain
from newsgraph.documents.dates import date_alone, iso_date
from newsgraph.documents.decode import MAX_BYTES, checked, whole
from newsgraph.documents.notes import Known, Note, Notes, no_notes, nothing_known
from newsgraph.documents.segment import from_text
from newsgraph.documents.tags import web_address
from newsgraph.errors import ReadError
from newsgraph.identifiers import document_iri
from newsgraph.model import Document, Iri

_UTF8_MARK = b"\xef\xbb\xbf"


def from_records(
    stream: BinaryIO,
    source: str,
    notes: Notes = no_notes,
    known: Callable[[Iri], bool] = nothing_known,
) -> Iterator[Document | Known | ReadError]:
    """Yield a document, or the error, of each line that holds anything.

    The source of a document is "file:line"; its offsets point into the value of text.
    """
    number = read = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_UTF8_MARK)
        if not line.strip():
            continue
        read += 1
        place = f"{source}:{number}"
        try:
            yield _document(_whole(stream, line, place), place, notes, known)
        except ReadError as error:
            yield error
    if not read:
        yield ReadError(source, "is empty; give a file with text, or leave it out")


def _whole(stream: BinaryIO, line: bytes, place: str) -> bytes:
    """Return the line. Raises ReadError, after skipping the rest, if it is too long."""
    if len(line) <= MAX_BYTES:
        return line
    while line and not line.endswith(b"\n"):
        line = stream.readline(MAX_BYTES)
    raise ReadError(place, f"larger than {MAX_BYTES:,} bytes; split it into articles")


def _document(
    line: bytes, place: str, notes: Notes, known: Callable[[Iri], bool]
) -> Document | Known:
    values = _values(line, place)
    text = checked(values["text"], place)
    if known(iri := document_iri(text)):
        return Known(iri, place)
    made = from_text(text, place)
    day = values["date"]
    date = iso_date(day) or date_alone(day)
    if day and not date:
        notes(Note(place, f"date {day[:40]!r} is not YYYY-MM-DD; left out"))
    url = web_address(values["url"])
    if values["url"] and not url:
        notes(Note(place, f"url {values['url'][:40]!r} is not http or https; left out"))
    return replace(
        made,
        title=_cleaned(values["title"]) or made.title,
        url=url,
        date=date or made.date,
    )


def _values(line: bytes, place: str) -> dict[str, str]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise ReadError(place, "is not UTF-8; save the file as UTF-8") from None
    except (ValueError, RecursionError):
        raise ReadError(place, "is not JSON; write one object a line") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ReadError(place, 'has no "text"; write {"text": "..", "title": ".."} on each line')
    values = {}
    for key in ("text", "title", "url", "date"):
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            raise ReadError(place, f'"{key}" is not a string; put it in quotes')
        values[key] = whole(value or "", place)
    return values


def _cleaned(title: str) -> str:
    return plain((Run(title, 0, len(title)),))
