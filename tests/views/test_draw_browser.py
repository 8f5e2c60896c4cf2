"""The picture in a real browser: it must draw, answer, stay silent and run nothing foreign."""

import json
import time

import pytest
from browsing import assert_silent, element, emptied, wait_for
from pictured import END, MARKUP, QUOTE, a_network, line_of, panel, point_at, run

from newsgraph.views.draw import inline_html

pytestmark = pytest.mark.browser


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
