"""A running browser with its guard, and contexts for each device."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from playwright.async_api import Browser, BrowserContext, async_playwright
from playwright.async_api import Error as PlaywrightError

from journeyaudit.gather.browser.access import Access
from journeyaudit.gather.browser.devices import context_options
from journeyaudit.gather.browser.lane import Lane
from journeyaudit.gather.browser.page import watch_script
from journeyaudit.gather.browser.start import agent_of, find_browser, start_browser
from journeyaudit.gather.browser.tally import Tally
from journeyaudit.gather.browser.windows import Windows
from journeyaudit.gather.guard.network import Guard
from journeyaudit.gather.guard.politeness import blocked_patterns
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.snapshot import Device
from journeyaudit.model.subject import Subject

_CLOSING_SECONDS = 3.0


@dataclass(frozen=True)
class Session:
    """`told` names browser and sandbox for the report."""

    browser: Browser
    guard: Guard
    agent: str
    told: str
    subject: Subject
    options: GatherOptions
    access: Access
    tallies: list[Tally] = field(default_factory=list[Tally])

    def tally(self) -> Tally:
        """A tally for one who asks the site for something; `asked` sums them."""
        self.tallies.append(Tally())
        return self.tallies[-1]

    @property
    def asked(self) -> Tally:
        """All that the site was asked for in this session."""
        return Tally(sum(tally.loads for tally in self.tallies), sum(tally.requests for tally in self.tallies))

    @asynccontextmanager
    async def visitor(self, device: Device) -> AsyncGenerator[tuple[Lane, Windows]]:
        """A fresh customer with one page open, who can go on in the windows that clicks open."""
        context = await self.context(device, keep_windows=True)
        try:
            lane = self.lane(context, device)
            await lane.renew()
            yield lane, Windows(context, self.options.page_seconds)
        finally:
            with suppress(TimeoutError, PlaywrightError):  # a page that hangs is left to the browser's end
                await asyncio.wait_for(context.close(), _CLOSING_SECONDS)

    def lane(self, context: BrowserContext, device: Device) -> Lane:
        """A lane in this context; renew() opens its page."""
        return Lane(context, self.guard, device, self.options.page_seconds, self.tally())

    async def context(self, device: Device, *, keep_windows: bool = False) -> BrowserContext:
        """A fresh customer with this device: no cookies, no cache. Downloads and service workers are refused."""
        context = await self.browser.new_context(
            **context_options(device, self.agent, self.subject),
            accept_downloads=False,
            service_workers="block",
            ignore_https_errors=self.options.insecure,
            extra_http_headers=self.access.headers or None,
            http_credentials=self.access.credentials(self.subject.origins[0]),
            storage_state=self.access.storage_state,
        )
        await context.add_init_script(watch_script(keep_windows=keep_windows))
        return context


@asynccontextmanager
async def open_session(
    subject: Subject, options: GatherOptions, access: Access, refused: Callable[[str, str, str], None]
) -> AsyncGenerator[Session]:
    """Finds and starts the browser and puts the guard on it; GatherError if there is none or it does not start."""
    found = find_browser(options.browser)
    async with async_playwright() as playwright:
        started = await start_browser(playwright.chromium, found, proxy=access.proxy_settings())
        try:
            guard = await Guard.attach(started.browser, refused, blocked_patterns())
            agent = await agent_of(started.browser)
            yield Session(
                started.browser,
                guard,
                agent,
                f"{found.version} ({found.rule}; sandbox {started.sandbox})",
                subject,
                options,
                access,
            )
        finally:
            await started.browser.close()
