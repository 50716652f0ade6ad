"""Which controls of a page lead towards the till, best first. Those that would order or pay are never among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import parse_qsl, urlsplit

from journeyaudit.model.snapshot import Control, Snapshot
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.pages.page_kind import page_kind, path_segments
from journeyaudit.read.urls import Scope

_FEW_WORDS = 7
_BASKET_NAME = re.compile(
    r"((shopping|view|my|your|show) ?)?(cart|basket|bag|trolley)( (view|show|index|summary|details?))?"
    r"|warenkorb|einkaufswagen|(mon )?panier|(mi )?(carrito|cesta)( de compra)?|carrello|winkelwagen|winkelmand\w*"
)
_CHECKOUT_PATH = re.compile(r"(^|[/_-])(checkouts?|kasse|caisse|commande|cassa|afrekenen|order)([/._-]|$)", re.IGNORECASE)
_ADD_PATH = re.compile(r"(add[-_]?to[-_]?(cart|basket|bag)|(cart|basket|bag)/add)", re.IGNORECASE)
_CART_ICON = re.compile(r"(cart|basket|bag|trolley|warenkorb|panier|carrito|carrello|winkel)", re.IGNORECASE)
_EXPRESS = ("place_order", "buy_now", "wallet_name")

Score = Callable[[Control], float]


def is_forbidden(control: Control) -> bool:
    """Would it, by its name, place an order, pay, buy at once or go to a wallet? Such a control is never activated."""
    return any(_says(topic, text) for topic in _EXPRESS for text in (control.name, control.title))


def places_order(name: str) -> bool:
    """Does the name say that an order is placed or paid for?"""
    return _says("place_order", name) > 0


def adding(snapshot: Snapshot) -> tuple[Control, ...]:
    """Controls that put the page's own product into the basket. On a page with many, that which is nearest to the heading."""
    heading = min((b.box.y for b in snapshot.blocks if b.heading == 1 and b.visible), default=0)

    def score(control: Control) -> float:
        if control.region in ("header", "footer", "nav"):
            return 0
        said = 2 * max(_says("add_to_basket", control.name), _says("add_to_basket", control.title) / 2)
        said = said or (1.0 if _ADD_PATH.search(control.href) else 0)
        if not said or _says("basket_label", control.name) == 2:  # "View basket", "Warenkorb"
            return 0
        return said + (1 if control.submits else 0) + (0.5 if control.tag == "button" else 0) - _distance(control, heading)

    return _ranked(snapshot.controls, score, disabled=True)


def to_basket(snapshot: Snapshot, scope: Scope) -> tuple[Control, ...]:
    """Controls that show the basket."""

    def score(control: Control) -> float:
        if _says("add_to_basket", control.name) == 2 or (control.href and not scope.covers(control.href)):
            return 0
        said = float(_says("basket_label", control.name) or _says("basket_label", control.title))
        path = _is_basket_address(control.href)
        icon = not control.name and bool(_CART_ICON.search(control.icon))
        if control.region == "footer" or control.submits or not (said or path or icon):
            return 0
        return said + 2 * path + icon + (1 if control.overlay is not None else 0)

    return _ranked(snapshot.controls, score)


def is_basket(snapshot: Snapshot) -> bool:
    """Is this the basket's own page?"""
    return _is_basket_address(snapshot.url) or page_kind(snapshot) == "basket"


def _is_basket_address(url: str) -> bool:
    if not url or _ADD_PATH.search(url):
        return False
    asked = [part for _, value in parse_qsl(urlsplit(url).query) for part in value.lower().split("/")]
    return any(_BASKET_NAME.fullmatch(name.lower()) for name in (*path_segments(url)[-2:], *asked))


def to_checkout(snapshot: Snapshot, scope: Scope) -> tuple[Control, ...]:
    """Controls that lead from the basket to the checkout."""

    def score(control: Control) -> float:
        if control.href and not scope.covers(control.href):
            return 0
        said = float(_says("checkout_label", control.name))
        path = bool(control.href and _CHECKOUT_PATH.search(urlsplit(control.href).path))
        if control.region == "footer" or not (said or (path and _says("continue_label", control.name))):
            return 0
        place = 1 if control.region in ("main", "dialog", "aside") else 0
        return 2 * said + path + place + (0.5 if control.submits else 0) + (1 if control.overlay is not None else 0)

    return _ranked(snapshot.controls, score)


def removing(snapshot: Snapshot) -> tuple[Control, ...]:
    """Controls that take goods out of the basket."""

    def score(control: Control) -> float:
        if control.region in ("header", "footer", "nav"):
            return 0
        return float(max(_says("remove_label", control.name), _says("remove_label", control.title)))

    return _ranked(snapshot.controls, score)


def leading_on(snapshot: Snapshot) -> tuple[Control, ...]:
    """Controls that go to the next step of a checkout, those of a guest first."""

    def score(control: Control) -> float:
        if control.region in ("header", "footer", "nav") or _says("back_label", control.name) == 2:
            return 0
        if _says("login_label", control.name) or (
            _leaves(control) and control.href and not _CHECKOUT_PATH.search(urlsplit(control.href).path)
        ):
            return 0
        guest, on = _says("guest_checkout", control.name), _says("continue_label", control.name)
        said = 3 * guest + 2 * on + _says("checkout_label", control.name)
        return said + (0.5 if said and control.submits else 0)

    return _ranked(snapshot.controls, score)


def estimating(snapshot: Snapshot) -> tuple[Control, ...]:
    """Controls that ask what delivery to a postcode costs."""

    def score(control: Control) -> float:
        if control.region in ("header", "footer", "nav"):
            return 0
        about = bool(matcher("delivery_words").find(f"{control.name} {control.context}"))
        return _says("estimate_label", control.name) * (1.5 if about else 1.0)

    return _ranked(snapshot.controls, score)


def _leaves(control: Control) -> bool:
    return control.tag == "a" and bool(control.href) and not control.raw_href.startswith(("#", "javascript:"))


def _says(topic: str, name: str) -> int:
    """2 where the name says nothing else, 1 where it says it among few other words, else 0."""
    if not name:
        return 0
    words = matcher(topic)
    if words.full(name):
        return 2
    return 1 if len(name.split()) <= _FEW_WORDS and words.find(name) else 0


def _distance(control: Control, heading: int) -> float:
    """How far from the page's heading, as a share of a point: what lies below the first screens belongs to other products."""
    return min(3.0, abs(control.box.y - heading) / 700)


def _ranked(controls: Iterable[Control], score: Score, *, disabled: bool = False) -> tuple[Control, ...]:
    usable = (c for c in controls if c.visible and c.hit is not False and (disabled or not c.disabled) and not is_forbidden(c))
    scored = [(score(c), c) for c in usable]
    return tuple(c for points, c in sorted(scored, key=lambda pair: -pair[0]) if points > 0)
