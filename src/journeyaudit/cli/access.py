"""Options that several commands share: how the site is reached, and how it is treated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from journeyaudit.errors import DefinitionError
from journeyaudit.gather.browser.access import Access
from journeyaudit.gather.guard.politeness import is_this_machine

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)

_DEFAULT_RATE = 2.0

MANNERS = (
    click.option("--page-seconds", type=click.FloatRange(1), default=15, show_default=True, help="Longest wait for one page."),
    click.option(
        "--rate",
        type=click.FloatRange(0),
        default=None,
        help="Page loads a second, 0 for no limit.  [default: 2; no limit for a server on this machine]",
    ),
    click.option("--ignore-robots", is_flag=True, help="Look at pages that robots.txt asks us not to: only on your own site."),
)
ACCESS = (
    click.option("--auth", default="", metavar="USER:PASSWORD", help="Login of a staging site (HTTP authentication)."),
    click.option("--header", "headers", multiple=True, metavar="NAME:VALUE", help="A header to send; may be repeated."),
    click.option("--proxy", default="", metavar="URL", help="A proxy for the browser."),
    click.option("--insecure", is_flag=True, help="Accept broken certificates: staging sites only."),
    click.option("--storage-state", type=FILE, help="Cookies and storage of a customer, as Playwright saves them."),
    click.option("--browser", default="", metavar="PATH", help="The Chromium or Chrome to use."),
)


def with_options(*groups: Sequence[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """A decorator that gives a command every option of the groups, in their order."""

    def add(command: Any) -> Any:
        for option in reversed([o for group in groups for o in group]):
            command = option(command)
        return command

    return add


def rate_of(given: float | None, address: str) -> float:
    """Page loads a second: as given, else none at all for this very machine and a polite two elsewhere."""
    if given is not None:
        return given
    return 0.0 if is_this_machine(address) else _DEFAULT_RATE


def access_of(given: dict[str, Any]) -> Access:
    """What the options of ACCESS say; DefinitionError JA109 for a header that is none."""
    headers: dict[str, str] = {}
    for header in given["headers"]:
        name, colon, value = header.partition(":")
        if not colon or not name.strip():
            raise DefinitionError(
                "a header is written NAME:VALUE", where="--header", remedy="for example --header 'X-Staging: yes'", code="JA109"
            )
        headers[name.strip()] = value.strip()
    return Access(auth=given["auth"], headers=headers, proxy=given["proxy"], storage_state=given["storage_state"])
