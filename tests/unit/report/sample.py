"""A realistic audit of the fictional shop: every outcome, long and hostile texts, channels that are not there."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Literal

from journeyaudit.model.audit import Audit, Method
from journeyaudit.model.finding import Cell, Evidence, Finding
from journeyaudit.model.journal import Banner, Refusal
from journeyaudit.model.plan import GatherOptions, Skip
from journeyaudit.model.reach import Reach, Scent, Step
from journeyaudit.model.rule import Rule
from journeyaudit.model.scorecard import Gain, Score, Scorecard
from journeyaudit.model.subject import Subject
from tests.unit.report.promises import TERMS, promises

SITE = "https://www.fernhill.example"
AT = "2026-11-20T09:14:00Z"
STARTS = ("home", "product", "basket", "help", "not-found")
DEVICES: tuple[Literal["desktop", "mobile"], ...] = ("desktop", "mobile")
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> \u202egnp.exe\u202c {{ 7*7 }} ]]> |`a`| "
    "[x](javascript:alert(3)) @all"
)
LONG = "Rechtsschutzversicherungsgesellschaftskundendienstkontaktformular" * 4


def artifact(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def audit(pictures: Mapping[str, str]) -> Audit:
    """The audit; `pictures` maps the names of `shop.SHOTS` to hashes."""
    findings = _findings(pictures)
    overall = Score(score=61.4, coverage=0.87, band="needs work")
    areas = {
        "reach": Score(score=58.2, coverage=0.94, band="needs work"),
        "choice-of-channels": Score(score=43.0, coverage=0.9, band="poor"),
        "labels-and-wording": Score(score=91.5, coverage=1.0, band="good"),
        "law": Score(score=66.0, coverage=0.5, band=None),
    }
    gains = (
        Gain(check="contact/email-within-reach", points=11.6),
        Gain(check="contact/dead-ends", points=6.2),
        Gain(check="contact/consent-obstruction", points=3.1),
        Gain(check="contact/hours-beside-channel", points=2.4),
    )
    return Audit(
        subject=Subject(
            name="Fernhill Office Supplies", origins=(SITE,), country="GB", start_pages={"product": "/p/laser-paper"}
        ),
        reach=tuple(_reach(pictures)),
        findings=findings,
        scores=Scorecard(overall=overall, areas=areas, gains=gains),
        coverage=overall,
        method=_method(pictures),
        rules=RULES,
        promises=promises(pictures),
        terms=TERMS,
    )


RULES = (
    Rule(
        id="C3",
        source="Regional court of Frankfurt, 5 March 2025",
        jurisdictions=("DE",),
        force="ruling",
        mark="S",
        checked="2026-10-01",
        requirement="A mail link that does not show the address itself is not enough.",
    ),
    Rule(
        id="C4",
        source="E-Commerce Directive, article 5(1)(c)",
        jurisdictions=("EU",),
        force="law",
        mark="P",
        checked="2026-10-01",
        requirement="E-mail and a second rapid, direct and effective means of contact, not necessarily a telephone.",
    ),
    Rule(
        id="C13",
        source="Study of contact pages",
        force="study",
        mark="S",
        checked="2026-10-01",
        requirement="A conventionally worded contact link in header and footer; telephone and e-mail rather than a form alone.",
    ),
)


def _step(action: str, name: str, path: str, picture: str | None = None) -> Step:
    return Step.model_validate({"action": action, "name": name, "url": SITE + path, "picture": picture})


def _reach(pictures: Mapping[str, str]) -> list[Reach]:
    return [way for device in DEVICES for start in STARTS for way in _from(start, device, pictures)]


def _from(start: str, device: Literal["desktop", "mobile"], pictures: Mapping[str, str]) -> list[Reach]:
    def picture(name: str) -> str:
        return pictures[f"{device}-{name}"]

    first = picture("product-help" if start == "product" and device == "desktop" else "home-help")
    opening = [_step("open", "", "/")]
    if device == "mobile":
        opening.append(_step("click", "Menu", "/", picture("home-menu")))
        first = picture("menu-help")
    to_help = [] if start == "help" else [*opening, _step("click", "Help", "/help", first)]
    to_contact = [*to_help, _step("click", "Contact us", "/help/contact", picture("help-contact-us"))]
    to_form = [*to_contact, _step("click", "Write to us", "/help/contact/write", picture("contact-write-to-us"))]
    to_imprint = [
        _step("open", "", "/"),
        _step("click", "About us", "/about", picture("home-about-us")),
        _step("click", "Imprint", "/imprint", picture("about-imprint")),
    ]
    common: dict[str, Any] = {"start": start, "device": device, "banner_clicks": int(start == "home")}
    scent = Scent(
        clicks=5,
        path=tuple(
            _step("click", name, "/help")
            for name in ("Help", "Orders and delivery", "Where is my order?", "Still need help?", "Contact us")
        ),
    )
    return [
        _way(
            common,
            "phone",
            to_contact,
            picture("contact-end"),
            kind="freephone",
            value="+448004960123",
            quote="0800 496 0123",
            scent=scent,
        ),
        _way(common, "post", to_contact, picture("contact-end"), value="12 Mill Lane, Hexham NE46 1AA", scent=scent),
        _way(
            common,
            "form",
            to_form,
            picture("form-end"),
            kind="contact",
            quote="Write to us",
            value=SITE + "/help/contact/write",
            scent=Scent(clicks=None, path=scent.path[:3], reason="the way ends in a loop between two answers"),
        ),
        _way(common, "social", [], picture("home-end"), kind="instagram", value="https://social.example/fernhill"),
        _way(
            common, "store", to_imprint, picture("imprint-end"), value=LONG, proof="budget" if device == "mobile" else "sampled"
        ),
        _missing(common, "email", "only a mail link without the address was seen"),
        _missing(common, "chat", "its launcher says that it is offline"),
        _missing(common, "messaging", ""),
        _missing(common, "callback", ""),
    ]


def _way(common: dict[str, Any], channel: str, path: list[Step], picture: str, **more: Any) -> Reach:
    return Reach.model_validate(
        {
            "proof": "sampled",
            **common,
            "channel": channel,
            "clicks": sum(step.action == "click" for step in path),
            "replayed": True,
            "path": tuple(path),
            "picture": picture,
            "url": path[-1].url if path else SITE + "/",
            "state": "desktop /",
            "hovers": int(channel == "post"),
            **more,
        }
    )


def _missing(common: dict[str, Any], channel: str, reason: str) -> Reach:
    proof = "budget" if common["device"] == "mobile" else "exhaustive"
    return Reach.model_validate({**common, "channel": channel, "clicks": None, "proof": proof, "reason": reason})


def _finding(check: str, outcome: str, headline: str, reason: str, **more: Any) -> Finding:
    return Finding.model_validate(
        {
            "check": check,
            "revision": 1,
            "area": "reach",
            "weight": 5.0,
            "outcome": outcome,
            "headline": headline,
            "reason": reason,
            **more,
        }
    )


def _evidence(quote: str, path: str, picture: str | None = None, **more: Any) -> Evidence:
    return Evidence.model_validate(
        {
            "url": SITE + path,
            "quote": quote,
            "device": "desktop",
            "start": "home",
            "at": AT,
            "artifact": artifact(path),
            "picture": picture,
            **more,
        }
    )


def _findings(pictures: Mapping[str, str]) -> tuple[Finding, ...]:
    return (
        _finding(
            "contact/email-within-reach",
            "failed",
            "No e-mail address is shown to the customer",
            "The word “E-mail us” opens the customer's mail program, but the address itself stands nowhere.",
            area="choice-of-channels",
            weight=8.0,
            score=0.0,
            why="Customers on a shared or company computer have no mail program set up; for them the link does nothing.",
            advice="Write the address as text on the contact page and in the footer, and keep the link.",
            sources=("C3", "C4"),
            cells=(
                Cell(label="Home page, desktop", value=None, score=0.0, reason="mail link without address"),
                Cell(label="Home page, mobile", value=None, score=0.0),
            ),
            evidence=(
                _evidence("E-mail us", "/help/contact", pictures["desktop-contact-end"]),
                _evidence("E-mail us", "/help", None, device="mobile"),
            ),
        ),
        _finding(
            "contact/dead-ends",
            "failed",
            "Two help links lead nowhere",
            "“Live help” answers with status 404, and “Call me back” leads to the page it stands on.",
            score=0.3,
            weight=4.0,
            why="A customer who meets a dead end seldom looks for another way.",
            advice="Remove the two links or let them lead to the contact page.",
            sources=("C13",),
            evidence=(
                _evidence("Live help", "/live-help?ref=" + "x" * 400, pictures["desktop-broken-end"]),
                _evidence(HOSTILE, "/help", None, note=HOSTILE),
                Evidence(url="javascript:alert(1)", quote="Call me back", artifact=artifact("js")),
            ),
        ),
        _finding(
            "contact/consent-obstruction",
            "failed",
            "The consent banner hides the way to help on a phone",
            "It covers 46 % of the first screen, the menu with it, until one of its buttons is pressed.",
            score=0.5,
            weight=3.0,
            why="What lies under a banner does not exist for a customer in a hurry.",
            advice="Show the banner as a strip that leaves the menu free.",
            sources=("OP",),
            evidence=(
                _evidence("We and our 812 partners store cookies.", "/", pictures["mobile-banner-reject-all"], device="mobile"),
            ),
        ),
        _finding(
            "contact/hours-beside-channel",
            "failed",
            "No opening hours stand beside the telephone number",
            "The number stands alone.",
            area="labels-and-wording",
            score=0.0,
            weight=1.0,
            why="Without hours a customer cannot know whether a call is worth trying.",
            advice="Write the hours and the usual waiting time beside the number.",
            sources=("C13",),
        ),
        _finding(
            "contact/phone-within-reach",
            "passed",
            "A telephone number is within reach",
            "Two clicks from the home page.",
            score=0.9,
            value=2.0,
            sources=("C13",),
            why="Some matters are urgent.",
            advice="Keep it so.",
            cells=(Cell(label="Home page, desktop", value=2, score=0.9), Cell(label="Home page, mobile", value=3, score=0.6)),
            evidence=(_evidence("0800 496 0123", "/help/contact"),),
        ),
        _finding(
            "contact/conventional-label",
            "passed",
            "The way to help is labelled conventionally",
            "“Help” and “Contact us” are words that customers look for.",
            area="labels-and-wording",
            score=1.0,
            why="A label that has to be guessed costs more than a click.",
            advice="Keep it so.",
            sources=("C13",),
            evidence=(_evidence("Contact us", "/help"),),
        ),
        _finding(
            "contact/bot-only-chat",
            "cant_tell",
            "It is not clear whether people answer the chat",
            "The launcher says that the chat is offline; it was not seen at another hour.",
            sources=("C4",),
            why="A bot alone is no way to reach somebody.",
            advice="Audit again during office hours.",
            area="choice-of-channels",
        ),
        _finding(
            "contact/basket-help",
            "untested",
            "Help in the basket was not tested",
            f"The basket answered with status 500 and this title: {HOSTILE}",
            why="Doubt in the basket costs the sale.",
            advice="Audit again when the basket works.",
            sources=("C13",),
        ),
        _finding(
            "contact/identification-in-two-links",
            "inapplicable",
            "Provider identification within two links",
            "Only for companies in Germany, Austria and Switzerland.",
            area="law",
            why="The law there asks for it.",
            advice="Nothing to do.",
            sources=("C99",),
        ),
    )


def _method(pictures: Mapping[str, str]) -> Method:
    return Method(
        started_at=AT,
        ended_at="2026-11-20T09:18:10Z",
        tool="journeyaudit 0.1.0",
        browser="Chromium 142.0",
        options=GatherOptions(secrets=("auth",)),
        pages={"desktop": 61, "mobile": 58},
        states={"desktop": 143, "mobile": 120},
        skipped={"desktop": 312, "mobile": 312},
        stopped={"desktop": "", "mobile": "120 pages"},
        requests=1934,
        page_loads=119,
        refused=2,
        refusals=(
            Refusal(method="POST", url=SITE + "/basket/checkout", why="looks like an order", at=AT),
            Refusal(method="POST", url=SITE + "/<b>", why=HOSTILE, at=AT),
        ),
        banners=(
            Banner(
                device="desktop",
                url=SITE + "/",
                text="We value your privacy",
                how="reject",
                clicks=1,
                covers=0.22,
                obstructs=False,
            ),
            Banner(
                device="mobile",
                url=SITE + "/",
                text="We value your privacy",
                how="reject",
                clicks=1,
                covers=0.46,
                obstructs=True,
                picture=pictures["mobile-banner-reject-all"],
            ),
        ),
        faults={SITE + "/basket": "status 500", SITE + "/calendar": "timeout after 15 s", "javascript:" + HOSTILE: HOSTILE},
        skips=(
            Skip(what="/internal/", why="robots.txt asks not to"),
            Skip(what="contact/reply-time", why="sending enquiries is not permitted"),
        ),
    )
