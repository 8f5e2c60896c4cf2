"""Turtle files as an index of subjects: what the vocabulary modules read from."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from newsgraph.errors import VocabularyError

NG = "https://w3id.org/newsgraph/ontology#"
Term = NamedNode | BlankNode | Literal | Triple


class Index:
    """The triples of one Turtle file, looked up by subject and predicate."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._by_subject: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        try:
            for triple in parse(path=str(path), format=RdfFormat.TURTLE):
                self._by_subject[key(triple.subject)][key(triple.predicate)].append(
                    key(triple.object)
                )
        except SyntaxError as error:
            place = f"{path}:{error.lineno}" if error.lineno else str(path)
            raise VocabularyError(place, f"not valid Turtle: {_fault(error)}") from error
        except OSError as error:
            problem = f"cannot be read: {error.strerror or error}; check the path"
            raise VocabularyError(str(path), problem) from error
        except ValueError as error:
            raise VocabularyError(str(path), f"not valid Turtle: {error}") from error

    def subjects(self, predicate: str) -> Iterator[str]:
        """Yield each subject that has ``predicate``, in file order."""
        for subject, properties in self._by_subject.items():
            if predicate in properties:
                yield subject

    def all(self, subject: str, predicate: str) -> list[str]:
        """Return the objects in file order; empty if there are none."""
        return self._by_subject.get(subject, {}).get(predicate, [])

    def predicates(self, subject: str) -> list[str]:
        """Return the predicates of ``subject`` in file order."""
        return list(self._by_subject.get(subject, {}))

    def one(self, subject: str, predicate: str, default: str = "") -> str:
        """Return the first object, or ``default``."""
        found = self.all(subject, predicate)
        return found[0] if found else default


def _fault(error: SyntaxError) -> str:
    """Return what a parser complains of, without the place that it names itself."""
    said = str(error.msg)
    return said.partition(": ")[2] if said.startswith("Parser error") else said


def key(term: Term) -> str:
    """Return an IRI, a blank node label with ``_:`` or a literal's text."""
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    if isinstance(term, Triple):
        return str(term)
    return term.value


def local(iri: str) -> str:
    """Return what follows the last ``#`` or ``/``."""
    return iri.replace("/", "#").rsplit("#", 1)[-1]
