"""Serves the shop on the loopback interface, counts what is sent to it, and forgets it all when it stops."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import secrets
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from journeyaudit.demo.content import content
from journeyaudit.demo.pages import Pages
from journeyaudit.model.subject import Subject

START_PAGES = {
    "home": "/", "product": "/product/everyday-copier-paper-a4", "basket": "/basket", "help": "/help",
    "not-found": "/no-such-page", "article": "/journal/how-to-choose-a-paper-weight",
}  # fmt: skip
POLICY = "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
#: path → (what it counts as, heading and sentence of the page that answers). The basket answers with itself.
FORMS = {
    "/basket/add": ("basket", "", ""), "/basket/remove": ("basket", "", ""),
    "/checkout": ("orders", "Your order is in", "This is a demonstration, so nothing will come."),
    "/help/message": ("enquiries", "Your message has been sent", "Thank you."),
    "/newsletter": ("newsletter", "You are on the list", "The next letter is yours."),
    "/account/login": ("logins", "That did not work", "The address and the password do not belong together."),
    "/account/register": ("accounts", "Welcome", "Your account is ready."),
    "/reviews": ("reviews", "Thank you", "Reviews appear after a day."),
    "/track-order": ("tracking", "Still at the warehouse", "Your parcel has not been handed to the courier yet."),
}  # fmt: skip
LARGEST_BODY = 64 * 1024


class Request(NamedTuple):
    """One request as it came in. `body` is what a form sent."""

    method: str
    path: str
    body: str = ""


class _Reply(NamedTuple):
    body: bytes
    kind: str = "text/html; charset=utf-8"
    status: HTTPStatus = HTTPStatus.OK
    cache: str = "private, max-age=0, must-revalidate"
    headers: tuple[tuple[str, str], ...] = ()


class Shop:
    """A running shop. `origin` is http://127.0.0.1:PORT; `requests` holds every request; `received` counts what forms sent (orders, enquiries, basket …)."""

    def __init__(self) -> None:
        self.origin = ""
        self.requests: list[Request] = []
        self.received: Counter[str] = Counter()
        self._pages = Pages(content())
        self._baskets: dict[str, Counter[str]] = {}
        self._lock = threading.Lock()
        self._files = {path: _Reply(self._pages.render(*page).encode()) for path, page in self._pages.static.items()} | dict(_assets())

    @property
    def paths(self) -> tuple[str, ...]:
        """The path of every page that a visitor can read, without assets, forms and search results."""
        return (*self._pages.static, "/basket")

    @property
    def subject(self) -> Subject:
        """The shop as the subject of an audit, with its start pages named."""
        return Subject(name=content().company.name, origins=(self.origin,), country="GB", start_pages=START_PAGES)

    def answer(self, path: str, query: str, session: str) -> _Reply:
        """The reply to GET."""
        if known := self._files.get(path):
            return known
        if path == "/basket":
            return _Reply(self._pages.basket(self._baskets.get(session, {})).encode())
        if path == "/search":
            return _Reply(self._pages.search(parse_qs(query).get("q", [""])[0][:100]).encode())
        if path == "/robots.txt":
            return _Reply(f"User-agent: *\nDisallow: /search\nDisallow: /checkout\nSitemap: {self.origin}/sitemap.xml\n".encode(), "text/plain; charset=utf-8")
        if path == "/sitemap.xml":
            return _Reply(self._sitemap().encode(), "application/xml; charset=utf-8")
        return _Reply(self._pages.not_found().encode(), status=HTTPStatus.NOT_FOUND)

    def accept(self, path: str, body: str, session: str, quiet: bool) -> _Reply:
        """The reply to POST, which is counted. `quiet`: sent by the page's script, which wants no page back."""
        if path not in FORMS:
            return _Reply(self._pages.not_found().encode(), status=HTTPStatus.NOT_FOUND)
        kind, title, text = FORMS[path]
        with self._lock:
            self.received[kind] += 1
            count = self._fill(path, body, session) if kind == "basket" else None
        cookies = () if count is None else (("Set-Cookie", f"qw_session={session}; Path=/; HttpOnly; SameSite=Lax"), ("Set-Cookie", f"qw_count={count}; Path=/; SameSite=Lax"))
        if quiet:
            return _Reply(b"", status=HTTPStatus.NO_CONTENT, headers=cookies)
        if kind == "basket":
            return _Reply(b"", status=HTTPStatus.SEE_OTHER, headers=(*cookies, ("Location", "/basket")))
        return _Reply(self._pages.done(title, text).encode())

    def _fill(self, path: str, body: str, session: str) -> int:
        """Changes a basket and gives the number of things in it. What is no product or no number is left out."""
        fields = parse_qs(body)
        slug, amount = fields.get("product", [""])[0], fields.get("quantity", ["1"])[0]
        basket = self._baskets.setdefault(session, Counter())
        if path == "/basket/remove":
            basket.pop(slug, None)
        elif content().catalogue.product(slug) and amount.isdecimal():
            basket[slug] += min(int(amount), 999)
        return basket.total()

    def _sitemap(self) -> str:
        hidden = ("/help/message", "/print/artwork-line", "/policies/delivery-terms", "/account", "/checkout", "/basket")
        places = "".join(f"<url><loc>{self.origin}{path}</loc></url>" for path in self.paths if not path.startswith(hidden))
        return f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'


