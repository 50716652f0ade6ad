"""Which browser is taken, and what is said when there is none."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from journeyaudit.errors import GatherError
from journeyaudit.gather.browser.start import Browser, agent_of, find_browser, start_browser

VERSION = "123.0.4567.89"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any browser: nothing named, no Playwright build."""
    monkeypatch.delenv("JOURNEYAUDIT_BROWSER", raising=False)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    return tmp_path


def installed(path: Path, says: str = f"Chromium {VERSION} built on nothing") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)
    return path


def found(machine: Path, named: str = "") -> Browser:
    return find_browser(named, folders=str(machine / "bin"))


def test_a_machine_without_a_browser_is_told_in_one_line_what_to_run(machine: Path) -> None:
    with pytest.raises(GatherError, match="JA201") as caught:
        found(machine)
    assert "apt-get install -y chromium-headless-shell" in caught.value.remedy
    assert "\n" not in caught.value.remedy


def test_each_browser_gives_way_to_the_one_before_it(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds: list[str] = []
    for path in (
        "bin/chromium",
        "bin/chromium-headless-shell",
        "bin/google-chrome",
        "playwright/chromium-1200/chrome-linux64/chrome",
        "playwright/chromium_headless_shell-1200/chrome-headless-shell-linux64/chrome-headless-shell",
    ):
        installed(machine / path)
        browser = found(machine)
        assert browser.path == str(machine / path)
        kinds.append(browser.kind)
    assert kinds == ["chromium", "headless-shell", "chrome", "playwright", "playwright"]

    monkeypatch.setenv("JOURNEYAUDIT_BROWSER", str(installed(machine / "mine")))
    assert found(machine) == Browser(
        path=str(machine / "mine"),
        kind="named",
        rule="named by JOURNEYAUDIT_BROWSER",
        version=VERSION,
    )
    assert found(machine, str(installed(machine / "other"))).path == str(machine / "other")


def test_the_newest_playwright_build_is_taken(machine: Path) -> None:
    for revision in ("990", "1200"):
        installed(machine / f"playwright/chromium-{revision}/chrome-linux/chrome")

    assert "chromium-1200" in found(machine).path


def test_a_program_that_is_no_browser_is_passed_over(machine: Path) -> None:
    installed(machine / "bin/chromium-headless-shell", says="Command not found; install the snap")
    installed(machine / "bin/chromium")

    assert found(machine).kind == "chromium"


def test_a_named_browser_that_is_not_there_is_an_error_and_no_other_is_taken(machine: Path) -> None:
    installed(machine / "bin/chromium")

    with pytest.raises(GatherError, match=r"JA202 there is no program '/nowhere/chrome', the browser named by option"):
        found(machine, "/nowhere/chrome")


async def agent_and_sandbox(user: int) -> tuple[str, str]:
    async with async_playwright() as playwright:
        started = await start_browser(playwright.chromium, find_browser(), user=lambda: user)
        try:
            return await agent_of(started.browser), started.sandbox
        finally:
            await started.browser.close()


def test_as_root_the_browser_runs_without_a_sandbox_and_says_so() -> None:
    agent, sandbox = asyncio.run(agent_and_sandbox(user=0))

    assert "Chrome/" in agent
    assert sandbox == "off: running as root"


def test_where_no_sandbox_can_be_had_the_browser_starts_all_the_same_and_says_so() -> None:
    _, sandbox = asyncio.run(agent_and_sandbox(user=1000))

    assert sandbox in ("on", "off: this system does not let a program set one up")


def test_a_browser_that_dies_at_once_is_reported_by_its_path(machine: Path) -> None:
    dead = installed(machine / "bin/chromium")

    async def start() -> None:
        async with async_playwright() as playwright:
            await start_browser(playwright.chromium, found(machine))

    with pytest.raises(GatherError, match=f"{dead}: JA202 the browser does not start"):
        asyncio.run(start())
