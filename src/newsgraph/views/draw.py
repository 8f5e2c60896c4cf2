"""The graph as one HTML file that opens without a network.

Two engines draw the same contents: ``pyvis`` (its 0.3.2 carries vis-network, a canvas) up
to some thousand nodes, ``sigma`` (WebGL) above. pyvis's own template links stylesheets and
scripts elsewhere and leaves some names unescaped, so the page is made from
``assets/picture.html`` with escaping on, and a Content-Security-Policy lets run only the
scripts whose hashes it names.
"""

import base64
import hashlib
import html
import json
import os
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx

from newsgraph.errors import LookupFailed, WriteError
from newsgraph.views.engines import TOP, Engine
from newsgraph.views.picture import Picture, make_picture

if TYPE_CHECKING:
    from jinja2 import Environment

TITLE = "newsgraph"


STYLES = ("picture.css", "picture_panel.css", "picture_parts.css")
_VIS = "vis-network.js"  # comes with pyvis
_PARTS = (
    "picture_elements.js",
    "picture_graph.js",
    "picture_state.js",
    "picture_look.js",
    "picture_labels.js",
)
_PAGE = (
    "picture_evidence.js",
    "picture_panel.js",
    "picture_filters.js",
    "picture_search.js",
    "picture_table.js",
    "picture_export.js",
    "picture_choosing.js",
    "picture_finding.js",
    "picture_bars.js",
    "picture_keys.js",
    "picture.js",
)
_START = "picture_start.js"  # of a page that carries its contents
# In the order in which they must run.
SCRIPTS: dict[Engine, tuple[str, ...]] = {
    Engine.pyvis: (_VIS, *_PARTS, "picture_vis.js", *_PAGE),
    Engine.sigma: (
        "vendor/graphology.umd.min.js",
        "vendor/sigma.min.js",
        *_PARTS,
        "picture_sigma_marks.js",
        "picture_sigma.js",
        *_PAGE,
    ),
}

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {
        "enabled": False,  # the places are computed; the reader may set them free
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"springLength": 130, "avoidOverlap": 0.6},
        "stabilization": {"enabled": False},
    },
    "layout": {"randomSeed": 20, "improvedLayout": False},
    "interaction": {"hover": True, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "hoverWidth": 0.8,
        "selectionWidth": 1.5,
        "selfReference": {"size": 18, "renderBehindTheNode": False},
    },
}


