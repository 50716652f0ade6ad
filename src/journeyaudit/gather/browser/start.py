"""Finds the browser and starts it. Its sandbox stays on wherever the system lets it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.async_api import Browser as StartedBrowser
from playwright.async_api import BrowserType, ProxySettings, async_playwright
from playwright.async_api import Error as PlaywrightError

from journeyaudit.errors import GatherError
from journeyaudit.gather.browser.devtools import send
from journeyaudit.model.strict import Strict

Kind = Literal["named", "playwright", "chrome", "headless-shell", "chromium"]

VARIABLE = "JOURNEYAUDIT_BROWSER"
REMEDY = "run `sudo apt-get install -y chromium-headless-shell fonts-liberation` (or `make browser` in the project's folder)"

#: Searched beside PATH, which a cron job keeps short.
_FOLDERS = ("/usr/bin", "/usr/local/bin", "/opt/google/chrome", "/snap/bin")

#: The headless shell is 1.4 times as fast as the full browser, so it comes first within each kind.
_SYSTEM: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("chrome", ("google-chrome-stable", "google-chrome")),
    ("headless-shell", ("chromium-headless-shell", "chrome-headless-shell")),
    ("chromium", ("chromium", "chromium-browser")),
)
_PLAYWRIGHT_BUILDS = (
    "chromium_headless_shell-*/chrome-*/*headless*shell",
    "chromium-*/chrome-*/chrome",
)

_START_MILLISECONDS = 30_000
_NO_SANDBOX = "sandboxing failed"  # how Playwright puts it

#: What Playwright does not already pass (it turns background traffic, sync, translation and first-run pages off by itself).
_ARGUMENTS = (
    "--disable-gpu",  # no display: the software path is reached without trying
    "--disable-site-isolation-trials",  # frames of other sites stay in the page's own target, where the guard sees them
    "--disable-domain-reliability",  # no reports to the browser's maker
    "--no-pings",  # no <a ping> tracking while links are tried
    "--font-render-hinting=none",  # equal text widths on every machine
)


class Browser(Strict):
    """A browser that can be started. `rule` says in words why this one was taken."""

    path: str
    kind: Kind
    rule: str
    version: str


class Started(NamedTuple):
    """A running browser, and whether its sandbox is on ("on", or "off: " and why)."""

    browser: StartedBrowser
    sandbox: str


def find_browser(named: str = "", *, folders: str | None = None, visible: bool = False) -> Browser:
    """The browser to use: named by option or environment, Playwright's own, Chrome, the system's headless shell, its Chromium.

    `named` is a path or a command. `folders` replaces the folders searched for commands (written as PATH is).
    `visible`: one that can show a window.
    GatherError JA201 if there is none, JA202 if the named one is not there or does not answer.
    """
    asked = named or os.environ.get(VARIABLE, "")
    if asked:
        return _named(asked, "named by option" if named else f"named by {VARIABLE}")
    for kind, path, rule in _candidates(folders):
        if visible and (kind == "headless-shell" or "headless" in Path(path).name):
            continue
        version = _version_of(path)
        if version:
            return Browser(path=path, kind=kind, rule=rule, version=version)
    raise GatherError("no Chromium or Chrome was found on this machine", code="JA201", remedy=REMEDY)


def launch_arguments() -> list[str]:
    """Switches for a deterministic, quiet and fast browser, in addition to Playwright's own."""
    return list(_ARGUMENTS)


async def start_browser(
    chromium: BrowserType,
    browser: Browser,
    *,
    proxy: ProxySettings | None = None,
    user: Callable[[], int] = os.geteuid,
) -> Started:
    """Starts it headless. As root, or where the system offers no sandbox, it runs without one, and `Started.sandbox` says so.

    GatherError JA202 if it does not start.
    """

    async def start(sandbox: bool) -> StartedBrowser:
        return await chromium.launch(
            executable_path=browser.path,
            args=launch_arguments(),
            chromium_sandbox=sandbox,
            headless=True,
            proxy=proxy,
            timeout=_START_MILLISECONDS,
        )

    why_not = sandbox_off(user)
    try:
        return Started(await start(not why_not), f"off: {why_not}" if why_not else "on")
    except PlaywrightError as error:
        if why_not or _NO_SANDBOX not in error.message:
            raise _does_not_start(browser.path, _first_line(error.message)) from error
    try:
        return Started(await start(False), "off: this system does not let a program set one up")
    except PlaywrightError as error:
        raise _does_not_start(browser.path, _first_line(error.message)) from error


def sandbox_off(user: Callable[[], int] = os.geteuid) -> str:
    """Why the sandbox cannot be on, "" if it can: Chromium refuses to set one up as root."""
    return "running as root" if user() == 0 else ""


async def try_browser(browser: Browser) -> str:
    """Starts the browser, has it draw a page, ends it; gives `Started.sandbox`. GatherError JA202 if it cannot."""
    async with async_playwright() as playwright:
        started = await start_browser(playwright.chromium, browser)
        try:
            page = await started.browser.new_page()
            await page.goto("data:text/html,<title>drawn</title>")
            if await page.title() != "drawn":
                raise _does_not_start(browser.path, "it started but drew nothing")
        except PlaywrightError as error:
            raise _does_not_start(browser.path, _first_line(error.message)) from error
        finally:
            await started.browser.close()
    return started.sandbox


async def agent_of(browser: StartedBrowser) -> str:
    """The user agent that this browser sends by itself."""
    session = await browser.new_browser_cdp_session()
    try:
        # Playwright types a CDP answer as a bare dict.
        version = await send(session, "Browser.getVersion")
        return version["userAgent"]
    finally:
        await session.detach()


def _named(asked: str, rule: str) -> Browser:
    path = shutil.which(os.path.expanduser(asked))
    if path is None:
        raise GatherError(
            f"there is no program {asked!r}, the browser {rule}",
            code="JA202",
            remedy="name the path of a Chromium or Chrome",
        )
    version = _version_of(path)
    if not version:
        raise _does_not_start(path, "it did not tell its version")
    return Browser(path=path, kind="named", rule=rule, version=version)


def _candidates(folders: str | None) -> Iterator[tuple[Kind, str, str]]:
    for path in _playwright_builds():
        yield "playwright", str(path), "Playwright's own build"
    searched = folders if folders is not None else os.pathsep.join((os.environ.get("PATH", ""), *_FOLDERS))
    for kind, names in _SYSTEM:
        for name in names:
            path = shutil.which(name, path=searched)
            if path:
                yield kind, path, f"found on this system as {name}"


def _playwright_builds() -> Iterator[Path]:
    given = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    folder = Path(given) if given not in ("", "0") else Path.home() / ".cache" / "ms-playwright"
    for pattern in _PLAYWRIGHT_BUILDS:
        builds = [path for path in folder.glob(pattern) if path.is_file() and os.access(path, os.X_OK)]
        yield from sorted(builds, key=_revision, reverse=True)


def _revision(path: Path) -> int:
    found = re.search(r"-(\d+)$", path.parent.parent.name)
    return int(found[1]) if found else 0


def _version_of(path: str) -> str:
    """Its version, "" if the program does not answer like a browser."""
    try:
        told = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"\d+(?:\.\d+){2,}", told)
    return found[0] if found else ""


def _does_not_start(path: str, detail: str) -> GatherError:
    remedy = f"name another one with {VARIABLE}, or {REMEDY}"
    return GatherError(f"the browser does not start: {detail}", where=path, code="JA202", remedy=remedy)


def _first_line(message: str) -> str:
    return message.strip().partition("\n")[0]
