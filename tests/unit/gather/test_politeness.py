"""What robots.txt forbids is not loaded, and nobody is hurried."""

from __future__ import annotations

import asyncio
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.gather.guard.politeness import Pace, Robots, blocked_patterns, origin_of

SHOP = "https://shop.example"


class Site:
    """Answers for robots.txt, and remembers what was asked."""

    def __init__(self, status: int = 200, text: str = "") -> None:
        self.status, self.text = status, text
        self.asked: list[str] = []

    async def fetch(self, url: str) -> tuple[int, str]:
        self.asked.append(url)
        await asyncio.sleep(0)
        return self.status, self.text


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


def refusal(site: Site, path: str) -> str:
    return asyncio.run(Robots(site.fetch).refusal(SHOP + path))


def test_a_path_disallowed_to_everybody_is_refused() -> None:
    site = Site(text="User-agent: *\nDisallow: /private\nAllow: /private/open\n")

    assert refusal(site, "/private/a") == "robots.txt of the site disallows it"
    assert refusal(site, "/private/open") == ""
    assert refusal(site, "/contact") == ""


def test_rules_for_us_replace_the_rules_for_everybody() -> None:
    site = Site(text="User-agent: *\nDisallow: /\n\nUser-agent: JourneyAudit\nDisallow: /basket\n")

    assert refusal(site, "/contact") == ""
    assert refusal(site, "/basket") != ""


def test_a_byte_order_mark_does_not_hide_the_first_rule() -> None:
    assert refusal(Site(text="\ufeffUser-agent: *\nDisallow: /\n"), "/") != ""


@pytest.mark.parametrize(("status", "told"), [(500, "HTTP 500"), (503, "HTTP 503"), (0, "no answer")])
def test_a_site_that_cannot_tell_its_rules_is_closed(status: int, told: str) -> None:
    assert told in refusal(Site(status, "User-agent: *\nAllow: /"), "/")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_a_site_without_rules_is_open(status: int) -> None:
    assert refusal(Site(status, "User-agent: *\nDisallow: /"), "/") == ""


def test_what_comes_after_500_kibibytes_is_not_read() -> None:
    early = "User-agent: *\nDisallow: /early\n"
    site = Site(text=early + "#" * (500 * 1024) + "\nDisallow: /late\n")

    assert refusal(site, "/early") != ""
    assert refusal(site, "/late") == ""


def test_robots_txt_is_asked_for_once_however_many_lanes_ask_and_again_after_a_day() -> None:
    site, clock = Site(), Clock()
    robots = Robots(site.fetch, clock=clock)

    async def two_days() -> list[int]:
        asked: list[int] = []
        for _ in range(2):
            await asyncio.gather(*(robots.refusal(f"{SHOP}/{page}") for page in range(5)))
            asked.append(len(site.asked))
            clock.time += 24 * 3600 + 1
        return asked

    assert asyncio.run(two_days()) == [1, 2]
    assert set(site.asked) == {f"{SHOP}/robots.txt"}


@pytest.mark.parametrize(
    ("line", "seconds"),
    [("Crawl-delay: 4", 4.0), ("Crawl-delay: 600", 10.0), ("Crawl-delay: soon", 0.0), ("", 0.0)],
)
def test_a_crawl_delay_is_kept_up_to_ten_seconds(line: str, seconds: float) -> None:
    site = Site(text=f"User-agent: *\n{line}\nDisallow: /x\n")

    assert asyncio.run(Robots(site.fetch).delay(SHOP)) == seconds


@given(st.text())
def test_no_robots_txt_breaks_the_audit(text: str) -> None:
    asyncio.run(Robots(Site(text=text).fetch).refusal(SHOP + "/a"))


def starts(rate: float, urls: list[str], delay: float = 0.0) -> list[float]:
    """When each page load begins, all lanes asking at once."""
    clock = Clock()
    began: list[float] = []

    async def remember(seconds: float) -> None:
        began.append(seconds)

    async def lanes() -> None:
        pace = Pace(rate, clock=clock, sleep=remember)
        await asyncio.gather(*(pace.turn(url, delay) for url in urls))

    asyncio.run(lanes())
    return began


def test_lanes_share_one_rate_per_origin() -> None:
    assert starts(2.0, [f"{SHOP}/{page}" for page in range(4)]) == [0.5, 1.0, 1.5]  # the first does not wait


def test_another_origin_has_a_rate_of_its_own() -> None:
    assert starts(2.0, [SHOP, "https://help.example"]) == []


def test_the_slower_of_our_rate_and_the_sites_wish_counts() -> None:
    assert starts(2.0, [SHOP, SHOP], delay=3.0) == [3.0]
    assert starts(0.0, [SHOP, SHOP], delay=3.0) == [3.0]


def test_no_rate_means_no_waiting() -> None:
    assert starts(0.0, [SHOP] * 5) == []


def test_the_pace_does_not_save_up_turns_while_nobody_asks() -> None:
    clock = Clock()
    pace = Pace(1.0, clock=clock, sleep=clock.sleep)

    async def visit() -> None:
        await pace.turn(SHOP)
        clock.time = 100.0
        await pace.turn(SHOP)
        await pace.turn(SHOP)

    asyncio.run(visit())
    assert clock.time == 101.0


def test_a_login_in_the_address_is_no_part_of_the_origin() -> None:
    assert origin_of("https://user:pw@Shop.example:8443/a?b") == "https://shop.example:8443"


def blocked(url: str) -> bool:
    return any(fnmatchcase(url, pattern) for pattern in blocked_patterns())


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google-analytics.com/g/collect?v=2",
        "https://region1.google-analytics.com/g/collect",
        "https://www.googletagmanager.com/gtag/js?id=G-1",
        "https://connect.facebook.net/en_US/fbevents.js",
        "https://www.facebook.com/tr?id=1",
        "https://static.hotjar.com/c/hotjar-1.js",
        "https://bat.bing.com/bat.js",
        "https://securepubads.g.doubleclick.net/tag/js/gpt.js",
    ],
)
def test_analytics_and_advertising_are_blocked(url: str) -> None:
    assert blocked(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://widget.intercom.io/widget/a",
        "https://static.zdassets.com/ekr/snippet.js",
        "https://code.tidio.co/a.js",
        "https://embed.tawk.to/a/b",
        "https://connect.facebook.net/en_US/sdk/xfbml.customerchat.js",
        "https://js.hs-scripts.com/1.js",
        "https://www.googletagmanager.com/gtm.js?id=GTM-1",
        "https://cdn.cookielaw.org/scripttemplates/otSDKStub.js",
        "https://consent.cookiebot.com/uc.js",
        "https://www.google.com/maps/embed",
        "https://www.facebook.com/shop",
        "https://www.facebook.com/share.php?u=x",
        "https://shop.example/contact",
    ],
)
def test_what_a_customer_would_miss_is_never_blocked(url: str) -> None:
    assert not blocked(url)
