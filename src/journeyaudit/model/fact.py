"""What reading found on the whole site: the judge's only input beside the checks."""

from __future__ import annotations

from typing import Literal

from journeyaudit.model.case import CaseFact
from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.graph import ClickGraph, Fault
from journeyaudit.model.journal import Banner, Refusal
from journeyaudit.model.ledger import Ledger
from journeyaudit.model.reach import Reach
from journeyaudit.model.snapshot import Box, Device, Region
from journeyaudit.model.strict import Strict
from journeyaudit.model.subject import Subject


class HelpLink(Strict):
    """A link that says it leads to contact or help. `conventional`: its wording is one of the lexicon's conventional contact
    labels. `place` is its rank among
    the help mechanisms of its region, for the order test (WCAG 3.2.6), 0 if hidden. `missing_anchor`: `href` is a place on the
    same page that is not there.
    `control` is the key of the link in its snapshot."""

    name: str
    href: str
    region: Region
    conventional: bool
    visible: bool = True
    place: int = 0
    box: Box | None = None
    leads: Literal["contact", "help", "identification", "complaint"] = "contact"
    missing_anchor: bool = False
    control: str = ""


class ServiceTime(Strict):
    """Opening hours or a promised reply time, quoted. `near` names the channel within whose block or neighbourhood it stands,
    "" if none.
    """

    what: Literal["hours", "reply"]
    quote: str
    near: str = ""
    visible: bool = True


class StateFact(Strict):
    """Everything read from one state. `kind` of page: home, product, category, basket, help, contact, identification, article,
    policy, login, not-found, other.

    `words` counts visible words outside header and footer (an empty page has next to none; many are not counted to the end).
    `login_wall`: the page asks for a sign-in and shows little else.
    `gate`: contact is offered only after a FAQ choice or a search. `placeholders` are unfilled templates, quoted.
    `embeds` counts visible form fields and frames outside header and footer. `company` is the legal name the page shows, "" if
    none.
    """

    state: str
    url: str
    device: Device
    snapshot: str
    at: str = ""
    status: int = 200
    title: str = ""
    language: str = ""
    kind: str = "other"
    words: int = 0
    channels: tuple[ChannelFact, ...] = ()
    help_links: tuple[HelpLink, ...] = ()
    times: tuple[ServiceTime, ...] = ()
    login_wall: bool = False
    gate: Literal["", "faq", "search", "login"] = ""
    placeholders: tuple[str, ...] = ()
    embeds: int = 0
    company: str = ""


class DeadEnd(Strict):
    """A help or contact link that leads nowhere. `why`: broken (status, error), empty, loop (leads back to where it stands),
    nowhere (`#`, missing anchor). `url` and `snapshot` are where it leads, or where it stands if it leads nowhere; `source` and
    `source_snapshot` where it stands, `box` its place there."""

    source: str
    device: Device
    name: str
    href: str
    why: Literal["broken", "empty", "loop", "nowhere"]
    detail: str = ""
    snapshot: str = ""
    url: str = ""
    source_snapshot: str = ""
    box: Box | None = None


class SiteFacts(Strict):
    """All facts of a run. `graphs` and `states` cover every device; `faults` maps URL → what went wrong while gathering it."""

    subject: Subject
    graphs: tuple[ClickGraph, ...] = ()
    states: tuple[StateFact, ...] = ()
    reach: tuple[Reach, ...] = ()
    dead_ends: tuple[DeadEnd, ...] = ()
    banners: tuple[Banner, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    faults: dict[str, Fault] = {}
    ledger: Ledger = Ledger()
    cases: tuple[CaseFact, ...] = ()
