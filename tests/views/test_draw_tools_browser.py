"""The tools of the picture in a real browser: search, filters, paths, table, what is saved."""

import time

import pytest
from browsing import element, wait_for
from pictured import MARKUP, panel, run, shown

pytestmark = pytest.mark.browser


def test_search_suggests_and_brings_into_view(opened):
    from selenium.webdriver.common.keys import Keys

    field = element(opened, ".search input")
    field.send_keys("lon")
    found = opened.find_elements("css selector", ".search .found li .name")
    assert [entry.text for entry in found] == ["Lone"]
    field.send_keys(Keys.ARROW_DOWN)
    assert field.get_attribute("aria-activedescendant") == found[0].find_element(
        "xpath", ".."
    ).get_attribute("id")
    field.send_keys(Keys.ENTER)
    assert "Lone" in panel(opened)
    middle = (
        "[document.querySelector('.canvas')].map(c => [c.clientWidth / 2, c.clientHeight / 2])[0]"
    )
    off = f"(([x, y], at) => Math.hypot(at.x - x, at.y - y))({middle}, newsgraph.picture.view.screen(newsgraph.picture.view.at(3)))"
    wait_for(opened, f"{off} < 40")


def test_search_says_when_there_is_no_such_name(opened):
    element(opened, ".search input").send_keys("zzz")
    assert "No node" in element(opened, ".search .found").text


@pytest.mark.parametrize(
    ("box", "nodes_left", "lines_left"),
    [
        pytest.param(".statuses input[value=negated]", 3, 2, id="a status"),
        pytest.param(".kinds input[value=Person]", 2, 1, id="a kind, with its edges"),
        pytest.param(".kinds input[value=loose]", 4, 3, id="nodes without edges, hidden at first"),
        pytest.param(".relations input[value=ceoOf]", 3, 2, id="a relation"),
    ],
)
def test_filters_with_a_box(opened, box, nodes_left, lines_left):
    element(opened, box).click()
    assert shown(opened) == [nodes_left, lines_left]
    hidden = "Object.values(p.view.network.body.edges).filter(e => e.options.hidden).length"
    assert run(opened, hidden) == 3 - lines_left


@pytest.mark.parametrize(
    ("name", "value", "lines_left"),
    [("confidence", "0.5", 2), ("from", "2031-06-01", 1), ("to", "2031-05-02", 2)],
)
def test_filters_with_a_value(opened, name, value, lines_left):
    script = """
      const field = document.querySelector(`.measures [name=${arguments[0]}]`);
      field.value = arguments[1];
      field.dispatchEvent(new Event(field.type === "range" ? "input" : "change"));"""
    opened.execute_script(script, name, value)
    assert shown(opened)[1] == lines_left
    element(opened, ".chips button").click()  # takes the filter back
    assert shown(opened)[1] == 3


def test_the_shortest_path_between_two_nodes(opened):
    from selenium.webdriver.common.keys import Keys

    element(opened, ".statuses input[value=asserted]").click()
    element(opened, ".tools button[aria-label^=Shortest]").click()
    for name in ("Tervo", "href"):
        opened.switch_to.active_element.send_keys(name, Keys.ENTER)
    assert "The shortest way has 2 steps." in panel(opened)
    assert run(opened, "p.state.chosen.path.nodes") == [1, 0, 2]


def test_neighbourhood_hiding_and_pinning_can_be_undone(opened):
    run(opened, "p.focus(1, 1)")
    assert "Within 1 hop" in element(opened, ".chips").text
    run(opened, "p.hide(2)")
    assert shown(opened) == [2, 1]
    run(opened, "p.pin(0)")
    assert run(opened, "p.view.network.body.nodes[0].options.fixed.x") is True
    for chip in range(3):
        element(opened, ".chips button").click()
        assert len(opened.find_elements("css selector", ".chips button")) == 2 - chip
    assert shown(opened) == [3, 3]


def test_the_table_has_what_is_shown_and_can_be_sorted(opened):
    element(opened, ".statuses input[value=negated]").click()
    element(opened, ".tools button[aria-label^=Table]").click()
    rows = opened.find_elements("css selector", "tbody tr")
    assert len(rows) == 2 + 3  # two lines, and a fact of each node shown
    element(opened, "th:nth-child(5) button").click()
    assert "ascending" in element(opened, "th:nth-child(5)").get_attribute("aria-sort")
    assert MARKUP in element(opened, "tbody").text
    element(opened, "tbody .end").click()
    assert panel(opened)


def saved(opened, downloads, button, name):
    (downloads / name).unlink(missing_ok=True)
    element(opened, ".save summary").click()
    opened.find_element("xpath", f"//button[text()='{button}']").click()
    end = time.monotonic() + 10
    while not (downloads / name).exists():
        assert time.monotonic() < end, f"no {name}"
        time.sleep(0.05)
    return (downloads / name).read_bytes()


def test_the_table_is_saved_as_csv_that_runs_no_formula(opened, downloads):
    run(opened, "p.graph.nodes[0].label = '=1+1'")
    text = saved(opened, downloads, "Table as CSV", "graph.csv").decode("utf-8-sig")
    assert text.startswith("Subject,Relation,Object,Status,")
    assert "'=1+1,acquires," in text
    assert MARKUP.replace('"', '""') in text


def test_the_picture_is_saved_as_svg_and_png(opened, downloads):
    from xml.etree import ElementTree

    svg = ElementTree.fromstring(saved(opened, downloads, "Picture as SVG", "graph.svg"))
    space = "{http://www.w3.org/2000/svg}"
    words = [text.text for text in svg.iter(f"{space}text")]
    assert "Brask" in words
    assert not list(svg.iter(f"{space}script"))
    png = saved(opened, downloads, "Picture as PNG", "graph.png")
    assert png.startswith(b"\x89PNG")
    assert len(png) > 5000
