"""`journeyaudit doctor`: what this machine has, what it lacks, and the one line to run."""

from __future__ import annotations

import asyncio
import platform
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from journeyaudit import __version__
from journeyaudit.definitions.shipped import folder
from journeyaudit.errors import JourneyAuditError
from journeyaudit.gather.browser.start import find_browser, try_browser
from journeyaudit.model.strict import Strict

State = Literal["ok", "advice", "missing"]

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_MARKS: dict[State, tuple[str, str]] = {"ok": ("ok", "green"), "advice": ("note", "yellow"), "missing": ("missing", "red")}


class Item(Strict):
    """One thing looked at. `remedy` is the one line to run or do, "" where nothing is wanting."""

    name: str
    state: State
    found: str
    remedy: str = ""


class Diagnosis(Strict):
    """Everything that was looked at. `ready`: an audit can run here."""

    ready: bool
    items: tuple[Item, ...]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the diagnosis as JSON.")
@click.option("--browser", "named", default="", metavar="PATH", help="Look at this browser instead of searching for one.")
@click.pass_context
def doctor(context: click.Context, as_json: bool, named: str) -> None:
    """Show what was found on this machine, and what is missing.

    Exit status 2 if an audit cannot run here.
    """
    diagnosis = diagnose(named)
    if as_json:
        click.echo(diagnosis.model_dump_json(indent=2))
    else:
        _show(diagnosis)
    context.exit(0 if diagnosis.ready else 2)


def diagnose(named: str = "") -> Diagnosis:
    """Looks at the machine; starts the browser once to prove that it works."""
    items = (
        Item(name="journeyaudit", state="ok", found=f"{__version__} in {Path(__file__).parent.parent}"),
        Item(name="Python", state="ok", found=f"{platform.python_version()} ({sys.executable})"),
        Item(name="Playwright", state="ok", found=version("playwright")),
        *_browser(named),
        _fonts(),
        _writing(),
        *_definitions(),
    )
    return Diagnosis(ready=all(item.state != "missing" for item in items), items=items)


def _browser(named: str) -> Iterator[Item]:
    try:
        browser = find_browser(named)
        yield Item(name="Browser", state="ok", found=f"{browser.version} at {browser.path} ({browser.rule})")
        sandbox = asyncio.run(try_browser(browser))
    except JourneyAuditError as error:
        yield Item(name="Browser", state="missing", found=error.message, remedy=error.remedy)
        return
    yield Item(name="Browser drew a page", state="ok", found="yes")
    if sandbox == "on":
        yield Item(name="Sandbox", state="ok", found="on")
        return
    yield Item(name="Sandbox", state="advice", found=sandbox, remedy="audit sites that you do not trust as an ordinary user")


def _fonts() -> Item:
    name = "Fonts"
    for place in _FONT_FOLDERS:
        for path in Path(place).expanduser().rglob("LiberationSans-Regular.*"):
            return Item(name=name, state="ok", found=f"Liberation, {path.parent}")
    return Item(
        name=name,
        state="advice",
        found="the Liberation fonts are not installed: pictures and layout differ from other machines",
        remedy="run `sudo apt-get install -y fonts-liberation`",
    )


def _writing() -> Item:
    name = "Write access"
    try:
        with tempfile.TemporaryFile(dir="."):
            return Item(name=name, state="ok", found=str(Path.cwd()))
    except OSError as error:
        detail = f"cannot write in this folder: {error.strerror or error}"
        return Item(name=name, state="advice", found=detail, remedy="choose another folder with --out")


def _definitions() -> Iterator[Item]:
    shipped: tuple[tuple[Literal["checks", "reports"], str], ...] = (("checks", "Checks"), ("reports", "Report templates"))
    for name, noun in shipped:
        try:
            found = folder(name)
        except JourneyAuditError as error:
            yield Item(name=noun, state="missing", found=error.message, remedy=error.remedy)
            continue
        yield Item(name=noun, state="ok", found=str(found))


def _show(diagnosis: Diagnosis) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for item in diagnosis.items:
        word, colour = _MARKS[item.state]
        table.add_row(Text(word, style=colour), Text(item.name, style="bold"), Text(item.found, overflow="fold"))
        if item.remedy:
            table.add_row("", "", Text(f"what to do: {item.remedy}", style=colour, overflow="fold"))
    console = Console()
    console.print(table)
    console.print("This machine is ready." if diagnosis.ready else "An audit cannot run here yet: see what is missing above.")
