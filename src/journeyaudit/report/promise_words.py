"""A promise and what narrows it, put into plain words. Nothing is said here that the ledger does not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from journeyaudit.model.ledger import Entry, Narrowing
from journeyaudit.model.promise import Money, Promise
from journeyaudit.report.condition_words import money, taken
from journeyaudit.report.text import neutral
from journeyaudit.report.wording import count, figure, listing

VERDICT: dict[str, str] = {
    "contradicted": "Contradicted",
    "orphan-marker": "Marker without a note",
    "qualified": "Qualified",
    "unconditional": "Unconditional",
}
VERDICT_MEANS: dict[str, str] = {
    "contradicted": "A condition undoes the claim instead of narrowing it. Said only by a rule, which is given with both quotes.",
    "orphan-marker": "The claim carries a sign such as *, and the page has no note to it.",
    "qualified": "Conditions narrow the claim without undoing it.",
    "unconditional": "No condition was found that narrows it.",
}
GRADE: dict[str, tuple[str, str]] = {
    "unconditional": ("Unconditional", "nothing narrows it"),
    "in-claim": ("Within the claim", "the condition is part of its words"),
    "adjacent": ("Beside the claim", "same block, in type at least as large"),
    "same-page": ("On the same page", "at most one step down in type"),
    "footnote": ("Footnote", "small, faint or folded away"),
    "one-click": ("One click away", "behind a link that names it"),
    "buried": ("Buried", "two or more clicks away, or behind a link with a vague name"),
    "checkout": ("Checkout", "told only there, or after a postcode"),
    "orphan-marker": ("Marker without a note", "the sign leads to nothing"),
    "contradicted": ("Contradicted", "the condition undoes the claim"),
}
KIND: dict[str, str] = {
    "region": "Places",
    "min_spend": "Minimum order",
    "cutoff_time": "Latest time of order",
    "weekdays": "Days of the week",
    "clock_start": "Start of the time",
    "product_category": "Goods left out",
    "stock": "Stock",
    "third_party": "Sent by others",
    "order_size": "Size or weight",
    "membership": "Members only",
    "payment": "Payment",
    "estimate_only": "Estimate only",
    "liability": "Liability",
    "peak_season": "Busy times and delays",
    "address_type": "Kind of address",
    "surcharge": "Extra charge",
    "service_level": "Level of service",
    "promo_limited": "Limited offer",
    "downgrade": "Slower than claimed",
}
TERMS: dict[str, str] = {
    "delivery": "Delivery",
    "returns": "Returns",
    "terms": "Terms and conditions",
    "faq": "Questions and answers",
    "document": "Document",
}
STAGE: dict[str, str] = {"product": "Product page", "basket": "Basket", "checkout": "Checkout"}
STAGE_VERDICT: dict[str, str] = {
    "kept": "Kept",
    "narrowed": "Narrowed",
    "contradicted": "Contradicted",
    "vanished": "Vanished",
    "not_checkable": "Not checkable",
}
_NUMBER = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TITLE_END = re.compile(r"\s+[|–—·»-]\s+")


def tally(entries: Sequence[Entry]) -> str:
    """`6 promises on delivery: 3 contradicted, 2 with a marker that has no note and 1 qualified.`; "" if there are none."""
    said = {
        "contradicted": "contradicted",
        "orphan-marker": "with a marker that has no note",
        "qualified": "qualified",
        "unconditional": "unconditional",
    }
    numbers = {verdict: sum(entry.verdict == verdict for entry in entries) for verdict in said}
    parts = [f"{number} {said[verdict]}" for verdict, number in numbers.items() if number]
    return f"{count(len(entries), 'promise')} on delivery: {listing(parts)}." if parts else ""


def headline(entry: Entry, titles: Mapping[str, str]) -> str:
    """What the site says and what it leaves out, in one sentence. `titles` names pages by their URL."""
    says = f"Says {claimed(entry.attributes)}"
    worst = entry.exclusions[0] if entry.exclusions else None
    if entry.verdict == "orphan-marker":
        says += f" with a sign (“{neutral(entry.marker or '', 10)}”) that leads to no note"
    if worst is not None:
        return f"{says}; {taken(worst)}, {place(worst, titles)}"
    return f"{says}, and adds a note" if entry.note else says


def claimed(promise: Promise) -> str:
    """`free next-day delivery to the UK, with the word “every”`; the quote itself where price and speed are open."""
    if promise.price is None and promise.speed_max_days is None:
        return f"“{neutral(promise.quote, 120)}”"
    what = _service(promise)
    what += f" on orders from {money(promise.threshold)}" if promise.threshold else ""
    what += f" to {_region(promise.region)}" if promise.region else ""
    what += f" if ordered by {promise.cutoff}" if promise.cutoff else ""
    return what + (f", with the word “{neutral(promise.absolute, 40)}”" if promise.absolute else "")


def _service(promise: Promise) -> str:
    free = "free " if promise.price == "free" else ""
    price = f" for {money(promise.price)}" if isinstance(promise.price, Money) else ""
    adjective, after = _speed(promise)
    if promise.speed_of == "dispatch" and promise.price is not None:
        return f"{free}delivery{price} and {adjective}dispatch{after}"
    return f"{free}{adjective}{promise.speed_of or 'delivery'}{after}{price}"


def _speed(promise: Promise) -> tuple[str, str]:
    """What stands before the noun, and what after it."""
    least, most = promise.speed_min_days, promise.speed_max_days
    if most is None:
        return "", ""
    if most <= 1 and promise.day_kind != "business":
        return ("same-day " if most == 0 else "next-day "), ""
    days = "working day" if promise.day_kind == "business" else "day"
    if least is not None and least != most:
        return "", f" in {figure(least)} to {figure(most)} {days}s"
    return "", f" within {figure(most)} {days}{'' if most == 1 else 's'}"


def _region(region: str) -> str:
    return "the UK" if region in ("UK", "GB") else neutral(region, 40)


def place(one: Narrowing, titles: Mapping[str, str]) -> str:
    """Where a condition stands, seen from its claim: `three clicks away in “Delivery terms”`."""
    where = f"“{page_name(one.url, titles)}”"
    if one.clicks is None:
        return f"on a page to which no link was found, {where}"
    if one.clicks:
        number = _NUMBER[one.clicks] if one.clicks < len(_NUMBER) else f"{one.clicks}"
        return f"{number} {'click' if one.clicks == 1 else 'clicks'} away in {where}"
    if one.disclosure in ("in-claim", "adjacent"):
        return {"in-claim": "in the same words", "adjacent": "right beside it"}[one.disclosure]
    return "in a footnote" if one.prominence.ladder == "footnote" else "on the same page"


def page_name(url: str, titles: Mapping[str, str]) -> str:
    """A page's title without the shop's name behind it; the end of its address where it has none."""
    title = _TITLE_END.split(neutral(titles.get(url, ""), 120))[0]
    return title or neutral(url.split("?")[0].rstrip("/").rpartition("/")[2], 60) or neutral(url, 60)
