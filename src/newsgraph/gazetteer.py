"""Known entities: their names, kinds and tickers, and how to find them in a text.

Names are compared by words and symbols; hyphens, dots and apostrophes only separate, accents
are folded. A word of five letters, or several words, are also found in another case, but not
in lower case where the name has a capital: "APPLE" may be the company, "apple" is the fruit.
"""

import csv
import io
import json
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from newsgraph.errors import VocabularyError
from newsgraph.identifiers import entity_iri
from newsgraph.model import Iri

ONTOLOGY = "https://w3id.org/newsgraph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
KINDS = frozenset(("Organization", "OrganizationGroup", "GovernmentGroup", "Person", "Place"))
KINDS |= {"ProductTechnology", "Event", "Conference", "Concept"}
COLUMNS = ("name", "type", "aliases", "ticker", "iri")
LOOSE_LETTERS = 5  # a shorter word in another case is too often another word
# spaCy parts a number from a unit letter ("3M", "5G"), so names are parted there too
_PIECE = re.compile(r"\d+(?=[TGMK]\b)|[^\W_]+|[^\w\s.'’‘´`\"“”®™‐‑–-]")
_LEGAL_COMMA = re.compile(r"(?i),(?=\s*(?:inc|corp|corporation|co|ltd|limited|llc|plc|sa|nv|ag)\b)")
_LEGAL_TAIL = re.compile(
    r",?\s+(?:Inc|Corp|Corporation|Co|Ltd|LLC|plc|S\.?A|N\.?V|AG|SE|A/S|ASA)\.?$"
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\s*$")
_ARTICLE = re.compile(r"^\s*the\s+", re.IGNORECASE)
_JOINERS = frozenset((" ", "-", "‐", "‑", "–", "'", "’", "®", "™"))
_SPELLED_OUT = str.maketrans(  # letters that do not decompose in Unicode
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d"}
)
KEPT_TOKENS = 65_536  # whose pieces stay in memory
KEPT = 5  # compiled files in the cache
CACHED_FROM = 100_000  # characters; a smaller Turtle file is parsed as fast
_CACHE_FORMAT = "1"  # to be raised when Known or its JSON form changes
Values = defaultdict[str, dict[str, list[str]]]  # of a Turtle file: by property, then subject


@dataclass(frozen=True, slots=True)
class Known:
    """An entity that is known before any text is read."""

    iri: Iri
    kind: str
    label: str
    aliases: tuple[str, ...] = ()  # sorted, without the label
    ticker: str = ""
    demonyms: tuple[str, ...] = ()  # adjectives and names of its people: Danish, Dane
    seat: str = ""
    ambiguous: bool = False  # also a common word or name: a match is one weak witness
    same_as: tuple[str, ...] = ()
    other_tickers: tuple[str, ...] = ()  # of further share classes


def is_term(known: Known) -> bool:
    """Return whether a list knows a thing by common words ("obesity"), not by a name."""
    return known.kind == "Concept" and not known.label[:1].isupper()


class Gazetteer:
    """Known entities by name, ticker and demonym.

    Layers come with the strongest first: a name that one layer gives is hidden in those
    after it, and an entity that two describe is united, the first with a value winning.
    """

    def __init__(self, *layers: Iterable[Known]) -> None:
        self.layers = tuple(tuple(layer) for layer in layers)
        self._by_iri: dict[Iri, Known] = {}
        self._forms: dict[str, tuple[tuple[str, Iri], ...]] = {}  # as written, by folded key
        self._longest: dict[str, int] = {}  # pieces of the longest name, by its first piece
        self._tickers: dict[str, Iri | None] = {}  # None: two entities of a layer have it
        self._demonyms: dict[str, Iri | None] = {}
        self._terms: tuple[Known, ...] | None = None  # made when asked
        self._countries: dict[str, Known] | None = None  # by seat of government; made when asked
        for layer in self.layers:
            for known in layer:
                stronger = self._by_iri.get(known.iri)
                self._by_iri[known.iri] = _united(stronger, known) if stronger else known
            self._add_layer(layer)

    def __len__(self) -> int:
        return len(self._by_iri)

    def __iter__(self) -> Iterator[Known]:
        """Yield all entities, sorted by IRI."""
        return (self._by_iri[iri] for iri in sorted(self._by_iri))

    def by_name(self, name: str) -> tuple[Known, ...]:
        """Return the entities of that name, sorted by IRI; homonyms stay apart.

        A possessive ending, an article before the name and a legal form are dropped if
        nothing is known with them ("Moody's" keeps its own, "the Bundesbank's" loses both).
        """
        bare = _POSSESSIVE.sub("", name)
        plain = _ARTICLE.sub("", bare)
        for form in (name, bare, _ARTICLE.sub("", name), plain, _LEGAL_TAIL.sub("", plain)):
            found = self._lookup(_pieces(form))
            if found:
                return found
        return ()

    def by_ticker(self, ticker: str) -> Known | None:
        """Return the company of a ticker, written "NVDA", "$NVDA" or "NASDAQ: NVDA"."""
        iri = self._tickers.get(ticker.rpartition(":")[2].strip().lstrip("$").upper())
        return self._by_iri[iri] if iri else None

    def demonym(self, adjective: str) -> Known | None:
        """Return the place whose people or things are called so: "Danish", "Germans"."""
        form = _folded(adjective)
        iri = self._demonyms.get(form) or self._demonyms.get(form.removesuffix("s"))
        return self._by_iri[iri] if iri else None

    def country_of_seat(self, city: str) -> Known | None:
        """Return the country whose government sits in a city: Germany for "Berlin"."""
        if self._countries is None:
            places = (k for k in self if k.kind == "Place" and k.seat and k.demonyms)
            self._countries = {_folded(k.seat).casefold(): k for k in places}
        return self._countries.get(_folded(city).casefold())

    @property
    def terms(self) -> tuple[Known, ...]:
        """Return what is known by common words, not by a name; sorted by IRI."""
        if self._terms is None:
            self._terms = tuple(known for known in self if is_term(known))
        return self._terms

    def longest_matches(self, tokens: Sequence[str]) -> list[tuple[int, int, tuple[Known, ...]]]:
        """Return (start, end, entities) of the names among tokens, in order, end exclusive.

        The longest name at the leftmost token wins; matches do not overlap. Tokens may be
        split at hyphens and apostrophes or not. Demonyms and tickers are not names.
        """
        pieces = _token_pieces(tokens)
        matches: list[tuple[int, int, tuple[Known, ...]]] = []
        end = 0
        for at, piece in enumerate(pieces):
            if piece.starts and piece.token >= end:
                last, found = self._longest_at(pieces, at)
                if found:
                    end = last + 1
                    if _LEGAL_TAIL.match(" " + "".join(tokens[end : end + 1])):
                        end += found[0].kind == "Organization"
                    matches.append((piece.token, end, found))
        return matches

    def _longest_at(self, pieces: "list[_Piece]", at: int) -> tuple[int, tuple[Known, ...]]:
        most = min(self._longest.get(pieces[at].text.casefold(), 0), len(pieces) - at)
        for length in range(most, 0, -1):
            last = pieces[at + length - 1]
            if last.ends:
                found = self._lookup([piece.text for piece in pieces[at : at + length]])
                if found:
                    return last.token, found
        return 0, ()

    def _lookup(self, pieces: Sequence[str]) -> tuple[Known, ...]:
        written = " ".join(pieces)
        forms = self._forms.get(written.casefold(), ())
        iris = {iri for form, iri in forms if _admits(form, written)}
        return tuple(self._by_iri[iri] for iri in sorted(iris))

    def _add_layer(self, layer: tuple[Known, ...]) -> None:
        forms: dict[str, tuple[tuple[str, Iri], ...]] = {}
        tickers: dict[str, Iri | None] = {}
        demonyms: dict[str, Iri | None] = {}
        for known in layer:
            for pieces in map(_pieces, (known.label, *known.aliases)):
                written = " ".join(pieces)
                key = written.casefold()
                if key and key not in self._forms:
                    forms[key] = (*forms.get(key, ()), (written, known.iri))
                    first = pieces[0].casefold()
                    self._longest[first] = max(self._longest.get(first, 0), len(pieces))
            for ticker in (known.ticker, *known.other_tickers):
                _claim(tickers, ticker.upper(), known.iri)
            for demonym in known.demonyms:
                _claim(demonyms, _folded(demonym), known.iri)
        self._forms |= forms
        self._tickers = tickers | self._tickers
        self._demonyms = demonyms | self._demonyms


def merged(*gazetteers: Gazetteer) -> Gazetteer:
    """Return the union of gazetteers; where they differ, the first that says it wins."""
    return Gazetteer(*(layer for gazetteer in gazetteers for layer in gazetteer.layers))


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


class _Piece(NamedTuple):
    text: str
    token: int
    starts: bool  # a name may start here
    ends: bool  # a name may end here


def _folded(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPELLED_OUT))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _pieces(text: str) -> list[str]:
    if "," in text:
        text = _LEGAL_COMMA.sub("", text)
    return _PIECE.findall(_folded(text))


