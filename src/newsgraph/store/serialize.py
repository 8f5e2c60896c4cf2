"""RDF as text, the same bytes each time."""

from collections.abc import Iterable
from itertools import takewhile
from typing import TYPE_CHECKING

from newsgraph.store.terms import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Quad, RdfFormat, Triple


def serialized(rows: "Iterable[Triple] | Iterable[Quad]", form: "RdfFormat") -> bytes:
    """Return triples or quads, in the order given, with the standard prefixes declared.

    pyoxigraph declares prefixes in an order that changes from run to run; here they are
    sorted.
    """
    from pyoxigraph import serialize

    written = serialize(rows, format=form, prefixes=PREFIXES) or b""
    lines = written.splitlines(keepends=True)
    declared = sum(1 for _ in takewhile(lambda line: line.startswith(b"@prefix "), lines))
    return b"".join([*sorted(lines[:declared]), *lines[declared:]])
