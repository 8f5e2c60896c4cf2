"""The text of a document with its names linked and its evidence marked."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsgraph.identifiers import BASE
from newsgraph.model import Iri
from newsgraph.server.facts import Fact, Head, facts
from newsgraph.store.dataset import Dataset
from newsgraph.store.stored import StoredDocument, StoredGraph

_MARKUP = re.compile(r"<(!doctype|html|head|body|div|p)\b", re.IGNORECASE)
_HEAD = 5000  # characters in which a page shows that it is one


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: plain, or the name of an entity."""

    text: str
    entity: Iri | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text: one that says something, or what lies between."""

    runs: tuple[Run, ...]
    marks: tuple[str, ...] = ()  # of evidence, that links lead to
    facts: tuple[Fact, ...] = ()


def sentences(stored: StoredGraph, head: Head) -> list[Stretch]:
    """Return the passages of a document that are evidence, in text order, with what they say."""
    link = _linker(stored, head)
    return [
        Stretch(link(quote), marks, said)
        for (_, _, quote), (marks, said) in sorted(_evidence(stored, head).items())
    ]


def marked_text(dataset: Dataset, stored: StoredGraph, head: Head) -> list[Stretch]:
    """Return the whole text in stretches, or nothing where there is no text to show."""
    text = _text(dataset, stored.document)
    if not text:
        return []
    link, at = _linker(stored, head), 0
    found: list[Stretch] = []
    places = _evidence(stored, head)
    for place in sorted(places, key=lambda place: (place[0], -place[1])):
        (start, end, _), (marks, said) = place, places[place]
        if start < at:  # within one that is marked already, or over its end
            found[-1] = _with(found[-1], marks, said)
        elif end > len(text):  # another text; only the way here is kept
            found.append(Stretch((), marks, said))
        else:
            found.append(Stretch(link(text[at:start])))
            found.append(Stretch(link(text[start:end]), marks, said))
            at = end
    return [*found, Stretch(link(text[at:]))]


def _with(stretch: Stretch, marks: tuple[str, ...], said: tuple[Fact, ...]) -> Stretch:
    """Return a stretch that says more."""
    more = tuple(fact for fact in said if fact not in stretch.facts)
    return Stretch(stretch.runs, stretch.marks + marks, stretch.facts + more)


def _text(dataset: Dataset, document: StoredDocument) -> str:
    """Return the text as read, or nothing where it is not kept or is a page's markup."""
    text = dataset.text(document.iri) or ""
    return "" if _MARKUP.search(text, 0, _HEAD) else text


_Said = dict[tuple[int, int, str], tuple[tuple[str, ...], tuple[Fact, ...]]]


def _evidence(stored: StoredGraph, head: Head) -> _Said:
    """Return, by place and words, the evidence there and what is said; page lists are left out."""
    places: dict[tuple[int, int, str], tuple[set[str], list[Fact]]] = defaultdict(
        lambda: (set(), [])
    )
    for fact in facts([stored], head):
        if fact.subject.iri and fact.subject.iri.startswith(f"{BASE}document/"):
            continue
        for saying in fact.sayings:
            for piece in saying.evidence:
                marks, said = places[(piece.start, piece.end, piece.quote)]
                marks.add(piece.iri.rsplit("/", 1)[-1])
                said.extend([fact] if fact not in said else [])
    return {place: (tuple(sorted(m)), tuple(said)) for place, (m, said) in places.items()}


def _linker(stored: StoredGraph, head: Head) -> Callable[[str], tuple[Run, ...]]:
    """Return what turns a text into runs, each name of one of the document's entities a link."""
    names: dict[str, Iri] = {}
    for entity in stored.entities:
        for name in (entity.label, *entity.aliases):
            names.setdefault(name, entity.iri)
    pattern = _pattern(names)

    def link(text: str) -> tuple[Run, ...]:
        return tuple(_runs(text, pattern, names, head))

    return link


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")


def _runs(
    text: str, pattern: re.Pattern[str], names: Mapping[str, Iri], head: Head
) -> Iterator[Run]:
    at = 0
    for found in pattern.finditer(text):
        if found.start() > at:
            yield Run(text[at : found.start()])
        yield Run(found[0], head(names[found[0]]))
        at = found.end()
    if at < len(text):
        yield Run(text[at:])
