"""The shop, served, a browser to visit it with, and what its author says of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from journeyaudit.demo import Shop, serve
from journeyaudit.gather.browser.start import find_browser, launch_arguments, sandbox_off


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with serve() as shop:
        yield shop


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser().path, args=launch_arguments(), chromium_sandbox=not sandbox_off()
        )
        yield browser
        browser.close()