def draw(
    network: networkx.MultiDiGraph,
    out: Path,
    *,
    title: str = TITLE,
    top: int | None = None,
    engine: Engine | str = Engine.pyvis,
) -> None:
    """Write the picture of a network to a file, wholly or not at all.

    Raises WriteError if the file cannot be written.
    """
    page = to_html(network, title=title, top=top, engine=engine)
    if not out.parent.is_dir():
        raise WriteError(f"{out}: there is no folder {out.parent}; make it first")
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        part.write_text(page, encoding="utf-8", newline="\n")
        os.replace(part, out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WriteError(
            f"{out}: cannot be written: {error.strerror}; choose another file"
        ) from error


def to_html(
    network: networkx.MultiDiGraph,
    *,
    title: str = TITLE,
    top: int | None = None,
    engine: Engine | str = Engine.pyvis,
) -> str:
    """Return the picture of a network as one HTML page; the same network, the same page.

    At most ``top`` nodes are drawn, by default as many as suit the engine. Raises
    LookupFailed for an engine of another name.
    """
    plain, kind = _plain(title), _engine(engine)
    chosen = make_picture(network, title=plain, top=TOP[kind] if top is None else top)
    return _render(chosen, plain, kind)


def inline_html(
    network: networkx.MultiDiGraph,
    height: int = 600,
    *,
    title: str = TITLE,
    top: int | None = None,
    engine: Engine | str = Engine.pyvis,
) -> str:
    """Return the picture as a frame for a notebook; its scripts cannot reach the notebook.

    ``height`` is in pixels.
    """
    page = html.escape(to_html(network, title=title, top=top, engine=engine), quote=True)
    return (
        f'<iframe sandbox="allow-scripts allow-downloads" srcdoc="{page}" width="100%" '
        f'height="{int(height)}" style="border:0" title="Picture of the graph"></iframe>'
    )


def page_data(
    network: networkx.MultiDiGraph,
    *,
    title: str = TITLE,
    top: int | None = None,
    engine: Engine | str = Engine.pyvis,
) -> dict[str, Any]:
    """Return what ``newsgraph.mount`` of the scripts draws in a page of one's own.

    ``contents`` is the graph, ``drawn`` what only the pyvis engine needs; all of it can be
    written as JSON.
    """
    plain, kind = _plain(title), _engine(engine)
    chosen = make_picture(network, title=plain, top=TOP[kind] if top is None else top)
    drawn = {"nodes": chosen.nodes, "edges": chosen.edges, "options": OPTIONS}
    return {"contents": chosen.contents, "drawn": drawn if kind is Engine.pyvis else None}


def asset_names(engine: Engine | str = Engine.pyvis) -> tuple[str, ...]:
    """Return the scripts of a page, in the order in which they must run, then its styles."""
    return (*SCRIPTS[_engine(engine)], *STYLES)


def asset_text(name: str) -> str:
    """Return the text of a script or style named by ``asset_names``.

    Raises LookupFailed for any other name.
    """
    if all(name not in asset_names(engine) for engine in Engine):
        raise LookupFailed(f'"{name}" is no part of the picture')
    text = _vis_network() if name == _VIS else _own(name)
    # A pointer to a source map would be a request when the reader opens the console.
    return text.split("\n//# sourceMappingURL=", maxsplit=1)[0].rstrip("\n") + "\n"


def _engine(name: Engine | str) -> Engine:
    if name not in list(Engine):
        raise LookupFailed(f'no engine "{name}"; choose one of {", ".join(Engine)}')
    return Engine(name)


def _render(picture: Picture, title: str, engine: Engine) -> str:
    from markupsafe import Markup

    style = "\n".join(map(_own, STYLES))
    scripts = [*map(asset_text, SCRIPTS[engine]), _own(_START)]
    known = {
        "heading": title,
        "engine": engine.value,
        "island": _island,
        "settings": OPTIONS,
        "contents": picture.contents,
        "policy": _policy(style, scripts),
        "style": Markup(style),  # our own files: they must reach the page unescaped
        "scripts": [Markup(script) for script in scripts],
    }
    if engine is Engine.pyvis:
        return _by_pyvis(picture, known)
    return _templates().get_template("picture.html").render(known, nodes=None, edges=None)


def _by_pyvis(picture: Picture, known: dict[str, Any]) -> str:
    from pyvis.network import Network

    page = Network(directed=True, heading=known["heading"], cdn_resources="in_line")
    # Filled at once: add_node and add_edge look through all earlier ones each time.
    page.nodes, page.edges = picture.nodes, picture.edges
    page.options = OPTIONS
    page.path = "picture.html"
    page.templateEnv = _templates()
    page.templateEnv.globals.update(known)
    return str(page.generate_html())


def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = str(files("newsgraph.views") / "assets")
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)


def _island(content: object) -> str:
    """Return JSON that no HTML parser can take for the end of its element."""
    from markupsafe import Markup

    written = json.dumps(content, separators=(",", ":"), sort_keys=True)
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(written)  # every sign that HTML knows is gone


def _own(name: str) -> str:
    return (files("newsgraph.views") / "assets" / name).read_text(encoding="utf-8")


def _vis_network() -> str:
    found = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return found.read_text(encoding="utf-8").replace("\r\n", "\n")


def _policy(style: str, scripts: list[str]) -> str:
    """Return a Content-Security-Policy: only these scripts and this style, no connection."""
    runnable = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {runnable}; style-src {_hash(style)}; "
        "img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _plain(title: str) -> str:
    """Return a title of one line that can be written as UTF-8."""
    return " ".join(title.encode("utf-8", "replace").decode().split()) or TITLE
