"""The sample audit, and a browser to read its report with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from journeyaudit.gather.browser.start import find_browser, launch_arguments
from journeyaudit.model.audit import Audit
from tests.unit.report import sample, shop


@pytest.fixture(scope="session")
def pictures() -> dict[str, bytes]:
    """Pictures of the shop by name."""
    return shop.drawn()


@pytest.fixture(scope="session")
def stored(pictures: dict[str, bytes]) -> dict[str, bytes]:
    """Pictures of the shop by hash."""
    return {shop.sha(data): data for data in pictures.values()}


@pytest.fixture(scope="session")
def audit(pictures: dict[str, bytes]) -> Audit:
    return sample.audit({name: shop.sha(data) for name, data in pictures.items()})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_browser().path, args=launch_arguments(), chromium_sandbox=False)
        yield started
        started.close()
