"""The picture of large graphs in a real browser, drawn by WebGL; a page of thousands of nodes."""

import time
from pathlib import Path

import pytest
from browsing import assert_silent, element, emptied, wait_for
from picture_bench import large_network
from pictured import QUOTE, a_network, line_of, panel, run, shown

from newsgraph.views.draw import draw

pytestmark = pytest.mark.browser


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
