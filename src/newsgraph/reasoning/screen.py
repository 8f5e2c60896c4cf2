"""A quick look at whether a document's graph keeps to the shapes, by a compiled engine.

pySHACL writes the report; it takes up to half a second a document. Where rudof (Labra Gayo et
al., "RDF shapes in Rust") is installed, by the extra ``scale``, it is asked first, and only
the documents that it finds fault with are read by pySHACL as well. That the two agree on
every fault that the shapes name is held by a test.

Shapes and ontology are read once: each document is staged on the ontology and taken off again,
so that none is seen beside another.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Quad

Screen = Callable[["Iterable[Quad]"], bool]


def screen(shapes: Path, ontology: Path) -> Screen:
    """Return the function that says whether quads of one graph surely keep to the shapes.

    Without rudof, or with shapes that it cannot read, it knows of none.
    """
    try:
        import pyrudof
    except ImportError:
        return lambda quads: False
    from pyoxigraph import RdfFormat, parse, serialize

    triples = parse(path=ontology, format=RdfFormat.TURTLE)
    terms = bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    session = pyrudof.Rudof(pyrudof.RudofConfig())
    try:
        session.read_shacl(shapes.read_text(encoding="utf-8"))
        session.read_data(terms, pyrudof.RDFFormat.NTriples)
    except pyrudof.RudofError:
        return lambda quads: False

    def is_sound(quads: "Iterable[Quad]") -> bool:
        lines = "".join(f"{quad.triple} .\n" for quad in quads)
        session.begin_staging()
        try:
            if lines:  # rudof refuses to read nothing
                session.read_data(lines, pyrudof.RDFFormat.NTriples, merge=True)
            report = session.validate_shacl()
            return bool(report.conforms) and len(report) == 0
        except pyrudof.RudofError:
            return False
        finally:
            session.rollback_staging()

    return is_sound
