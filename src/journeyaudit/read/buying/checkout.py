"""What a page on the way to the till offers: delivery options, a final order, a login wall."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from journeyaudit.model.blank import Blank
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.buying.controls import adding, is_forbidden, places_order
from journeyaudit.read.lexicon import matcher

_MONEY = re.compile(
    r"[£$€¥]\s?\d|\d\s?(?:[£$€¥]|EUR|GBP|USD|CHF|kr|zł)|\b(?:free|gratis|kostenlos|gratuit|gratuito|offert)\b", re.IGNORECASE
)
_DAYS = re.compile(
    r"\d\s*(?:[-–]\s*\d+\s*)?(?:working|business|days?|hours?|hrs?|tage?|werktage?|jours?|heures?|días?|giorni|dagen|uur)\b",
    re.IGNORECASE,
)
_CARD_NAME = re.compile(
    r"card.?(number|no)|cc.?num|cvv|cvc|security.?code|kartennummer|num[eé]ro de carte|n[uú]mero de tarjeta"
    r"|numero (della )?carta|kaartnummer",
    re.IGNORECASE,
)
_CARD_COMPLETE = re.compile(r"^(?:[\w-]+ )*cc-")
_FEW_WORDS = 8


def offers_order(snapshot: Snapshot, fields: Iterable[Blank], *, at_till: bool, is_payment: Callable[[str], bool]) -> str:
    """The words with which a page offers to place an order or to pay, "" if it does not. Before the till (`at_till` False) a
    button that buys one product at once is no such offer: it is only never touched. `is_payment` tells the hosts of
    payment providers, whose frames hold card fields.
    """
    for control in snapshot.controls:
        if not control.visible or control.region in ("header", "footer", "nav"):
            continue
        if places_order(control.name) or (at_till and is_forbidden(control) and not adding_only(control.name)):
            return control.name
    card = next((f for f in fields if f.visible and _is_card(f)), None)
    if card is not None:
        return card.label or card.name or "card number"
    frames = (f for f in snapshot.frames if f.visible and at_till and f.box.height > 20)
    return next((f.title or f.src[:80] for f in frames if is_payment(urlsplit(f.src).hostname or "")), "")


def adding_only(name: str) -> bool:
    """An accessory offered at the till ("Add") is no order."""
    return matcher("add_to_basket").full(name) is not None and matcher("buy_now").find(name) is None


def offers_delivery(snapshot: Snapshot, fields: Iterable[Blank]) -> tuple[str, ...]:
    """The delivery options that a checkout page lets a customer choose from, as it words them; () if it offers none (yet)."""
    known = tuple(fields)
    choices = [f.label for f in known if f.visible and f.type in ("radio", "checkbox") and _is_option(f.label, f.context)]
    choices += [
        c.text
        for f in known
        if f.visible and f.type == "select"
        for c in f.choices
        if not c.disabled and _is_option(c.text, f"{f.label} {f.context}")
    ]
    if choices:
        return tuple(choices)
    waits = any(
        f.visible and not f.value and f.type in ("text", "email", "tel", "search") and f.form and not _in_top(f) for f in known
    )
    if waits or not any(_names_options(text) for text in _headings(snapshot)):
        return ()
    priced = [b.text for b in snapshot.blocks if b.visible and b.region == "main" and _MONEY.search(b.text) and len(b.text) < 120]
    chooses = [
        c
        for c in snapshot.controls
        if c.visible and c.region == "main" and (c.submits or c.role == "radio") and not is_forbidden(c)
    ]
    return tuple(priced) if chooses else ()


def asks_login(fields: Iterable[Blank]) -> bool:
    """Is a password asked for?"""
    return any(f.visible and f.type == "password" for f in fields)


def is_empty_basket(snapshot: Snapshot) -> bool:
    """Does the page say that there is nothing in the basket?"""
    said = matcher("basket_empty")
    return any(
        b.visible and b.region in ("main", "dialog", "aside") and len(b.text) < 200 and said.find(b.text) for b in snapshot.blocks
    )


def sold_out(snapshot: Snapshot) -> str:
    """The words with which a product page says that its product cannot be bought, "" if it can."""
    ways = adding(snapshot)
    if any(not c.disabled for c in ways):
        return ""
    said = matcher("sold_out")
    texts = [c.name for c in snapshot.controls if c.visible and c.region == "main"] + [
        b.text for b in snapshot.blocks if b.visible and b.region == "main" and len(b.text) < 120
    ]
    return next((text for text in texts if said.find(text)), "")


def complaint(before: Snapshot, after: Snapshot) -> str:
    """What a page says after a step that it did not say before, short: why the step was not taken."""
    known = {b.text for b in before.blocks if b.visible}
    fresh = (
        b.text
        for b in after.blocks
        if b.visible and b.region in ("main", "dialog") and b.text not in known and 3 < len(b.text) < 160
    )
    return next(fresh, "")


def _is_option(label: str, context: str) -> bool:
    if not label or matcher("guest_checkout").find(label):
        return False
    told = bool(_MONEY.search(label) or _DAYS.search(label))
    if _names_options(label):
        return True
    about = matcher("delivery_words").find(label) or _names_options(context)
    return told and bool(about)


def _names_options(text: str) -> bool:
    return len(text.split()) <= _FEW_WORDS * 2 and matcher("delivery_option").find(text) is not None


def _headings(snapshot: Snapshot) -> Iterator[str]:
    """What the page is called: its title's first part, its heading wherever that stands, the headings of its content."""
    yield snapshot.title.partition("|")[0]
    for block in snapshot.blocks:
        if block.visible and block.heading and (block.region == "main" or block.heading == 1):
            yield block.text


def _in_top(field: Blank) -> bool:
    """The shop's own search field is not part of the checkout."""
    return matcher("form_search").find(f"{field.label} {field.placeholder} {field.name}") is not None


def _is_card(field: Blank) -> bool:
    return bool(_CARD_COMPLETE.search(field.autocomplete) or _CARD_NAME.search(f"{field.name} {field.label}"))