@lru_cache(maxsize=KEPT_TOKENS)
def _parts(token: str) -> tuple[tuple[str, ...], int]:
    """Return the pieces of a token, and how many are left without a possessive ending."""
    found = _pieces(token) or [token]  # a full stop or quotation mark parts two names
    return tuple(found), len(_pieces(_POSSESSIVE.sub("", token)))


def _token_pieces(tokens: Sequence[str]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for i, token in enumerate(tokens):
        if token in _JOINERS:
            continue
        if token == "," and _LEGAL_COMMA.match(token + "".join(tokens[i + 1 : i + 2])):
            continue
        found, bare = _parts(token)
        for k, text in enumerate(found):
            amount = text[:1].isdigit() and i and tokens[i - 1].endswith(("$", "€", "£", "¥"))
            pieces.append(_Piece(text, i, k == 0 and not amount, k + 1 in (bare, len(found))))
    return pieces


def _admits(form: str, query: str) -> bool:
    """Return whether a name may be written so, given that the two differ in case at most."""
    if form == query:
        return True
    if " " not in form and len(form) < LOOSE_LETTERS:
        return False
    pairs = zip(form.split(" "), query.split(" "), strict=True)
    return all(q[0] == f[0] or q[0].isupper() for f, q in pairs)


def _claim(owners: dict[str, Iri | None], name: str, iri: Iri) -> None:
    if name:
        owners[name] = iri if owners.get(name, iri) == iri else None


def _united(strong: Known, weak: Known) -> Known:
    ticker = strong.ticker or weak.ticker
    tickers = {weak.ticker, *strong.other_tickers, *weak.other_tickers} - {ticker, ""}
    return replace(
        strong,
        aliases=tuple(sorted({*strong.aliases, *weak.aliases, weak.label} - {strong.label})),
        ticker=ticker,
        demonyms=tuple(sorted({*strong.demonyms, *weak.demonyms})),
        seat=strong.seat or weak.seat,
        same_as=tuple(sorted({*strong.same_as, *weak.same_as})),
        other_tickers=tuple(sorted(tickers)),
    )


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
    if not _pieces(name):
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
