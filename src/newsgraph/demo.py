"""The demo: the sample briefs as a graph, three questions with evidence, a picture."""

from pathlib import Path

from rich.text import Text

from newsgraph.commands import build_with_talk, err_console, out_console, print_info, print_rows
from newsgraph.errors import WriteError
from newsgraph.graph import Graph
from newsgraph.samples import samples
from newsgraph.vocabulary import default_folder

QUESTIONS = (
    ("Who leads which organisation?", "leaders.rq"),
    ("Which figures are given for orders and revenue?", "backlog_and_revenue.rq"),
    ("What is denied, and by whom?", "denied.rq"),
)


def run(folder: Path) -> int:
    """Build ``folder/graph.db`` and draw it; return the exit code of the build.

    A store that is there already is kept, the sample texts in it read anew.
    """
    if not folder.is_dir():
        raise WriteError(f"{folder}: is not a folder; make it first")
    store, out = folder / "graph.db", out_console()
    code = build_with_talk([samples()], store, "en_core_web_sm", None, [], ["lexicon"], True)
    with Graph.open(store) as graph:
        print_info(graph.info())
        for question, name in QUESTIONS:
            out.print(Text(f"\n{question}  ({name})", style="bold"))
            print_rows(graph.query(default_folder() / "queries" / name), "table")
        graph.draw(folder / "graph.html", title="newsgraph demo")
        graph.export(folder / "graph.ttl", "ttl")
    err_console().print(Text(f"wrote {store}, {folder / 'graph.html'} and {folder / 'graph.ttl'}"))
    return code
