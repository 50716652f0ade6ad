"""Four ways to take the same snapshot of every page of the same shop.

`python -m benchmarks.contenders NAME --origin ORIGIN` runs one and prints JSON. The floor is a bare Playwright loop (reused
pages, `goto` and the one evaluate). Ours is the crawl of the gathering stage on desktop. Crawlee runs tuned (storage in memory,
every address given beforehand, no fingerprints, no sessions, two at a time) and as it comes. Each is timed from its first page to
its last, so that nobody pays for starting a browser.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Page, async_playwright

from benchmarks.shop import shop
from journeyaudit import pipeline
from journeyaudit.gather.browser.page import snapshot_script, watch_script
from journeyaudit.gather.browser.start import find_browser, launch_arguments, sandbox_off, start_browser
from journeyaudit.model.channel import Channel
from journeyaudit.model.journal import Followed, Replay, Visit
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Subject

OPTIONS = GatherOptions(devices=("desktop",), rate=0, max_pages=500, max_seconds=1200)
#: In the order in which they take turns.
NAMES = ("floor-1", "floor-2", "floor-3", "ours", "crawlee-tuned", "crawlee")


class Clock:
    """Notes when each page was done."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def tick(self) -> None:
        self.times.append(time.monotonic())

    @property
    def pages_a_second(self) -> float:
        return (len(self.times) - 1) / (self.times[-1] - self.times[0])

    def visited(self, visit: Visit, met: int, found: frozenset[Channel]) -> None:  # noqa: ARG002 - the pipeline's protocol
        self.tick()

    def replayed(self, replay: Replay, left: int) -> None:
        """Proving paths is no part of the crawl."""

    def followed(self, followed: Followed, left: int) -> None:
        """Nor is following products."""


async def floor(origin: str, paths: Sequence[str], lanes: int) -> Clock:
    clock, waiting, script = Clock(), list(reversed(paths)), snapshot_script("desktop")

    async def work(page: Page) -> None:
        while waiting:
            await page.goto(origin + waiting.pop(), wait_until="load")
            await page.evaluate(script)
            clock.tick()

    async with async_playwright() as playwright:
        started = await start_browser(playwright.chromium, find_browser())
        context = await started.browser.new_context(viewport={"width": 1366, "height": 768})
        await context.add_init_script(watch_script(keep_windows=False))
        await asyncio.gather(*[work(await context.new_page()) for _ in range(lanes)])
        await started.browser.close()
    return clock


def ours(origin: str, folder: Path, pages: int) -> Clock:
    clock = Clock()
    subject = Subject(name="Millgate Supplies", origins=(origin,), country="GB")
    pipeline.audit(subject, OPTIONS.model_copy(update={"max_pages": pages}), folder, progress=clock)
    return clock


async def crawlee(origin: str, paths: Sequence[str], tuned: bool) -> Clock:
    from crawlee import ConcurrencySettings
    from crawlee.configuration import Configuration
    from crawlee.crawlers import PlaywrightCrawler, PlaywrightCrawlingContext, PlaywrightPreNavCrawlingContext
    from crawlee.storage_clients import MemoryStorageClient

    clock, script, watch = Clock(), snapshot_script("desktop"), watch_script(keep_windows=False)
    launch = {"executable_path": find_browser().path, "args": launch_arguments(), "chromium_sandbox": not sandbox_off()}
    logging.getLogger().setLevel(logging.ERROR)
    if tuned:
        crawler = PlaywrightCrawler(
            browser_launch_options=launch,
            browser_type="chromium",
            fingerprint_generator=None,
            storage_client=MemoryStorageClient(),
            configuration=Configuration(available_memory_ratio=0.9, max_used_cpu_ratio=1.0),
            concurrency_settings=ConcurrencySettings(min_concurrency=2, max_concurrency=2, desired_concurrency=2),
            use_session_pool=False,
            retry_on_blocked=False,
            max_request_retries=0,
            configure_logging=False,
            status_message_logging_interval=timedelta(hours=1),
        )
    else:
        crawler = PlaywrightCrawler(browser_launch_options=launch, configure_logging=False)

    async def before(context: PlaywrightPreNavCrawlingContext) -> None:
        await context.page.add_init_script(watch)

    async def handle(context: PlaywrightCrawlingContext) -> None:
        await context.page.evaluate(script)
        clock.tick()
        if not tuned:
            await context.enqueue_links()

    crawler.pre_navigation_hook(before)
    crawler.router.default_handler(handle)
    await crawler.run([origin + path for path in paths] if tuned else [origin + "/"])
    return clock


def contend(name: str, origin: str, pages: int) -> Clock:
    """Runs one contender in this process. `pages` bounds what is looked at where the contender lets itself be bounded."""
    paths = shop().breadth_first()[:pages]
    with tempfile.TemporaryDirectory() as scratch:
        if name == "ours":
            return ours(origin, Path(scratch) / "run", pages)
        if name.startswith("floor"):
            return asyncio.run(floor(origin, paths, int(name[-1])))
        return asyncio.run(crawlee(origin, paths, tuned=name == "crawlee-tuned"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--origin", required=True)
    parser.add_argument("--pages", type=int, default=500)
    given = parser.parse_args()
    clock = contend(given.name, given.origin, given.pages)
    print(json.dumps({"pages_a_second": clock.pages_a_second, "pages": len(clock.times)}))


if __name__ == "__main__":
    main()
