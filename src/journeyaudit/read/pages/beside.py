"""Which channel a text stands beside: by place on the screen, or by order of blocks where nothing is laid out."""

from __future__ import annotations

from typing import Literal

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import NOWHERE, Box, Form, Snapshot
from journeyaudit.read.lexicon import matcher

#: How near is "beside": our own convention (rules.md OP). About four lines of body text, or four blocks.
_NEAR_PIXELS = 140
_NEAR_BLOCKS = 4
_NAMES: dict[str, tuple[str, ...]] = {
    "phone": ("phone_label",),
    "callback": ("callback_label",),
    "chat": ("chat_label",),
    "email": ("email_label",),
    "messaging": ("messaging_label",),
    "store": ("store_label",),
    "form": ("form_contact",),
}
_PREFERENCE: dict[str, tuple[str, ...]] = {
    "hours": ("phone", "chat", "callback", "messaging", "store", "form", "email"),
    "reply": ("form", "email", "messaging", "chat", "callback", "phone", "store"),
}


def channel_beside(
    snapshot: Snapshot, index: int, channels: tuple[ChannelFact, ...], quote: str, what: Literal["hours", "reply"]
) -> str:
    """The channel beside block `index`, "" if none is near. One that the quote names goes before a nearer one; of equals the
    one that such a statement is usually about."""
    candidates: list[tuple[bool, int, int, str]] = []
    for fact in channels:
        if not fact.reached or fact.channel not in _PREFERENCE[what] or _floats(fact, quote):
            continue
        distance = _distance(snapshot, index, fact)
        if distance is not None:
            candidates.append((not _named(fact.channel, quote), distance, _PREFERENCE[what].index(fact.channel), fact.channel))
    return min(candidates)[-1] if candidates else ""


def _floats(fact: ChannelFact, quote: str) -> bool:
    """A chat's launcher floats over whatever is scrolled under it: it is beside nothing but a text that speaks of it."""
    return fact.channel == "chat" and fact.source == "widget" and not _named("chat", quote)


def _named(channel: str, quote: str) -> bool:
    return any(matcher(topic).find(quote) for topic in _NAMES[channel])


def _distance(snapshot: Snapshot, index: int, fact: ChannelFact) -> int | None:
    """0 in the same block, 1 in the neighbourhood, None farther off."""
    if fact.block == index:
        return 0
    block = snapshot.blocks[index]
    if fact.box is not None and fact.box != NOWHERE and block.box != NOWHERE:
        return 1 if _gap(fact.box, block.box) <= _NEAR_PIXELS else None
    place = fact.block if fact.block is not None else _place(snapshot, fact)
    return 1 if place is not None and abs(place - index) <= _NEAR_BLOCKS else None


def _gap(one: Box, other: Box) -> int:
    """The distance between two boxes' edges, in CSS pixels: 0 where they touch or overlap."""
    across = max(one.x - (other.x + other.width), other.x - (one.x + one.width), 0)
    down = max(one.y - (other.y + other.height), other.y - (one.y + one.height), 0)
    return max(across, down)


def _place(snapshot: Snapshot, fact: ChannelFact) -> int | None:
    """Where a channel without a block of its own stands among the blocks: its control's text, or the first words of its form."""
    if fact.control is not None:
        return next((i for i, block in enumerate(snapshot.blocks) if block.control == fact.control), None)
    words = {word for form in snapshot.forms if fact.channel == "form" and form.visible for word in _words(form)}
    return next((i for i, block in enumerate(snapshot.blocks) if block.text.strip() in words), None)


def _words(form: Form) -> set[str]:
    return {form.heading, form.submit, *(field.label for field in form.fields)} - {""}
