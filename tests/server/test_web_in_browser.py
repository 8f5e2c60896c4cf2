"""The pages of a server in a real browser: found, read, asked, on a phone and in the dark."""

import re
from urllib.parse import quote
from urllib.request import Request, urlopen

import invented
import pytest
from browsing import element, emptied, started, wait_for

from newsgraph.model import Entity
from newsgraph.store.dataset import Dataset

pytestmark = pytest.mark.browser

EVIL = "</script><script>window.hit=1</script><img src=x onerror=window.hit=1>\"'><a href='javascript:0'>"
BAD_LINK = "javascript:window.hit=1"
# The editor's own sanitizer parses what it cleans, in a document that runs nothing.
PARSED = re.compile(r"yasgui\.min\.js .*Executing inline event handler violates")
PHONE = 390


def with_text(text, source, **more):
    """Return a document whose text as read is kept, so that its page can mark it."""
    return invented.document(text, source, raw=f"## {text}", **more)


def a_deal():
    """Return a text with two sentences that say something, and a clause within one that does."""
    bought = "Tarn Robotics bought Fjordlight in May 2031."
    text = f"Nothing new in Lund.\n{bought}\nIt rained. Tarn Robotics sued Mira Oduya."
    doc = with_text(text, "deal.txt", title="The deal", date="2031-05-20")
    said = [
        invented.statement(doc, invented.TARN, "acquires", invented.FJORD, bought, confidence=0.9),
        invented.statement(doc, invented.TARN, "owns", invented.FJORD, "bought Fjordlight"),
        invented.statement(
            doc, invented.TARN, "sues", invented.MIRA, "Tarn Robotics sued Mira Oduya."
        ),
    ]
    return invented.graph(doc, *said, entities=[invented.TARN, invented.FJORD, invented.MIRA])


def an_evil_page():
    words = f"Tarn sued Mallet {EVIL}"
    doc = with_text(words, f"evil {EVIL}", title=f"Evil {EVIL}", url=BAD_LINK)
    iri = invented.entity("Organization", "Mallet").iri
    mallet = Entity(
        iri, "Organization", f"Mallet {EVIL}", (EVIL,), ticker=EVIL, same_as=(BAD_LINK,)
    )
    said = [
        invented.statement(doc, invented.TARN, "acquires", mallet, words, status)
        for status in (invented.Status.ASSERTED, invented.Status.NEGATED)
    ]
    return invented.graph(doc, *said, entities=[invented.TARN, mallet])


GRAPHS = {"deal": a_deal(), "denial": invented.denial_graph(), "evil": an_evil_page()}


def address(graph):
    return "/document/" + graph.document.iri.rsplit("/", 1)[-1]


def entity(iri):
    return "/entity/" + iri.split("/entity/")[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory, start_server):
    pytest.importorskip("uvicorn")
    folder = tmp_path_factory.mktemp("site") / "graph.db"
    with Dataset.open(folder, create=True) as dataset:
        for graph in GRAPHS.values():
            dataset.add(graph)
    process, found = start_server(folder)
    yield found
    process.terminate()
    process.wait(20)


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    downloads = tmp_path_factory.mktemp("downloads")
    driver = started(tmp_path_factory.mktemp("profile"), downloads, "--disable-gpu")
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser, site):
    """Give the function that opens a page once the index is there; nothing may be amiss then."""
    wait = (
        f"fetch('{site}/').then((got) => got.text()).then((text) => text.includes('All documents'))"
    )
    emptied(browser).get(f"{site}/static/icon.svg")
    wait_for(browser, wait, seconds=30)

    def go(path):
        browser.get(site + path)
        return browser

    emptied(browser)
    yield go
    assert browser.execute_script("return window.hit") is None
    complaints = [entry["message"] for entry in browser.get_log("browser")]
    assert not [text for text in complaints if not PARSED.search(text)], complaints


def words(driver, selector="main"):
    return driver.execute_script(f"return document.querySelector({selector!r}).textContent")


def size_to(driver, width):
    metrics = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


