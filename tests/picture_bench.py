"""How long a reader waits for a picture: from opening the file until it answers.

Prints the seconds for 1,000 and 5,000 nodes (pyvis) and 20,000 (sigma, WebGL in software),
the median of some rounds, how many times longer that is than for an empty picture of the
same engine in the same run, and the seconds of CPU: of all processes of the browser, which
other work disturbs less. Needs chromium, chromedriver and selenium. Options: --rounds N.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import networkx

from newsgraph.views.draw import draw

SIZES = (("pyvis", 1000), ("pyvis", 5000), ("sigma", 20_000))
SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-extensions",
    "--no-first-run",
    "--window-size=1280,800",
)
# Chromium's own WebGL without a graphics card; off, the page has none.
WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
KINDS = ("Organization", "Person", "Place", "ProductTechnology", "Event")
READY = "return performance.getEntriesByName('newsgraph-ready')[0]?.startTime"
LONGEST = 120.0  # seconds


def started_browser(profile: Path, *switches: str, downloads: Path) -> Any:  # untyped Selenium
    """Return a Chromium without a window, its log kept."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for argument in (*SWITCHES, *switches, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    return webdriver.Chrome(options=options, service=service)


def large_network(count: int) -> networkx.MultiDiGraph:
    """Give communities of fifty that a few statements join, sorted by nothing but numbers."""
    found = networkx.MultiDiGraph()
    for n in range(count):
        found.add_node(f"e/{n}", label=f"Name {n}", kind=KINDS[n % 5], aliases=[], facts=[])
    for n in range(2 * count):
        start = n % count
        end = (start // 50) * 50 + (start * 7 + n) % 50 if n % 12 else (start * 31 + 7) % count
        evidence = [{"quote": f"Name {start} met Name {end}.", "source": f"{n % 300}.txt"}]
        about = {"relation": "partnersWith", "status": ("asserted", "planned")[n % 2]}
        if start != end and end < count:
            found.add_edge(f"e/{start}", f"e/{end}", f"s/{n}", evidence=evidence, **about)
    return found


def ready_after(driver: Any, page: Path) -> float:
    """Return the seconds from opening a page until the frame after its first is drawn."""
    driver.get("about:blank")
    driver.get(page.as_uri())
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        if found := driver.execute_script(READY):
            return float(found) / 1000
        time.sleep(0.05)
    raise SystemExit(f"{page}: not ready after {LONGEST:.0f} s")


def opening(driver: Any, page: Path) -> tuple[float, float]:
    """Return the seconds until a page answers, by the clock and of the browser's CPU."""
    from queries_bench import spent

    browser = driver.service.process.pid
    begin = spent(browser)
    return ready_after(driver, page), spent(browser) - begin


def waits(folder: Path, engine: str, count: int, rounds: int) -> tuple[float, ...]:
    """Return the seconds to write the page, to open it, and to open an empty one.

    First by the clock, then of CPU.
    """
    full, empty = folder / f"{engine}{count}.html", folder / f"{engine}0.html"
    network = large_network(count)
    begin, busy = time.perf_counter(), time.process_time()
    draw(network, full, top=count, engine=engine)
    written, worked = time.perf_counter() - begin, time.process_time() - busy
    draw(networkx.MultiDiGraph(), empty, engine=engine)
    switches = WEBGL if engine == "sigma" else ("--disable-gpu",)
    driver = started_browser(folder / f"profile{count}", *switches, downloads=folder)
    try:
        ready_after(driver, empty)  # the browser itself starts up with its first page
        rows = [(*opening(driver, full), *opening(driver, empty)) for _ in range(rounds)]
    finally:
        driver.quit()
    opened, cpu, bare, _ = (statistics.median(column) for column in zip(*rows, strict=True))
    return written, opened, bare, worked, cpu


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    print(
        "engine   nodes  written s  load to interactive s  empty page s  ratio  CPU s: written  load"
    )
    with tempfile.TemporaryDirectory() as name:
        for engine, count in SIZES:
            written, opened, bare, worked, cpu = waits(Path(name), engine, count, rounds)
            figures = f"{written:9.1f}  {opened:21.2f}  {bare:12.2f}  {opened / bare:5.1f}"
            figures += f"  {worked:14.1f}  {cpu:4.1f}"
            print(f"{engine:6} {count:7,}  {figures}", flush=True)


if __name__ == "__main__":
    main()
