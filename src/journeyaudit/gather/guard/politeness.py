"""Manners towards the site: robots.txt (RFC 9309), a rate limit, and no visit counted in its statistics."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import urlsplit

import yaml
from playwright.async_api import APIRequestContext
from playwright.async_api import Error as PlaywrightError
from protego import Protego

from journeyaudit.gather.browser.devices import AGENT_TOKEN

#: Asks for a URL, following at most five redirects; gives HTTP status (0: no answer) and text.
Fetch = Callable[[str], Awaitable[tuple[int, str]]]
Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]

KEPT_SECONDS = 24 * 3600.0  # RFC 9309 §2.4
LARGEST = 500 * 1024  # RFC 9309 §2.5: at least 500 KiB are read
MOST_REDIRECTS = 5  # RFC 9309 §2.3.1.2
LONGEST_DELAY = 10.0  # seconds; a Crawl-delay beyond it would turn a visit into days
_FETCH_MILLISECONDS = 10_000


class _Rules(NamedTuple):
    rules: Protego
    closed: str
    read_at: float


class Robots:
    """What robots.txt of each origin allows to the agent `journeyaudit`. It is read once per origin and kept at most a day."""

    def __init__(self, fetch: Fetch, *, clock: Clock = time.monotonic) -> None:
        self._fetch, self._clock = fetch, clock
        self._rules: dict[str, _Rules] = {}
        self._reading: dict[str, asyncio.Lock] = {}

    async def refusal(self, url: str) -> str:
        """Why the URL must not be loaded, "" if it may."""
        found = await self._rules_of(origin_of(url))
        if found.closed:
            return found.closed
        return "" if found.rules.can_fetch(url, AGENT_TOKEN) else "robots.txt of the site disallows it"

    async def delay(self, url: str) -> float:
        """Seconds that the site asks for between two page loads (Crawl-delay), at most LONGEST_DELAY; 0 if it asks for none."""
        found = await self._rules_of(origin_of(url))
        return min(max(found.rules.crawl_delay(AGENT_TOKEN) or 0.0, 0.0), LONGEST_DELAY)

    async def _rules_of(self, origin: str) -> _Rules:
        async with self._reading.setdefault(origin, asyncio.Lock()):
            found = self._rules.get(origin)
            if found is None or self._clock() - found.read_at > KEPT_SECONDS:
                found = self._rules[origin] = _parse(*await self._fetch(f"{origin}/robots.txt"), self._clock())
            return found


def _parse(status: int, text: str, read_at: float) -> _Rules:
    if status == 0 or status >= 500:
        answer = f"HTTP {status}" if status else "no answer"
        closed = f"robots.txt could not be read ({answer}), which closes the site to robots (RFC 9309)"
        return _Rules(Protego.parse(""), closed, read_at)
    if status >= 300:
        return _Rules(Protego.parse(""), "", read_at)
    text = text.encode()[:LARGEST].decode(errors="ignore").removeprefix("\ufeff")
    return _Rules(Protego.parse(text), "", read_at)


def fetch_with(requests: APIRequestContext) -> Fetch:
    """A Fetch that uses the browser context's own connection (its proxy, credentials and certificates)."""

    async def fetch(url: str) -> tuple[int, str]:
        try:
            response = await requests.get(url, max_redirects=MOST_REDIRECTS, timeout=_FETCH_MILLISECONDS)
            return response.status, (await response.body()).decode(errors="replace")
        except PlaywrightError as error:
            # More than five redirects: RFC 9309 calls the file unavailable, which allows everything.
            return (404, "") if "redirect" in error.message.lower() else (0, "")

    return fetch


class Pace:
    """Spaces page loads out, per origin, whichever lane they come from.

    `rate` is page loads a second, 0 for no limit of our own.
    """

    def __init__(self, rate: float, *, clock: Clock = time.monotonic, sleep: Sleep = asyncio.sleep) -> None:
        self._interval = 1 / rate if rate > 0 else 0.0
        self._clock, self._sleep = clock, sleep
        self._free: dict[str, float] = {}

    async def turn(self, url: str, delay: float = 0.0) -> None:
        """Returns when a page of this URL's origin may be loaded; `delay` is what the site asks for (see Robots.delay)."""
        origin, now = origin_of(url), self._clock()
        start = max(now, self._free.get(origin, now))
        self._free[origin] = start + max(self._interval, delay)
        if start > now:
            await self._sleep(start - now)


def origin_of(url: str) -> str:
    """Scheme, host and port of a URL, without a login."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()


def is_this_machine(url: str) -> bool:
    """Does the address name this very machine (loopback)? Then nobody need be spared."""
    host = urlsplit(url if "://" in url else f"https://{url}").hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.") or host.endswith(".localhost")


def blocked_patterns() -> list[str]:
    """Patterns (`*` is any text) of analytics and advertising addresses, as CDP's Network.setBlockedURLs takes them."""
    listed: dict[str, list[str]] = yaml.safe_load(files(__package__ or "").joinpath("analytics.yaml").read_text("utf-8"))
    addresses = [address for group in listed.values() for address in group]
    return [f"*://{prefix}{address if '/' in address else address + '/*'}" for address in addresses for prefix in ("", "*.")]
