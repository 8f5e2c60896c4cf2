"""gum: who is who in a document.

In: {"id", "text"}, more is ignored. Out: {"id", "clusters": [[[start, end], ..], ..]}: the
mentions of each thing that a name of the text names, two or more.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from newsgraph.benchmarks.lines import Form, json_lines, read_lines
from newsgraph.benchmarks.passages import Span, given_span, read
from newsgraph.benchmarks.run import Run
from newsgraph.entities import resolve
from newsgraph.model import AnnotatedDocument, Mention, Sentence, Token

LEFT = frozenset("det predet amod compound nmod nummod poss".split())
FORM = Form("gum", admits=frozenset(("clusters",)))


def predict(path: Path, run: Run) -> Iterator[str]:
    """Yield a line for each line of the file."""
    records = read_lines(path, FORM)
    read_ = read(run.stages, [r["text"] for r in records])
    for record, (annotated, _) in zip(records, read_, strict=True):
        yield json_lines([{"id": record["id"], "clusters": _clusters(annotated, run)}])


def _clusters(annotated: AnnotatedDocument, run: Run) -> list[list[Span]]:
    found: dict[str, set[Span]] = defaultdict(set)
    entity_of = resolve(annotated, (), run.stages.gazetteer)
    wider = dict(_phrases(annotated))
    for mention in annotated.mentions:
        span = given_span(annotated.document, wider.get(mention, mention))
        if span is not None:
            found[entity_of[mention].iri].add(span)
    return sorted(sorted(spans) for spans in found.values() if len(spans) > 1)


def _phrases(annotated: AnnotatedDocument) -> Iterator[tuple[Mention, Mention]]:
    """Yield each mention with the noun phrase that it heads, which is what the set marks.

    That is with its article, its modifiers and the possessive ending.
    """
    for sentence in annotated.sentences:
        for token in sentence.tokens:
            if token.mention is not None and token.mention.form in ("name", "nominal"):
                start = min(token.mention.start, _left(sentence, token))
                end = max(token.mention.end, _right(sentence, token))
                yield token.mention, replace(token.mention, start=start, end=end)


def _left(sentence: Sentence, token: Token) -> int:
    start = token.i
    while start > 0:
        before = sentence.tokens[start - 1]
        top = before
        while top.head != token.i and top.head != top.i and top.head < token.i:
            top = sentence.tokens[top.head]
        if top.head != token.i or top.dep not in LEFT:
            break
        start -= 1
    return sentence.tokens[start].start


def _right(sentence: Sentence, token: Token) -> int:
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else token
    return after.end if after.tag == "POS" else token.end
