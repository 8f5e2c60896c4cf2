"""The graph as one HTML file that opens without a network.

pyvis 0.3.2 fills the page. Its own template links stylesheets and scripts elsewhere and
leaves some names unescaped, so the page is made from ``picture.html`` with escaping on,
and a Content-Security-Policy lets run only the scripts whose hashes it names.
"""

import base64
import hashlib
import html
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx

from newsgraph.errors import WriteError
from newsgraph.views.picture import Picture, make_picture

TITLE = "newsgraph"
SCRIPTS = ("picture_labels.js", "picture_panel.js", "picture.js")  # in this order
TOP = 300  # nodes a reader can still tell apart

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {
        "enabled": False,  # the places are computed; the reader may set them free
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"springLength": 130, "avoidOverlap": 0.6},
        "stabilization": {"enabled": False},
    },
    "layout": {"randomSeed": 20, "improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 150, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "hoverWidth": 0.8,
        "selectionWidth": 1.5,
        "selfReference": {"size": 18, "renderBehindTheNode": False},
    },
}


def draw(network: networkx.MultiDiGraph, out: Path, *, title: str = TITLE, top: int = TOP) -> None:
    """Write the picture of a network to a file, wholly or not at all.

    Raises WriteError if the file cannot be written.
    """
    page = to_html(network, title=title, top=top)
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


def to_html(network: networkx.MultiDiGraph, *, title: str = TITLE, top: int = TOP) -> str:
    """Return the picture of a network as one HTML page; the same network, the same page."""
    plain = _plain(title)
    return _render(make_picture(network, title=plain, top=top), plain)


def inline_html(
    network: networkx.MultiDiGraph, height: int = 600, *, title: str = TITLE, top: int = TOP
) -> str:
    """Return the picture as a frame for a notebook; its scripts cannot reach the notebook.

    ``height`` is in pixels.
    """
    page = html.escape(to_html(network, title=title, top=top), quote=True)
    return (
        f'<iframe sandbox="allow-scripts" srcdoc="{page}" width="100%" height="{int(height)}" '
        'style="border:0" title="Picture of the graph"></iframe>'
    )


def _render(picture: Picture, title: str) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup
    from pyvis.network import Network

    here = files("newsgraph.views")
    style = (here / "picture.css").read_text(encoding="utf-8")
    scripts = [
        _vis_network(),
        *((here / name).read_text(encoding="utf-8") for name in SCRIPTS),
    ]
    page = Network(directed=True, heading=title, cdn_resources="in_line")
    # Filled at once: add_node and add_edge look through all earlier ones each time.
    page.nodes, page.edges = picture.nodes, picture.lines
    page.options = OPTIONS
    page.path = "picture.html"
    page.templateEnv = Environment(
        loader=FileSystemLoader(str(here)), autoescape=True, undefined=StrictUndefined
    )
    page.templateEnv.globals.update(
        settings=OPTIONS,
        details=picture.details,
        policy=_policy(style, scripts),
        style=Markup(style),  # our own files: they must reach the page unescaped
        scripts=[Markup(script) for script in scripts],
    )
    return str(page.generate_html())


def _vis_network() -> str:
    """Return the vis-network that pyvis carries, without its pointer to a source map."""
    found = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    source = found.read_text(encoding="utf-8").replace("\r\n", "\n")
    return source.split("\n//# sourceMappingURL=", maxsplit=1)[0] + "\n"


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
