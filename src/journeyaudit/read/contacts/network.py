"""Messaging and social channels: links that reach somebody there, and handles that text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.contacts.facts import fact_of_block, fact_of_control
from journeyaudit.read.contacts.tables import Network, networks, schemes
from journeyaudit.read.pages.prose import prose_of


class Link(NamedTuple):
    """Where a link leads: `value` is an E.164 number or the profile's address without scheme."""

    channel: Literal["messaging", "social"]
    network: str
    value: str


_HANDLE = re.compile(
    r"(?P<name>instagram|insta|facebook|twitter|tiktok|telegram|youtube|snapchat|threads|pinterest)\b(?:\s*[:|–-]|\s)\s*@(?P<handle>[\w.]{3,40})",
    re.I,
)
_WRITTEN_LINK = re.compile(
    r"(?<![\w@/])(?:https?://)?(?:www\.)?((?:facebook|instagram|twitter|linkedin|tiktok|youtube|pinterest|wa|t|m)\.(?:com|me)/[^\s<>\"',;)]+)",
    re.I,
)
#: What every written link has behind its name.
_LINK_END = re.compile(r"\.(?:com|me)/", re.I)
_CUSTOMER_CHAT = re.compile(r"fb-customerchat|fb-messengermessageus", re.I)
_MOBILE_HOST = re.compile(r"^(?:www|m|mobile|[a-z]{2}-[a-z]{2}|web)\.(?=[\w-]+\.\w)")
_TEMPLATE = re.compile(r"\{\{|\}\}|<\?|\$\{|%7B%7B")
_INSTANCE_OF = {"insta": "instagram", "x": "twitter"}
_FEWEST_DIGITS = 7


def networked(snapshot: Snapshot) -> Iterator[ChannelFact]:
    """Messaging and social facts of the snapshot."""
    for index, control in enumerate(snapshot.controls):
        link = link_of(control.href or control.raw_href)
        if link is not None:
            yield fact_of_control(snapshot, index, link.channel, link.value, kind=link.network)
        elif _CUSTOMER_CHAT.search(control.icon):
            yield fact_of_control(snapshot, index, "messaging", "messenger", kind="messenger", source="widget")
    prose = prose_of(snapshot)
    linked = (index for index in prose.holding("/") if _LINK_END.search(prose.texts[index]))
    for index in sorted(prose.holding("@").union(linked)):
        block = snapshot.blocks[index]
        if block.control is None:
            for start, end, link in _named_in(block.text):
                yield fact_of_block(snapshot, index, link.channel, link.value, block.text[start:end], kind=link.network)
    if any("customerchat" in (address := script.lower()) and "facebook" in address for script in snapshot.scripts):
        yield ChannelFact(channel="messaging", value="messenger", quote="", kind="messenger", source="widget")


@lru_cache(maxsize=8192)
def link_of(address: str) -> Link | None:
    """What a link reaches on a messenger or network; None for share, sign-in, embed and policy links, and for all others."""
    try:
        parts = urlsplit(address.strip())
        host = _MOBILE_HOST.sub("", parts.hostname or "")
    except ValueError:
        return None
    if parts.scheme in schemes():
        return _by_scheme(parts.scheme, address)
    if not host or _TEMPLATE.search(address):
        return None
    for group in ("messaging", "social"):
        network = _network_of(host, networks(group))
        if network is not None:
            value = _reached(network, host, parts.path if parts.path.strip("/") else f"/{parts.fragment}", parts.query)
            return Link(group, network.name, value) if value else None
    return None


def _by_scheme(scheme: str, address: str) -> Link | None:
    number = re.sub(r"[^\d+]", "", unquote(address).partition(":")[2].partition("&text")[0].partition("?body")[0])
    if scheme in ("sms", "whatsapp", "viber", "sgnl", "imessage") and sum(map(str.isdigit, number)) < _FEWEST_DIGITS:
        return None
    if scheme == "tg" and "share" in address:
        return None
    if scheme == "whatsapp":
        number = f"+{number.lstrip('+')}"
    return Link("messaging", schemes()[scheme], number or address)


def _network_of(host: str, known: dict[str, Network]) -> Network | None:
    while host:
        if host in known:
            return known[host]
        host = host.partition(".")[2]
    return None


def _reached(network: Network, host: str, path: str, query: str) -> str:
    """The number or address that the link reaches, "" for none."""
    whole = f"{path}?{query}" if query else path
    if network.excluded is not None and network.excluded.search(whole):
        return ""
    if network.needs is not None:
        if not network.needs.search(whole):
            return ""
    elif path.strip("/") == "" and "id=" not in query:
        return ""
    if network.path is not None and not network.path.fullmatch(path):
        return ""
    number = network.number.search(unquote(whole)) if network.number is not None else None
    digits = re.sub(r"\D", "", number[1]).removeprefix("00") if number else ""
    return f"+{digits}" if len(digits) >= _FEWEST_DIGITS else f"{host}{path}".rstrip("/")


@lru_cache(maxsize=8192)
def _named_in(text: str) -> tuple[tuple[int, int, Link], ...]:
    found: list[tuple[int, int, Link]] = []
    if "@" in text:
        for match in _HANDLE.finditer(text):
            name = _INSTANCE_OF.get(match["name"].lower(), match["name"].lower())
            channel = "messaging" if name == "telegram" else "social"
            found.append((match.start(), match.end(), Link(channel, name, f"{name}.com/{match['handle'].lower().rstrip('.')}")))
    if "/" in text:
        for match in _WRITTEN_LINK.finditer(text):
            link = link_of(f"https://{match[1].rstrip('.')}")
            if link is not None:
                found.append((match.start(), match.end(), link))
    return tuple(found)