def _assets() -> Iterator[tuple[str, _Reply]]:
    """Style sheets, scripts, fonts and the icon, by path."""
    root = files("journeyaudit.demo").joinpath("static")
    for path, file in _walk(root, "/static"):
        kind = "font/woff2" if path.endswith(".woff2") else mimetypes.guess_type(path)[0] or "text/plain"
        yield path, _Reply(file.read_bytes(), kind, cache="public, max-age=86400")
        if path == "/static/favicon.svg":
            yield "/favicon.svg", _Reply(file.read_bytes(), "image/svg+xml", cache="public, max-age=86400")
            yield "/favicon.ico", _Reply(file.read_bytes(), "image/svg+xml", cache="public, max-age=86400")


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}/{entry.name}")
        else:
            yield f"{prefix}/{entry.name}", entry


class _Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with connections kept open; head and body leave in one write, or Nagle's algorithm costs 40 ms."""

    protocol_version = "HTTP/1.1"
    server_version = "Quirewell"
    sys_version = ""
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout = 60
    server: _Server

    def do_GET(self) -> None:
        """Answers GET."""
        url = urlsplit(self.path)
        self.server.shop.requests.append(Request(self.command, self.path))
        self._send(self.server.shop.answer(url.path, url.query, self._session()))

    def do_HEAD(self) -> None:
        """Answers HEAD like GET, without the body."""
        self.do_GET()

    def do_POST(self) -> None:
        """Counts and answers a form."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            self.close_connection = True
            self._send(_Reply(b"", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
            return
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        self.server.shop.requests.append(Request("POST", self.path, body))
        quiet = self.headers.get("X-Requested-With") == "fetch"
        self._send(self.server.shop.accept(urlsplit(self.path).path, body, self._session() or secrets.token_urlsafe(12), quiet))

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: a shop that talks would spoil the progress display."""

    def _session(self) -> str:
        try:
            morsel = SimpleCookie(self.headers.get("Cookie", "")).get("qw_session")
        except CookieError:
            return ""
        return morsel.value if morsel else ""

    def _send(self, reply: _Reply) -> None:
        tag = f'"{hashlib.sha256(reply.body).hexdigest()[:20]}"'
        same = reply.status is HTTPStatus.OK and self.headers.get("If-None-Match") == tag
        zipped = not same and len(reply.body) > 1024 and not reply.kind.startswith("font/") and "gzip" in self.headers.get("Accept-Encoding", "")
        body = b"" if same else gzip.compress(reply.body, 1, mtime=0) if zipped else reply.body
        self.send_response(HTTPStatus.NOT_MODIFIED if same else reply.status)
        own = (("Content-Type", reply.kind), ("Cache-Control", reply.cache), ("ETag", tag), ("Vary", "Accept-Encoding, Cookie"), ("X-Content-Type-Options", "nosniff"))
        for name, value in (*own, ("Content-Security-Policy", POLICY), ("Referrer-Policy", "same-origin"), *reply.headers):
            self.send_header(name, value)
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        if not same and reply.status is not HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.wfile.flush()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, shop: Shop) -> None:
        self.shop = shop
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no news."""


@contextmanager
def serve(port: int = 0) -> Iterator[Shop]:
    """The shop, open on http://127.0.0.1:`port` (0: any free port) until the block ends. Raises OSError if the port is taken."""
    shop = Shop()
    with _Server(port, shop) as server:
        shop.origin = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="demo-shop", daemon=True)
        thread.start()
        try:
            yield shop
        finally:
            server.shutdown()
            thread.join()
