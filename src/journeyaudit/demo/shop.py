"""The shop itself: what it answers, what it counts. It knows nothing of sockets."""

from __future__ import annotations

import mimetypes
import threading
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple
from urllib.parse import parse_qs

from journeyaudit.demo.content import content
from journeyaudit.demo.desk import Desk
from journeyaudit.demo.pages import Pages
from journeyaudit.demo.visit import Visit
from journeyaudit.model.subject import Permission, Shopper, Subject

START_PAGES = {
    "home": "/",
    "product": "/product/everyday-copier-paper-a4",
    "basket": "/basket",
    "help": "/help",
    "not-found": "/no-such-page",
    "article": "/journal/how-to-choose-a-paper-weight",
}
#: path → (what it counts as, heading and sentence of the page that answers). The steps of an order answer with each other.
FORMS = {
    "/basket/add": ("basket", "", ""),
    "/basket/remove": ("basket", "", ""),
    "/checkout": ("guests", "", ""),
    "/checkout/delivery": ("choices", "", ""),
    "/checkout/order": ("orders", "Your order is in", "This is a demonstration, so nothing will come."),
    "/help/message": ("enquiries", "Your message has been sent", "Thank you."),
    "/newsletter": ("newsletter", "You are on the list", "The next letter is yours."),
    "/account/login": ("logins", "That did not work", "The address and the password do not belong together."),
    "/account/register": ("accounts", "Welcome", "Your account is ready."),
    "/reviews": ("reviews", "Thank you", "Reviews appear after a day."),
    "/track-order": ("tracking", "Still at the warehouse", "Your parcel has not been handed to the courier yet."),
}
#: Whose details the checkout is given when the shop audits itself: an invented person at an address that ends in .example.
SHOPPER = Shopper(
    first_name="Rowan",
    last_name="Ashdown",
    email="rowan.ashdown@quirewell.example",
    phone="020 7946 0011",
    street="7 Mill Lane",
    city="Wexcombe",
    postcode="WX4 7QZ",
)
SAMPLES = ("ondrell-420-laser-printer", "everyday-copier-paper-a4", "classic-business-cards", "arden-task-chair")
POSTCODES = {"Mainland": "WX4 7QZ", "Highlands": "IV1 1AA"}


class Request(NamedTuple):
    """One request as it came in. `body` is what a form sent."""

    method: str
    path: str
    body: str = ""


class Reply(NamedTuple):
    """What goes back to the browser."""

    body: bytes
    kind: str = "text/html; charset=utf-8"
    status: HTTPStatus = HTTPStatus.OK
    cache: str = "private, max-age=0, must-revalidate"
    headers: tuple[tuple[str, str], ...] = ()


