"""The picture in a real browser: it must draw, answer, stay silent and run nothing foreign."""

import json
import time
from pathlib import Path

import networkx
import pytest
from browsing import assert_silent, element, emptied, started, wait_for
from picture_bench import WEBGL, large_network

from newsgraph.views.draw import draw, inline_html

pytestmark = pytest.mark.browser

MARKUP = "<script>window.hit=1</script><img src=x onerror=window.hit=1><a href='javascript:0'>"
END = "</script><script>window.hit=1</script><!--"
QUOTE = f"Brask will buy Tervo, its head said. {MARKUP}{END}"


@pytest.fixture(scope="module")
def downloads(tmp_path_factory):
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def browser(tmp_path_factory, downloads):
    driver = started(tmp_path_factory.mktemp("profile"), downloads, "--disable-gpu")
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def webgl(tmp_path_factory, downloads):
    driver = started(tmp_path_factory.mktemp("webgl"), downloads, *WEBGL)
    yield driver
    driver.quit()


def a_network():
    found = networkx.MultiDiGraph()
    ends = {"e/a": "Brask", "e/b": f"Tervo {MARKUP}", "e/c": f"href {END}", "e/d": "Lone"}
    kinds = {"e/a": "Organization", "e/b": "Organization", "e/c": "Person", "e/d": "Place"}
    for iri, label in ends.items():
        fact = {"relation": "hasValuation", "value": MARKUP, "evidence": []}
        found.add_node(iri, label=label, kind=kinds[iri], aliases=[MARKUP], facts=[fact])
    evidence = [{"quote": QUOTE, "source": f"one.txt {MARKUP}", "start": 5, "end": 41}]
    common = {"confidence": 0.8, "qualifiers": {"amount": MARKUP}, "evidence": evidence}
    common |= {"document": f"one.txt {MARKUP}", "published": "2031-05-02"}
    found.add_edge(
        "e/a", "e/b", "s/1", relation="acquires", status="attributed", attributed_to=END, **common
    )
    found.add_edge("e/c", "e/a", "s/2", relation="ceoOf", status="negated", **common)
    later = common | {"document": "two.txt", "published": "2032-01-01", "confidence": 0.4}
    found.add_edge("e/c", "e/b", "s/3", relation=MARKUP, status="asserted", **later)
    return found


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("picture")
    for engine in ("pyvis", "sigma"):
        title = f"Invented firms {MARKUP}"
        draw(a_network(), folder / f"{engine}.html", title=title, engine=engine)
    return folder


@pytest.fixture(scope="module")
def page(pages):
    return (pages / "pyvis.html").as_uri()


@pytest.fixture
def opened(browser, page):
    emptied(browser).get("about:blank")  # a page that differs by its hash would not load anew
    browser.get(page)
    yield browser
    assert_silent(browser)


def run(driver, script, *arguments):
    return driver.execute_script(f"const p = newsgraph.picture; return {script}", *arguments)


def panel(driver):
    hidden = "document.querySelector('.panel').hidden"
    return wait_for(driver, f"{hidden} ? '' : document.querySelector('.panel').textContent")


def point_at(driver, what, number, click):
    from selenium.webdriver import ActionChains

    place = "p.view.at(arguments[1])" if what == "node" else "p.view.point(arguments[1], .5)"
    at = run(driver, f"p.view.screen({place})", what, number)
    box = run(
        driver,
        "[p.view && document.querySelector('.canvas')].map(c => [c.clientWidth, c.clientHeight])[0]",
    )
    chain = ActionChains(driver, duration=50)
    right, down = round(at["x"] - box[0] / 2), round(at["y"] - box[1] / 2)
    chain.move_to_element_with_offset(element(driver, ".canvas"), right, down)
    (chain.click() if click else chain).perform()


def line_of(driver, status):
    script = "p.graph.lines.findIndex(l => p.graph.statuses[l.status].name === arguments[0])"
    return run(driver, script, status)


def shown(driver):
    return [
        run(driver, f"p.state.scene.{what}.reduce((a, b) => a + b, 0)")
        for what in ("nodes", "lines")
    ]


def test_the_page_asks_for_nothing_else(opened, page):
    time.sleep(0.3)
    messages = [json.loads(entry["message"])["message"] for entry in opened.get_log("performance")]
    asked = [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
        # the browser's own start page is not ours, and what is inline asks nobody
        and not message["params"]["request"]["url"].startswith(("chrome", "data:", "about:"))
    ]
    assert asked == [page]


def test_the_picture_is_drawn(opened):
    colours = opened.execute_script("""
      const canvas = document.querySelector(".canvas canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;""")
    assert colours > 20


@pytest.mark.parametrize("number", [0, 1, 2])
def test_pointing_at_a_node_shows_its_name_as_text(opened, number):
    point_at(opened, "node", number, click=False)
    tip = "document.querySelector('.tip')"
    wait_for(opened, f"!{tip}.hidden")
    label = run(opened, "p.graph.nodes[arguments[0]].label", number)
    assert label in opened.execute_script(f"return {tip}.textContent")
    assert not opened.execute_script(f"return {tip}.querySelector('a, img, script')")


