"""Links that say they lead to somebody: contact, help, identification, complaints; and the order in which a page offers help
(WCAG 2.2 SC 3.2.6)."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Literal

from journeyaudit.model.fact import HelpLink
from journeyaudit.model.snapshot import Control, Snapshot
from journeyaudit.read.lexicon import matcher

Leads = Literal["contact", "help", "identification", "complaint"]

#: Topic of the lexicon → where a link so named leads. The first that matches decides: "Complaints: contact us" is about
#: complaints.
_TOPICS: tuple[tuple[str, Leads], ...] = (
    ("complaint_label", "complaint"),
    ("imprint_label", "identification"),
    ("contact_label", "contact"),
    ("help_label", "help"),
    ("faq_label", "help"),
)
_LONGEST_NAME = 60
_MOST_WORDS = 5
_DIRECT = ("tel:", "mailto:", "sms:", "https://wa.me/", "https://api.whatsapp.com/")


def help_links(snapshot: Snapshot) -> tuple[HelpLink, ...]:
    """The page's help mechanisms in document order, each once per region and target.

    `place` counts the visible mechanisms of a region from 1; telephone and mail links are mechanisms too. A hidden link has
    place 0.
    """
    found: dict[tuple[str, str, str], HelpLink] = {}
    places: Counter[str] = Counter()
    for control in snapshot.controls:
        link = _link(control, snapshot)
        if link is None:
            continue
        key = (link.region, link.href, link.leads)
        if key in found and (found[key].visible or not link.visible):
            continue
        if link.visible:
            places[link.region] += 1
        found[key] = link.model_copy(update={"place": places[link.region] if link.visible else 0})
    return tuple(found.values())


def _link(control: Control, snapshot: Snapshot) -> HelpLink | None:
    if control.submits or control.disabled:
        return None
    name = (control.name or control.title or control.icon).strip()
    leads, conventional = _direct(control.href) or label(name)
    if leads is None:
        return None
    return HelpLink(
        name=name,
        href=_written_or_absolute(control),
        region=control.region,
        conventional=conventional,
        visible=control.visible,
        box=control.box,
        leads=leads,
        control=control.key,
        missing_anchor=_points_at_nothing(control, snapshot),
    )


def _direct(href: str) -> tuple[Leads | None, bool] | None:
    return ("contact", False) if href.startswith(_DIRECT) else None


@lru_cache(maxsize=16384)
def label(name: str) -> tuple[Leads | None, bool]:
    """Where a link of this name leads, and whether the name is a conventional one on its own; (None, False) for any other
    link."""
    if not name or len(name) > _LONGEST_NAME:
        return None, False
    few = len(name.split()) <= _MOST_WORDS
    for topic, leads in _TOPICS:
        if matcher(topic).full(name):
            return leads, True
    for topic, leads in _TOPICS:
        if few and matcher(topic).find(name):
            return leads, False
    return None, False


def _written_or_absolute(control: Control) -> str:
    """Links within the page stay as written, so that `#` is still seen to lead nowhere."""
    written = control.raw_href.strip()
    in_place = written.startswith("#") or written.lower().startswith("javascript:")
    return written if in_place else control.href


def _points_at_nothing(control: Control, snapshot: Snapshot) -> bool:
    return control.raw_href.strip()[:1] == "#" and control.raw_href.strip()[1:] in snapshot.missing_anchors
