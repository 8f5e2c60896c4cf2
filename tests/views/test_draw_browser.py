"""The picture in a real browser: it must draw, answer, stay silent and run nothing foreign."""

import json
import shutil
import time

import networkx
import pytest

from newsgraph.views.draw import draw, inline_html

pytestmark = pytest.mark.browser

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
MARKUP = "<script>window.hit=1</script><img src=x onerror=window.hit=1><a href='javascript:0'>"
END = "</script><script>window.hit=1</script><!--"
QUOTE = f"Brask will buy Tervo, its head said. {MARKUP}{END}"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    if not CHROMIUM or not DRIVER:
        pytest.skip("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--window-size=1280,800",
        f"--user-data-dir={tmp_path_factory.mktemp('profile')}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
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
    found.add_edge(
        "e/a", "e/b", "s/1", relation="acquires", status="attributed", attributed_to=END, **common
    )
    found.add_edge("e/c", "e/a", "s/2", relation="ceoOf", status="negated", **common)
    found.add_edge("e/c", "e/b", "s/3", relation=MARKUP, status="asserted", **common)
    return found


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    out = tmp_path_factory.mktemp("picture") / "page.html"
    draw(a_network(), out, title=f"Invented firms {MARKUP}")
    return out.as_uri()


@pytest.fixture
def opened(browser, page):
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(page)
    yield browser
    assert browser.execute_script("return window.hit") is None
    assert browser.get_log("browser") == []  # neither an error nor a breach of the policy


def details(browser):
    script = "return JSON.parse(document.getElementById('details').textContent)"
    return browser.execute_script(script)


def point_of(browser, what, number):
    """Return where a node or the middle of a line is, from the middle of the canvas."""
    script = """
      const network = window.newsgraph.network;
      const canvas = document.getElementById("canvas");
      const at = arguments[0] === "node"
        ? network.getPositions([arguments[1]])[arguments[1]]
        : network.body.edges[arguments[1]].edgeType.getPoint(0.5);
      const dom = network.canvasToDOM(at);
      return [dom.x - canvas.clientWidth / 2, dom.y - canvas.clientHeight / 2];"""
    return browser.execute_script(script, what, number)


def point_at(browser, what, number, click):
    from selenium.webdriver import ActionChains

    canvas = browser.find_element("id", "canvas")
    right, down = point_of(browser, what, number)
    chain = ActionChains(browser, duration=50)
    chain.move_to_element_with_offset(canvas, round(right), round(down))
    (chain.click() if click else chain).perform()


def wait_for(browser, script):
    """Return the value of a script as soon as it is true; fail after three seconds."""
    for _ in range(60):
        if value := browser.execute_script(f"return {script}"):
            return value
        time.sleep(0.05)
    raise AssertionError(f"never true: {script}")


def panel(browser):
    hidden = "document.getElementById('panel').hidden"
    return wait_for(browser, f"{hidden} ? '' : document.getElementById('panel').textContent")


def line_of(browser, status):
    return [line["status"] for line in details(browser)["lines"]].index(status)


def test_the_page_asks_for_nothing_else(opened, page):
    time.sleep(0.3)
    messages = [json.loads(entry["message"])["message"] for entry in opened.get_log("performance")]
    asked = [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
        # the browser's own start page is not ours, and what is inline asks nobody
        and not message["params"]["request"]["url"].startswith(("chrome", "data:"))
    ]
    assert asked == [page]


def test_the_picture_is_drawn(opened):
    colours = opened.execute_script("""
      const canvas = document.querySelector("#canvas canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;""")
    assert colours > 20


@pytest.mark.parametrize("number", [0, 1, 2])
def test_pointing_at_a_node_shows_its_name_as_text(opened, number):
    point_at(opened, "node", number, click=False)
    tip = "document.querySelector('.vis-tooltip')"
    wait_for(opened, f"{tip} && {tip}.style.visibility === 'visible'")
    assert details(opened)["nodes"][number]["label"][:60] in opened.execute_script(
        f"return {tip}.textContent"
    )
    assert not opened.execute_script(f"return {tip}.querySelector('a, img, script')")


def test_pointing_at_an_edge_shows_its_relation_as_text(opened):
    point_at(opened, "line", line_of(opened, "asserted"), click=False)
    tip = "document.querySelector('.vis-tooltip')"
    wait_for(opened, f"{tip} && {tip}.style.visibility === 'visible'")
    assert MARKUP in opened.execute_script(f"return {tip}.textContent")


def test_a_click_on_an_edge_shows_the_sentence(opened):
    point_at(opened, "line", line_of(opened, "attributed"), click=True)
    text = panel(opened)
    assert QUOTE in text
    assert f"one.txt {MARKUP}, characters 5 to 41" in text
    for expected in ("acquires", "attributed", END, "0.80", "amount", MARKUP):
        assert expected in text
    assert opened.execute_script("return document.querySelector('#panel a, #panel img')") is None


def test_a_click_on_a_node_shows_names_facts_and_edges(opened):
    point_at(opened, "node", 1, click=True)
    text = panel(opened)
    for expected in ("Tervo", MARKUP, "organization", "has valuation", "Statements: 2", "e/b"):
        assert expected in text


def test_a_negated_edge_says_not(opened):
    number = line_of(opened, "negated")
    assert details(opened)["lines"][number]["text"] == "not ceo of"
    opened.execute_script("newsgraph.select('line', arguments[0])", number)
    assert "not ceo of" in panel(opened)


def test_from_a_node_by_keyboard_to_the_sentence(opened):
    from selenium.webdriver.common.keys import Keys

    search = opened.find_element("id", "search")
    search.send_keys("bras", Keys.ENTER)
    assert panel(opened).startswith("CloseBrask")
    item = opened.find_element("css selector", "#panel li button")
    item.send_keys(Keys.ENTER)
    assert QUOTE in panel(opened)
    item = opened.find_element("css selector", "#panel .close")
    item.send_keys(Keys.ESCAPE)
    wait_for(opened, "document.getElementById('panel').hidden")


def test_search_finds_by_part_of_a_name_and_brings_it_into_view(opened):
    from selenium.webdriver.common.keys import Keys

    opened.find_element("id", "search").send_keys("lon")
    found = opened.find_elements("css selector", "#found button")
    assert [button.text for button in found] == ["Lone"]
    opened.find_element("id", "search").send_keys(Keys.ARROW_DOWN)
    opened.switch_to.active_element.send_keys(Keys.ENTER)
    assert "Lone" in panel(opened)
    time.sleep(0.6)  # the picture moves for a third of a second
    right, down = point_of(opened, "node", 3)
    assert abs(right) < 30
    assert abs(down) < 30


def test_search_says_when_there_is_no_such_name(opened):
    opened.find_element("id", "search").send_keys("zzz")
    assert "No node" in opened.find_element("id", "found").text


@pytest.mark.parametrize(
    ("box", "edges_left", "nodes_left"),
    [
        pytest.param("#statuses input[value=negated]", 2, 3, id="a status"),
        pytest.param("#kinds input[value=Person]", 1, 2, id="a kind, with its edges"),
        pytest.param("#kinds input[value=loose]", 3, 4, id="nodes without edges, hidden at first"),
    ],
)
def test_filters(opened, box, edges_left, nodes_left):
    opened.find_element("css selector", box).click()
    count = "Object.values(newsgraph.network.body.{}).filter(each => !each.options.hidden).length"
    assert opened.execute_script(f"return {count.format('edges')}") == edges_left
    assert opened.execute_script(f"return {count.format('nodes')}") == nodes_left


def test_nodes_move_only_when_asked(opened):
    places = "JSON.stringify(newsgraph.network.getPositions())"
    before = opened.execute_script(f"return {places}")
    time.sleep(0.3)
    assert opened.execute_script(f"return {places}") == before
    opened.find_element("id", "physics").click()
    wait_for(opened, f"{places} !== {json.dumps(before)}")
    opened.find_element("id", "whole").click()
    assert opened.execute_script(f"return {places}") == before


def test_on_a_phone_the_panel_is_a_sheet_at_the_bottom(opened, page):
    phone = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    try:
        opened.get(page)
        point_at(opened, "line", line_of(opened, "attributed"), click=True)
        assert QUOTE in panel(opened)
        box = opened.find_element("id", "panel").rect
        assert (box["x"], box["width"]) == (0, 390)
        assert box["y"] + box["height"] == pytest.approx(844, abs=1)
        assert box["height"] <= 423
        assert opened.execute_script("return document.documentElement.scrollWidth") == 390
    finally:
        opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_colours_follow_a_dark_page(opened):
    colour = "newsgraph.network.body.nodes[0].options.color.background"
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
    browser.get(outer.as_uri())
    browser.switch_to.frame(browser.find_element("tag name", "iframe"))
    try:
        assert wait_for(browser, "Boolean(window.newsgraph)")
        assert browser.execute_script("return window.origin") == "null"
        assert browser.execute_script("return window.hit") is None
    finally:
        browser.switch_to.default_content()
