"""A SPARQL query answered in a worker, into a file, with the status that the protocol asks for.

Source: SPARQL 1.1 Protocol, sections 2.1.5 (content negotiation) and 2.1.6 (failure).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from newsgraph.errors import QueryError
from newsgraph.reasoning.guard import admitted, names_graphs, one_line, syntax_problem
from newsgraph.server.jobs import Reply, SparqlJob, problem
from newsgraph.server.negotiation import GRAPHS, SOLUTIONS, TRUTH, Form, preferred
from newsgraph.server.results import Limits, write_solutions, write_truth
from newsgraph.store.dataset import Dataset
from newsgraph.store.terms import PREFIXES, node

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple

CUT = "Newsgraph-Truncated"  # the header of an answer that was cut: rows=n or bytes=n
_ENGINE_FAILURES = (OSError, RuntimeError, ValueError)


def answer(dataset: Dataset, job: SparqlJob, out: BinaryIO) -> Reply:
    """Write the answer to a query and return its status and headers.

    A query that is refused or wrong is a 400 with one line that says why, one whose
    answer cannot have a form that the client takes a 406.
    """
    try:
        bare = admitted("query", job.query)
        result = _evaluated(dataset, job, union=not names_graphs(bare))
        return _written(result, job, out)
    except QueryError as error:
        return problem(out, 400, str(error))
    except SyntaxError as error:
        return problem(out, 400, syntax_problem("query", job.query, str(error)))
    except _ENGINE_FAILURES as error:
        return problem(out, 500, f"the query failed: {one_line(str(error))}")


def _evaluated(
    dataset: Dataset, job: SparqlJob, *, union: bool
) -> "QuerySolutions | QueryBoolean | QueryTriples":
    """Return the engine's answer; a dataset of the protocol outranks that of the query."""
    given: dict[str, Any] = {"use_default_graph_as_union": union}
    if job.default_graphs or job.named_graphs:
        given = {
            "default_graph": [_graph(iri) for iri in job.default_graphs],
            "named_graphs": [_graph(iri) for iri in job.named_graphs],
        }
    return dataset.store.query(job.query, prefixes=PREFIXES, **given)


def _graph(iri: str) -> Any:
    try:
        return node(iri)
    except ValueError:
        raise QueryError(f"{iri!r} is no IRI; name a graph by its IRI") from None


def _written(
    result: "QuerySolutions | QueryBoolean | QueryTriples", job: SparqlJob, out: BinaryIO
) -> Reply:
    from pyoxigraph import QueryBoolean, QuerySolutions

    limits = Limits(job.rows, job.size)
    if isinstance(result, QueryBoolean):
        offered = TRUTH
    else:
        offered = SOLUTIONS if isinstance(result, QuerySolutions) else GRAPHS
    form = preferred(job.accept, offered)
    if form is None:
        known = ", ".join(dict.fromkeys(form.media for form in offered))
        return problem(out, 406, f"the answer to this query has other forms: {known}")
    if isinstance(result, QueryBoolean):
        write_truth(bool(result), form.name, out)
    elif isinstance(result, QuerySolutions):
        write_solutions(result, form.name, out, limits)
    else:
        write_triples(result, form, out, limits)
    headers = {"Content-Type": content_type(form)}
    return Reply(200, headers | ({CUT: limits.cut} if limits.cut else {}))


def write_triples(
    triples: "QueryTriples | Iterator[Triple]", form: Form, out: BinaryIO, limits: Limits
) -> None:
    """Write triples in a form of ``negotiation.GRAPHS``, as far as the limits allow."""
    from pyoxigraph import serialize

    def allowed() -> "Iterator[Triple]":
        for count, triple in enumerate(triples):
            if limits.reached(count, out.tell()):
                return
            yield triple

    serialize(allowed(), out, _rdf_format(form.name), prefixes=PREFIXES)


def content_type(form: Form) -> str:
    """Return the Content-Type of a form; only those of text have a charset."""
    text = form.media.startswith("text/")
    return f"{form.media}; charset=utf-8" if text else form.media


def _rdf_format(name: str) -> "RdfFormat":
    from pyoxigraph import RdfFormat

    return {
        "ttl": RdfFormat.TURTLE,
        "nt": RdfFormat.N_TRIPLES,
        "jsonld": RdfFormat.JSON_LD,
        "rdfxml": RdfFormat.RDF_XML,
    }[name]
