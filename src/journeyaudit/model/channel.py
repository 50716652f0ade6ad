"""Ways to reach the company, as facts with a pointer to where they were seen."""

from __future__ import annotations

from typing import Literal, get_args

from journeyaudit.model.snapshot import Box, Region
from journeyaudit.model.strict import Strict

Channel = Literal["phone", "email", "form", "chat", "messaging", "social", "post", "store", "callback"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)

#: Channel families of the E-Commerce Directive reading (rules.md C4): two channels of one family are not "a second means".
FAMILY: dict[Channel, str] = {
    "phone": "voice",
    "callback": "voice",
    "email": "written",
    "form": "written",
    "chat": "conversation",
    "messaging": "conversation",
    "social": "social",
    "post": "place",
    "store": "place",
}

#: Kinds that tell of a channel without giving it to a customer: recorded, never counted as reached.
WITHHELD = frozenset({"structured-only", "offline", "placeholder", "behind-login", "sends-nothing"})

Source = Literal["text", "link", "form", "widget", "image", "structured"]


class ChannelFact(Strict):
    """One channel as one state shows it.

    `kind` is the sub-kind: phone freephone|premium|mobile|landline|shared-cost|…, email visible|mailto-only|image-only,
    form contact|behind-login|sends-nothing, chat live|bot|offline, messaging and social the network's name, and `WITHHELD` kinds.
    `value` is normalised (E.164, lower-case address, absolute URL). `quote` is what the customer reads. `control` and `block`
    index into the
    snapshot. `pointer` marks a link that leads to the channel instead of being it (a "Find a store" link): reported, but the
    page behind it decides.
    """

    channel: Channel | Literal["fax"]
    value: str
    quote: str
    kind: str = ""
    source: Source = "text"
    visible: bool = True
    region: Region = "main"
    pointer: bool = False
    control: int | None = None
    block: int | None = None
    box: Box | None = None

    @property
    def reached(self) -> bool:
        """A customer looking at this state has the channel."""
        return self.visible and not self.pointer and self.channel != "fax" and self.kind not in WITHHELD
