"""Finds on a live page the one thing that a step points at."""

from __future__ import annotations

import asyncio
import time
from typing import Literal

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator, Page

from journeyaudit.gather.browser.lane import Place
from journeyaudit.model.journey import Role, Target
from journeyaudit.model.snapshot import Field

#: What bare words may name: something to activate, a field to fill, or anything at all.
Purpose = Literal["control", "field", "anything"]

_CONTROLS: tuple[Role, ...] = ("button", "link", "tab", "menuitem", "option", "checkbox", "radio", "switch")
_FIELDS: tuple[Role, ...] = ("textbox", "combobox", "searchbox", "spinbutton", "listbox", "slider")
_PAUSE = 0.1
#: A box is asked for when its element is already seen; longer, and it moves for ever.
_BOX_MILLISECONDS = 2000


_NEW_WINDOW = "one => one.closest('a[href]')?.target.toLowerCase() === '_blank'"
_LOOSE_FIELDS = """[...document.querySelectorAll("input:not([type=hidden]),select,textarea")]
  .filter((one) => !one.form && one.checkVisibility()).slice(0, 60)
  .map((one) => [one.localName === "input" ? one.type : one.localName,
    (one.labels?.[0]?.innerText || one.getAttribute("aria-label") || one.placeholder || one.name || "").trim().slice(0, 120)])"""


class NotThere(Exception):
    """Nothing visible matches, or too much does; `reason` says which."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Deadline:
    """The moment at which a step's time is up."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds; never quite none, so that what is there already is still met."""
        return max(0.05, self._at - time.monotonic())

    @property
    def over(self) -> bool:
        return time.monotonic() >= self._at


async def find(page: Page, wanted: str | Target, purpose: Purpose, deadline: Deadline) -> Locator:
    """The one visible element that is meant, waited for. NotThere when the time is up."""
    while True:
        try:
            found = await _found(page, wanted, purpose)
        except PlaywrightError as error:
            if "while parsing" in str(error) or "is not a valid selector" in str(error):
                raise NotThere("the CSS selector is not valid") from error
            found = NotThere("the page went away while it was looked for")
        if isinstance(found, Locator):
            return found
        if deadline.over:
            raise found
        await asyncio.sleep(_PAUSE)


async def fields_of(page: Page) -> list[Field]:
    """The fields that lie in no form, which a snapshot does not list; [] if the page cannot be asked."""
    try:
        found: list[list[str]] = await asyncio.wait_for(page.evaluate(_LOOSE_FIELDS), _BOX_MILLISECONDS / 1000)
    except (TimeoutError, PlaywrightError):
        return []
    return [Field(type=kind, label=label) for kind, label in found]


async def count(page: Page, wanted: str | Target) -> int:
    """How many visible elements match."""
    for rung in _ladder(page, wanted, "control"):
        number = await rung.filter(visible=True).count()
        if number:
            return number
    return 0


async def opens_window(locator: Locator) -> bool:
    """Is it a link to a new window? What a script opens cannot be known beforehand."""
    try:
        return await locator.evaluate(_NEW_WINDOW, timeout=_BOX_MILLISECONDS)
    except PlaywrightError:
        return False


async def place_of(locator: Locator) -> Place | None:
    """Brings an element into view; where it is then."""
    try:
        await locator.scroll_into_view_if_needed(timeout=_BOX_MILLISECONDS)
        box = await locator.bounding_box(timeout=_BOX_MILLISECONDS)
    except PlaywrightError:
        return None
    if box is None:
        return None
    left, top, width, height = box["x"], box["y"], box["width"], box["height"]
    return Place(left + width / 2, top + height / 2, left, top, width, height, reaches=True, name="")


async def _found(page: Page, wanted: str | Target, purpose: Purpose) -> Locator | NotThere:
    hidden, fewer = 0, 0
    nth = wanted.nth if isinstance(wanted, Target) else None
    for rung in _ladder(page, wanted, purpose):
        seen = rung.filter(visible=True)
        number = await seen.count()
        if nth is not None and number >= abs(nth):
            return seen.nth(nth - 1 if nth > 0 else nth)
        if nth is None and number > 1:
            return NotThere(f"{number} on the page match: say which with `exact`, `nth` or `inside`")
        if nth is None and number:
            return seen
        fewer = max(fewer, number)
        hidden += await rung.count() - number
    if fewer:
        return NotThere(f"only {fewer} of them {'is' if fewer == 1 else 'are'} on the page")
    return NotThere("it is on the page, but not visible" if hidden else "it is not on the page")


def _ladder(page: Page | Locator, wanted: str | Target, purpose: Purpose) -> list[Locator]:
    """The ways to read what is wanted, the narrowest first; the first that matches anything visible is meant."""
    if isinstance(wanted, Target):
        exactly = [_marked(page, wanted, exact=True)]
        return exactly if wanted.exact or wanted.css else [*exactly, _marked(page, wanted, exact=False)]
    rungs: list[Locator] = []
    for exact in (True, False):
        if purpose != "field":
            rungs.append(_of_roles(page, _CONTROLS, wanted, exact=exact))
        if purpose != "anything":
            rungs += [page.get_by_label(wanted, exact=exact).and_(_fields(page)), page.get_by_placeholder(wanted, exact=exact)]
            rungs.append(_of_roles(page, _FIELDS, wanted, exact=exact))
        if purpose != "field":
            rungs.append(page.get_by_text(wanted, exact=exact))
    return rungs


def _fields(page: Page | Locator) -> Locator:
    return page.locator("input, select, textarea, [contenteditable]")


def _of_roles(page: Page | Locator, roles: tuple[Role, ...], name: str, *, exact: bool) -> Locator:
    either = page.get_by_role(roles[0], name=name, exact=exact)
    for role in roles[1:]:
        either = either.or_(page.get_by_role(role, name=name, exact=exact))
    return either


def _marked(page: Page | Locator, target: Target, *, exact: bool) -> Locator:
    scope = _inside(page, target.inside) if target.inside else page
    found = _by_mark(scope, target, exact=exact)
    return found.filter(has_text=target.having) if target.having else found


def _inside(page: Page | Locator, target: Target) -> Locator:
    scope = _marked(page, target, exact=target.exact)
    if target.nth is None:
        return scope
    return scope.filter(visible=True).nth(target.nth - 1 if target.nth > 0 else target.nth)


def _by_mark(scope: Page | Locator, target: Target, *, exact: bool) -> Locator:
    if target.role:
        return scope.get_by_role(target.role, name=target.name, exact=exact if target.name else None)
    if target.text:
        return scope.get_by_text(target.text, exact=exact)
    if target.label:
        return scope.get_by_label(target.label, exact=exact)
    if target.placeholder:
        return scope.get_by_placeholder(target.placeholder, exact=exact)
    return scope.locator(target.css or "")