class Shop:
    """A running shop. `origin` is http://127.0.0.1:PORT, `requests` holds every request as it came in.

    `received` counts what forms sent: basket, guests (addresses), choices (ways of delivery), orders, enquiries, newsletter,
    logins, accounts, reviews, tracking. Where there is a `desk`, it answers what comes by the contact form.
    """

    def __init__(self, desk: Desk | None = None) -> None:
        self.origin, self.desk = "", desk
        self.requests: list[Request] = []
        self.received: Counter[str] = Counter()
        self._pages = Pages(content())
        self._visits: dict[str, Visit] = {}
        self._lock = threading.Lock()
        self._files = {path: Reply(self._pages.render(*page).encode()) for path, page in self._pages.static.items()} | dict(
            _assets()
        )

    @property
    def paths(self) -> tuple[str, ...]:
        """The path of every page that a visitor can read, without assets, forms and search results."""
        return (*self._pages.static, "/basket")

    @property
    def subject(self) -> Subject:
        """The shop as the subject of an audit, with its start pages named."""
        return Subject(
            name=content().company.name,
            origins=(self.origin,),
            country="GB",
            start_pages=START_PAGES,
            sample_products=tuple(f"/product/{slug}" for slug in SAMPLES),
            postcodes=POSTCODES,
            shopper=SHOPPER,
            permission=Permission(granted_by="the demonstration itself", basket_and_checkout=True),
        )

    def answer(self, path: str, query: str, session: str) -> Reply:
        """The reply to GET."""
        if known := self._files.get(path):
            return known
        if path == "/basket" or path.startswith("/checkout"):
            return self._step(path, self._visits.get(session, Visit()))
        if path == "/search":
            return Reply(self._pages.search(parse_qs(query).get("q", [""])[0][:100]).encode())
        if path == "/robots.txt":
            return Reply(
                f"User-agent: *\nDisallow: /search\nDisallow: /checkout/payment\nSitemap: {self.origin}/sitemap.xml\n".encode(),
                "text/plain; charset=utf-8",
            )
        if path == "/sitemap.xml":
            return Reply(self._sitemap().encode(), "application/xml; charset=utf-8")
        return Reply(self._pages.not_found().encode(), status=HTTPStatus.NOT_FOUND)

    def accept(self, path: str, body: str, session: str, quiet: bool) -> Reply:
        """The reply to POST, which is counted. `quiet`: sent by the page's script, which wants no page back."""
        if path not in FORMS:
            return Reply(self._pages.not_found().encode(), status=HTTPStatus.NOT_FOUND)
        kind, title, text = FORMS[path]
        typed = {name: values[0] for name, values in parse_qs(body).items()}
        with self._lock:
            self.received[kind] += 1
            visit = self._visits.setdefault(session, Visit()) if kind in ("basket", "guests", "choices", "orders") else None
            after = self._take(path, typed, visit) if visit else None
            if kind == "enquiries" and self.desk is not None:
                self.desk.take(typed)
        cookies = () if visit is None else _cookies(session, visit)
        if quiet:
            return Reply(b"", status=HTTPStatus.NO_CONTENT, headers=cookies)
        if after:
            return after._replace(headers=(*after.headers, *cookies))
        return Reply(self._pages.done(title, text).encode(), headers=cookies)

    def _step(self, path: str, visit: Visit) -> Reply:
        """A page on the way to an order; who is too early for it is sent back to where the way begins."""
        if path == "/basket":
            return Reply(self._pages.basket(visit).encode())
        if not visit.basket:
            return _go("/basket")
        if path == "/checkout":
            return Reply(self._pages.checkout(visit).encode())
        if path == "/checkout/delivery":
            return Reply(self._pages.delivery(visit).encode()) if visit.guest else _go("/checkout")
        if path == "/checkout/payment":
            return Reply(self._pages.payment(visit).encode()) if visit.chosen else _go("/checkout/delivery")
        return Reply(self._pages.not_found().encode(), status=HTTPStatus.NOT_FOUND)

    def _take(self, path: str, typed: dict[str, str], visit: Visit) -> Reply | None:
        """What a form changes for its visitor, and where the visitor goes then; None: to the page that says it is done."""
        if path == "/basket/add":
            visit.fill(typed.get("product", ""), typed.get("quantity", "1"))
        elif path == "/basket/remove":
            visit.basket.pop(typed.get("product", ""), None)
        elif path == "/checkout/order":
            visit.basket.clear()
            return None
        if path.startswith("/basket") or not visit.basket:
            return _go("/basket")
        if path == "/checkout/delivery":
            return _go("/checkout/payment" if visit.choose(typed.get("option", "")) else path)
        wrong = visit.introduce(typed)
        return Reply(self._pages.checkout(visit, wrong, typed).encode()) if wrong else _go("/checkout/delivery")

    def _sitemap(self) -> str:
        hidden = ("/help/message", "/print/artwork-line", "/policies/delivery-terms", "/account", "/checkout", "/basket")
        places = "".join(f"<url><loc>{self.origin}{path}</loc></url>" for path in self.paths if not path.startswith(hidden))
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
        )


def _go(path: str) -> Reply:
    return Reply(b"", status=HTTPStatus.SEE_OTHER, headers=(("Location", path),))


def _cookies(session: str, visit: Visit) -> tuple[tuple[str, str], ...]:
    return (
        ("Set-Cookie", f"qw_session={session}; Path=/; HttpOnly; SameSite=Lax"),
        ("Set-Cookie", f"qw_count={visit.basket.total()}; Path=/; SameSite=Lax"),
    )


def _assets() -> Iterator[tuple[str, Reply]]:
    """Style sheets, scripts, fonts and the icon, by path."""
    root = files("journeyaudit.demo").joinpath("static")
    for path, file in _walk(root, "/static"):
        kind = "font/woff2" if path.endswith(".woff2") else mimetypes.guess_type(path)[0] or "text/plain"
        yield path, Reply(file.read_bytes(), kind, cache="public, max-age=86400")
        if path == "/static/favicon.svg":
            yield "/favicon.svg", Reply(file.read_bytes(), "image/svg+xml", cache="public, max-age=86400")
            yield "/favicon.ico", Reply(file.read_bytes(), "image/svg+xml", cache="public, max-age=86400")


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}/{entry.name}")
        else:
            yield f"{prefix}/{entry.name}", entry
