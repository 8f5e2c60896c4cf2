"""Fixtures that several folders of tests share: a treebank, the pipeline, whole runs."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import newsgraph
from newsgraph import syntax
from newsgraph.documents.segment import from_text
from newsgraph.model import AnnotatedDocument, Document, Mention, Role, Sentence, Token, Value

sys.path.insert(0, str(Path(__file__).parent))  # the scripts of ``make accuracy`` share modules

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
    """Give the stages with the default vocabulary, gazetteer and spaCy pipeline, rules only."""
    from newsgraph.pipeline import prepare

    return prepare(extractors=["lexicon"])


@pytest.fixture(scope="session")
def annotated(stages: Any) -> Callable[[str | Document], AnnotatedDocument]:
    """Give the function that annotates a text, or a document, with the real pipeline."""
    from newsgraph.mentions import annotate

    def run(text: str | Document) -> AnnotatedDocument:
        document = from_text(text, "test") if isinstance(text, str) else text
        (found,) = annotate([document], stages.nlp, stages.vocabulary, stages.gazetteer)
        return found

    return run


NEWS = b"""Jensen Huang is the chief executive of Nvidia.

Nvidia acquired Mellanox in 2020 for $6.9 billion.
"""


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def complaint(self):
        """The one line on standard error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


class Pipe(io.TextIOWrapper):
    """A standard stream as a pipe has it: bytes below, no terminal."""

    def __init__(self, content=b""):
        super().__init__(io.BytesIO(content), encoding="utf-8", newline="")

    def text(self):
        """Return all that was written."""
        self.flush()
        return self.buffer.getvalue().decode("utf-8")


@pytest.fixture(scope="session")
def loaded_once():
    """Load the spaCy model and each vocabulary once for all builds of the session."""
    import spacy

    from newsgraph import gazetteer, pipeline

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spacy, "load", cache(spacy.load))
        patch.setattr(pipeline, "load", cache(pipeline.load))
        patch.setattr(gazetteer, "load_gazetteer", cache(gazetteer.load_gazetteer))
        yield


@pytest.fixture(scope="session")
def run(loaded_once):
    """Give the function that runs a newsgraph command as a shell would, in this process."""
    from newsgraph.cli import main

    def run(*arguments, stdin=b""):
        out, err = Pipe(), Pipe()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setattr(sys, "argv", ["newsgraph", *map(str, arguments)])
            patch.setattr(sys, "stdin", Pipe(stdin))
            with pytest.raises(SystemExit) as ended:
                main()
        return Outcome(ended.value.code or 0, out.text(), err.text())

    return run


@pytest.fixture(scope="session")
def briefs(tmp_path_factory, loaded_once):
    """Give the store of the sample briefs; it is shared, so nobody writes to it."""
    store = tmp_path_factory.mktemp("briefs") / "graph.db"
    with newsgraph.build(newsgraph.samples(), to=store) as graph:
        assert graph.report is not None
        assert not graph.report.errors
    return store


@pytest.fixture
def news(tmp_path):
    """Give a short text in a file of its own."""
    path = tmp_path / "news.txt"
    path.write_bytes(NEWS)
    return path


@pytest.fixture(scope="session")
def store(tmp_path_factory, run):
    """Give the store of that text alone, only to be read."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "news.txt").write_bytes(NEWS)
    assert run("build", folder / "news.txt", "--to", folder / "graph.db").code == 0
    return folder / "graph.db"