def test_pointing_at_an_edge_shows_its_relation_as_text(opened):
    point_at(opened, "line", line_of(opened, "asserted"), click=False)
    wait_for(opened, "!document.querySelector('.tip').hidden")
    assert MARKUP in opened.execute_script("return document.querySelector('.tip').textContent")


def test_a_click_on_an_edge_shows_the_sentence_with_its_words_marked(opened):
    point_at(opened, "line", line_of(opened, "attributed"), click=True)
    text = panel(opened)
    assert QUOTE in text
    assert f"one.txt {MARKUP}, characters 5 to 41 · published 2031-05-02" in text
    for expected in ("acquires", "attributed", END, "0.80", "amount", MARKUP):
        assert expected in text
    marks = "[...document.querySelectorAll('.panel mark')].map(m => [m.className, m.textContent])"
    assert opened.execute_script(f"return {marks}") == [["subject", "Brask"], ["object", "Tervo"]]
    assert opened.execute_script("return document.querySelector('.panel a, .panel img')") is None


def test_a_click_on_a_node_shows_names_facts_and_edges(opened):
    point_at(opened, "node", 1, click=True)
    text = panel(opened)
    for expected in ("Tervo", MARKUP, "Organization", "has valuation", "Statements: 2", "e/b"):
        assert expected in text


def test_a_negated_edge_says_not(opened):
    run(opened, "p.select('line', arguments[0])", line_of(opened, "negated"))
    assert "not ceo of" in panel(opened)


def test_from_a_node_by_keyboard_to_the_sentence(opened):
    from selenium.webdriver.common.keys import Keys

    element(opened, "body").send_keys("/")
    opened.switch_to.active_element.send_keys("bras", Keys.ENTER)
    assert panel(opened).startswith("Brask")
    element(opened, ".panel li button").send_keys(Keys.ENTER)
    assert QUOTE in panel(opened)
    opened.switch_to.active_element.send_keys(Keys.ESCAPE)
    wait_for(opened, "document.querySelector('.panel').hidden")


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


def test_a_link_opens_the_page_at_its_node(browser, page):
    emptied(browser).get("about:blank")
    browser.get(f"{page}#entity=e%2Fc")
    assert "href" in panel(browser)
    run(browser, "p.select('node', 0)")
    assert browser.current_url.endswith("#entity=e%2Fa")
    browser.execute_script("location.hash = '#entity=e/zz'")
    wait_for(browser, "document.querySelector('.panel').textContent.includes('Not in this')")
    assert_silent(browser)


def test_nodes_move_only_when_asked(opened):
    places = "JSON.stringify(newsgraph.picture.view.network.getPositions())"
    before = opened.execute_script(f"return {places}")
    time.sleep(0.3)
    assert opened.execute_script(f"return {places}") == before
    element(opened, ".tools button[aria-label^=Let]").click()
    wait_for(opened, f"{places} !== {json.dumps(before)}")
    element(opened, ".zoom button:last-child").click()
    assert opened.execute_script(f"return {places}") == before


PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}


def test_on_a_phone_the_panel_is_a_sheet_and_no_name_is_cut(opened, page):
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    try:
        opened.get(page)
        assert opened.execute_script("return document.documentElement.scrollWidth") == 390
        cut = """
          const frame = newsgraph.picture.view.frame(), [low, , high] = frame.view, cut = [];
          const pen = document.createElement("canvas").getContext("2d");
          const write = pen.fillText.bind(pen);
          pen.fillText = (text, x, y) => {
            const half = pen.measureText(text).width / 2;
            if (pen.getTransform().isIdentity && (x - half < low || x + half > high)) cut.push(text);
            write(text, x, y);
          };
          newsgraph.writeNames(pen, newsgraph.picture.state, null, frame,
            newsgraph.lookOf(document.getElementById("picture"), newsgraph.picture.graph));
          return cut;"""
        assert opened.execute_script(cut) == []
        point_at(opened, "line", line_of(opened, "attributed"), click=True)
        assert QUOTE in panel(opened)
        box = element(opened, ".panel").rect
        assert (box["x"], box["width"]) == (0, 390)
        assert box["y"] + box["height"] == pytest.approx(844, abs=1)
        assert box["height"] <= 423
    finally:
        opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_colours_follow_a_dark_page(opened):
    colour = "newsgraph.picture.view.network.body.nodes[0].options.color.background"
    light = opened.execute_script(f"return {colour}")
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        wait_for(opened, f"{colour} !== {json.dumps(light)}")
    finally:
        opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_the_frame_for_a_notebook_draws_inside_its_sandbox(browser, tmp_path):
    outer = tmp_path / "notebook.html"
    outer.write_text(f"<!doctype html><body>{inline_html(a_network())}</body>", encoding="utf-8")
    emptied(browser).get(outer.as_uri())
    browser.switch_to.frame(element(browser, "iframe"))
    try:
        assert wait_for(browser, "Boolean(window.newsgraph?.picture)")
        assert browser.execute_script("return window.origin") == "null"
        run(browser, "p.select('node', 0)")
        assert_silent(browser)
    finally:
        browser.switch_to.default_content()


