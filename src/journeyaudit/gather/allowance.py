"""What a step may send that looking may not: never an order, never a payment. Pure."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

#: nothing: only what a looking customer sends. basket: also changes of the customer's own basket and delivery details. forms:
#: also forms and enquiries, which the subject must permit.
Allowance = Literal["nothing", "basket", "forms"]

_BASKET = frozenset(
    {
        "cart", "carts", "basket", "baskets", "bag", "trolley", "warenkorb", "panier", "cesta", "carrito", "carrello",
        "winkelwagen", "winkelmand", "winkelmandje", "shipping", "delivery", "versand", "lieferung", "livraison",
        "envio", "spedizione", "verzending", "postcode", "postcodes", "zip", "zipcode", "plz", "estimate", "addtocart",
        "addtobasket", "addtobag",
    }
)  # fmt: skip
#: Words of an address that name an order, its payment, or the end of the checkout. What shows the order so far is a review of it.
_ORDERS = frozenset(
    {
        "order", "orders", "purchase", "purchases", "pay", "payment", "payments", "charge", "charges", "place",
        "placeorder", "buy", "buynow", "checkout", "checkouts", "complete", "confirm", "confirmation", "finish",
        "finalize", "finalise", "capture", "preview", "submit", "process", "bestellen", "bestellung", "kaufen", "kasse",
        "zahlung", "commande", "commander", "paiement", "payer", "pedido", "pagar", "pago", "ordine", "acquista",
        "pagamento", "bestelling", "afrekenen", "betalen", "betaling", "paypal", "stripe", "klarna", "adyen",
        "subscribe", "subscription",
    }
)  # fmt: skip
_REVIEW = re.compile(r"(?:order|checkout)[-_ ]?(?:review|summary|totals)", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_MULTIPART = re.compile(r'name="([^"]{1,200})"\r?\n\r?\n([^\r\n]{0,200})')
_JSON = re.compile(r'"([\w-]{1,60})"\s*:\s*"([^"]{0,200})"')
_MUTATION = re.compile(r"\bmutation\b\s*(\w*)[^{]{0,2000}\{\s*(?:\w+\s*:\s*)?(\w+)")
#: Fields whose value says what the sender wants.
_CHOICES = frozenset({"action", "act", "do", "cmd", "op", "task", "mode", "event", "method", "step", "submit", "wc-ajax"})
_READ = 20_000  # characters of a body


def allows(allowance: Allowance, url: str, body: str) -> bool:
    """May a request that looking would not send leave under this allowance? Where in doubt, not."""
    if allowance == "nothing" or orders(url, body):
        return False
    return allowance == "forms" or _is_basket(url, body)


def orders(url: str, body: str) -> bool:
    """Does the request order or pay, by its address, its choice of action, or the mutation that it carries?"""
    parts = urlsplit(url)
    address = _REVIEW.sub(" ", f"{parts.path} {parts.query}")
    words = _words(address)
    if words & (_ORDERS - {"checkout", "checkouts"}) or _words(" ".join(_choices(body))) & _ORDERS:
        return True
    return bool(words & {"checkout", "checkouts"}) and not words & _BASKET


def _is_basket(url: str, body: str) -> bool:
    parts = urlsplit(url)
    fields = (name for name, _ in _fields(body))
    return bool(_words(f"{parts.path} {parts.query} {' '.join(fields)} {' '.join(_choices(body))}") & _BASKET)


def _choices(body: str) -> list[str]:
    """What a body says it does: the values of its action fields, the buttons that were pressed, the mutations it names."""
    fields = _fields(body)
    chosen = [value for name, value in fields if name.lower() in _CHOICES]
    chosen += [name for name, _ in fields if _words(name) & {"order", "pay", "buy"} and _words(name) & {"place", "submit", "now"}]
    return chosen + [f"{name} {field}" for name, field in _MUTATION.findall(body[:_READ])]


def _fields(body: str) -> list[tuple[str, str]]:
    """Names and values of a form, however it is encoded, or of a JSON object's texts."""
    body = body[:_READ]
    if body.lstrip().startswith(("{", "[")):
        return _JSON.findall(body)
    return _MULTIPART.findall(body) or parse_qsl(body, keep_blank_values=True)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))
