"""Channels told to machines only: JSON-LD contact points that no customer can see on the page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, cast

from journeyaudit.model.channel import Channel, ChannelFact
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.contacts.email import addresses_in
from journeyaudit.read.contacts.numbers import number_of

_DEEPEST = 12


def structured(snapshot: Snapshot, countries: tuple[str, ...], seen: Iterable[ChannelFact]) -> Iterator[ChannelFact]:
    """Facts of kind structured-only for what JSON-LD tells and no visible fact among `seen` does."""
    visible = [fact for fact in seen if fact.visible]
    shown = {(fact.channel, fact.value) for fact in visible}
    has_post = any(fact.channel == "post" for fact in visible)
    for text in dict.fromkeys(snapshot.structured):
        for channel, value, quote in _told(text, countries):
            if (channel, value) in shown or (channel == "post" and has_post):
                continue
            shown.add((channel, value))
            yield ChannelFact(
                channel=channel, value=value, quote=quote[:200], kind="structured-only", source="structured", visible=False
            )


@lru_cache(maxsize=512)
def _told(text: str, countries: tuple[str, ...]) -> tuple[tuple[Channel, str, str], ...]:
    try:
        content = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return ()
    return tuple(_walk(content, countries, 0))


def _walk(node: object, countries: tuple[str, ...], depth: int) -> Iterator[tuple[Channel, str, str]]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        for item in cast("list[Any]", node):
            yield from _walk(item, countries, depth + 1)
    elif isinstance(node, dict):
        for key, value in cast("dict[str, Any]", node).items():
            if isinstance(value, str):
                yield from _of_property(key, value, countries)
            else:
                yield from _walk(value, countries, depth + 1)
        yield from _of_address(cast("dict[str, Any]", node))


def _of_property(key: str, value: str, countries: tuple[str, ...]) -> Iterator[tuple[Channel, str, str]]:
    if key == "telephone":
        number = number_of(value.removeprefix("tel:"), countries)
        if number is not None and number.kind != "placeholder":
            yield "phone", number.value, value
    elif key == "email":
        for address in addresses_in(value.removeprefix("mailto:")):
            yield "email", address.value, value


def _of_address(node: dict[str, Any]) -> Iterator[tuple[Channel, str, str]]:
    if not isinstance(node.get("streetAddress"), str) or not node["streetAddress"].strip():
        return
    keys = ("streetAddress", "postalCode", "addressLocality", "addressRegion", "addressCountry")
    whole = ", ".join(" ".join(node[key].split()) for key in keys if isinstance(node.get(key), str) and node[key].strip())
    yield "post", whole, whole
