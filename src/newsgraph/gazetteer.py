"""Known entities: their names, kinds and tickers, and how to find them in a text.

Names are compared piece by piece (words and symbols; hyphens, dots and apostrophes only
separate), accents folded. A form of five letters or more, or of several pieces, is also
found in another case, but never where it begins in lower case and the name does not:
"APPLE" may be the company, "apple" is the fruit.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from newsgraph.errors import VocabularyError
from newsgraph.model import Iri

ENTITY = "https://w3id.org/newsgraph/entity/"
ONTOLOGY = "https://w3id.org/newsgraph/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"

KINDS = (
    "Organization",
    "OrganizationGroup",
    "GovernmentGroup",
    "Person",
    "ProductTechnology",
    "Place",
    "Event",
    "Conference",
    "Concept",
)
COLUMNS = ("name", "type", "aliases", "ticker", "iri")
LOOSE_LETTERS = 5  # a shorter word in another case is too often another word

# spaCy parts a number from a unit letter ("3M", "5G"), so names are parted there too
_PIECE = re.compile(r"\d+(?=[TGMK]\b)|[^\W_]+|[^\w\s.'’‘´`\"“”®™‐‑–-]")
_LEGAL = r"(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|lp|plc|sa|nv|ag|se)\b"
_LEGAL_COMMA = re.compile(rf",(?=\s*{_LEGAL})", re.IGNORECASE)
_LEGAL_FORM = re.compile(_LEGAL, re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_JOINERS = frozenset(("-", "‐", "‑", "–", "'", "’", "®", "™"))
_CURRENCY = frozenset("$€£¥₹₩")  # "$3M" is no company
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d"}
)


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


class Gazetteer:
    """Known entities by name, ticker and demonym.

    Layers come with the strongest first: a name that a layer gives to an entity is hidden
    in the layers after it, and an entity that two layers describe is united, its label,
    kind, ticker and seat from the first layer that gives them.
    """

    def __init__(self, *layers: Iterable[Known]) -> None:
        self.layers = tuple(tuple(layer) for layer in layers)
        self._by_iri: dict[Iri, Known] = {}
        for known in (known for layer in self.layers for known in layer):
            stronger = self._by_iri.get(known.iri)
            self._by_iri[known.iri] = _united(stronger, known) if stronger else known
        self._forms: dict[str, tuple[tuple[str, Iri], ...]] = {}  # as written, by folded key
        self._longest: dict[str, int] = {}  # pieces, by the first piece
        self._tickers: dict[str, Iri | None] = {}  # None: two entities of a layer have it
        self._demonyms: dict[str, Iri | None] = {}
        for layer in self.layers:
            self._add_layer(layer)

    def __len__(self) -> int:
        return len(self._by_iri)

    def __iter__(self) -> Iterator[Known]:
        """Yield all entities, sorted by IRI."""
        return (self._by_iri[iri] for iri in sorted(self._by_iri))

    def by_iri(self, iri: str) -> Known | None:
        """Return the entity with this IRI, if it is known."""
        return self._by_iri.get(Iri(iri))

    def by_name(self, name: str) -> tuple[Known, ...]:
        """Return the entities of that name, sorted by IRI; homonyms stay apart.

        A possessive ending or an article before the name is dropped if nothing is
        known with it ("Moody's" keeps its own, "the Bundesbank's" loses both).
        """
        bare = _POSSESSIVE.sub("", name.strip())
        for form in (name, bare, name.strip()[4:], bare[4:]):
            if form in (name, bare) or name.lstrip()[:4].lower() == "the ":
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
        for one in (form, form.removesuffix("s")):
            iri = self._demonyms.get(one)
            if iri:
                return self._by_iri[iri]
        return None

    def longest_matches(self, tokens: Sequence[str]) -> list[tuple[int, int, tuple[Known, ...]]]:
        """Return (start, end, entities) of the names among tokens, in order, end exclusive.

        The longest name at the leftmost token wins; matches do not overlap. Tokens may be
        split at hyphens and apostrophes or not. Demonyms and tickers are not names.
        """
        pieces, starts, ends, token_of = _token_pieces(tokens)
        matches = []
        at = 0
        while at < len(pieces):
            length, found = self._longest_at(pieces, at, ends) if starts[at] else (0, ())
            if found:
                matches.append((token_of[at], token_of[at + length - 1] + 1, found))
            at += length or 1
            while at < len(pieces) and found and token_of[at] < matches[-1][1]:
                at += 1  # the possessive ending of the token just taken
        return matches

    def _longest_at(
        self, pieces: list[str], at: int, ends: list[bool]
    ) -> tuple[int, tuple[Known, ...]]:
        most = min(self._longest.get(pieces[at].casefold(), 0), len(pieces) - at)
        for length in range(most, 0, -1):
            if ends[at + length - 1]:
                found = self._lookup(pieces[at : at + length])
                if found:
                    return length, found
        return 0, ()

    def _lookup(self, pieces: list[str]) -> tuple[Known, ...]:
        written = " ".join(pieces)
        forms = self._forms.get(written.casefold(), ())
        iris = {iri for form, iri in forms if _admits(form, written)}
        return tuple(self._by_iri[iri] for iri in sorted(iris))

    def _add_layer(self, layer: tuple[Known, ...]) -> None:
        forms: dict[str, tuple[tuple[str, Iri], ...]] = {}
        tickers: dict[str, Iri | None] = {}
        demonyms: dict[str, Iri | None] = {}
        for known in layer:
            for name in (known.label, *known.aliases):
                pieces = _pieces(name)
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
    read = _read_csv if path.suffix.lower() == ".csv" else _read_turtle
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise VocabularyError(str(path), f"cannot be read as UTF-8 text ({error})") from error
    return Gazetteer(read(path, text, frozenset(kinds)))


def slug(name: str) -> str:
    """Return the last part of an entity IRI: AtkinsRéalis -> atkinsrealis."""
    spelled = re.sub(r"['’.]", "", _folded(name).lower())
    return re.sub(r"[^a-z0-9]+", "-", spelled).strip("-")


def _folded(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _pieces(text: str) -> list[str]:
    if "," in text:
        text = _LEGAL_COMMA.sub("", text)
    return _PIECE.findall(_folded(text))


def _admits(form: str, query: str) -> bool:
    """Return whether a name may be written so, given that the two differ in case at most."""
    if form == query:
        return True
    if " " not in form and len(form) < LOOSE_LETTERS:
        return False
    pairs = zip(form.split(" "), query.split(" "), strict=True)
    return all(q[0] == f[0] or q[0].isupper() for f, q in pairs)


def _token_pieces(
    tokens: Sequence[str],
) -> tuple[list[str], list[bool], list[bool], list[int]]:
    """Return the pieces of tokens, whether one starts and may end a name, and its token."""
    pieces: list[str] = []
    starts: list[bool] = []
    ends: list[bool] = []
    token_of: list[int] = []
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else ""
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        if token in _JOINERS or token == " " or (token == "," and _LEGAL_FORM.match(after)):
            continue
        found = _pieces(token) or [token]  # a full stop or quotation mark parts two names
        last = len(_pieces(_POSSESSIVE.sub("", token))) - 1
        for k, piece in enumerate(found):
            pieces.append(piece)
            starts.append(k == 0 and not (piece[0].isdigit() and before in _CURRENCY))
            ends.append(k in (last, len(found) - 1))
            token_of.append(i)
    return pieces, starts, ends, token_of


def _claim(owners: dict[str, Iri | None], name: str, iri: Iri) -> None:
    if name:
        owners[name] = iri if owners.get(name, iri) == iri else None


def _united(strong: Known, weak: Known) -> Known:
    names = {*strong.aliases, *weak.aliases, weak.label} - {strong.label}
    tickers = {weak.ticker, *strong.other_tickers, *weak.other_tickers}
    ticker = strong.ticker or weak.ticker
    return replace(
        strong,
        aliases=tuple(sorted(names)),
        ticker=ticker,
        demonyms=tuple(sorted({*strong.demonyms, *weak.demonyms})),
        seat=strong.seat or weak.seat,
        same_as=tuple(sorted({*strong.same_as, *weak.same_as})),
        other_tickers=tuple(sorted(tickers - {ticker, ""})),
    )


def _read_csv(path: Path, text: str, kinds: frozenset[str]) -> Iterator[Known]:
    rows = csv.DictReader(text.splitlines(), restkey="")
    columns = tuple(rows.fieldnames or ())
    if not {"name", "type"} <= set(columns) <= set(COLUMNS):
        raise VocabularyError(f"{path}:1", f"columns must be name, type and any of {COLUMNS[2:]}")
    line_of: dict[Iri, int] = {}
    for row in rows:
        known = _known_of_row(row, f"{path}:{rows.line_num}", kinds)
        first = line_of.setdefault(known.iri, rows.line_num)
        if first != rows.line_num:
            problem = f"<{known.iri}> is also on line {first}: join the rows or give one an iri"
            raise VocabularyError(f"{path}:{rows.line_num}", problem)
        yield known


def _known_of_row(row: dict[str, str | None], where: str, kinds: frozenset[str]) -> Known:
    if "" in row:
        raise VocabularyError(where, "too many fields: quote a name that has a comma in it")
    cell = {column: (row.get(column) or "").strip() for column in COLUMNS}
    name, kind = cell["name"], cell["type"]
    if not _pieces(name):
        raise VocabularyError(where, "no name: give the entity a name in the first column")
    _check_kind(where, kind, kinds)
    iri = cell["iri"] or (slug(name) and f"{ENTITY}{kind.lower()}/{slug(name)}")
    if not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", iri):
        raise VocabularyError(where, f"{name!r} needs an absolute IRI in the column iri")
    aliases = {alias.strip() for alias in cell["aliases"].split("|")} - {"", name}
    return Known(Iri(iri), kind, name, tuple(sorted(aliases)), cell["ticker"])


def _check_kind(where: str, kind: str, kinds: frozenset[str]) -> None:
    if kind not in kinds:
        raise VocabularyError(
            where, f"unknown type {kind!r}: use one of {', '.join(sorted(kinds))}"
        )


def _read_turtle(path: Path, text: str, kinds: frozenset[str]) -> Iterator[Known]:
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    values: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)  # property, then subject
    try:
        for quad in parse(text, format=RdfFormat.TURTLE):
            term = quad.object
            if isinstance(term, (Literal, NamedNode)):
                subject = quad.subject.value
                values[quad.predicate.value].setdefault(subject, []).append(term.value)
    except SyntaxError as error:
        raise VocabularyError(f"{path}:{error.lineno}", f"is not Turtle: {error.msg}") from error
    kind_of = _kinds_of_entries(path, text, values, kinds)
    return (_known_of_entry(iri, kind, values) for iri, kind in kind_of.items())


def _kinds_of_entries(
    path: Path, text: str, values: Mapping[str, Mapping[str, list[str]]], kinds: frozenset[str]
) -> dict[str, str]:
    """Return the kind of each entry, in file order: what has a class of ours or a label."""
    labels = values[f"{SKOS}prefLabel"]
    kind_of: dict[str, str] = {}
    for iri, types in values[RDF_TYPE].items():
        for kind in (t[len(ONTOLOGY) :] for t in types if t.startswith(ONTOLOGY)):
            if kind not in kinds or iri in kind_of:
                _check_kind(f"{path}:{_line_of(text, iri)}", kind, kinds)
                _refuse(path, text, iri, "two types: keep one")
            kind_of[iri] = kind
    for iri in kind_of.keys() | labels.keys():
        if iri not in kind_of:
            _refuse(path, text, iri, "no type: add one, such as a ng:Organization")
        if len(labels.get(iri, ())) != 1 or not _pieces(labels[iri][0]):
            _refuse(path, text, iri, "not exactly one skos:prefLabel: keep one, not empty")
        if ":" not in iri:
            _refuse(path, text, iri, "no IRI: give the entity a name, not [ .. ]")
    return kind_of


def _refuse(path: Path, text: str, iri: str, problem: str) -> NoReturn:
    raise VocabularyError(f"{path}:{_line_of(text, iri)}", f"<{iri}> has {problem}")


def _known_of_entry(iri: str, kind: str, values: Mapping[str, Mapping[str, list[str]]]) -> Known:
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


def _line_of(text: str, iri: str) -> int:
    """Return the first line that names an IRI, whole or by its last part; 1 if none does."""
    last = re.escape(re.split(r"[/#]", iri)[-1])
    named = re.search(rf"{re.escape(iri)}|:{last}(?![\w-])", text)
    return text.count("\n", 0, named.start()) + 1 if named else 1
