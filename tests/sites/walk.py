"""Walks a claimed route with a bare browser, independent of journeyaudit: proof that the generator's truth can be had."""

from __future__ import annotations

from lxml import etree
from playwright.sync_api import Error, Frame, Locator, Page, TimeoutError

from tests.sites.abstract import Move, Shown
from tests.sites.generator import Cell, Site

PATIENCE = 4000
HOVERED = ("css-hover", "js-hover")


class Astray(Exception):
    """The route cannot be walked: at which move, and why."""


def walk(page: Page, origin: str, site: Site, cell: Cell) -> None:
    """Opens the start page of `cell` (start, device, channel), makes every move of its route and finds the channel, or Astray."""
    route = site.routes[cell]
    page.goto(origin + ({"home": "/"} | site.start_pages)[cell[0]])
    _consent(page, site)
    for move in route.moves:
        page = _move(page, origin, site, move)
    _look(page, route.shown)


def _consent(page: Page, site: Site) -> None:
    if "consent:none" in site.features or page.context.cookies():
        return
    page.locator("[data-consent=all]").first.click()


def _frames(page: Page) -> list[Frame]:
    """The page itself first, then its frames (pictures of other origins have none)."""
    return [frame for frame in page.frames if not frame.is_detached()]


def _first(page: Page, selector: str, why: str) -> Locator:
    """The first visible match, in the page or in a frame of it."""
    page.wait_for_load_state("load")
    for _ in range(2):
        for frame in _frames(page):
            found = frame.locator(selector).filter(visible=True).first
            try:
                found.wait_for(timeout=PATIENCE / 2)
            except (TimeoutError, Error):
                continue
            return found
    raise Astray(f"{why}: nothing visible matches {selector}")


def _move(page: Page, origin: str, site: Site, move: Move) -> Page:
    if move.opened:
        _open(page, site, move)
        return page
    return _follow(page, origin, site, move)


def _open(page: Page, site: Site, move: Move) -> None:
    key = site.keys[move.page, move.opened]
    if move.kind in HOVERED and not move.clicks:
        _first(page, f".drop:has(> #{key}) > button, .js-drop:has(> #{key}) > button", str(move)).hover()
    if not move.clicks:
        return
    openers = (
        f'[data-arg="{key}"]:not(.shut)',
        f"[onclick*=\"'{key}'\"]:not(.shut)",
        f'[for="{key}-box"]',
        f'[href="#{key}"]',
        f'[popovertarget="{key}"]',
        f"[href*=\"'{key}'\"]",
        f"#{key} > summary",
        f'[data-into="{key}"]',
        f".drop:has(> #{key}) > button",
    )
    _click(_first(page, ", ".join(openers), str(move)), move)


def _click(control: Locator, move: Move) -> None:
    try:
        control.click(timeout=PATIENCE)
    except (TimeoutError, Error) as error:
        raise Astray(f"{move}: {error}") from error


def _follow(page: Page, origin: str, site: Site, move: Move) -> Page:
    path = site.paths[move.target]
    hrefs = [path, origin + path, path + "#content"]
    ways = [f'a[href="{href}"]:not([style]):not([inert] a):not(.flat)' for href in hrefs]
    ways += [f'a.flat[href="{path}"] span', f'[data-arg="{path}"]', f"[onclick*=\"'{path}'\"]", f"a[href*=\"'{path}'\"]"]
    if "redirect" in move.kind:
        ways = [f'a[href^="/{folder}/"]:text-is("{move.label}")' for folder in ("go", "jump")]
    control = _first(page, ", ".join(ways), str(move))
    if move.kind in ("window-open", "blank"):
        with page.expect_popup() as popup:
            _click(control, move)
        page = popup.value
    else:
        _click(control, move)
    try:
        page.wait_for_url(
            lambda url: url.removeprefix(origin).split("#content")[0] == path or url == origin + path, timeout=PATIENCE
        )
    except TimeoutError as error:
        raise Astray(f"{move}: at {page.url} instead of {path}") from error
    return page


def _look(page: Page, shown: Shown) -> None:
    body = etree.HTML(shown.html)[0]
    forms = [form.get("action") for form in body.iter("form")]
    shields = [link.get("data-cfemail") for link in body.iter("a") if link.get("data-cfemail")]
    hrefs = [link.get("href") for link in body.iter("a")]
    if forms:
        selector = f'form[action="{forms[0]}"]'
    elif "chat" in shown.counts:
        selector = ".chat-launcher"
    elif shields:
        selector = f'[data-cfemail="{shields[0]}"]:has-text("{shown.value}")'
    elif hrefs:
        selector = f'a[href="{hrefs[0]}"]'
    else:
        last = body[-1]
        selector = f'{last.tag}:has-text("{" ".join("".join(str(text) for text in last.itertext()).split())}")'
    _first(page, selector, f"end of the route to {shown.counts}").scroll_into_view_if_needed(timeout=PATIENCE)
