"""Promises of the fictional shop: one of every verdict, with hostile words among them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from journeyaudit.model.ledger import Entry, TermsPage

SITE = "https://www.fernhill.example"
AT = "2026-11-20T09:14:00Z"
TERMS_URL = SITE + "/terms/delivery"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} \u202eeerf"
TERMS = (
    TermsPage(url=TERMS_URL, title="Delivery terms | Fernhill", kind="delivery", clicks=3, exclusions=9),
    TermsPage(url="javascript:alert(1)", title=HOSTILE, kind="document", fault="the server answered with status 404 " + HOSTILE),
)
HEADER = "Free next day delivery* on everything"
PRINT_JOBS = "Free delivery does not apply to print jobs, furniture or orders over 30 kg."
CONDITIONS: tuple[tuple[str, str, dict[str, Any] | None], ...] = (
    ("min_spend", "Orders of £40 or more", {"amount": 40.0, "currency": "GBP"}),
    ("surcharge", "D\tNorthern Ireland\t£11.95", {"amount": 11.95, "currency": "GBP"}),
    ("surcharge", "E\tIsles of Scilly\t£14.95", None),
    ("cutoff_time", "Order by 17:30", {"time": "17:30"}),
    ("region", HOSTILE, {"excluded": ["Skye", "Arran", "Bute", "Mull"]}),
    ("estimate_only", "All times are estimates.", None),
    ("downgrade", "Next day takes 2 to 3 working days.", {"days": [2, 3]}),
)


def evidence(quote: str, url: str, picture: str | None = None) -> dict[str, Any]:
    artifact = sha256(url.encode()).hexdigest()
    return {"url": url, "quote": quote, "device": "desktop", "at": AT, "artifact": artifact, "picture": picture}


def condition(kind: str, quote: str, value: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "quote": quote,
        "url": TERMS_URL,
        "value": value,
        "disclosure": "buried",
        "clicks": 3,
        "font_ratio": 0.77,
        "distance": {"clicks": 3, "font_ratio": 0.77, "steps": 1, "label": "Terms", "label_is_specific": False},
        "prominence": {"size": 16.0, "contrast": 17.77, "above_fold": False},
        "evidence": evidence(quote, TERMS_URL),
        **more,
    }


def note(quote: str, marker: str = "*") -> dict[str, Any]:
    return {
        "marker": marker,
        "quote": quote,
        "how": "footnote",
        "prominence": {"size": 12.5, "contrast": 3.1, "ladder": "footnote", "above_fold": False},
        "distance": {"clicks": 0, "screens": 1.5, "font_ratio": 0.6, "steps": 2},
        "evidence": evidence(quote, SITE + "/"),
    }


def entry(quote: str, verdict: str = "unconditional", **more: Any) -> Entry:
    attributes = {"start": 0, "end": len(quote), "quote": quote, "price": "free", **more.pop("attributes", {})}
    given = {
        "id": sha256(quote.encode()).hexdigest()[:12],
        "quote": quote,
        "url": SITE + "/",
        "marker": None,
        "attributes": attributes,
        "prominence": {"size": 20.8, "contrast": 17.77, "ladder": "headline"},
        "device": "desktop",
        "verdict": verdict,
        "grade": {"qualified": "buried"}.get(verdict, verdict),
        "evidence": evidence(quote, SITE + "/"),
    }
    return Entry.model_validate({**given, **more})


def contradicted(picture: str | None = None, other: str | None = None, stages: tuple[str | None, ...] = ()) -> Entry:
    leaves_out = condition(
        "product_category",
        PRINT_JOBS,
        disclosure="contradicted",
        contradicts=True,
        rule="D5",
        because="the claim says “everything”, and this leaves some out",
        evidence=evidence(PRINT_JOBS, TERMS_URL, other),
    )
    return entry(
        HEADER,
        "contradicted",
        marker="*",
        pages=48,
        attributes={"speed_min_days": 1, "speed_max_days": 1, "speed_of": "delivery", "absolute": "everything", "marker": "*"},
        exclusions=[leaves_out, *(condition(*each) for each in CONDITIONS)],
        note=note("Conditions apply."),
        other_notes=[note("Orders before 17:30.")],
        reasons=("the claim says “everything”, and this leaves some out", "the sign * has 2 different notes on one page"),
        rules=("D5",),
        evidence=evidence(HEADER, SITE + "/", picture),
        samples=[stage(name, verdict, picture) for (name, verdict), picture in zip(MET, stages, strict=False)],
        stages=dict(MET),
    )


MET = (("product", "kept"), ("basket", "narrowed"), ("checkout", "vanished"))


def stage(name: str, verdict: str, picture: str | None, product: str = "/p/laser-paper") -> dict[str, Any]:
    quote = "" if verdict == "vanished" else f"Free next day delivery ({name})"
    return {
        "product": SITE + product,
        "stage": name,
        "verdict": verdict,
        "quote": quote,
        "reason": "nothing is said of the promise at this stage" if verdict == "vanished" else HOSTILE,
        "region": "Highlands",
        "evidence": evidence(quote, f"{SITE}/{name}", picture),
    }


def promises(pictures: Mapping[str, str]) -> tuple[Entry, ...]:
    """The ledger, worst first; `pictures` maps names of `shop.SHOTS` to hashes."""
    home, end = pictures["desktop-home-end"], pictures["desktop-contact-end"]
    return (
        contradicted(home, end, (pictures["desktop-product-help"], end, None)),
        entry(HOSTILE, "orphan-marker", marker="†", reasons=("the sign † points to a note that is not there",), rules=("D2",)),
        entry("Free delivery over £40", "qualified", exclusions=[condition(*each) for each in CONDITIONS[1:3]]),
        entry("Free returns by post"),
    )
