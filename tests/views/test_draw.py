import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import networkx
import pytest

from newsgraph.errors import LookupFailed, NewsgraphError, WriteError
from newsgraph.views.draw import (
    asset_names,
    asset_text,
    draw,
    inline_html,
    page_data,
    to_html,
)
from newsgraph.views.engines import Engine
from newsgraph.views.layout import place
from newsgraph.views.picture import make_picture
from newsgraph.views.select import narrowed

HOSTILE = "</script><script>alert(1)</script><!-- \u2028 <img src=x onerror=alert(1)>"


def node(label, kind="Organization", **more):
    return {"label": label, "kind": kind, "aliases": [], "documents": 1, "facts": []} | more


def said(relation, status="asserted", quote="So it was said.", **more):
    evidence = [{"quote": quote, "source": "one.txt", "start": 3, "end": 18}]
    common = {"relation": relation, "status": status, "confidence": 0.9, "qualifiers": {}}
    return common | {"attributed_to": "", "evidence": evidence} | more


@pytest.fixture
def network():
    found = networkx.MultiDiGraph()
    found.add_node("e/brask", **node("Brask Robotics", aliases=["Brask"]))
    found.add_node("e/ines", **node("Ines Tervo", "Person"))
    found.add_node("e/t1", **node("T1", "ProductTechnology"))
    found.add_node("e/alone", **node("Alone", "Place"))
    found.add_edge("e/ines", "e/brask", "s/1", **said("ceoOf"))
    found.add_edge("e/ines", "e/brask", "s/2", **said("founderOf"))
    found.add_edge("e/ines", "e/brask", "s/3", **said("ceoOf", "negated"))
    found.add_edge("e/brask", "e/t1", "s/4", **said("launches", "planned"))
    return found


