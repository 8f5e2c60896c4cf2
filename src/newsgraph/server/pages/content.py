"""What a page function gives: a template with its values, or a problem to tell the reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsgraph.identifiers import BASE
from newsgraph.model import Iri

_NOT_IN_IRIS = frozenset('<>" {}|\\^`')


@dataclass(frozen=True, slots=True)
class Page:
    """A template and what it shows; without a template, ``html`` of its values as it is."""

    template: str
    values: Mapping[str, Any]
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Problem(Exception):
    """Why a page cannot be shown, and what the reader may do."""

    def __init__(self, status: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.status, self.message, self.hint = status, message, hint


def ours(iri: str, beginning: str = "") -> Iri:
    """Return an IRI of the graph's own names; raises Problem for any other text."""
    known = iri.startswith(BASE + beginning)
    if not known or any(sign in _NOT_IN_IRIS or not sign.isprintable() for sign in iri):
        raise Problem(404, "The graph holds no such thing", iri)
    return Iri(iri)
