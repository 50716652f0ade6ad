"""The promise ledger: every promise with the place it stands, the note that its marker resolves to, what narrows it elsewhere,
and what became of it on the way to an order (rules.md §D).
"""

from __future__ import annotations

from typing import Literal, get_args

from journeyaudit.model.finding import Evidence
from journeyaudit.model.promise import DayKind, ExclusionType, Money, Promise
from journeyaudit.model.strict import Strict

#: CAP's qualifying ladder (rules.md D2), the most prominent first.
Ladder = Literal["headline", "sub-heading", "body", "footnote"]
LADDER: tuple[Ladder, ...] = get_args(Ladder)

#: Disclosure grades of rules.md §D, best to worst.
Disclosure = Literal[
    "unconditional",
    "in-claim",
    "adjacent",
    "same-page",
    "footnote",
    "one-click",
    "buried",
    "checkout",
    "orphan-marker",
    "contradicted",
]
DISCLOSURES: tuple[Disclosure, ...] = get_args(Disclosure)

Verdict = Literal["unconditional", "qualified", "contradicted", "orphan-marker"]
#: Worst first: the order of the ledger.
VERDICTS: tuple[Verdict, ...] = ("contradicted", "orphan-marker", "qualified", "unconditional")
StageName = Literal["product", "basket", "checkout"]
STAGES: tuple[StageName, ...] = get_args(StageName)
StageVerdict = Literal["kept", "narrowed", "contradicted", "vanished", "not_checkable"]


class Prominence(Strict):
    """How prominently words stand: font size in CSS pixels, weight, contrast with their ground (None: not measured), the step of
    the qualifying ladder, whether a customer sees them without scrolling, and what carries them (a picture's alternative text is
    read by few).
    """

    size: float
    weight: int = 400
    contrast: float | None = None
    ladder: Ladder = "body"
    above_fold: bool = True
    source: Literal["text", "alt", "tooltip", "structured", "document"] = "text"


class Distance(Strict):
    """From a promise to the words that narrow it. `clicks` None: no way of links was found. `screens` is the scrolling in
    viewport heights where both stand on one page. `font_ratio` is note ÷ claim (rules.md D18). `steps` down the ladder (D2).
    `label` names the link that leads there, `label_is_specific` tells "Delivery details" from "Terms & conditions" (D12).
    """

    clicks: int | None = 0
    screens: float = 0.0
    font_ratio: float | None = None
    steps: int = 0
    label: str = ""
    label_is_specific: bool = True


class Note(Strict):
    """The words that a promise's marker resolves to, on the same page."""

    marker: str
    quote: str
    how: Literal["footnote", "tooltip", "title", "described-by", "dialog"]
    prominence: Prominence
    distance: Distance
    evidence: Evidence


class Narrowing(Strict):
    """One exclusion that governs a promise. `contradicts`: it undoes the claim rather than qualifying it, by `rule` (an id of
    rules.md §D) and for `because`, in words.
    """

    type: ExclusionType
    quote: str
    url: str
    value: dict[str, object] | None = None
    disclosure: Disclosure
    clicks: int | None = None
    font_ratio: float | None = None
    contrast: float | None = None
    distance: Distance
    prominence: Prominence
    contradicts: bool = False
    rule: str = ""
    because: str = ""
    evidence: Evidence


class Stage(Strict):
    """What a shopper met of a promise at one stage of buying one sample product. `quote` are the words met there, "" if none."""

    product: str
    stage: StageName
    verdict: StageVerdict
    quote: str = ""
    reason: str = ""
    region: str = ""
    evidence: Evidence | None = None


class Entry(Strict):
    """One promise of the ledger. The same words with the same link on many pages are one entry: `pages` counts them, and the
    place described is the most prominent one. `note` is what the marker resolves to, `other_notes` what it resolves to as well
    (one marker with two notes misleads, D5). `exclusions` are the worst first; `grade` is the disclosure of the worst of them.
    `reasons` say in plain words what the verdict rests on; `rules` are the ids that they cite. `stages` is the worst verdict a
    stage over all `samples`.
    """

    id: str
    quote: str
    url: str
    marker: str | None
    attributes: Promise
    prominence: Prominence
    device: str = ""
    pages: int = 1
    note: Note | None = None
    other_notes: tuple[Note, ...] = ()
    exclusions: tuple[Narrowing, ...] = ()
    verdict: Verdict
    grade: Disclosure
    reasons: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    stages: dict[StageName, StageVerdict] = {}
    samples: tuple[Stage, ...] = ()
    evidence: Evidence


class TermsPage(Strict):
    """A page or document that states delivery terms. `fault` says why it could not be read, "" if it was. `exclusions` found."""

    url: str
    title: str = ""
    kind: Literal["delivery", "returns", "terms", "faq", "document"] = "delivery"
    clicks: int | None = None
    exclusions: int = 0
    fault: str = ""


#: What a shop tells of its service beside its promises. delivery-cost: what delivery costs, or that it is free. delivery-time:
#: how long it takes, as structured data gives it. delivery-date: a day of arrival ("Get it by Tuesday, 25 November").
#: clock-start: the time of delivery counts from dispatch, or processing comes first.
#: delay-remedy: what a customer gets when delivery is late. refund-time: how soon money is paid back. returns-period: how long
#: goods may be sent back.
ServiceTopic = Literal[
    "delivery-cost", "delivery-time", "delivery-date", "clock-start", "delay-remedy", "refund-time", "returns-period"
]
ServicePlace = Literal["product", "basket", "checkout", "terms", "other"]


class Statement(Strict):
    """One statement on the service, quoted (rules.md D9, D10, D14, D19). The reader (read.ledger.service) fills these from every
    page that a customer reads before ordering: product pages, basket, checkout, the pages of `Ledger.terms`, help and FAQ.

    `place` is the kind of page it stands on; `source` structured: only machines read it (JSON-LD OfferShippingDetails,
    MerchantReturnPolicy), so it informs no customer. `days` is the longest time named, `day_kind` if said. `price` and
    `threshold` (the spend from which it holds) belong to delivery-cost. `evidence.url` is where it stands, `evidence.box` its
    place there.
    """

    topic: ServiceTopic
    quote: str
    place: ServicePlace
    source: Literal["text", "structured"] = "text"
    days: float | None = None
    day_kind: DayKind | None = None
    price: Literal["free"] | Money | None = None
    threshold: Money | None = None
    evidence: Evidence


class Ledger(Strict):
    """All promises of a site, worst verdict first, the pages that govern them, and what else the site tells of its service
    (None: nobody read for it, so nothing can be said of what is missing).
    """

    entries: tuple[Entry, ...] = ()
    terms: tuple[TermsPage, ...] = ()
    service: tuple[Statement, ...] | None = None
