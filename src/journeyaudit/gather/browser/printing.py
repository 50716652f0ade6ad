"""Prints a report to PDF with the browser that is there anyway."""

from __future__ import annotations

import asyncio
import re

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright

from journeyaudit.errors import GatherError
from journeyaudit.gather.browser.start import find_browser, start_browser

_MILLISECONDS = 120_000
_STAMP = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}")


def print_pdf(html: str, stamp: str, browser: str = "") -> bytes:
    """`html` as a PDF. Nothing is fetched: the text must hold all it shows. `stamp` is the time written into the file, so that
    equal reports give equal files; ISO 8601. GatherError if no browser is found or it cannot print.
    """
    return asyncio.run(_print(html, stamp, browser))


async def _print(html: str, stamp: str, named: str) -> bytes:
    found = find_browser(named)
    async with async_playwright() as playwright:
        started = await start_browser(playwright.chromium, found)
        try:
            context = await started.browser.new_context(offline=True)
            page = await context.new_page()
            await page.set_content(html, wait_until="load", timeout=_MILLISECONDS)
            printed = await page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
        except PlaywrightError as error:
            raise GatherError(
                f"the browser could not print the report: {error.message.partition(chr(10))[0]}",
                where=found.path,
                code="JA205",
                remedy="choose another browser with JOURNEYAUDIT_BROWSER, or print report.html from your own",
            ) from error
        finally:
            await started.browser.close()
    digits = (re.sub(r"\D", "", stamp)[:14].ljust(14, "0")).encode()
    return _STAMP.sub(rb"\g<1>" + digits, printed)