def test_sigma_draws_the_same_contents_and_runs_nothing_foreign(webgl, pages):
    emptied(webgl).get((pages / "sigma.html").as_uri())
    assert wait_for(webgl, "Boolean(newsgraph.picture.view)")
    run(webgl, "p.select('line', arguments[0])", line_of(webgl, "attributed"))
    assert QUOTE in panel(webgl)
    run(webgl, "p.focus(1, 1)")
    assert shown(webgl) == [3, 3]
    assert_silent(webgl)


def test_without_webgl_sigma_says_so_and_shows_the_table(browser, pages):
    emptied(browser).get((pages / "sigma.html").as_uri())
    browser.execute_script("HTMLCanvasElement.prototype.getContext = () => null")
    script = "document.getElementById('picture').replaceChildren(); newsgraph.mount(document.getElementById('picture'), JSON.parse(document.getElementById('contents').textContent), {engine: 'sigma'})"
    browser.execute_script(script)
    assert "draws no WebGL" in browser.execute_script(
        "return document.querySelector('.fallback').textContent"
    )
    assert browser.find_elements("css selector", "tbody tr")


def test_sigma_tells_of_a_line_from_a_node_to_itself(webgl, tmp_path):
    from selenium.webdriver import ActionChains

    found, out = a_network(), tmp_path / "loops.html"
    for number, status in enumerate(("asserted", "planned")):
        evidence = [{"quote": f"Brask will split {status}.", "source": "three.txt"}]
        about = {"relation": "acquires", "status": status, "confidence": 0.9}
        found.add_edge("e/a", "e/a", f"s/{number + 7}", evidence=evidence, **about)
    draw(found, out, engine="sigma")
    emptied(webgl).get(out.as_uri())
    wait_for(webgl, "Boolean(newsgraph.picture.view)")
    box = "const { width, height } = document.querySelector('.canvas').getBoundingClientRect()"
    for radius, status in ((10, "asserted"), (16, "planned")):
        width, height = webgl.execute_script(f"{box}; return [width, height]")
        at, size = run(webgl, "p.view.at(0)"), run(webgl, "p.view.size(0)")
        right, down = at["x"] - width / 2, at["y"] - size - 1.7 * radius - height / 2
        chain = ActionChains(webgl, duration=50)
        chain.move_to_element_with_offset(element(webgl, ".canvas"), round(right), round(down))
        chain.perform()
        wait_for(webgl, "!document.querySelector('.tip').hidden")
        ActionChains(webgl).click().perform()
        wait_for(webgl, f"document.querySelector('.panel').textContent.includes('split {status}')")
        time.sleep(0.5)  # two clicks at once are a double click; the panel takes of the canvas
    assert_silent(webgl)


def ink(driver, box):
    """Return how many pixels of sigma's layer of names are painted; box: left, top, width, height."""
    script = """
      const layer = document.querySelector(".canvas canvas.sigma-names");
      const { data } = layer.getContext("2d").getImageData(...arguments[0]);
      return data.filter((value, number) => number % 4 === 3 && value).length;"""
    return driver.execute_script(script, box)


def test_sigma_writes_the_names_at_once_beside_their_nodes(webgl, pages):
    emptied(webgl).get((pages / "sigma.html").as_uri())
    wait_for(webgl, "Boolean(newsgraph.picture.view)")
    at = run(webgl, "p.view.at(0)")  # a label stands within so many pixels of its node
    wait_for(webgl, "new Promise((seen) => requestAnimationFrame(() => seen(true)))")
    assert ink(webgl, [round(at["x"]) - 60, round(at["y"]) - 60, 120, 120]) > 50
    shapes = "newsgraph.lookOf(document.getElementById('picture'), p.graph, 'sigma').kinds"
    assert run(webgl, f"[...new Set({shapes}.map((kind) => kind.shape))]") == ["dot"]
    assert_silent(webgl)


# How long it takes is measured by picture_bench.py: a test of that would judge the machine.
@pytest.mark.parametrize(("engine", "count"), [("pyvis", 1000), ("sigma", 3000)])
def test_thousands_of_nodes_can_be_searched_and_read(request, tmp_path, engine, count):
    driver = emptied(request.getfixturevalue("browser" if engine == "pyvis" else "webgl"))
    out: Path = tmp_path / "large.html"
    draw(large_network(count), out, top=count, engine=engine)
    driver.get(out.as_uri())
    wait_for(driver, "performance.getEntriesByName('newsgraph-ready').length", seconds=60)
    assert f"{count:,} of {count:,} nodes" in element(driver, ".status").text
    driver.execute_script("document.querySelector('.search input').focus()")
    from selenium.webdriver.common.keys import Keys

    driver.switch_to.active_element.send_keys(f"Name {count - 7}", Keys.ENTER)
    assert panel(driver).startswith(f"Name {count - 7}")
    element(driver, ".panel li button").click()
    assert f"{count - 7}" in panel(driver)
    assert " met Name " in panel(driver)
    assert_silent(driver)
