"""Pictures of what a customer sees, with the control in question outlined. Only of what a report shows: a picture costs 45 ms."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from journeyaudit.gather.browser.lane import Place
from journeyaudit.gather.browser.page import outline_script

_QUALITY = 72
_SECONDS = 8.0


async def picture(page: Page, outlined: Sequence[Place] = ()) -> bytes | None:
    """JPEG of the viewport, each place outlined; None if the page cannot be drawn in time (the finding then stands without a
    picture).
    """
    boxes = [[p.left, p.top, p.width, p.height] for p in outlined]
    try:
        if boxes:
            await asyncio.wait_for(page.evaluate(outline_script(), [boxes, True]), _SECONDS)
        shot = await page.screenshot(
            type="jpeg", quality=_QUALITY, scale="css", animations="allow", caret="hide", timeout=_SECONDS * 1000
        )
        if boxes:
            await asyncio.wait_for(page.evaluate(outline_script(), [[], False]), _SECONDS)
    except (TimeoutError, PlaywrightError):
        return None
    return shot
