"""Entities that are known before any text is read, and how to find their names in one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsgraph.gazetteer.pieces import (
    ARTICLE,
    LEGAL_TAIL,
    POSSESSIVE,
    Piece,
    admits,
    folded,
    pieces_of,
    token_pieces,
)
from newsgraph.model import Iri


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
        self._term_heads: frozenset[str] | None = None  # made when asked
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
        bare = POSSESSIVE.sub("", name)
        plain = ARTICLE.sub("", bare)
        for form in (name, bare, ARTICLE.sub("", name), plain, LEGAL_TAIL.sub("", plain)):
            found = self._lookup(pieces_of(form))
            if found:
                return found
        return ()

    def by_ticker(self, ticker: str) -> Known | None:
        """Return the company of a ticker, written "NVDA", "$NVDA" or "NASDAQ: NVDA"."""
        iri = self._tickers.get(ticker.rpartition(":")[2].strip().lstrip("$").upper())
        return self._by_iri[iri] if iri else None

    def demonym(self, adjective: str) -> Known | None:
        """Return the place whose people or things are called so: "Danish", "Germans"."""
        form = folded(adjective)
        iri = self._demonyms.get(form) or self._demonyms.get(form.removesuffix("s"))
        return self._by_iri[iri] if iri else None

    def country_of_seat(self, city: str) -> Known | None:
        """Return the country whose government sits in a city: Germany for "Berlin"."""
        if self._countries is None:
            places = (k for k in self if k.kind == "Place" and k.seat and k.demonyms)
            self._countries = {folded(k.seat).casefold(): k for k in places}
        return self._countries.get(folded(city).casefold())

    @property
    def term_heads(self) -> frozenset[str]:
        """Return the last words, in lower case, of what is known by common words, not by a name."""
        if self._term_heads is None:
            forms = (form for k in self if is_term(k) for form in (k.label, *k.aliases))
            self._term_heads = frozenset(form.split()[-1].lower() for form in forms)
        return self._term_heads

    def longest_matches(self, tokens: Sequence[str]) -> list[tuple[int, int, tuple[Known, ...]]]:
        """Return (start, end, entities) of the names among tokens, in order, end exclusive.

        The longest name at the leftmost token wins; matches do not overlap. Tokens may be
        split at hyphens and apostrophes or not. Demonyms and tickers are not names.
        """
        pieces = token_pieces(tokens)
        matches: list[tuple[int, int, tuple[Known, ...]]] = []
        end = 0
        for at, piece in enumerate(pieces):
            if piece.starts and piece.token >= end:
                last, found = self._longest_at(pieces, at)
                if found:
                    end = last + 1
                    if LEGAL_TAIL.match(" " + "".join(tokens[end : end + 1])):
                        end += found[0].kind == "Organization"
                    matches.append((piece.token, end, found))
        return matches

    def _longest_at(self, pieces: "list[Piece]", at: int) -> tuple[int, tuple[Known, ...]]:
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
        forms = self._forms.get(written.casefold())
        if forms is None:
            return ()
        iris = {iri for form, iri in forms if admits(form, written)}
        return tuple(self._by_iri[iri] for iri in sorted(iris))

    def _add_layer(self, layer: tuple[Known, ...]) -> None:
        forms: dict[str, tuple[tuple[str, Iri], ...]] = {}
        tickers: dict[str, Iri | None] = {}
        demonyms: dict[str, Iri | None] = {}
        for known in layer:
            for pieces in map(pieces_of, (known.label, *known.aliases)):
                written = " ".join(pieces)
                key = written.casefold()
                if key and key not in self._forms:
                    forms[key] = (*forms.get(key, ()), (written, known.iri))
                    first = pieces[0].casefold()
                    self._longest[first] = max(self._longest.get(first, 0), len(pieces))
            for ticker in (known.ticker, *known.other_tickers):
                _claim(tickers, ticker.upper(), known.iri)
            for demonym in known.demonyms:
                _claim(demonyms, folded(demonym), known.iri)
        self._forms |= forms
        self._tickers = tickers | self._tickers
        self._demonyms = demonyms | self._demonyms


def merged(*gazetteers: Gazetteer) -> Gazetteer:
    """Return the union of gazetteers; where they differ, the first that says it wins."""
    return Gazetteer(*(layer for gazetteer in gazetteers for layer in gazetteer.layers))


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
