"""Gazetteer files: Turtle, compiled once to a cache, and CSV."""

import csv
import io
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path
from typing import Any

from newsgraph.errors import VocabularyError
from newsgraph.gazetteer.known import Gazetteer, Known
from newsgraph.gazetteer.pieces import pieces_of
from newsgraph.identifiers import entity_iri
from newsgraph.model import Iri

ONTOLOGY = "https://w3id.org/newsgraph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
KINDS = frozenset(("Organization", "OrganizationGroup", "GovernmentGroup", "Person", "Place"))
KINDS |= {"ProductTechnology", "Event", "Conference", "Concept"}
COLUMNS = ("name", "type", "aliases", "ticker", "iri")
KEPT = 5  # compiled files in the cache
CACHED_FROM = 100_000  # characters; a smaller Turtle file is parsed as fast
_CACHE_FORMAT = "1"  # to be raised when Known or its JSON form changes
Values = defaultdict[str, dict[str, list[str]]]  # of a Turtle file: by property, then subject


def load_gazetteer(path: Path, kinds: Iterable[str] = KINDS) -> Gazetteer:
    """Return the entities of a Turtle or CSV file (by its ending, .csv).

    A CSV file begins with a line of column names: name, type and, if wanted, aliases
    (separated by |), ticker and iri. Raises VocabularyError with file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(str(path), f"name a readable file in UTF-8: {error}") from error
    read = _read_csv if path.suffix.lower() == ".csv" else _cached_turtle
    return Gazetteer(read(path, text, frozenset(kinds)))


def _read_csv(path: Path, text: str, kinds: frozenset[str]) -> Iterator[Known]:
    rows = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    line_of: dict[Iri, int] = {}
    try:
        if not {"name", "type"} <= set(rows.fieldnames or ()) <= set(COLUMNS):
            raise VocabularyError(f"{path}:1", f"begin with column names of {','.join(COLUMNS)}")
        for row in rows:
            known = _known_of_row(row, f"{path}:{rows.line_num}", kinds)
            if line_of.setdefault(known.iri, rows.line_num) != rows.line_num:
                problem = f"line {line_of[known.iri]} has <{known.iri}> too: give one another iri"
                raise VocabularyError(f"{path}:{rows.line_num}", problem)
            yield known
    except csv.Error as error:
        raise VocabularyError(f"{path}:{rows.reader.line_num}", f"mend quotes: {error}") from error


def _known_of_row(row: dict[str, str | None], where: str, kinds: frozenset[str]) -> Known:
    if "" in row:
        raise VocabularyError(where, "too many fields: quote a name that has a comma in it")
    cell = {column: (row.get(column) or "").strip() for column in COLUMNS}
    name, kind = cell["name"], cell["type"]
    if not pieces_of(name):
        raise VocabularyError(where, "no name: fill the column name")
    if kind not in kinds:
        raise VocabularyError(where, f"type {kind!r}: use one of {', '.join(sorted(kinds))}")
    iri = cell["iri"] or entity_iri(kind, name)
    if not re.fullmatch(r"[A-Za-z][\w+.-]*:[^\s<>\"{}|\\^`]+", iri):
        raise VocabularyError(where, f"{name!r} needs an absolute IRI in the column iri")
    aliases = {alias.strip() for alias in cell["aliases"].split("|")} - {"", name}
    return Known(Iri(iri), kind, name, tuple(sorted(aliases)), cell["ticker"])


def _cached_turtle(path: Path, text: str, kinds: frozenset[str]) -> Iterable[Known]:
    cache = _cache_path(text, kinds) if len(text) >= CACHED_FROM else None
    known = _read_cache(cache) if cache else None
    if known is None:
        known = _read_turtle(path, text, kinds)
        if cache:
            _write_cache(cache, known)
    return known


def _cache_path(text: str, kinds: frozenset[str]) -> Path | None:
    key = sha256("\0".join((_CACHE_FORMAT, *sorted(kinds), text)).encode()).hexdigest()
    for folder in (os.environ.get("XDG_CACHE_HOME", ""), os.path.expanduser("~/.cache")):
        if os.path.isabs(folder):  # it is not where there is no home
            return Path(folder, "newsgraph", f"gazetteer-{key}.json")
    return None


def _read_cache(cache: Path) -> list[Known] | None:
    with suppress(OSError, ValueError):  # a missing or damaged cache only costs time
        digest, _, body = cache.read_bytes().partition(b"\n")
        if digest.decode() == sha256(body).hexdigest():
            return [Known(*_frozen(row)) for row in json.loads(body)]
    return None


def _frozen(row: list[Any]) -> list[Any]:
    return [tuple(value) if isinstance(value, list) else value for value in row]


def _write_cache(cache: Path, entities: list[Known]) -> None:
    body = json.dumps([astuple(known) for known in entities]).encode()
    with suppress(OSError):
        cache.parent.mkdir(parents=True, exist_ok=True)
        fresh = cache.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(sha256(body).hexdigest().encode() + b"\n" + body)
        fresh.replace(cache)  # at once, so that no reader sees half of it
        for old in sorted(cache.parent.glob("gazetteer-*.json"), key=os.path.getmtime)[:-KEPT]:
            old.unlink()


def _read_turtle(path: Path, text: str, kinds: frozenset[str]) -> list[Known]:
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    values: Values = defaultdict(dict)
    try:
        for quad in parse(text, format=RdfFormat.TURTLE):
            term = quad.object
            if isinstance(term, (Literal, NamedNode)):
                of_property = values[quad.predicate.value]
                of_property.setdefault(quad.subject.value, []).append(term.value)
    except SyntaxError as error:
        raise VocabularyError(f"{path}:{error.lineno}", f"is not Turtle: {error.msg}") from error
    kind_of = _entry_kinds(path, text, values, kinds)
    return [_known_of_entry(iri, kind, values) for iri, kind in kind_of.items()]


def _entry_kinds(path: Path, text: str, values: Values, kinds: frozenset[str]) -> dict[str, str]:
    """Return the kind of each entry: of all that has a class of ours or a label."""
    labels = values[f"{SKOS}prefLabel"]
    kind_of = dict.fromkeys(labels, "")
    for iri, types in values[RDF_TYPE].items():
        ours = sorted(t.removeprefix(ONTOLOGY) for t in types if t.startswith(ONTOLOGY))
        if ours or iri in labels:
            kind_of[iri] = " and ".join(ours)
    for iri in kind_of:
        problem = ""
        if kind_of[iri] not in kinds:
            problem = f"type {kind_of[iri]!r}: use one of {', '.join(sorted(kinds))}"
        elif len(labels.get(iri, ())) != 1 or not labels[iri][0].strip():
            problem = "not exactly one skos:prefLabel: keep one, not empty"
        elif ":" not in iri:
            problem = "no IRI: name the entity in place of [ .. ]"
        if problem:
            raise VocabularyError(f"{path}:{_line_of(text, iri)}", f"<{iri}> has {problem}")
    return kind_of


def _line_of(text: str, iri: str) -> int:
    last = re.escape(re.split(r"[/#]", iri)[-1])  # as prefixed names have it
    named = re.search(rf"{re.escape(iri)}|:{last}(?![\w-])", text)
    return text.count("\n", 0, named.start()) + 1 if named else 1


def _known_of_entry(iri: str, kind: str, values: Values) -> Known:
    def every(name: str) -> list[str]:
        return values[name].get(iri, [])

    label = every(f"{SKOS}prefLabel")[0]
    tickers = every(f"{ONTOLOGY}ticker")
    return Known(
        iri=Iri(iri),
        kind=kind,
        label=label,
        aliases=tuple(sorted(set(every(f"{SKOS}altLabel")) - {label})),
        ticker=tickers[0] if tickers else "",
        demonyms=tuple(sorted(every(f"{ONTOLOGY}demonym"))),
        seat="".join(every(f"{ONTOLOGY}seat")[:1]),
        ambiguous="true" in every(f"{ONTOLOGY}ambiguous"),
        same_as=tuple(sorted(every(SAME_AS))),
        other_tickers=tuple(sorted(tickers[1:])),
    )
