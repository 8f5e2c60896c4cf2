"""Annotated articles whole: their sentences as a reader would meet them, and what they state.

A file of ``graph/articles`` holds one sentence a block, with its marks and statements. Here the
sentences are joined into one text: a headline, bullets for clipped lines, paragraphs of prose.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsgraph.documents.lines import ends_sentence
from newsgraph.model import Status, Value
from newsgraph.training.encoder.exemplary import form_of, is_general
from newsgraph.training.sets import is_held_out
from newsgraph.vocabulary.examples import Example, read_examples
from newsgraph.vocabulary.names import normal_form

ARTICLES = Path(__file__).resolve().parents[1] / "graph" / "articles"
PARAGRAPH = 4  # sentences at most
Span = tuple[int, int]  # of Article.text
Key = tuple[str, str, str | tuple[str, ...]]
Keyed = Callable[[str, str, str | Value], Key]


@dataclass(frozen=True, slots=True)
class Gold:
    """A thing that the article marks: its kinds, the normal forms of its names, their places."""

    name: str
    kinds: frozenset[str]
    forms: frozenset[str]
    spans: tuple[Span, ...]  # where it is named


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun or description that stands for a named thing."""

    span: Span
    entity: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What the article states, once, with each status that a sentence gives it."""

    subject: str
    relation: str
    object: str | Value
    statuses: tuple[Status, ...]  # the first is that of the first sentence that must be read so
    required: bool  # False: neither right nor wrong
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with all that is marked and stated in it."""

    name: str
    part: str  # the folder
    text: str  # Markdown
    entities: tuple[Gold, ...]
    anaphors: tuple[Anaphor, ...]
    facts: dict[Key, Fact] = field(hash=False)

    @property
    def held_out(self) -> bool:
        """Whether nobody has learned from it."""
        return is_held_out(self.name)


def read_articles(folder: Path, keyed: Keyed) -> Iterator[Article]:
    """Yield the articles of the folders in a folder, in the order of their names."""
    for path in sorted(folder.glob("*/*.txt")):
        yield article_of(path.stem, path.parent.name, read_examples(path), keyed)


def article_of(name: str, part: str, examples: Sequence[Example], keyed: Keyed) -> Article:
    """Return the sentences as one article; ``keyed`` tells which statements are one fact."""
    text, starts = laid_out([e.text for e in examples])
    placed = list(zip(starts, examples, strict=True))
    return Article(name, part, text, *_marked(placed), _facts(placed, keyed))


def laid_out(sentences: Sequence[str]) -> tuple[str, list[int]]:
    """Return the text that sentences make, and where each of them begins in it."""
    text, starts, run, listed = "", [], 0, False
    for n, sentence in enumerate(sentences):
        clipped = not ends_sentence(sentence)
        if clipped and n == 0:
            before = "# "
        elif clipped:
            before = "\n- " if listed else "\n\n- "
        else:
            before = " " if 0 < run < PARAGRAPH else "\n\n"
        listed = clipped and n > 0
        run = 0 if clipped else run % PARAGRAPH + 1
        text += before if text or clipped else ""
        starts.append(len(text))
        text += sentence
    return text + "\n", starts


def _marked(
    placed: Sequence[tuple[int, Example]],
) -> tuple[tuple[Gold, ...], tuple[Anaphor, ...]]:
    found: dict[str, Gold] = {}
    anaphors = []
    for start, example in placed:
        for mark in example.mentions:
            span = (start + mark.start, start + mark.end)
            surface = example.text[mark.start : mark.end]
            kinds = frozenset((mark.kind,))
            forms = frozenset((normal_form(mark.entity),))
            old = found.setdefault(mark.entity, Gold(mark.entity, kinds, forms, ()))
            old = found[mark.entity] = replace(old, kinds=old.kinds | kinds)
            if is_general(surface, mark.kind) or _is_name(surface, mark.kind, mark.entity):
                forms = old.forms | {normal_form(surface)}
                found[mark.entity] = replace(old, forms=forms, spans=(*old.spans, span))
            else:
                anaphors.append(Anaphor(span, mark.entity))
    return tuple(found.values()), tuple(anaphors)


def _is_name(surface: str, kind: str, entity: str) -> bool:
    return form_of(surface, kind, entity) == "name"


def _facts(placed: Sequence[tuple[int, Example]], keyed: Keyed) -> dict[Key, Fact]:
    found: dict[Key, Fact] = {}
    for start, example in placed:
        sentence = (start, start + len(example.text))
        for said in (*example.statements, *example.implied):
            key = keyed(said.subject, said.relation, said.object)
            new = Fact(said.subject, said.relation, said.object, (said.status,), said.required, (sentence,))  # fmt: skip
            found[key] = _together(found[key], new) if key in found else new
    return found


def _together(old: Fact, new: Fact) -> Fact:
    """Return one fact of two: it is required if either is, and that one's status comes first."""
    first, second = (new, old) if new.required and not old.required else (old, new)
    statuses = tuple(dict.fromkeys((*first.statuses, *second.statuses)))
    sentences = tuple(dict.fromkeys((*old.sentences, *new.sentences)))
    return replace(first, statuses=statuses, sentences=sentences)
