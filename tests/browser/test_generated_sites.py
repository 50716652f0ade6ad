"""The generator's truth, tried by a bare browser that knows nothing of journeyaudit's gathering."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from journeyaudit.gather.browser.start import find_browser, launch_arguments, sandbox_off
from tests.sites.generator import generate
from tests.sites.server import serving
from tests.sites.walk import walk


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = find_browser()
        started = playwright.chromium.launch(
            executable_path=found.path, args=launch_arguments(), chromium_sandbox=not sandbox_off()
        )
        yield started
        started.close()


@pytest.mark.parametrize("seed", [1, 2, 3, 11])
@pytest.mark.parametrize("device", ["desktop", "mobile"])
def test_every_claimed_route_from_the_home_page_can_be_walked(browser: Browser, seed: int, device: str) -> None:
    site = generate(seed)
    small = {"width": 390, "height": 844}
    context = (
        browser.new_context(viewport={"width": 1366, "height": 768})
        if device == "desktop"
        else browser.new_context(viewport={"width": small["width"], "height": small["height"]}, is_mobile=True, has_touch=True)
    )
    with serving(site) as served, context:
        for cell in site.routes:
            if cell[:2] == ("home", device):
                walk(context.new_page(), served.origin, site, cell)
