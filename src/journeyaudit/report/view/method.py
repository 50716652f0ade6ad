"""Method, limits and coverage: for the reader who doubts the figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from journeyaudit.model.audit import Audit, Method
from journeyaudit.model.journal import Banner
from journeyaudit.report.text import neutral, shown_url
from journeyaudit.report.wording import (
    BANNER,
    DEVICE,
    OUTCOME,
    OUTCOME_MEANS,
    PROOF,
    PROOF_MEANS,
    count,
    duration,
    figure,
    listing,
    moment,
    percent,
)

MOST_LISTED = 60

#: rules.md C16. A study of large British companies: a line to compare with, never a threshold.
BENCHMARK = (
    "For comparison: in a study of the FTSE 250, 89 % of the companies showed no telephone number on the home page, "
    "for 33 % it took six to seven clicks to find one, and 16 % showed none at all (source C16)."
)


@dataclass(frozen=True)
class Listing:
    """A list with what was left out of it, in words."""

    entries: tuple[tuple[str, str], ...]
    further: int


@dataclass(frozen=True)
class BannerView:
    """A consent banner met, in words."""

    where: str
    text: str
    how: str
    picture: str | None


@dataclass(frozen=True)
class MethodView:
    """The last chapter of the report."""

    figures: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    unseen: tuple[str, ...]
    banners: tuple[BannerView, ...]
    faults: Listing
    skips: Listing
    refusals: Listing
    refused: int
    proofs: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    unsettled: Listing
    coverage: str
    benchmark: str


def method(audit: Audit) -> MethodView:
    """How the figures came about and what they do not cover."""
    how = audit.method
    unsettled = [(each.headline, each.reason) for each in audit.findings if each.outcome in ("cant_tell", "untested")]
    return MethodView(
        _figures(how),
        _settings(audit),
        tuple(_unseen(how)),
        tuple(_banner(banner) for banner in how.banners),
        _listing(list(how.faults.items())),
        _listing([(skip.what, skip.why) for skip in how.skips]),
        _listing([(f"{refusal.method} {refusal.url}", refusal.why) for refusal in how.refusals]),
        how.refused,
        tuple((PROOF[proof].capitalize(), PROOF_MEANS[proof] + (_sampled(how) if proof == "sampled" else "")) for proof in PROOF),
        tuple((OUTCOME[outcome], OUTCOME_MEANS[outcome]) for outcome in OUTCOME_MEANS),
        _listing(unsettled),
        percent(audit.coverage.coverage),
        BENCHMARK,
    )


def _opened(how: Method, device: str) -> str:
    """`49 pages were opened`."""
    number = how.pages.get(device, 0)
    return f"{count(number, 'page')} {'was' if number == 1 else 'were'} opened"


def _sampled(how: Method) -> str:
    """How many look-alike pages were left, of how many pages, with a space before it (design.md §3); "" if none were."""
    parts = [
        f"{number:,} of {number + how.pages.get(device, 0):,} on {device}"
        for device, number in sorted(how.skipped.items())
        if number
    ]
    return f" Not opened as look-alikes: {listing(parts)}." if parts else ""


def _figures(how: Method) -> tuple[tuple[str, str], ...]:
    took = duration(how.started_at, how.ended_at)
    figures = [
        ("Looked at", f"{moment(how.started_at)}{f', for {took}' if took else ''}"),
        ("Pages", _per_device(how.pages)),
        ("States (pages and what was opened on them)", _per_device(how.states)),
        ("Page loads", f"{how.page_loads:,}"),
        ("Requests to the site", f"{how.requests:,}, of which {how.refused:,} refused" if how.refused else f"{how.requests:,}"),
        ("Tool", neutral(how.tool, 120)),
        ("Browser", neutral(how.browser, 120)),
    ]
    return tuple((name, value) for name, value in figures if value)


def _settings(audit: Audit) -> tuple[tuple[str, str], ...]:
    options, subject = audit.method.options, audit.subject
    settings = [
        ("Origins", ", ".join(shown_url(origin) for origin in subject.origins)),
        ("Country, language, time zone", ", ".join(filter(None, (subject.country, subject.locale, subject.timezone)))),
        ("Devices", listing([DEVICE[device].lower() for device in options.devices])),
        ("At most, a device", f"{count(options.max_pages, 'page')}, {figure(options.max_seconds)} s"),
        ("At most, a page", f"{figure(options.page_seconds)} s"),
        ("Politeness", f"at most {figure(options.rate)} page loads a second" if options.rate else "no rate limit"),
        ("robots.txt", "honoured" if options.robots else "not honoured, at the wish of whoever ordered the audit"),
        ("Certificates", "not checked" if options.insecure else "checked"),
        ("Given and not kept", listing(list(options.secrets))),
    ]
    return tuple((name, neutral(value, 400)) for name, value in settings if value)


def _unseen(how: Method) -> list[str]:
    """What was not looked at, a sentence each."""
    sentences = [
        f"{DEVICE.get(device, device)}: {count(number, 'look-alike page')} taken as seen and not opened; {_opened(how, device)}."
        for device, number in sorted(how.skipped.items())
        if number
    ]
    sentences += [
        f"{DEVICE.get(device, device)}: the crawl ended early ({neutral(why, 200)}); hence the figures marked “upper bound”."
        for device, why in sorted(how.stopped.items())
        if why
    ]
    if not how.complete:
        sentences.insert(0, "The run did not come to its end. What is missing counts as not tested.")
    return sentences


def _per_device(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} on {device}" for device, number in sorted(counts.items()))


def _banner(banner: Banner) -> BannerView:
    how = f"{BANNER[banner.how]}, {count(banner.clicks, 'click')}"
    covers = f"covers {percent(banner.covers)} of the first screen" + (
        " and hides what the customer came for" if banner.obstructs else ""
    )
    return BannerView(
        f"{DEVICE[banner.device]}, {shown_url(banner.url)}", neutral(banner.text, 300), f"{how}; {covers}", banner.picture
    )


def _listing(items: list[tuple[str, str]]) -> Listing:
    """Each entry once, with how often it was met."""
    times = Counter((neutral(what, 300), neutral(why, 300)) for what, why in items)
    entries = [(what, f"{why} ({number} times)" if number > 1 else why) for (what, why), number in times.items()]
    return Listing(tuple(entries[:MOST_LISTED]), max(0, len(entries) - MOST_LISTED))
