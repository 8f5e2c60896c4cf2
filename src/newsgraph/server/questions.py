"""The competency questions: queries that show what the graph can be asked, as examples."""

from dataclasses import dataclass
from functools import cache

from newsgraph.vocabulary import default_folder


@dataclass(frozen=True, slots=True)
class Question:
    """A query, its question and what a reader should know besides."""

    name: str
    title: str
    description: str
    sparql: str


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions that come with newsgraph, sorted by title.

    In a file, the first line of the opening comment is the question, the others its
    description.
    """
    found = []
    for path in (default_folder() / "queries").glob("*.rq"):
        text = path.read_text(encoding="utf-8").strip()
        comment, _, sparql = text.partition("\n\n")
        title, *rest = (line.removeprefix("#").strip() for line in comment.splitlines())
        found.append(Question(path.stem, title, " ".join(rest), sparql))
    return tuple(sorted(found, key=lambda question: question.title))
