"""What the lexicon does with sentences, and what it holds, for people to read."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.text import Text

from newsgraph.commands.console import one_line, out_console
from newsgraph.documents import from_text, read
from newsgraph.errors import LookupFailed, ReadError
from newsgraph.model import AnnotatedDocument, Document, Mention, Relation, Token, Value
from newsgraph.pipeline import prepare
from newsgraph.relations.trial import OTHER_WORDS, SentenceTrial, Trial, Try
from newsgraph.vocabulary import Pattern, Property, Vocabulary, load, with_entries

FEW = 4  # entries named of those rejected for one reason
Line = tuple[str, str]  # text and style
COLUMNS = ("#", "word", "lemma", "tag", "dep", "head", "mention or value")


def print_trials(
    file: Path | None,
    sentences: Sequence[str],
    entries: Sequence[Path],
    *,
    ontology: Path | None,
    model: str,
    every: bool,
) -> None:
    """Print, for each sentence, parse, mentions, entries tried and statements.

    Raises ReadError for a text, VocabularyError for entries that cannot be read.
    """
    stages = prepare(model, ontology)
    vocabulary, own = _with_all(stages.vocabulary, entries)
    documents = [from_text(text, "--sentence") for text in sentences]
    documents = [*(_read(file) if file is not None else ()), *documents]
    trial, out, number = Trial(vocabulary), out_console(), 0
    for annotated, _ in replace(stages, vocabulary=vocabulary, extractors=()).read(documents):
        for tried in trial.sentences(annotated):
            number += 1
            for text, style in _lines(annotated, tried, number, own, every):
                out.print(Text(text, style=style), soft_wrap=True)


def _with_all(
    vocabulary: Vocabulary, entries: Iterable[Path]
) -> tuple[Vocabulary, frozenset[Pattern]]:
    """Return a vocabulary with entries on top, and what came on top."""
    known = set(vocabulary.patterns)
    for path in entries:
        vocabulary = with_entries(vocabulary, path)
    return vocabulary, frozenset(p for p in vocabulary.patterns if p not in known)


def _read(file: Path) -> Iterator[Document]:
    for document in read([file]):
        if isinstance(document, ReadError):
            raise document
        yield document


def _lines(
    annotated: AnnotatedDocument,
    tried: SentenceTrial,
    number: int,
    own: frozenset[Pattern],
    every: bool,
) -> Iterator[Line]:
    sentence = tried.sentence
    said = one_line(annotated.document.text[sentence.start : sentence.end])
    yield ("" if number == 1 else "\n") + f"{number}. {said}", "bold"
    yield "", ""
    for row in _columns([COLUMNS, *(_row(t, sentence.tokens) for t in sentence.tokens)]):
        yield f"  {row}", ""
    yield from _section("Mentions", [(m, "") for m in _mentions(annotated, sentence.tokens)])
    if tried.silent:
        yield "\nEntries", "bold"
        yield "  none tried: a caption, a title or a table row holds no clause", ""
        return
    yield from _section("Entries that match", list(_matches(annotated, tried.tries, own)))
    yield from _section("Entries rejected", list(_rejections(tried.tries, own, every)))
    relations = [r for t in tried.tries for r in t.relations]
    yield from _section("Statements", [(_statement(annotated, r), "") for r in relations])


def _section(title: str, lines: Sequence[Line]) -> Iterator[Line]:
    yield f"\n{title}", "bold"
    for text, style in lines or [("none", "")]:
        yield f"  {text}", style


def _row(token: Token, tokens: Sequence[Token]) -> tuple[str, ...]:
    head = "-" if token.head == token.i else f"{token.head} {tokens[token.head].text}"
    what = f"{token.mention.kind} ({token.mention.form})" if token.mention else ""
    if token.value is not None:
        what = f"{what} {_value(token.value)}".strip()
    return (str(token.i), token.text, token.lemma, token.tag, token.dep, head, what)


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines whose columns stand below each other."""
    rows = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(f"{c:{w}}" for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _mentions(annotated: AnnotatedDocument, tokens: Sequence[Token]) -> list[str]:
    rows = [
        (_name(annotated, t.mention), t.mention.kind, t.mention.form)
        for t in tokens
        if t.mention is not None
    ]
    return _columns(rows) if rows else []


def _matches(
    annotated: AnnotatedDocument, tries: Iterable[Try], own: frozenset[Pattern]
) -> Iterator[Line]:
    for t in tries:
        for r in t.relations:
            ends = f"{_end(annotated, r.subject)} -> {_end(annotated, r.object)}"
            yours = " (yours)" if t.pattern in own else ""
            yield f"{t.pattern.entry}{yours}: {r.evidence.pattern}", "green"
            cues = f" ({', '.join(t.cues)})" if t.cues else ""
            yield f"    gives {r.predicate}: {ends}, {r.status.value}{cues}", "green"


def _rejections(tries: Iterable[Try], own: frozenset[Pattern], every: bool) -> Iterator[Line]:
    """Yield the user's own entries first, then the others, together by word and reason."""
    rejected = [t for t in tries if t.reason]
    for t in rejected:
        if t.pattern in own:
            yield f'"{t.word}": {t.reason}: {t.pattern.entry} (yours)', "red"
    groups: dict[tuple[int, str, str], list[str]] = {}
    of_kinds = 0
    for t in rejected:
        if t.pattern in own:
            continue
        if t.pattern.words[-1].startswith("[") and not every:
            of_kinds += 1
            continue
        names = groups.setdefault((t.position, t.word, t.reason), [])
        words = " ".join(t.pattern.words)
        named = f"“{words}”" if t.reason == OTHER_WORDS and not every else t.pattern.entry
        if named not in names:
            names.append(named)
    ordered = sorted(groups.items(), key=lambda g: (g[0][2] == OTHER_WORDS, g[0][0]))
    for (_, word, reason), names in ordered:
        shown = names if every else names[:FEW]
        more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
        yield f'"{word}": {reason}: {", ".join(shown)}{more}', ""
    if of_kinds:
        yield f"{of_kinds} for names of a kind, such as [Person]; --all lists them", ""


def _statement(annotated: AnnotatedDocument, r: Relation) -> str:
    ends = f"{_end(annotated, r.subject)} {r.predicate} {_end(annotated, r.object)}"
    said = f"{r.status.value}, score {r.evidence.score:.2f}"
    if r.attributed_to is not None:
        said += f", according to {_end(annotated, r.attributed_to)}"
    given = [f"{name}={_end(annotated, end)}" for name, end in r.qualifiers]
    return " | ".join([ends, said, *([" ".join(given)] if given else [])])


def _end(annotated: AnnotatedDocument, end: Mention | Value) -> str:
    return _value(end) if isinstance(end, Value) else _name(annotated, end)


def _name(annotated: AnnotatedDocument, mention: Mention) -> str:
    meant = annotated.antecedent.get(mention)
    return one_line(f"{mention.text} (= {meant.text})" if meant else mention.text)


def _value(value: Value) -> str:
    if value.kind == "string":
        return f'"{value.lexical}"'
    unit = value.currency or (value.unit if value.unit != "percent" else "%")
    return f"{value.lexical} {unit}".strip()


def print_entries(relation: str, entries: Sequence[Path], *, ontology: Path | None) -> None:
    """Print the entries of a relation: a table on a terminal, tab-separated lines elsewhere.

    Raises LookupFailed, naming what is near, for a relation that the ontology does not hold.
    """
    vocabulary, _ = _with_all(load(ontology), entries)
    prop = _property(vocabulary, relation)
    found = sorted(
        (p for p in vocabulary.patterns if p.predicate == prop.name),
        key=lambda p: (p.part, p.words, p.entry),
    )
    head = ("entry", "part", "words", "subject", "object", "confidence", "gives")
    rows = [head, *(_entry(p, prop) for p in found)]
    if not sys.stdout.isatty():
        lines = "".join("\t".join(map(one_line, row)) + "\n" for row in rows)
        sys.stdout.buffer.write(lines.encode("utf-8"))
        return
    from rich.table import Table

    table = Table(*head)
    for row in rows[1:]:
        table.add_row(*(Text(cell, overflow="fold") for cell in row))
    out_console().print(table)


def _property(vocabulary: Vocabulary, relation: str) -> Property:
    from rapidfuzz import process

    known = vocabulary.ontology.properties
    folded = {name.casefold(): name for name in known}
    name = folded.get(relation.removeprefix("ng:").casefold())
    if name is None:
        near = ", ".join(found for found, *_ in process.extract(relation, list(known), limit=3))
        raise LookupFailed(f'no relation "{relation}" in the ontology; near: {near}')
    return known[name]


def _entry(pattern: Pattern, prop: Property) -> tuple[str, ...]:
    """Return the cells of an entry; kinds only where they are narrower than the relation's."""
    objects = pattern.kinds | pattern.literals
    given = [f"{name}={value}" for name, value in pattern.qualifiers]
    given += [f"needs {name}" for name in pattern.requires]
    given += [pattern.status.value] if pattern.status.value != "asserted" else []
    return (
        pattern.entry,
        pattern.part,
        " ".join(pattern.words),
        _argument(pattern.subject, pattern.domain, prop.domain),
        _argument(pattern.object, objects, prop.kinds | prop.literals),
        f"{pattern.confidence:.2f}",
        " ".join(given),
    )


def _argument(names: Sequence[str], admitted: frozenset[str], of_relation: frozenset[str]) -> str:
    kinds = f": {', '.join(sorted(admitted))}" if admitted != of_relation else ""
    return " or ".join(names) + kinds
