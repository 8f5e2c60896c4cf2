"""Fixtures that several folders of tests share: a treebank, the vocabulary, the whole pipeline."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsgraph import syntax
from newsgraph.documents.segment import from_text
from newsgraph.model import AnnotatedDocument, Document, Mention, Role, Sentence, Token, Value

TREEBANK = Path(__file__).parent / "treebank.txt"


def parsed_rows(text: str, rows: list[str]) -> Sentence:
    """Return the sentence that rows "word lemma pos tag dep head [kind]" describe."""
    document = from_text(text, "test").iri
    tokens, end = [], 0
    for i, row in enumerate(rows):
        word, lemma, pos, tag, dep, head, *kind = row.split()
        word, lemma = word.replace("_", " "), lemma.replace("_", " ")
        start = text.index(word, end)
        end = start + len(word)
        mention, value = None, None
        form, _, rest = kind[0].partition(":") if kind else ("", "", "")
        if form in ("money", "date", "percent", "number"):
            lexical, _, more = rest.partition(":")
            currency, bound = (more, "") if form == "money" else ("", more)
            value = Value(form, lexical, word, currency, start=start, end=end, bound=bound)
        elif form:
            kind_, form = (rest, form) if rest else (form, "name")
            mention = Mention(document, start, end, word, kind_, form)
        tokens.append(Token(i, word, lemma, pos, tag, dep, int(head), start, end, mention, value))
    return Sentence(0, len(text), Role.PROSE, tuple(tokens), syntax.build(tokens))


def _blocks(path: Path) -> Iterator[tuple[str, list[str]]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith(";")]
        if lines:
            yield lines[0].removeprefix("# "), lines[1:]


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Sentence]:
    """Give the function that looks a sentence of the treebank up by its text."""
    bank = {text: parsed_rows(text, rows) for text, rows in _blocks(TREEBANK)}
    return bank.__getitem__


@pytest.fixture(scope="session")
def vocabulary() -> Any:
    """Give the default vocabulary."""
    from newsgraph.vocabulary import load

    return load()


@pytest.fixture(scope="session")
def stages() -> Any:
    """Give the stages with the default vocabulary, gazetteer and spaCy pipeline."""
    from newsgraph.pipeline import prepare

    return prepare()


@pytest.fixture(scope="session")
def annotated(stages: Any) -> Callable[[str | Document], AnnotatedDocument]:
    """Give the function that annotates a text, or a document, with the real pipeline."""
    from newsgraph.mentions import annotate

    def run(text: str | Document) -> AnnotatedDocument:
        document = from_text(text, "test") if isinstance(text, str) else text
        (found,) = annotate([document], stages.nlp, stages.vocabulary, stages.gazetteer)
        return found

    return run
