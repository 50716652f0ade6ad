"""What gathering did, one record a line, in the order it was settled. The journal plus the artifacts it names are all that
reading needs.

A record is written when its work is complete, so a killed run resumes after the last whole line and repeats nothing.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from journeyaudit.model.case import Case
from journeyaudit.model.graph import Action, Fault
from journeyaudit.model.snapshot import Device
from journeyaudit.model.strict import Strict
from journeyaudit.model.walk import Walk


class Opening(Strict):
    """One control tried on a page. `effect`: revealed (a new state), navigated (to `url`), nothing, refused (the guard stopped
    what it sent), gone (not clickable).

    What it revealed is what `snapshot` shows beyond `base`, the snapshot of the moment before (both artifact hashes).
    `reused`: the same component did this on another page and its content is present here too, so it was not activated again;
    the hashes are of that page.
    """

    chain: tuple[str, ...]
    action: Action
    name: str
    region: str
    effect: Literal["revealed", "navigated", "nothing", "refused", "gone"]
    snapshot: str | None = None
    base: str | None = None
    url: str = ""
    context: str = ""
    reused: bool = False


class Visit(Strict):
    """One page looked at on one device, with every control tried on it; `untried` counts those left out by the limit a page.
    `at` is ISO 8601 UTC. `url` is what was asked for, `final_url` where it ended.
    """

    record: Literal["visit"] = "visit"
    order: int
    device: Device
    url: str
    final_url: str = ""
    status: int | None = None
    start: str = ""
    snapshot: str | None = None
    openings: tuple[Opening, ...] = ()
    fault: Fault | None = None
    dialogs: int = 0
    untried: int = 0
    loads: int = 1
    requests: int = 0
    at: str = ""


class Banner(Strict):
    """A consent banner met on one device. `clicks` it took to be rid of it; `how` it went: reject, accept, close, stays.
    `picture` shows it.
    """

    record: Literal["banner"] = "banner"
    device: Device
    url: str
    text: str
    how: Literal["reject", "accept", "close", "stays"]
    clicks: int
    covers: float
    obstructs: bool
    picture: str | None = None
    at: str = ""


class ReplayStep(Strict):
    """One step of a replay with the picture taken before it."""

    control: str
    action: Literal["open", "click", "hover", "consent"]
    name: str = ""
    url: str = ""
    picture: str | None = None


class Replay(Strict):
    """A winning path walked again in a fresh context with real clicks. `key` identifies (start, device, path); `pictures` maps
    channel → picture of it.

    `shown` are the channels seen at its end (`state`), `missing` those expected there and not seen. Where it did not arrive,
    `broken` names the edge that
    failed: source state, control, target state.
    """

    record: Literal["replay"] = "replay"
    key: str
    device: Device
    start: str
    ok: bool
    steps: tuple[ReplayStep, ...] = ()
    banner_clicks: int = 0
    hovers: int = 0
    pictures: dict[str, str] = {}
    shown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    state: str = ""
    broken: tuple[str, str, str] | None = None
    reason: str = ""
    at: str = ""


class Portrait(Strict):
    """A picture taken of what a finding cites: `quote` on the page that the snapshot `artifact` shows, outlined. `picture` is
    None if none could be taken; `reason` then says why.
    """

    record: Literal["portrait"] = "portrait"
    artifact: str
    quote: str
    picture: str | None = None
    reason: str = ""
    at: str = ""


class Refusal(Strict):
    """A request that the guard or the politeness rules stopped."""

    record: Literal["refusal"] = "refusal"
    method: str
    url: str
    why: str
    at: str = ""


class Followed(Strict):
    """One stage of buying a sample product, up to the delivery options and never further. `names` are the controls used to get
    there, `region` and `postcode` what was given as the place of delivery, "" if nothing was asked or given. `fault` says why the
    stage was not reached, or not to its end: `snapshot` then shows the page where the way ended, None if that was an earlier
    stage. `left_behind`: the basket could not be emptied afterwards.

    Each purchase (device, product, region) ends with a record of its checkout, whatever came of it.
    """

    record: Literal["followed"] = "followed"
    device: Device
    product: str
    stage: Literal["product", "basket", "checkout"]
    url: str = ""
    names: tuple[str, ...] = ()
    region: str = ""
    postcode: str = ""
    snapshot: str | None = None
    picture: str | None = None
    fault: Fault | None = None
    left_behind: bool = False
    at: str = ""


class Document(Strict):
    """A PDF that a page links to as terms of delivery, asked for once. `source` is the page that links it, `chain` the controls
    opened there before the link shows, `label` the link's words. `artifact` is the SHA-256 of its bytes, None if it was not
    read; `fault` then says why.
    """

    record: Literal["document"] = "document"
    url: str
    label: str
    source: str
    chain: tuple[str, ...] = ()
    device: Device
    artifact: str | None = None
    fault: Fault | None = None
    at: str = ""


class Enquiry(Strict):
    """A case as it stood when it was taken into this run. The artifacts that its events name (letters, mails, pages) are in
    the run."""

    record: Literal["enquiry"] = "enquiry"
    case: Case
    at: str = ""


class Traffic(Strict):
    """What the site was asked for beyond what the visits tell: proofs, purchases, pictures, documents, and work cut short."""

    record: Literal["traffic"] = "traffic"
    loads: int
    requests: int
    at: str = ""


class Crawled(Strict):
    """One device's crawl ended. `stopped`: "" or the budget that ended it."""

    record: Literal["crawled"] = "crawled"
    device: Device
    starts: dict[str, str]
    stopped: str = ""
    skipped: int = 0
    pages: int = 0
    exhaustive_pages: int | None = None


class Ended(Strict):
    """Gathering is complete, after so many seconds of its last session."""

    record: Literal["ended"] = "ended"
    seconds: float
    browser: str
    at: str = ""


Record = Annotated[
    Visit | Banner | Replay | Walk | Portrait | Refusal | Followed | Document | Enquiry | Traffic | Crawled | Ended,
    Field(discriminator="record"),
]
