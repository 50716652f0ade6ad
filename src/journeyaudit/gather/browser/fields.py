"""The fields of the page that a lane shows, read in one call."""

from __future__ import annotations

import asyncio

import msgspec
from playwright.async_api import Error as PlaywrightError

from journeyaudit.gather.browser.faults import fault_of
from journeyaudit.gather.browser.lane import Lane, LostPage
from journeyaudit.gather.browser.page import fields_script
from journeyaudit.model.blank import Blanks, decode_blanks
from journeyaudit.model.graph import Fault


async def blanks_of(lane: Lane, key: str, seconds: float) -> Blanks:
    """The fields of the page, and what pressing the control with this key sends ("": no control).

    LostPage if the page does not answer in so many seconds, is gone, or its scripts disturb what is read.
    """
    try:
        raw = await asyncio.wait_for(lane.page.evaluate(fields_script(), key), seconds)
        return decode_blanks(str(raw).encode("utf-8", "replace"))
    except TimeoutError:
        raise LostPage(Fault(kind="timeout", detail="the page does not answer while its fields are read")) from None
    except msgspec.MsgspecError as error:
        raise LostPage(Fault(kind="unreadable", detail=f"the page's scripts disturb its reading ({error})")) from error
    except PlaywrightError as error:
        raise LostPage(fault_of(error)) from error
