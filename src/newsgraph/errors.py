"""What may go wrong, as one tree of exceptions.

    NewsgraphError
    ├── ReadError         a text cannot be read; names the source
    ├── VocabularyError   a file under ``graph/`` (or the user's own) is wrong
    ├── PipelineError     the spaCy pipeline is missing or lacks a component
    ├── StoreError        the store is missing, locked, damaged or not ours
    ├── QueryError        a SPARQL query is not valid or not allowed
    ├── LookupFailed      a name, relation or document that the graph does not hold
    └── WriteError        a file cannot be written

Each message is one line: where, what, and the remedy. A caller that catches
``NewsgraphError`` has caught every expected failure; anything else is a defect.
"""


class NewsgraphError(Exception):
    """The root of every expected failure."""


class ReadError(NewsgraphError):
    """A text cannot be read; ``source`` names the file, URL or line."""

    def __init__(self, source: str, problem: str) -> None:
        super().__init__(f"{source}: {problem}")
        self.source = source
        self.problem = problem


class VocabularyError(NewsgraphError):
    """A vocabulary file is wrong; ``path`` names it, ``problem`` says how to mend it."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


class PipelineError(NewsgraphError):
    """The spaCy pipeline cannot be loaded or lacks a component that is needed."""


class StoreError(NewsgraphError):
    """The store cannot be opened, written or trusted."""


class QueryError(NewsgraphError):
    """A SPARQL query is not valid, or asks for what is not allowed."""


class LookupFailed(NewsgraphError):
    """The graph holds nothing of that name."""


class WriteError(NewsgraphError):
    """A file cannot be written."""
