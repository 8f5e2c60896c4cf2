"""What tests in a browser share: starting one, waiting for a page, and hearing no complaint."""

import shutil
import time

import pytest
from picture_bench import started_browser


def started(profile, downloads, *switches):
    pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        pytest.skip("chromium and chromedriver are not installed")
    return started_browser(profile, *switches, downloads=downloads)


def emptied(driver):
    driver.get_log("browser")
    driver.get_log("performance")
    return driver


def assert_silent(driver):
    assert driver.execute_script("return window.hit") is None
    complaints = [entry["message"] for entry in driver.get_log("browser")]
    assert not complaints, complaints  # neither an error nor a breach of the policy


def wait_for(driver, script, seconds=5):
    """Return the value of a script as soon as it is true; fail after some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := driver.execute_script(f"return {script}"):
            return value
        time.sleep(0.05)
    raise AssertionError(f"never true: {script}")


def element(driver, selector):
    return driver.find_element("css selector", selector)
