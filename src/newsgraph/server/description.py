"""What the endpoint says about itself. Source: SPARQL 1.1 Service Description."""

import io

from newsgraph.server.negotiation import Form
from newsgraph.server.results import Limits
from newsgraph.server.settings import Settings

_ENDLESS = Limits(1 << 30, 1 << 30)
_TURTLE = """
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX format: <http://www.w3.org/ns/formats/>
PREFIX dcterms: <http://purl.org/dc/terms/>

<> a sd:Service ;
  dcterms:title "newsgraph" ;
  dcterms:description "A query may run {timeout:g} seconds; an answer has at most {rows} rows." ;
  sd:endpoint <> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat format:SPARQL_Results_JSON, format:SPARQL_Results_XML,
    format:SPARQL_Results_CSV, format:SPARQL_Results_TSV,
    format:Turtle, format:N-Triples, format:JSON-LD, format:RDF_XML ;
  sd:defaultDataset <#dataset> .
<#dataset> a sd:Dataset ; sd:defaultGraph <#union> .
<#union> a sd:Graph .
"""


def description(address: str, settings: Settings, form: str) -> bytes:
    """Return the description of the endpoint at an address, in a form of ``negotiation.GRAPHS``."""
    from pyoxigraph import RdfFormat, parse

    from newsgraph.server.sparql import write_triples

    text = _TURTLE.format(timeout=settings.timeout, rows=settings.rows)
    quads = parse(text, RdfFormat.TURTLE, base_iri=address)
    out = io.BytesIO()
    write_triples((quad.triple for quad in quads), Form(form, ""), out, _ENDLESS)
    return out.getvalue()
