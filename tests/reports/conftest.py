"""The browser in which the pages are looked at."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium without a window, one for each file of tests."""
    driving = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make setup")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is missing: apt-get install chromium")
    arguments = ["--disable-dev-shm-usage", "--disable-background-networking"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with driving.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield browser
        browser.close()
