"""The tables of chat vendors, messengers and social networks, read from the data files beside this module."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, cast

import yaml


class Network(NamedTuple):
    """A messenger or social network: which links lead to somebody there."""

    name: str
    hosts: frozenset[str]
    path: re.Pattern[str] | None
    excluded: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    number: re.Pattern[str] | None


class Vendor(NamedTuple):
    """A chat tool: the origin of its script, its launcher, and whether it is a bot."""

    name: str
    origins: re.Pattern[str]
    account: re.Pattern[str] | None
    launcher: re.Pattern[str]
    bot: bool


def _content(name: str) -> dict[str, Any]:
    return cast(
        "dict[str, Any]", yaml.load(files("journeyaudit.read.contacts").joinpath(name).read_text("utf-8"), yaml.CSafeLoader)
    )


def _pattern(source: str | None) -> re.Pattern[str] | None:
    return re.compile(source, re.I) if source else None


@cache
def networks(group: str) -> dict[str, Network]:
    """Host → network, of the group "messaging" or "social"."""
    found: dict[str, Network] = {}
    for name, row in _content("networks.yaml")[group].items():
        patterns = (_pattern(row.get(key)) for key in ("path", "not", "needs", "number"))
        network = Network(name, frozenset(row["hosts"]) - frozenset(row.get("skip_hosts", ())), *patterns)
        found |= dict.fromkeys(network.hosts, network)
    return found


@cache
def schemes() -> dict[str, str]:
    """URL scheme → messenger."""
    return cast("dict[str, str]", _content("networks.yaml")["schemes"])


@cache
def vendors() -> tuple[Vendor, ...]:
    """All chat vendors, in the order of the file."""
    rows = _content("chat.yaml").items()
    return tuple(
        Vendor(
            name,
            re.compile(row["origins"], re.I),
            _pattern(row.get("account")),
            re.compile(row["launcher"], re.I),
            bool(row.get("bot")),
        )
        for name, row in rows
    )


@cache
def any_vendor() -> re.Pattern[str]:
    """Matches the address of some vendor: asked first, because most scripts are no chat."""
    return re.compile("|".join(f"(?:{vendor.origins.pattern})" for vendor in vendors()), re.I)
