"""Live chat: a vendor's script and, where the page was rendered, the launcher that a customer can see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import NOWHERE, Control, Frame, Snapshot
from journeyaudit.read.contacts.facts import fact_of_control
from journeyaudit.read.contacts.network import link_of
from journeyaudit.read.contacts.tables import Vendor, any_vendor, vendors
from journeyaudit.read.lexicon import matcher

#: Files of a help centre or a visitor counter from a chat vendor's host: they open no conversation.
_NO_CHAT = re.compile(r"zdassets\.com/(?:hc|agent|auth|classic)|theming_assets|bc\.vmi|vms\.boldchat|/beacon\.gif", re.I)
_MOST_LABEL_WORDS = 7


class _Found(NamedTuple):
    vendor: Vendor
    address: str


def chats(snapshot: Snapshot) -> Iterator[ChannelFact]:
    """Chat facts: one for each vendor, else one for each button that offers a chat."""
    found = {hit.vendor.name: hit for script in snapshot.scripts if (hit := _vendor_of(script)) is not None}
    for frame in snapshot.frames:
        if (hit := _vendor_of(frame.src)) is not None:
            found.setdefault(hit.vendor.name, hit)
    for hit in found.values():
        yield _fact(snapshot, hit)
    if not found:
        yield from _offered(snapshot)


@lru_cache(maxsize=8192)
def _vendor_of(address: str) -> _Found | None:
    if not any_vendor().search(address) or _NO_CHAT.search(address):
        return None
    vendor = next(vendor for vendor in vendors() if vendor.origins.search(address))
    return _Found(vendor, address)


def _fact(snapshot: Snapshot, hit: _Found) -> ChannelFact:
    account = hit.vendor.account.search(hit.address) if hit.vendor.account is not None else None
    value = f"{hit.vendor.name}:{account[1]}" if account else hit.vendor.name
    launcher = _launcher(snapshot, hit.vendor)
    kind = _kind(snapshot, hit.vendor, launcher)
    if isinstance(launcher, int):
        fact = fact_of_control(snapshot, launcher, "chat", value, kind=kind, source="widget")
        return fact if fact.quote else fact.model_copy(update={"quote": hit.address})
    if isinstance(launcher, Frame):
        box = None if launcher.box == NOWHERE else launcher.box
        return ChannelFact(
            channel="chat", value=value, quote=launcher.title or hit.address, kind=kind, source="widget", visible=True, box=box
        )
    return ChannelFact(
        channel="chat", value=value, quote=hit.address, kind=kind, source="widget", visible=not _is_rendered(snapshot)
    )


def _is_rendered(snapshot: Snapshot) -> bool:
    """A browser made the snapshot, so a launcher that exists has been drawn."""
    return snapshot.height > 0 or any(block.box != NOWHERE for block in snapshot.blocks[:5])


def _launcher(snapshot: Snapshot, vendor: Vendor) -> int | Frame | None:
    """The visible control or frame that opens the vendor's chat: by the vendor's mark first, by its words otherwise."""
    worded: int | None = None
    for index, control in enumerate(snapshot.controls):
        if not control.visible:
            continue
        if vendor.launcher.search(f"{control.icon} {control.key} {control.title} {control.href}"):
            return index
        if worded is None and _offers_chat(control):
            worded = index
    marked = (
        f
        for f in snapshot.frames
        if f.visible and _is_drawn(f) and (vendor.launcher.search(f"{f.title} {f.src}") or vendor.origins.search(f.src))
    )
    frame = next(marked, None)
    if frame is not None:
        return frame
    return worded


def _is_drawn(frame: Frame) -> bool:
    return frame.box == NOWHERE or (frame.box.width > 20 and frame.box.height > 20)


def _kind(snapshot: Snapshot, vendor: Vendor, launcher: int | Frame | None) -> str:
    """offline, bot or live, by what launcher and dialog say and what the vendor sells."""
    words = (
        snapshot.controls[launcher].name if isinstance(launcher, int) else launcher.title if isinstance(launcher, Frame) else ""
    )
    opened = snapshot.controls[launcher].controls if isinstance(launcher, int) else ""
    return _told([words, *_windows(snapshot, opened)], bot=vendor.bot)


def _told(said: list[str], *, bot: bool = False) -> str:
    if any(matcher("chat_offline").find(text) for text in said):
        return "offline"
    return "bot" if bot or any(matcher("chat_bot").find(text) for text in said) else "live"


def _windows(snapshot: Snapshot, opened: str) -> Iterator[str]:
    """What the visible chat windows say: layers that the launcher names as its own, that are called chat, or that speak of it."""
    if not snapshot.overlays:  # plain markup has no layers, only what stands in a dialog
        inside = " ".join(block.text for block in snapshot.blocks if block.visible and block.region == "dialog")
        yield from [inside] if inside and (opened or matcher("chat_label").find(inside)) else []
    for overlay in snapshot.overlays:
        own = bool(opened) and overlay.key.endswith(f"#{opened}")
        if overlay.visible and (own or "chat" in overlay.key.lower() or matcher("chat_label").find(overlay.text[:300])):
            yield overlay.text


@lru_cache(maxsize=8192)
def _names_chat(name: str) -> bool:
    return 0 < len(name.split()) <= _MOST_LABEL_WORDS and matcher("chat_label").find(name) is not None


def _offers_chat(control: Control) -> bool:
    if not _names_chat(control.name) and not _names_chat(control.title):
        return False
    return control.tag != "a" or control.opens != "" or "chat" in control.href.lower()


def _offered(snapshot: Snapshot) -> Iterator[ChannelFact]:
    """Chats whose vendor is unknown: a button that offers one, or a link to a page with one (a pointer)."""
    for index, control in enumerate(snapshot.controls):
        if (
            control.form is not None
            or not _offers_chat(control)
            or link_of(control.href) is not None
            or control.href.startswith(("mailto:", "tel:"))
        ):
            continue
        leads_away = control.tag == "a" and control.opens == ""
        name = f"{control.name} {control.title}"
        kind = _told([name] if leads_away else [name, *_windows(snapshot, control.controls)])
        yield fact_of_control(
            snapshot, index, "chat", control.href if leads_away else "chat", kind=kind, source="widget", pointer=leads_away
        )
        return
