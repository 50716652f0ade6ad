"""What a sample purchase may send: goods into the basket, a postcode, the shopper's address. Never an order or a payment.

The guard refuses all writing; this opens it for one click at a time, for one purpose, on the subject's own sites. Everything is
refused that is not plainly for that purpose; what would order, pay, sign in, open an account or subscribe is refused whatever
the purpose. Once a page offers to place an order or to pay, it stays shut (see docs/politeness-and-law.md).
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal
from urllib.parse import urlsplit

import yaml

from journeyaudit.gather.guard.sent import Pair, operations, pairs_of, request_body, words_of
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.urls import Scope, identity

__all__ = ["Permit", "Purpose", "Shopping", "changes_basket", "is_payment_host", "never", "orders", "request_body"]

#: add: goods into the basket. proceed: from the basket to the checkout. estimate: a postcode for the price of delivery.
#: step: a checkout step that takes the shopper's details. remove: goods out of the basket.
Purpose = Literal["add", "proceed", "estimate", "step", "remove"]

#: Writes of one purchase. A shop that needs more to take one thing is not followed further.
MOST_WRITES = 40
_LONGEST_WORD = 60
_ACCOUNT = "it would open or change an account, subscribe, or write to somebody"

_BASKET = (
    r"carts?|baskets?|bags?|trolley|minicart|line items?|lineitems?|warenkorb|einkaufswagen|panier|carrito|cesta|carrello"
    r"|winkelwagen|winkelmand\w*"
)
_PLACE = r"countr\w+|regions?|states?|zips?|postcodes?|postal|postalcode|zipcode|plz|cap|address\w*|locations?|cities|city"
_DELIVERY = (
    r"shipping\w*|delivery\w*|deliveries|shipments?|estimat\w+|rates?|quotes?|totals?|versand\w*|liefer\w*|livraison|envio"
    r"|spedizione|verzend\w*|bezorg\w*"
)
_CHECKOUT = (
    r"checkouts?|check out|guests?|gast|invite|invitado|ospite|kasse|caisse|cassa|kassa|onepage|customer|step\w*|information"
    r"|section\w*|email"
)
_MAY: dict[Purpose, re.Pattern[str]] = {
    "add": re.compile(rf"\b({_BASKET})\b"),
    "proceed": re.compile(rf"\b({_BASKET}|{_CHECKOUT})\b"),
    "estimate": re.compile(rf"\b({_BASKET}|{_DELIVERY}|{_PLACE})\b"),
    "step": re.compile(rf"\b({_BASKET}|{_CHECKOUT}|{_DELIVERY}|{_PLACE})\b"),
    "remove": re.compile(rf"\b({_BASKET})\b"),
}
_ABOUT_BASKET = re.compile(rf"\b({_BASKET}|{_DELIVERY}|order review)\b")
_GOODS = r"orders?|purchase|payments?|transactions?|bestellung|commande|pedido|ordine|bestelling"
_DONE = (
    r"place|places|placed|placing|submit|confirm|complete|completed|finali[sz]e|finish|create|make|send|execute|process|capture"
    r"|authori[sz]e|commit|save|pay"
)
#: Addresses, names and operations that place an order or pay.
_ORDERS = re.compile(
    rf"\b(({_DONE}) ((the|my|your|new) )?({_GOODS})|({_GOODS}) ({_DONE})"
    r"|(place|submit|confirm|complete|finali[sz]e|finish|pay) checkout"
    r"|checkout (place|submit|confirm|complete|completed|completion|finali[sz]e|finish|pay)"
    r"|for completion|placeorder|pay now|buy now|buynow|one click|express (pay|checkout)|process checkout)\b"
)
#: The same where something is sent there: what is only looked at may be called so.
_SENT_ORDERS = re.compile(r"\bcheckout orders?$|\b(pay|payments?)\b")
#: One segment of such an address. A product may be called "Stripe shirt" or "Made to order": only the whole segment counts.
_ORDER_SEGMENT = re.compile(
    r"orders?|purchases?|transactions?|buy|charges?|wallet|paypal|klarna|stripe|adyen|braintree|bestellen|commander"
    r"|billing agreement"
)
_PAY_SEGMENT_WORDS = 3
_ACCOUNT_SEGMENT = re.compile(
    r"register|registrations?|sign up|signup|create account|createaccount|new account|(reset )?password|subscri\w+|newsletters?"
    r"|enquir\w+|inquir\w+|feedback|tickets?|((write|post|add) )?reviews?|(post )?comments?|wishlists?|favou?rites?"
)
_CONTACT_SEGMENT = re.compile(r"contact( us)?|contact form|kontakt|kontaktformular|contacto|contatti")
_ACCOUNTS = re.compile(
    r"\b(create account|account create|account new|account register|create customer|customer create|reset password|subscribe)\b"
)
_SIGNS_IN = re.compile(r"\b(log ?in|sign ?in|authenticate)\b")
_CARD = re.compile(
    r"\b(card number|cardnumber|cc number|ccnumber|card no|cvv2?|cvc2?|card code|security code|iban|sort code|account number"
    r"|payment method|paymentmethod|payment data|payment token|expiry|exp month|exp year)\b"
)
_WRITES_TEXT = re.compile(r"\b(message|comments?|enquiry|inquiry|feedback|review)\b")
_OPENS_ACCOUNT = re.compile(
    r"\b(create (an )?account|createaccount|register|sign up|newsletter|subscribe\w*|opt in|marketing\w*)\b"
)
_OFF = frozenset({"", "0", "false", "no", "off", "null", "none"})
_READS = re.compile(r"(get|refresh|load|fetch|list|show|view|count)\b")

Robots = Callable[[str], Awaitable[str]]


@dataclass(frozen=True)
class Permit:
    """Leave to send what one click sends, for one purpose. `address` is where the form of the clicked control goes, "" if it
    is in no form."""

    purpose: Purpose
    address: str = ""


class Shopping:
    """One purchase at the guard. `permit` is set from a click until the page has settled and is None at all other times."""

    def __init__(self, scope: Scope, robots: Robots) -> None:
        self._scope, self._robots = scope, robots
        self._left = MOST_WRITES
        self._shut = False
        self.permit: Permit | None = None
        #: Why something that the page wanted to send was refused, and why it could not go on to another page; "" if neither was.
        self.refused = self.stopped = ""

    def begin(self, permit: Permit | None) -> None:
        """What follows is for this purpose alone, unless the guard is shut."""
        self.refused = self.stopped = ""
        self.permit = None if self._shut else permit

    @property
    def is_shut(self) -> bool:
        return self._shut

    def shut(self) -> None:
        """For good: the page offers to place an order or to pay."""
        self._shut, self.permit = True, None

    async def refusal(self, method: str, url: str, kind: str, body: str | None, why: str) -> str:
        """Why the request must not leave, "" if it may. `why` is what the guard says by its own rules, `body` None what cannot be
        read."""
        found = self._judge(method, url, kind, body, why)
        if not found and kind == "Document" and self._scope.holds(url):
            found = await self._robots(url)
        if found and (method not in ("GET", "HEAD", "OPTIONS") or why):
            self.refused = found
        if found and kind == "Document" and self._scope.covers(url):
            self.stopped = found
        return found

    def _judge(self, method: str, url: str, kind: str, body: str | None, why: str) -> str:
        if is_payment_host(urlsplit(url).hostname or ""):
            return "it goes to a payment provider"
        if not why and method not in ("GET", "HEAD", "OPTIONS"):
            return "" if body is not None and not never(url, body) else "it may order, pay or change an account"
        if not why:
            return never(url, "") if kind == "Document" and self._scope.covers(url) else ""
        if self._shut:
            return "the page offers to place an order, so nothing more is sent"
        if self.permit is None or kind == "Ping":
            return why
        return self._beyond(self.permit, url, body, why)

    def _beyond(self, permit: Permit, url: str, body: str | None, why: str) -> str:
        if not self._scope.covers(url):
            return "it sends data to another site"
        if body is None:
            return "what it sends cannot be read"
        if found := never(url, body):
            return found
        if not _serves(permit, url, body):
            return why
        if not self._left:
            return f"the purchase has sent {MOST_WRITES} requests already"
        self._left -= 1
        return ""


def never(url: str, body: str) -> str:
    """Why a request of any purpose must not leave, "" if none of these reasons holds: it would order, pay, open an account, sign
    in, subscribe, or write to somebody. Pure.
    """
    pairs = pairs_of(url, body)
    if pairs is None:
        return "what it sends cannot be read"
    asked = operations(pairs)
    if _orders(url, asked, pairs, is_sent=bool(body)):
        return "it would place an order or pay"
    if (body or asked) and _writes_to_somebody(url, asked):
        return _ACCOUNT
    return next((found for pair in pairs if (found := _never_said(pair))), "")


def _writes_to_somebody(url: str, asked: str) -> bool:
    """Is it the address of an account, a newsletter, a review or a contact form? A checkout asks for contact details, too."""
    segments = _segments(url)
    if any(map(_ACCOUNT_SEGMENT.fullmatch, segments)) or _ACCOUNTS.search(f"{words_of(url)} {asked}"):
        return True
    return any(map(_CONTACT_SEGMENT.fullmatch, segments)) and not re.search(_CHECKOUT, " ".join(segments[:-1]))


def orders(url: str, body: str) -> bool:
    """Would a request place an order or pay, or can that not be told? Pure."""
    pairs = pairs_of(url, body)
    if pairs is None:
        return True
    paid = any(_never_said(pair) in ("it sends payment details", "it would place an order or pay") for pair in pairs)
    return paid or _orders(url, operations(pairs), pairs, is_sent=bool(body))


def changes_basket(url: str, body: str) -> bool:
    """Is a request plainly about the basket or its delivery, by its address, its operations or (the basket) its fields? Pure."""
    pairs = pairs_of(url, body) or ()
    if _ABOUT_BASKET.search(f"{' '.join(_segments(url))} | {words_of(urlsplit(url).query)} | {operations(pairs)}"):
        return True
    return any(_MAY["add"].search(words_of(text)) for p in pairs for text in (p.name, p.value[:_LONGEST_WORD]) if " " not in text)


def _orders(url: str, asked: str, pairs: tuple[Pair, ...], *, is_sent: bool) -> bool:
    """Would it place an order or pay, by its address, its operations or what it names?"""
    path = " ".join(_segments(url))
    said = [words_of(f"{p.name} {p.value}" if len(p.value) <= _LONGEST_WORD else p.name) for p in pairs]
    if any(_ORDERS.search(text) for text in (path, asked, *said)) or _SENT_ORDERS.search(asked):
        return True
    if any(matcher("place_order").full(words_of(text)) for p in pairs for text in (p.name, p.value[:_LONGEST_WORD])):
        return True
    if not is_sent:
        return False
    short = (s for s in _segments(url) if len(s.split()) <= _PAY_SEGMENT_WORDS)
    return bool(_ORDER_SEGMENT.fullmatch((_segments(url) or ("",))[-1])) or any(
        _SENT_ORDERS.search(s) or (_ORDER_SEGMENT.fullmatch(s) and "order" not in s)
        for s in (*short, path if path.startswith("checkout") else "")
    )


def _segments(url: str) -> tuple[str, ...]:
    return tuple(words_of(segment) for segment in urlsplit(url).path.split("/") if segment)


def _never_said(pair: Pair) -> str:
    name, value = words_of(pair.name), pair.value.strip()
    if value.lower() in _OFF:
        return ""
    if _CARD.search(name):
        return "it sends payment details"
    if "passw" in name:
        return "it sends a password"
    if _OPENS_ACCOUNT.search(name) or (_WRITES_TEXT.search(name) and " " in value):
        return _ACCOUNT
    return "it would place an order or pay" if name == "wc ajax" and words_of(value) == "checkout" else ""


def _serves(permit: Permit, url: str, body: str) -> bool:
    """Is it plainly what the click was for?"""
    if permit.address and identity(url) == identity(permit.address):
        return True
    path, pairs = " ".join(_segments(url)), pairs_of(url, body) or ()
    if _SIGNS_IN.search(path):
        return False
    may = _MAY[permit.purpose]
    if "graphql" in path:
        return bool(may.search(operations(pairs)))
    asked = [(words_of(p.name), words_of(p.value)) for p in pairs_of(url, "") or ()]
    return bool(may.search(path)) or any(may.search(f"{name} {value}") or _READS.match(value) for name, value in asked)


@cache
def _payment_hosts() -> frozenset[str]:
    return frozenset(yaml.safe_load(files(__package__ or "").joinpath("payments.yaml").read_text("utf-8")))


@cache
def is_payment_host(host: str) -> bool:
    """Does a payment provider answer there?"""
    labels = host.lower().split(".")
    return any(".".join(labels[at:]) in _payment_hosts() for at in range(len(labels) - 1))
