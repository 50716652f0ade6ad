"""Small shops, each with a way of its own to the till, that would accept an order if one came."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

OPTIONS = {
    "IV": ("Highlands delivery, 3–5 working days £14.99",),
    "": ("Free next day delivery", "Saturday delivery £7.95"),
}


class Answer(NamedTuple):
    body: str = ""
    to: str = ""
    status: int = 200
    kind: str = "text/html; charset=utf-8"


Route = Callable[["Visitor", dict[str, str]], Answer | str]


class Visitor:
    """What the shop knows of one session."""

    def __init__(self) -> None:
        self.basket: Counter[str] = Counter()
        self.told: dict[str, str] = {}


class LittleShop:
    """A shop by its routes ("GET /path"). `orders` are the orders that it accepted, `asked` all requests."""

    def __init__(self) -> None:
        self.origin = ""
        self.routes: dict[str, Route] = {}
        self.visitors: dict[str, Visitor] = {}
        self.orders: list[str] = []
        self.asked: list[tuple[str, str]] = []

    def sent(self) -> list[str]:
        """The paths of what was not merely read, in order."""
        return [path for method, path in self.asked if method != "GET"]

    def accept(self, visitor: Visitor, form: dict[str, str]) -> Answer:
        """Takes an order."""
        self.orders.append(json.dumps(form))
        visitor.basket.clear()
        return Answer(page("<h1>Thank you for your order</h1>"))


def page(body: str, *, title: str = "Mill Lane Pens") -> str:
    links = '<header><a href="/">Mill Lane Pens</a> <a href="/basket">Basket</a></header>'
    return f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body>{links}<main>{body}</main></body></html>'


def product(form: str, more: str = "") -> str:
    return page(f"<h1>Everyday pen</h1><p>£2.40</p><p>Free next day delivery*</p>{form}{more}", title="Everyday pen")


ADD = (
    '<form method="post" action="/basket/add"><input type="hidden" name="product" value="pen">'
    '<label>Quantity <input type="number" name="quantity" value="1"></label><button>Add to basket</button></form>'
)
NEXT = '<p><a href="/checkout">Proceed to checkout</a></p>'


def basket_page(visitor: Visitor, more: str = "", on: str = NEXT) -> str:
    if not visitor.basket:
        return page("<h1>Basket</h1><p>Your basket is empty.</p>", title="Basket")
    lines = "".join(
        f'<li>{name} × {n}<form method="post" action="/basket/remove"><input type="hidden" name="product" value="{name}">'
        "<button>Remove</button></form></li>"
        for name, n in visitor.basket.items()
    )
    return page(f"<h1>Basket</h1><ul>{lines}</ul>{more}{on}", title="Basket")


def options_for(postcode: str) -> tuple[str, ...]:
    return next(options for start, options in OPTIONS.items() if postcode.upper().startswith(start))


def radios(postcode: str) -> str:
    made = "".join(
        f'<label><input type="radio" name="method" value="{n}"> {o}</label>' for n, o in enumerate(options_for(postcode))
    )
    return f"<fieldset><legend>Delivery options</legend>{made}</fieldset>"


CONTACT = (
    '<h1>Checkout</h1><form method="post" action="/checkout/contact"><h2>Your details</h2>'
    '<label>E-mail address <input type="email" name="email" required></label>'
    '<label><input type="checkbox" name="newsletter" checked> Send me the newsletter</label><button>Continue</button></form>'
)
ADDRESS = (
    '<h1>Delivery address</h1><form method="post" action="/checkout/address">'
    '<label>First name <input name="first_name" required></label><label>Last name <input name="last_name" required></label>'
    '<label>Address line 1 <input name="line1" required></label><label>Address line 2 <input name="line2"></label>'
    '<label>Town or city <input name="town" required></label><label>Postcode <input name="postcode" required></label>'
    '<label>Country <select name="country"><option value="FR">France</option><option value="GB">United Kingdom</option></select>'
    "</label><button>Continue to delivery</button></form>"
)
PAY = (
    '<form method="post" action="/checkout/place"><label>Card number <input name="card" autocomplete="cc-number"></label>'
    "<button>Place order</button></form>"
)


def shop() -> LittleShop:
    """A plain one: a form adds, the basket has a page, the checkout takes an e-mail, an address, then offers delivery."""
    made = LittleShop()

    def tell(to: str) -> Route:
        def store(visitor: Visitor, form: dict[str, str]) -> Answer:
            visitor.told |= form
            return Answer(to=to)

        return store

    def add(visitor: Visitor, form: dict[str, str]) -> Answer:
        visitor.basket[form.get("product", "pen")] += 1
        return Answer(to="/basket")

    def remove(visitor: Visitor, form: dict[str, str]) -> Answer:
        visitor.basket.pop(form["product"], None)
        return Answer(to="/basket")

    def delivery(visitor: Visitor, _: dict[str, str]) -> str:
        form = (
            f'<form method="post" action="/checkout/delivery">{radios(visitor.told["postcode"])}<button>Continue</button></form>'
        )
        return page(f"<h1>Delivery</h1>{form}")

    made.routes = {
        "GET /": lambda _, __: page('<a href="/product/pen">Everyday pen</a>'),
        "GET /product/pen": lambda _, __: product(ADD),
        "POST /basket/add": add,
        "GET /basket": lambda visitor, _: basket_page(visitor),
        "POST /basket/remove": remove,
        "GET /checkout": lambda _, __: page(CONTACT),
        "POST /checkout/contact": tell("/checkout/address"),
        "GET /checkout/address": lambda _, __: page(ADDRESS),
        "POST /checkout/address": tell("/checkout/delivery"),
        "GET /checkout/delivery": delivery,
        "POST /checkout/delivery": tell("/checkout/payment"),
        "GET /checkout/payment": lambda _, __: page(f"<h1>Payment</h1>{PAY}"),
        "POST /checkout/place": made.accept,
    }
    return made


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    shop: LittleShop

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        self._answer({name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()})

    def _answer(self, form: dict[str, str]) -> None:
        path = urlsplit(self.path).path
        self.shop.asked.append((self.command, path))
        morsel = SimpleCookie(self.headers.get("Cookie", "")).get("session")
        name = morsel.value if morsel else uuid4().hex
        route = self.shop.routes.get(f"{self.command} {path}")
        answer = route(self.shop.visitors.setdefault(name, Visitor()), form) if route else Answer("Not found", status=404)
        answer = Answer(answer) if isinstance(answer, str) else answer
        data = answer.body.encode()
        self.send_response(303 if answer.to else answer.status)
        self.send_header("Set-Cookie", f"session={name}; Path=/")
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(data)))
        if answer.to:
            self.send_header("Location", answer.to)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no news."""


@contextmanager
def opened(made: LittleShop) -> Generator[LittleShop]:
    """The shop, open on a free port of the loopback interface."""
    with _Server(("127.0.0.1", 0), type("Handling", (_Handler,), {"shop": made})) as server:
        made.origin = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()
