"""Benchmark files: JSON lines, each checked before anything is predicted."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsgraph.errors import ReadError

Record = dict[str, Any]
KEYS = frozenset("clusters doc fold pairs sentences start".split())  # each of some sets only


@dataclass(frozen=True, slots=True)
class Form:
    """What a line of a set holds beside "id" and "text"."""

    set_name: str
    needs: Mapping[str, type] = field(default_factory=dict)
    admits: frozenset[str] = frozenset()  # of KEYS: may be there, need not
    kinds: frozenset[str] = frozenset()  # of marked entities, where the set has its own


def read_lines(path: Path, form: Form) -> list[Record]:
    """Return the records of a file. Raises ReadError, naming file and line, for any other."""
    try:
        raw = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "is not UTF-8"
        raise ReadError(str(path), f"cannot be read ({why}); give a {form.set_name} file") from None
    numbered = enumerate(raw.split("\n"), start=1)
    found = [_record(line, f"{path}:{n}", form) for n, line in numbered if line.strip()]
    if not found:
        raise ReadError(str(path), f"is empty; give a {form.set_name} file")
    return found


def _record(line: str, place: str, form: Form) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise ReadError(place, "is not JSON; write one object a line") from None
    problem = _problem(record, form)
    if problem:
        raise ReadError(place, f"is no line of {form.set_name}: {problem}")
    return dict(record)


def _problem(record: Any, form: Form) -> str:
    """Return what keeps a record from being a line of the set, or nothing."""
    if not isinstance(record, dict):
        return "not an object"
    for key, kind in {"id": str, "text": str, **form.needs}.items():
        if not isinstance(record.get(key), kind) or record[key] is True or record[key] is False:
            return f'no "{key}"' if key not in record else f'"{key}" is no {kind.__name__}'
    strange = sorted(KEYS & record.keys() - form.needs.keys() - form.admits)
    if strange:
        return f'"{strange[0]}" is a key of another set'
    return _wrong_kind(record, form) if form.kinds else ""


def _wrong_kind(record: Record, form: Form) -> str:
    entities = record.get("entities", [])
    if not isinstance(entities, list):
        return '"entities" is no list'
    for entity in entities:
        kind = entity[2] if isinstance(entity, list) and len(entity) == 3 else None
        if kind not in form.kinds:
            return f"an entity is {kind!r}, which is no kind of the set"
    return ""


def checked_span(value: Any, record: Record, place: str) -> tuple[int, int]:
    """Return a span of the text of a record; raises ReadError if it is none."""
    whole = isinstance(value, list | tuple) and len(value) == 2
    whole = whole and all(type(n) is int for n in value)
    if whole and 0 <= value[0] < value[1] <= len(record["text"]):
        return value[0], value[1]
    raise ReadError(place, f"{record['id']}: {value!r} is no span of its text")


def json_lines(records: Iterable[Record]) -> str:
    """Return records as JSON, one a line."""
    return "".join(f"{json.dumps(r, ensure_ascii=False)}\n" for r in records)
