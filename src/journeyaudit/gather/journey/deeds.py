"""What each kind of step does to a page. Every deed is bounded by its deadline and fails in words."""

from __future__ import annotations

import asyncio
import re

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator, Page

from journeyaudit.gather.journey.targets import Deadline
from journeyaudit.model.snapshot import Device

_LONGEST_READ = 2000
_OPTIONS = "list => list.options ? [...list.options].slice(0, 40).map((one) => one.label) : null"
#: Where a finger must come down on a page that is wider than the telephone's screen and panned; null on any other page, and where
#: something lies over the element.
_PANNED = """one => {
  if (window !== top || innerWidth <= visualViewport.width + 1) return null;
  one.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const box = one.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
  return one.contains(document.elementFromPoint(x, y)) ? [x - visualViewport.offsetLeft, y - visualViewport.offsetTop] : null;
}"""
_FIELD = "one => one.matches('input, select, textarea')"


class Failed(Exception):
    """A deed that could not be done; `reason` says why, `candidates` what could have been meant."""

    def __init__(self, reason: str, candidates: tuple[str, ...] = ()) -> None:
        self.reason, self.candidates = reason, candidates
        super().__init__(reason)


async def click(locator: Locator, device: Device, deadline: Deadline) -> None:
    """A real click, a tap on mobile, once the element stands still and nothing lies over it."""
    try:
        if device == "mobile":
            await _tap(locator, deadline)
        else:
            await locator.click(timeout=deadline.left * 1000)
    except PlaywrightError as error:
        raise Failed(_explained(error)) from error


async def _tap(locator: Locator, deadline: Deadline) -> None:
    await locator.wait_for(state="visible", timeout=deadline.left * 1000)
    # Playwright takes the page's own view for the screen, and would miss.
    if (point := await locator.evaluate(_PANNED, timeout=deadline.left * 1000)) is not None:
        await locator.page.touchscreen.tap(*point)
    else:
        await locator.tap(timeout=deadline.left * 1000)


async def fill(locator: Locator, value: str, deadline: Deadline) -> None:
    """Replaces what is in a field."""
    try:
        await locator.fill(value, timeout=deadline.left * 1000)
    except PlaywrightError as error:
        raise Failed(_explained(error)) from error


async def select(locator: Locator, option: str, deadline: Deadline) -> None:
    """Chooses by label or value. Options that come late are waited for."""
    try:
        await locator.select_option(option, timeout=deadline.left * 1000)
    except PlaywrightError as error:
        options = await _options(locator)
        if options is None:
            raise Failed("it is no list to choose from: click it, then click the option") from error
        raise Failed(f"it has no option “{option}”", tuple(f"option “{one}”" for one in options if one)[:8]) from error


async def press(page: Page, locator: Locator | None, key: str, deadline: Deadline) -> None:
    """Presses a key on an element, or wherever the focus is."""
    try:
        if locator is not None:
            await locator.press(key, timeout=deadline.left * 1000)
        else:
            await asyncio.wait_for(page.keyboard.press(key), deadline.left)
    except TimeoutError:
        raise Failed("the page does not answer to the key") from None
    except PlaywrightError as error:
        raise Failed(_explained(error)) from error


async def read(locator: Locator, deadline: Deadline) -> str:
    """The content of a field, or the visible text of anything else, in one line."""
    try:
        if await asyncio.wait_for(locator.evaluate(_FIELD), deadline.left):
            found = await locator.input_value(timeout=deadline.left * 1000)
        else:
            found = await locator.inner_text(timeout=deadline.left * 1000)
    except (TimeoutError, PlaywrightError) as error:
        raise Failed("it went away while it was read") from error
    return re.sub(r"\s+", " ", found).strip()[:_LONGEST_READ]


async def _options(locator: Locator) -> list[str] | None:
    try:
        return await locator.evaluate(_OPTIONS, timeout=1000)
    except PlaywrightError:
        return None


def _explained(error: PlaywrightError) -> str:
    """Why the browser would not do it, in a sentence. What its log repeats is told once."""
    text = str(error)
    over = re.search(r"(<[^>]{1,120}>).{0,200}intercepts pointer events", text)
    for pattern, told in (
        (r"intercepts pointer events", f"something lies over it: {over[1]}" if over else "something lies over it"),
        (r"element is not enabled", "it is disabled"),
        (r"element is not editable", "it cannot be typed into: it is read-only"),
        (r"is not an <input>", "it is no field that can be typed into"),
        (r"element is not stable", "it keeps moving"),
        (r"element is outside of the viewport", "it cannot be brought into view"),
        (r"element was detached|not attached", "it went away the moment it was used"),
        (r"Unknown key", "there is no such key: write Enter, Tab, Escape, ArrowDown, a, Control+A…"),
        (r"Malformed value|Cannot type text", "the field does not take this value: a date is 2026-11-19, a number 12.5"),
        (r"Timeout", "it could not be used in time"),
    ):
        if re.search(pattern, text):
            return told
    return (text.splitlines() or ["no reason given"])[0][:200]