def island(page, name):
    """Return the JSON of a data island, found as a browser finds its end."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script', page, re.S)
    return json.loads(found[1])


def rows(table):
    """Return the rows of a table of the contents as dicts."""
    return [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]


def contents_of(network, top=300):
    return make_picture(network, title="", top=top).contents


def test_the_same_network_gives_the_same_bytes(network, tmp_path):
    draw(network, tmp_path / "one.html")
    draw(network, tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_the_order_of_filling_does_not_show(network):
    turned = networkx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    assert to_html(turned) == to_html(network)


def test_the_order_of_hashes_does_not_show():
    program = (
        "import networkx, hashlib; from newsgraph.views.draw import to_html;"
        "g = networkx.MultiDiGraph(networkx.karate_club_graph());"
        "g = networkx.relabel_nodes(g, str);"
        "[d.update(relation='uses') for *_, d in g.edges(data=True)];"
        "print(hashlib.sha256(to_html(g).encode()).hexdigest())"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


@pytest.mark.parametrize("engine", Engine)
def test_nothing_is_loaded_from_elsewhere(network, engine):
    page = to_html(network, engine=engine)
    assert not re.search(r"<(link|img|iframe|object|embed|base)\b", page.split("<script", 1)[0])
    assert not re.search(r"<script[^>]*\ssrc=", page)
    assert not re.search(r"<link\b|@import|url\(\s*[\"']?(https?:)?//", page)
    assert "sourceMappingURL" not in page
    assert "cdn" not in page.lower()


@pytest.mark.parametrize("engine", Engine)
def test_only_our_scripts_may_run(network, engine):
    page = to_html(network, engine=engine)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy
    assert "connect-src &#39;none&#39;" in policy


@pytest.mark.parametrize("place_of_text", ["label", "quote", "source", "relation", "title", "kind"])
def test_no_text_ends_its_island_or_starts_a_tag(network, place_of_text):
    plain = to_html(network).count("<")
    if place_of_text in ("label", "kind"):
        network.nodes["e/alone"][place_of_text] = HOSTILE
    elif place_of_text == "relation":
        network.edges["e/ines", "e/brask", "s/1"]["relation"] = HOSTILE
    elif place_of_text != "title":
        network.edges["e/ines", "e/brask", "s/1"]["evidence"][0][place_of_text] = HOSTILE
    page = to_html(network, title=HOSTILE if place_of_text == "title" else "newsgraph")
    assert page.count("<") == plain
    assert "\u2028" not in page.split("<body", 1)[1].split("vis", 1)[0]


def test_lone_surrogates_can_be_written(network, tmp_path):
    network.nodes["e/alone"]["label"] = "half \ud800 a letter"
    draw(network, tmp_path / "page.html", title="half \ud800 a title")
    assert (tmp_path / "page.html").exists()


def test_statements_alike_share_a_line(network):
    network.add_edge("e/ines", "e/brask", "s/5", **said("ceoOf"))
    contents = contents_of(network)
    statements = rows(contents["statements"])
    relations = [
        [contents["relations"][statements[n]["relation"]]["name"] for n in line["statements"]]
        for line in rows(contents["lines"])
    ]
    assert relations == [["launches"], ["ceoOf", "ceoOf", "founderOf"], ["ceoOf"]]


def test_a_fact_is_a_statement_with_a_value_and_no_end(network):
    fact = said("hasRevenue", value=125000000, currency="EUR", statement="s/9")
    network.nodes["e/brask"]["facts"] = [fact]
    found = rows(contents_of(network)["statements"])[-1]
    assert (found["iri"], found["to"], found["value"]) == ("s/9", None, "125,000,000 EUR")


def test_documents_and_sentences_are_written_once(network):
    contents = contents_of(network)
    assert rows(contents["documents"]) == [{"source": "one.txt", "date": ""}]
    assert len(contents["passages"]["rows"]) == 1
    assert {n for each in rows(contents["statements"]) for n in each["evidence"]} == {0}


def test_a_document_has_its_day_and_a_sentence_how_it_was_read(network):
    edge = network.edges["e/brask", "e/t1", "s/4"]
    edge |= {"document": "two.txt", "published": "2031-05-02", "support": 3}
    edge["evidence"][0] |= {"source": "two.txt", "extractor": "lexicon", "entry": "launch-v"}
    contents = contents_of(network)
    assert {"source": "two.txt", "date": "2031-05-02"} in rows(contents["documents"])
    assert "lexicon · launch-v" in [passage["how"] for passage in rows(contents["passages"])]
    assert max(statement["support"] for statement in rows(contents["statements"])) == 3


def test_lines_between_two_nodes_are_bent_apart(network):
    network.add_edge("e/brask", "e/ines", "s/6", **said("employs"))
    lines = make_picture(network, title="", top=300).edges
    ways = [
        (line["from"] < line["to"], line["smooth"] and tuple(line["smooth"].values()))
        for line in lines
        if {line["from"], line["to"]} == {1, 2}
    ]
    assert len(ways) == len(set(ways)) == 3


def test_each_status_has_a_line_style_of_its_own(network):
    network.add_edge("e/t1", "e/brask", "s/7", **said("uses", "attributed"))
    network.add_edge("e/t1", "e/ines", "s/8", **said("uses", "speculative"))
    statuses = contents_of(network)["statuses"]
    names = [status["name"] for status in statuses]
    assert names == ["asserted", "attributed", "speculative", "planned", "negated"]
    assert [bool(status["dashes"]) for status in statuses] == [False, True, True, True, True]


def test_each_kind_has_a_shape_or_filling_of_its_own(network):
    kinds = contents_of(network)["kinds"]
    assert len({(kind["shape"], kind["hollow"]) for kind in kinds}) == len(kinds) == 4


def test_a_kind_of_the_users_own_is_drawn(network):
    network.nodes["e/t1"]["kind"] = "Spacecraft"
    kinds = contents_of(network)["kinds"]
    assert kinds[-1]["name"] == "Spacecraft"


def test_above_the_top_the_best_connected_are_drawn_and_the_page_says_so(network):
    contents = island(to_html(network, top=2), "contents")
    assert [node["label"] for node in rows(contents["nodes"])] == ["Brask Robotics", "Ines Tervo"]
    assert contents["note"].startswith("2 of 4 nodes are drawn")
    for way in ("--top 4", "--engine sigma", "--focus"):
        assert way in contents["note"]
    assert island(to_html(network, top=4), "contents")["note"] == ""


def test_around_a_focus_the_nearest_are_drawn(network):
    around = narrowed(network, focus="e/t1", hops=2)
    contents = contents_of(around, top=2)
    assert [node["label"] for node in rows(contents["nodes"])] == ["Brask Robotics", "T1"]
    assert "nearest to the focus" in contents["note"]


def test_an_empty_network_is_a_page_that_says_so():
    page = to_html(networkx.MultiDiGraph())
    assert "nothing to draw" in island(page, "contents")["note"]


def test_pyvis_knows_numbers_only(network):
    page = to_html(network)
    assert [node["id"] for node in island(page, "nodes")] == [0, 1, 2, 3]
    assert all("label" not in node and "title" not in node for node in island(page, "nodes"))
    assert rows(island(page, "contents")["nodes"])[0]["iri"] == "e/alone"


def test_sigma_needs_the_contents_only(network):
    page = to_html(network, engine="sigma")
    assert island(page, "contents") == island(to_html(network), "contents")
    assert 'id="nodes"' not in page
    assert page_data(network, engine="sigma")["drawn"] is None
    assert set(page_data(network)["drawn"]) == {"nodes", "edges", "options"}


def test_an_engine_of_another_name_is_an_error(network):
    with pytest.raises(LookupFailed, match="choose one of pyvis, sigma"):
        to_html(network, engine="paper")


def test_a_line_from_a_node_to_itself_is_drawn(network):
    network.add_edge("e/t1", "e/t1", "s/9", **said("succeeds"))
    lines = make_picture(network, title="", top=300).edges
    assert any(line["from"] == line["to"] for line in lines)


def test_physics_is_off_on_opening(network):
    assert island(to_html(network), "options")["physics"]["enabled"] is False


def test_a_missing_folder_is_an_error_with_a_remedy(network, tmp_path):
    with pytest.raises(WriteError, match="there is no folder"):
        draw(network, tmp_path / "absent" / "page.html")
    assert issubclass(WriteError, NewsgraphError)


def test_a_failed_writing_leaves_what_was_there(network, tmp_path, monkeypatch):
    out = tmp_path / "page.html"
    out.write_text("before")

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(WriteError, match="No space left"):
        draw(network, out)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert out.read_text() == "before"


def test_the_frame_for_a_notebook_is_sandboxed(network):
    frame = inline_html(network, 420)
    assert frame.startswith(
        '<iframe sandbox="allow-scripts allow-downloads" srcdoc="&lt;!doctype html&gt;'
    )
    assert 'height="420"' in frame
    assert frame.count("<") == 2  # the frame and its end: the page is wholly inside


@pytest.mark.parametrize(
    "graph",
    [
        pytest.param(networkx.karate_club_graph(), id="communities"),
        pytest.param(networkx.star_graph(30), id="a hub"),
        pytest.param(networkx.complete_graph(12), id="everyone with everyone"),
        pytest.param(networkx.empty_graph(25), id="no edges"),
        pytest.param(
            networkx.disjoint_union_all([networkx.path_graph(n) for n in (7, 2, 1)]), id="parts"
        ),
    ],
)
def test_no_two_nodes_overlap(graph):
    boxes = [(40.0 + 9 * (number % 11), 50.0) for number in graph]
    places = place(networkx.Graph(graph), boxes)
    for one, (x, y) in enumerate(places):
        for two, (u, v) in enumerate(places[:one]):
            wide, high = (boxes[one][0] + boxes[two][0]) / 2, (boxes[one][1] + boxes[two][1]) / 2
            assert abs(x - u) >= wide or abs(y - v) >= high


def test_communities_stand_apart():
    graph = networkx.disjoint_union(networkx.complete_graph(6), networkx.complete_graph(6))
    graph.add_edge(0, 6)
    places = place(graph, [(30.0, 30.0)] * 12)
    levels = [x for x, _ in places]
    left, right = sorted([levels[:6], levels[6:]])
    assert max(left) < min(right)


def test_a_component_too_large_is_placed_by_its_communities(monkeypatch):
    monkeypatch.setattr("newsgraph.views.layout.MOST_AT_ONCE", 10)
    places = place(networkx.Graph(networkx.karate_club_graph()), [(30.0, 30.0)] * 34)
    assert len(set(places)) == 34


def test_thousands_are_placed_group_by_group_and_none_overlaps():
    graph = networkx.connected_caveman_graph(52, 30)
    boxes = [(20.0 + number % 7, 20.0) for number in graph]
    places = place(networkx.Graph(graph), boxes)
    cells = {}
    for number, (x, y) in enumerate(places):
        for left in (x // 30 - 1, x // 30, x // 30 + 1):
            for top in (y // 30 - 1, y // 30, y // 30 + 1):
                for other in cells.get((left, top), []):
                    (u, v), wide = places[other], (boxes[number][0] + boxes[other][0]) / 2
                    assert abs(x - u) >= wide or abs(y - v) >= 20
        cells.setdefault((x // 30, y // 30), []).append(number)
    groups = [places[at : at + 30] for at in range(0, 1560, 30)]
    spans = [max(x for x, _ in group) - min(x for x, _ in group) for group in groups]
    whole = max(x for x, _ in places) - min(x for x, _ in places)
    assert max(spans) < whole / 3  # a group keeps together


def test_a_hub_with_thousands_of_leaves_has_its_leaves_around_it():
    places = place(networkx.star_graph(2000), [(20.0, 20.0)] * 2001)
    assert len(set(places)) == 2001
    (x, y), rest = places[0], places[1:]
    assert abs(x - sum(u for u, _ in rest) / 2000) < 20
    assert abs(y - sum(v for _, v in rest) / 2000) < 20


@pytest.mark.parametrize("engine", Engine)
def test_every_asset_can_be_served_by_its_name(engine):
    names = asset_names(engine)
    assert names[-3:] == ("picture.css", "picture_panel.css", "picture_parts.css")
    for name in names:
        assert asset_text(name)
        assert "sourceMappingURL" not in asset_text(name)


@pytest.mark.parametrize("name", ["picture.html", "../draw.py", "vendor/VERSIONS.txt", ""])
def test_nothing_else_is_served(name):
    with pytest.raises(LookupFailed):
        asset_text(name)


ASSETS = Path(sys.modules["newsgraph.views.draw"].__file__).parent / "assets"


@pytest.mark.parametrize("script", sorted(ASSETS.glob("*.js")), ids=lambda path: path.name)
def test_our_scripts_make_no_markup_and_run_no_text(script):
    text = script.read_text(encoding="utf-8")
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
    ):
        assert word not in text
    assert "</script" not in text
    assert "<!--" not in text
    assert len(text.splitlines()) <= 400


def test_the_libraries_are_what_their_list_says():
    listed = {}
    for line in (ASSETS / "vendor" / "VERSIONS.txt").read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"([0-9a-f]{64})  (\w[\w.]+)", line):
            listed[found[2]] = found[1]
    scripts = {path.name: path for path in (ASSETS / "vendor").glob("*.js")}
    assert set(listed) == set(scripts)
    for name, path in scripts.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == listed[name]
        assert (path.parent / f"{name.split('.')[0]}.LICENSE.txt").is_file()