@pytest.fixture
def phone(browser):
    size_to(browser, PHONE)
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.fixture(params=["light", "dark"])
def scheme(browser, request):
    features = [{"name": "prefers-color-scheme", "value": request.param}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    yield request.param
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_a_search_leads_to_an_entity_its_facts_and_their_sentences(opened):
    from selenium.webdriver.common.keys import Keys

    driver = opened("/")
    element(driver, "#q").send_keys("fjord")
    wait_for(driver, "document.querySelectorAll('#suggested li').length")
    element(driver, "#q").send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    wait_for(driver, "location.pathname.startsWith('/entity/')")
    driver.back()
    element(driver, "#q").clear()
    element(driver, "#q").send_keys("fjordlight", Keys.ENTER)
    wait_for(driver, "location.pathname === '/search'")
    element(driver, "main .results a").click()
    wait_for(driver, "document.querySelector('h1')?.textContent === 'Fjordlight'")
    heads = [head.text for head in driver.find_elements("css selector", ".group h3")]
    assert heads == ["acquires Fjordlight", "competes with Fjordlight", "owns Fjordlight"]
    quoted = element(driver, ".fact blockquote")
    assert not quoted.is_displayed()
    element(driver, ".fact summary .status, .fact summary .more, .fact summary").click()
    assert quoted.is_displayed()


def test_from_a_fact_to_its_place_in_the_text(opened):
    driver = opened(entity(invented.TARN.iri))
    link = "[...document.querySelectorAll('.from a')].find((a) => a.textContent === 'The deal')"
    driver.get(driver.execute_script(f"return {link}.href"))
    assert words(driver, "h1") == "The deal"
    outlined = "[...document.querySelectorAll('mark.evidence')].filter((mark) => getComputedStyle(mark).outlineStyle === 'solid')"
    shown = [mark.text for mark in wait_for(driver, outlined)]
    assert shown == ["Tarn Robotics bought Fjordlight in May 2031."]
    marks = driver.find_elements("css selector", "mark.evidence")
    assert [mark.text for mark in marks[1:]] == ["Tarn Robotics sued Mira Oduya."]
    assert "Nothing new in Lund." in words(driver, ".fulltext")
    names = marks[0].find_elements("css selector", ":scope > a.name")
    assert [name.text for name in names] == ["Tarn Robotics", "Fjordlight"]
    said = element(driver, "mark.evidence .said")
    assert not said.is_displayed()
    driver.execute_script("document.querySelector('mark.evidence').focus()")
    facts = [fact.text for fact in said.find_elements("css selector", ":scope > span")]
    assert sorted(facts) == [f"Tarn Robotics {name} Fjordlight" for name in ("acquires", "owns")]


def test_the_editor_answers_a_question_and_knows_the_prefixes(opened):
    driver = opened("/editor")
    query = "document.querySelector('#yasgui .CodeMirror').CodeMirror.getValue()"
    assert "PREFIX ng: <https://w3id.org/newsgraph/ontology#>" in wait_for(driver, query, 20)
    driver.execute_script("location.hash = 'denied'")
    rows = "document.querySelectorAll('#yasgui .yasr_results tbody tr').length"
    assert wait_for(driver, rows, 20) == 2
    assert "Tarn denied having bought Fjordlight" in words(driver, ".yasr_results")
    assert element(driver, "#example").get_attribute("value") == "denied"


def test_an_entity_answers_a_browser_with_a_page_and_a_program_with_triples(opened, site):
    driver = opened(entity(invented.TARN.iri))
    assert words(driver, "h1").startswith("Tarn")
    for form, sign in (("text/turtle", b"@prefix"), ("application/ld+json", b'"@id"')):
        request = Request(site + entity(invented.TARN.iri), headers={"Accept": form})
        with urlopen(request, timeout=20) as answer:
            assert answer.headers.get_content_type() == form
            assert sign in answer.read()


def all_pages():
    evil = GRAPHS["evil"]
    mallet = next(e for e in evil.entities if e.label.startswith("Mallet")).iri
    return {
        "home": "/",
        "search": f"/search?q={quote('mallet ' + EVIL[:60])}",
        "entity": entity(mallet),
        "neighbour": entity(invented.TARN.iri),
        "document": address(evil),
        "statement": "/statement/" + evil.statements[0].iri.rsplit("/", 1)[-1],
        "documents": "/documents",
        "questions": "/questions",
        "conflicts": "/conflicts",
        "graph": f"/graph?iri={quote(mallet, safe='')}",
        "editor": f"/editor?iri={quote(mallet, safe='')}",
        "nothing": f"/entity/organization/{quote(EVIL.replace('/', ''), safe='')}",
    }


ALL = all_pages()
TELLING = ("search", "entity", "neighbour", "document", "statement", "documents", "conflicts")


@pytest.mark.parametrize("name", [name for name in ALL if name != "nothing"])
def test_what_texts_say_stays_text(opened, name):
    driver = opened(ALL[name])
    if name == "graph":
        driver.switch_to.frame(element(driver, "iframe"))
        wait_for(driver, "Boolean(window.newsgraph?.picture)", 20)
        assert driver.execute_script("return window.hit") is None
        driver.switch_to.default_content()
    if name == "editor":
        wait_for(driver, "document.querySelectorAll('#yasgui .yasr_results tbody tr').length", 20)
    assert driver.execute_script("return window.hit") is None
    assert not driver.find_elements("css selector", "img[src=x], [onerror], a[href^='javascript:']")
    if name in TELLING:
        assert "onerror=window.hit" in words(driver)


def test_an_address_of_nothing_is_a_page_that_says_so(opened, browser):
    driver = opened(ALL["nothing"])
    assert "holds no such" in words(driver)
    assert driver.execute_script("return window.hit") is None
    log = [entry["message"] for entry in browser.get_log("browser")]
    assert all("404" in message for message in log)


# Pairs of controls and texts that lie on each other, though neither is within the other.
OVERLAPS = """
  const shown = [...document.querySelectorAll(
    "body a, body button, body input, body select, h1, h2, h3, .note, .kind, .CodeMirror-line")]
    .filter((it) => it.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && !it.closest(".skip, .hidden, iframe, .said"));
  const clipped = (it, { left, top, right, bottom }) => {
    for (let at = it; (at = at.parentElement) && at !== document.body; ) {
      if (getComputedStyle(at).overflow === "visible") continue;
      const frame = at.getBoundingClientRect();
      left = Math.max(left, frame.left), right = Math.min(right, frame.right);
      top = Math.max(top, frame.top), bottom = Math.min(bottom, frame.bottom);
    }
    return { left, top, right, bottom };
  };
  const boxes = shown.flatMap((it) => [...it.getClientRects()].map((box) => [it, clipped(it, box)]));
  const within = (one, two) => one.contains(two) || two.contains(one);
  const over = ([a, one], [b, two]) => !within(a, b)
    && Math.min(one.right, two.right) - Math.max(one.left, two.left) > 2
    && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 4;
  const name = (it) => `${it.tagName}.${it.className} ${it.textContent.slice(0, 30)}`;
  return boxes.flatMap((one, i) => boxes.slice(i + 1)
    .filter((two) => over(one, two)).map((two) => [name(one[0]), name(two[0])]));"""


@pytest.mark.parametrize("name", [name for name in ALL if name != "nothing"])
def test_a_phone_shows_it_without_sideways_scroll_or_overlap(opened, phone, name):
    driver = opened(ALL[name])
    if name == "editor":
        wait_for(driver, "document.querySelectorAll('#yasgui .yasr_results tbody tr').length", 20)
    assert driver.execute_script("return document.documentElement.scrollWidth") == PHONE
    assert driver.execute_script(OVERLAPS) == []
    menu = element(driver, ".bar nav")
    assert len({link.location["y"] for link in menu.find_elements("css selector", "a")}) == 1
    assert menu.get_property("scrollWidth") == menu.get_property("clientWidth")


def test_on_a_phone_what_a_sentence_says_opens_below_it_and_within_the_page(opened, phone):
    driver = opened(address(GRAPHS["deal"]))
    marks = driver.find_elements("css selector", "mark.evidence")
    assert [mark.text for mark in marks] == [
        "Tarn Robotics bought Fjordlight in May 2031.",
        "Tarn Robotics sued Mira Oduya.",
    ]
    for mark in marks:
        driver.execute_script("arguments[0].focus()", mark)
        box = mark.find_element("css selector", ".said").rect
        assert 0 <= box["x"] < box["x"] + box["width"] <= PHONE
        last = "return [...arguments[0].getClientRects()].at(-1).bottom + scrollY"
        assert abs(box["y"] - driver.execute_script(last, mark)) < 12
        assert driver.execute_script("return document.documentElement.scrollWidth") == PHONE


# The least contrast of a text with the ground it stands on (WCAG 2.2, relative luminance).
CONTRAST = """
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => parts(colour).slice(0, 3).map((part) => part / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (it) => {
    for (let at = it; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((parts(colour)[3] ?? 1) > 0.9) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) {
    const it = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !it.checkVisibility() || it.closest(".hidden, .skip, script, #yasgui")) continue;
    const [one, two] = [light(getComputedStyle(it).color), light(ground(it))];
    found.push([(Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05), it.outerHTML.slice(0, 80)]);
  }
  return found.filter(([ratio]) => ratio < 4.5);"""


@pytest.mark.parametrize("name", ["home", "search", "neighbour", "document", "conflicts", "editor"])
def test_all_words_stand_out_by_day_and_by_night(opened, scheme, name):
    driver = opened(ALL[name])
    body = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", body))) < 200) == (scheme == "dark")
    assert driver.execute_script(CONTRAST) == []
