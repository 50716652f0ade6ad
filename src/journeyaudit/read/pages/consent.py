"""Finds the consent banner in a snapshot, and the way out of it that a careful customer takes."""

from __future__ import annotations

from typing import Literal, NamedTuple

from journeyaudit.model.snapshot import Control, Overlay, Snapshot
from journeyaudit.read.lexicon import matcher

How = Literal["reject", "save", "close", "manage", "accept"]
#: A banner that hides more of the first screen than this is in the way even if controls beside it can be clicked.
OBSTRUCTS = 0.3


class ConsentBanner(NamedTuple):
    """The overlay and its usable ways out, best first: (how, control)."""

    overlay: Overlay
    ways: tuple[tuple[How, Control], ...]


def find_banner(snapshot: Snapshot) -> ConsentBanner | None:
    """The consent banner that covers part of this state, None if there is none."""
    for index, overlay in enumerate(snapshot.overlays):
        if not overlay.visible or not matcher("consent_text").find(overlay.text):
            continue
        controls = [c for c in snapshot.controls if c.overlay == index and c.visible and not c.disabled]
        if not matcher("consent_text").find(_own_words(overlay.text, controls)):
            continue
        ways = _ways(controls)
        if ways:
            return ConsentBanner(overlay, ways)
    return None


def _own_words(text: str, controls: list[Control]) -> str:
    """The overlay's text without the links that lead away: a dialog that merely links to the privacy policy is no banner."""
    for control in controls:
        if _leaves(control) and control.name:
            text = text.replace(control.name, " ", 1)
    return text


def obstructs(banner: ConsentBanner) -> bool:
    """Does it keep a customer from using the page until it is answered?"""
    return banner.overlay.modal or banner.overlay.covers >= OBSTRUCTS


def _ways(controls: list[Control]) -> tuple[tuple[How, Control], ...]:
    order: tuple[How, ...] = ("reject", "save", "close", "manage", "accept")
    found: list[tuple[How, Control]] = []
    for how in order:
        known = matcher(f"consent_{how}")
        match = next((c for c in controls if not _leaves(c) and known.full(c.name)), None)
        if match is None and how in ("reject", "accept"):
            match = next(
                (
                    c
                    for c in controls
                    if not _leaves(c)
                    and len(c.name) < 60
                    and known.find(c.name)
                    and not (how == "accept" and matcher("consent_reject").find(c.name))
                ),
                None,
            )
        if match is not None:
            found.append((how, match))
    return tuple(found)


def _leaves(control: Control) -> bool:
    """A link to another page (the privacy policy) is not a way out of the banner."""
    raw = control.raw_href.strip()
    return bool(raw) and not raw.startswith(("#", "javascript:"))
