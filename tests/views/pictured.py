"""A picture of four invented things, some with hostile names, and how a test handles it."""

import networkx
from browsing import element, wait_for

MARKUP = "<script>window.hit=1</script><img src=x onerror=window.hit=1><a href='javascript:0'>"
END = "</script><script>window.hit=1</script><!--"
QUOTE = f"Brask will buy Tervo, its head said. {MARKUP}{END}"


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
