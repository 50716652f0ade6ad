"""Serves the shop on the loopback interface."""

from __future__ import annotations

import gzip
import hashlib
import secrets
import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from journeyaudit.demo.desk import Desk
from journeyaudit.demo.shop import Reply, Request, Shop

POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)
LARGEST_BODY = 64 * 1024


class _Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with connections kept open; head and body leave in one write, or Nagle's algorithm costs 40 ms."""

    protocol_version = "HTTP/1.1"
    server_version = "Quirewell"
    sys_version = ""
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout = 60
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]  # the library types it as its base class; only _Server starts this handler

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
            self._send(Reply(b"", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
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

    def _send(self, reply: Reply) -> None:
        tag = _tag(reply.body)
        same = reply.status is HTTPStatus.OK and self.headers.get("If-None-Match") == tag
        zipped = (
            not same
            and len(reply.body) > 1024
            and not reply.kind.startswith("font/")
            and "gzip" in self.headers.get("Accept-Encoding", "")
        )
        body = b"" if same else _zipped(reply.body) if zipped else reply.body
        self.send_response(HTTPStatus.NOT_MODIFIED if same else reply.status)
        own = (
            ("Content-Type", reply.kind),
            ("Cache-Control", reply.cache),
            ("ETag", tag),
            ("Vary", "Accept-Encoding, Cookie"),
            ("X-Content-Type-Options", "nosniff"),
        )
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


@lru_cache(maxsize=256)
def _tag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:20]}"'


@lru_cache(maxsize=256)
def _zipped(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, shop: Shop) -> None:
        self.shop = shop
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no news."""


@contextmanager
def serve(port: int = 0, desk: Desk | None = None) -> Generator[Shop]:
    """The shop, open on http://127.0.0.1:`port` (0: any free port) until the block ends. Raises OSError if the port is taken."""
    shop = Shop(desk)
    with _Server(port, shop) as server:
        shop.origin = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="demo-shop", daemon=True)
        thread.start()
        try:
            yield shop
        finally:
            server.shutdown()
            thread.join()
