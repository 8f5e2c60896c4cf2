"""What a query text may be: one that only reads, said before it reaches the store."""

import re

from newsgraph.errors import QueryError

_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)
# What may hold any word: strings, IRIs, comments, escaped signs; then variables and local
# names. The parser takes keywords without a space before or after them ("1SERVICE:x").
_OPAQUE = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\''
    r'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>"{}|^`\x00-\x20]*>|\\.|\#[^\n\r]*',
    re.DOTALL,
)
_NAME = re.compile(r"[?$][A-Za-z0-9_]+|(?<=:)[A-Za-z0-9_]+")
_SERVICE = re.compile("SERVICE", re.IGNORECASE)
_FROM = re.compile(r"(?<![A-Za-z])FROM(?!\w*:)", re.IGNORECASE)
_FORM = re.compile(r"(?<!\w)(?!BASE|PREFIX)[A-Za-z]+(?![\w:-])", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def admitted(name: str, text: str) -> str:
    """Return a query without what is opaque in it: strings, IRIs, comments, names.

    Raises QueryError for one that is empty, that would change the graph, or that asks
    another service.
    """
    bare = _NAME.sub(" ", _OPAQUE.sub(" ", text))
    if not bare.strip():
        raise QueryError(f"{name}: the query is empty; write a SELECT, ASK or CONSTRUCT")
    if _SERVICE.search(bare):
        raise QueryError(f"{name}: SERVICE is not allowed; ask this graph only")
    form = _FORM.search(bare)
    if form and form[0].upper() in _UPDATES:
        raise QueryError(
            f"{name}: {form[0].upper()} would change the graph; "
            "use SELECT, ASK, CONSTRUCT or DESCRIBE"
        )
    return bare


def names_graphs(bare: str) -> bool:
    """Return whether a query, given without what is opaque, has a FROM of its own."""
    return _FROM.search(bare) is not None


def syntax_problem(name: str, text: str, said: str) -> str:
    """Return what is wrong with a query, where, in one line; of long lists only their sense.

    ``said`` is the parser's message.
    """
    found = _PLACE.match(said)
    if found is None:
        return f"{name}: not valid SPARQL: {one_line(said)}"
    line, column, expected = int(found[1]), int(found[2]), one_line(found[3])
    lines = text.splitlines()
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    near = f'near "{rest[:30]}"' if rest else "at the end of the line"
    if "Prefix not found" in expected:
        problem = "a prefix that is not declared"
    elif "[" in expected or len(expected) > 80:  # a list of all that the grammar allows
        problem = "not valid SPARQL"
    else:
        problem = f"not valid SPARQL, {expected}"
    return f"{name}:{line}:{column}: {problem}, {near}"


def one_line(text: str) -> str:
    """Return a text with each run of white space as one blank."""
    return " ".join(text.split())
