"""A quick look at whether a document's graph keeps to the shapes, by a compiled engine.

pySHACL writes the report; it takes half a second a document. Where rudof (Labra Gayo et
al., "RDF shapes in Rust") is installed, by the extra ``scale``, it is asked first, and only
the documents that it finds fault with are read by pySHACL as well. That the two agree on
every fault that the shapes name is held by a test.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Quad

Screen = Callable[["Iterable[Quad]"], bool]


def screen(shapes: Path, ontology: Path) -> Screen:
    """Return the function that says whether quads of one graph surely keep to the shapes.

    Without rudof it knows of none.
    """
    try:
        import pyrudof
    except ImportError:
        return lambda quads: False
    from pyoxigraph import RdfFormat, parse, serialize

    turtle = shapes.read_text(encoding="utf-8")
    triples = parse(path=ontology, format=RdfFormat.TURTLE)
    terms = bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()

    def is_sound(quads: "Iterable[Quad]") -> bool:
        lines = (f"{quad.triple} .\n" for quad in quads)
        session = pyrudof.Rudof(pyrudof.RudofConfig())
        session.read_shacl(turtle)
        session.read_data(terms + "".join(lines), pyrudof.RDFFormat.NTriples)
        report = session.validate_shacl()
        return bool(report.conforms) and len(report) == 0

    return is_sound
