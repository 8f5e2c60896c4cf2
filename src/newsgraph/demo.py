"""The demo: the sample briefs as a graph, three questions, the reason for one answer, a picture."""

from contextlib import chdir
from pathlib import Path

from rich.text import Text

from newsgraph import samples
from newsgraph.commands.answers import print_explanations, print_rows
from newsgraph.commands.building import build_with_talk
from newsgraph.commands.console import err_console, out_console
from newsgraph.errors import WriteError
from newsgraph.graph import Graph
from newsgraph.views.info import Info

QUESTIONS = (
    (
        "Who is chief executive of what? Only what a text asserts is a plain triple.",
        """SELECT (MIN(?name) AS ?leader) (MIN(?label) AS ?organization) {
  ?who ng:ceoOf ?what ; rdfs:label ?name . ?what rdfs:label ?label
} GROUP BY ?who ?what ORDER BY ?organization ?leader""",
    ),
    (
        "What is planned? Each statement has a status, and its document a source.",
        """SELECT DISTINCT ?subject ?relation ?object ?source {
  ?said ng:status ng:planned ; ng:inDocument/dcterms:source ?source ;
    rdf:subject/rdfs:label ?subject ; rdf:predicate ?p ; rdf:object/rdfs:label ?object
  BIND(STRAFTER(STR(?p), "#") AS ?relation)
} ORDER BY ?source ?subject ?relation ?object""",
    ),
    (
        "What is denied? The evidence of a statement is a sentence.",
        """SELECT DISTINCT ?relation ?sentence {
  ?said ng:status ng:negated ; rdf:predicate ?p ;
    prov:wasDerivedFrom/oa:hasSelector/oa:exact ?sentence
  BIND(STRAFTER(STR(?p), "#") AS ?relation)
} ORDER BY ?sentence ?relation""",
    ),
)
WHY = ("Nvidia", "hasOrderBacklog", None)


def run(folder: Path) -> int:
    """Build ``folder/graph.db``, ask it and draw it; return the exit code of the build.

    A store that is there already is kept, the sample texts in it read anew.
    """
    if not folder.is_dir():
        raise WriteError(f"{folder}: is not a folder; make it first")
    out, talk = out_console(), err_console()
    store = folder.resolve() / "graph.db"
    talk.print(Text(f"reading the briefs in {samples()}"))
    names = sorted(path.name for path in samples().glob("*.txt"))
    with chdir(samples()):  # so that no path of this computer gets into the graph
        code = build_with_talk(names, store, renew=True)
    with Graph.open(store) as graph:
        out.print(Text(_summary(graph.info())), soft_wrap=True)
        for question, sparql in QUESTIONS:
            out.print(Text(f"\n{question}", style="bold"), soft_wrap=True)
            out.print(Text(sparql, style="dim"), soft_wrap=True)
            print_rows(graph.query(sparql), "table")
        out.print(Text("\nWhy does the graph say what Nvidia's order backlog is?", style="bold"))
        print_explanations(graph.explain(*WHY))
        graph.draw(folder / "graph.html", title="newsgraph demo")
        graph.export(folder / "graph.ttl", "ttl")
    talk.print(Text(f"wrote {folder / 'graph.db'}, {folder / 'graph.html'} (open it in a browser)"))
    talk.print(Text(f"and {folder / 'graph.ttl'}"))
    return code


def _summary(found: Info) -> str:
    counts = ", ".join(f"{count} {status}" for status, count in found.statuses.items())
    entities, statements = sum(found.entities.values()), sum(found.statuses.values())
    return f"{found.documents} documents, {entities} entities, {statements} statements: {counts}"
