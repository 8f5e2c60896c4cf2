import sys
from pathlib import Path

import pytest

# For the modules ``invented``, two documents made by hand, shared with the tests of the store,
# and ``browsing`` and ``pictured``.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "store"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from browsing import assert_silent, emptied, started
from picture_bench import WEBGL
from pictured import MARKUP, a_network

from newsgraph.views.draw import draw


@pytest.fixture(scope="session")
def downloads(tmp_path_factory):
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def browser(tmp_path_factory, downloads):
    driver = started(tmp_path_factory.mktemp("profile"), downloads, "--disable-gpu")
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def webgl(tmp_path_factory, downloads):
    driver = started(tmp_path_factory.mktemp("webgl"), downloads, *WEBGL)
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("picture")
    for engine in ("pyvis", "sigma"):
        title = f"Invented firms {MARKUP}"
        draw(a_network(), folder / f"{engine}.html", title=title, engine=engine)
    return folder


@pytest.fixture(scope="session")
def page(pages):
    return (pages / "pyvis.html").as_uri()


@pytest.fixture
def opened(browser, page):
    emptied(browser).get("about:blank")  # a page that differs by its hash would not load anew
    browser.get(page)
    yield browser
    assert_silent(browser)
