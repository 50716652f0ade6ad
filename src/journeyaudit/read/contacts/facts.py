"""Where in a snapshot a channel was read, and the fact made of it."""

from __future__ import annotations

from typing import Literal

from journeyaudit.model.channel import Channel, ChannelFact, Source
from journeyaudit.model.snapshot import NOWHERE, Control, Snapshot, TextBlock

_LONGEST_QUOTE = 200


def shortened(quote: str) -> str:
    """At most 200 characters of a quote, still a substring of what is read."""
    return quote[:_LONGEST_QUOTE].strip()


def fact_of_block(
    snapshot: Snapshot,
    index: int,
    channel: Channel | Literal["fax"],
    value: str,
    quote: str,
    *,
    kind: str = "",
    source: Source = "text",
) -> ChannelFact:
    """A channel read in a text block."""
    block: TextBlock = snapshot.blocks[index]
    return ChannelFact(
        channel=channel,
        value=value,
        quote=shortened(quote),
        kind=kind,
        source=source,
        visible=block.visible,
        region=block.region,
        control=block.control,
        block=index,
        box=None if block.box == NOWHERE else block.box,
    )


def fact_of_control(
    snapshot: Snapshot,
    index: int,
    channel: Channel | Literal["fax"],
    value: str,
    *,
    kind: str = "",
    source: Source = "link",
    pointer: bool = False,
) -> ChannelFact:
    """A channel read from a link or button; the quote is its name, else its title, else its address."""
    control: Control = snapshot.controls[index]
    return ChannelFact(
        channel=channel,
        value=value,
        quote=shortened(control.name or control.title or control.raw_href or control.href),
        kind=kind,
        source=source,
        visible=control.visible,
        region=control.region,
        pointer=pointer,
        control=index,
        box=None if control.box == NOWHERE else control.box,
    )
