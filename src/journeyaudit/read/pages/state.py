"""One state's facts beyond its channels. Pure: a snapshot in, a StateFact out."""

from __future__ import annotations

from functools import lru_cache

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.fact import StateFact
from journeyaudit.model.graph import State
from journeyaudit.model.snapshot import Device, Snapshot
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.pages.company import company
from journeyaudit.read.pages.dead_ends import dead_ends
from journeyaudit.read.pages.gates import gate, login_wall
from journeyaudit.read.pages.help_links import help_links
from journeyaudit.read.pages.page_kind import KINDS, page_kind
from journeyaudit.read.pages.placeholders import placeholders
from journeyaudit.read.pages.service_times import service_times

__all__ = ["KINDS", "dead_ends", "page_kind", "state_fact", "words_outside_frame"]

#: Regions that repeat on every page and so say nothing about this one.
_FRAME = frozenset({"header", "nav", "footer"})
#: Pages on which a company names itself; a name on a product page is more often a maker's.
_TELLING = frozenset({"home", "contact", "identification", "policy", "help", "other"})
_SMALL = 40
#: Enough to know that a page is not empty, many times over.
_MANY_WORDS = 200


def state_fact(snapshot: Snapshot, state: State, device: Device, at: str, channels: tuple[ChannelFact, ...]) -> StateFact:
    """Everything read from one state. `channels` are those that `read.contacts` found in the same snapshot."""
    words = words_outside_frame(snapshot)
    kind = page_kind(snapshot, state.status)
    walled = login_wall(snapshot, words)
    return StateFact(
        state=state.id,
        url=state.url,
        device=device,
        snapshot=state.snapshot or "",
        at=at,
        status=state.status or snapshot.status,
        title=snapshot.title,
        language=snapshot.language,
        kind=kind,
        words=words,
        embeds=_embeds(snapshot),
        channels=channels,
        help_links=help_links(snapshot),
        times=service_times(snapshot, channels),
        login_wall=walled,
        gate=gate(snapshot, kind, channels, walled),
        placeholders=placeholders(snapshot, kind),
        company=company(snapshot, everywhere=kind in _TELLING),
    )


def words_outside_frame(snapshot: Snapshot) -> int:
    """Visible words outside header, navigation, footer and consent banner; a page with many is not counted to its end."""
    banners = {index for index, overlay in enumerate(snapshot.overlays) if _is_banner(overlay.text)}
    words = 0
    for block in snapshot.blocks:
        if block.visible and block.region not in _FRAME and (block.overlay is None or block.overlay not in banners):
            words += len(block.text.split())
        if words >= _MANY_WORDS:
            break
    return words


@lru_cache(maxsize=1024)
def _is_banner(text: str) -> bool:
    return matcher("consent_text").find(text) is not None


def _embeds(snapshot: Snapshot) -> int:
    """Form fields and frames large enough to hold content, outside header and footer: what a page without words may still
    offer."""
    fields = sum(field.visible for form in snapshot.forms if form.visible and form.region not in _FRAME for field in form.fields)
    frames = sum(frame.visible and frame.box.width > _SMALL and frame.box.height > _SMALL for frame in snapshot.frames)
    return fields + frames
