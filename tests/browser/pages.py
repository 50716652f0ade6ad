"""Single pages, served on the loopback interface to a real Chromium and read by journeyaudit's own classes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from journeyaudit.gather.browser.access import Access
from journeyaudit.gather.browser.lane import Lane, Look
from journeyaudit.gather.browser.session import Session, open_session
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.snapshot import Control, Device, Snapshot, TextBlock
from journeyaudit.model.subject import Subject

T = TypeVar("T")
PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#205080"/></svg>'


class Hit(NamedTuple):
    """One request as the server saw it."""

    method: str
    path: str
    body: str


class Site:
    """Pages by path, an HTML fragment each; `files` are PDFs by path, `moved` redirects; `hits` are the requests that arrived.
    `/pixel.svg` is a picture; `/once` answers 200 to the first who asks, `/never` nobody until the site is `over`."""

    def __init__(self) -> None:
        self.origin = ""
        self.pages: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.moved: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.hits: list[Hit] = []
        self.over = threading.Event()

    def page(self, path: str, body: str, *, head: str = "", kind: str = "text/html; charset=utf-8") -> str:
        """Puts a page there; its address."""
        whole = kind.startswith("text/html")
        self.pages[path] = (
            f'<!DOCTYPE html><html lang="en"><head><title>Page</title>{head}</head><body>{body}</body></html>' if whole else body
        )
        self.kinds[path] = kind
        return self.origin + path

    def sent(self) -> list[Hit]:
        """What arrived that was not merely read."""
        return [hit for hit in self.hits if hit.method not in ("GET", "HEAD")]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    site: Site

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path = urlsplit(self.path).path
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.site.hits.append(Hit(self.command, self.path, body.decode("utf-8", "replace")))
        if path == "/pixel.svg":
            self._send(200, PIXEL, "image/svg+xml")
        elif path == "/once":
            asked = sum(hit.path == "/once" for hit in self.site.hits)
            self._send(200 if asked == 1 else 410, b"", "text/html")
        elif path == "/never":
            self.site.over.wait()
        elif path in self.site.moved:
            self._send(302, b"", "text/html", self.site.moved[path])
        elif path in self.site.files:
            self._send(200, self.site.files[path], "application/pdf")
        elif path in self.site.pages:
            self._send(200, self.site.pages[path].encode(), self.site.kinds[path])
        else:
            self._send(404, b"<!DOCTYPE html><title>Not found</title><p>Not found</p>", "text/html")

    def _send(self, status: int, body: bytes, kind: str, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        if not kind.startswith("text/html"):
            self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: what arrived is kept instead."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no news."""


@contextmanager
def serving() -> Generator[Site]:
    """A site without pages on a free port."""
    site = Site()
    with _Server(("127.0.0.1", 0), type("Handling", (Handler,), {"site": site})) as server:
        site.origin = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            site.over.set()
            server.shutdown()
            thread.join()


class Desk:
    """One browser for a module's tests, driven from tests that are not asynchronous. `refused` is what its guard stopped."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, session: Session, site: Site, refused: list[tuple[str, str, str]]
    ) -> None:
        self._loop, self.session, self.site, self.refused = loop, session, site, refused

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)

    def using(self, work: Callable[[Lane], Awaitable[T]], device: Device = "desktop", *, keep_windows: bool = False) -> T:
        """What `work` gives on a lane of a new customer."""

        async def whole() -> T:
            context = await self.session.context(device, keep_windows=keep_windows)
            try:
                lane = self.session.lane(context, device)
                await lane.renew()
                return await work(lane)
            finally:
                await context.close()

        return self.run(whole())

    def see(self, body: str, *, head: str = "", device: Device = "desktop") -> Snapshot:
        """The snapshot of a page with this content."""
        url = self.site.page("/seen", body, head=head)

        async def work(lane: Lane) -> Look:
            await lane.load(url)
            return await lane.look()

        return self.using(work, device).snapshot


@contextmanager
def desk() -> Generator[Desk]:
    """A started browser with its guard, and a site to look at."""
    loop = asyncio.new_event_loop()
    refused: list[tuple[str, str, str]] = []
    with serving() as site:
        subject = Subject(name="Shop", origins=(site.origin,), country="GB")
        options = GatherOptions(rate=0, page_seconds=8)
        opened = open_session(subject, options, Access(), lambda method, url, why: refused.append((method, url, why)))
        session = loop.run_until_complete(opened.__aenter__())
        try:
            yield Desk(loop, session, site, refused)
        finally:
            loop.run_until_complete(opened.__aexit__(None, None, None))
            loop.close()


def block(snapshot: Snapshot, text: str) -> TextBlock:
    """The one block that holds this text."""
    (found,) = (b for b in snapshot.blocks if text in b.text)
    return found


def control(snapshot: Snapshot, name: str) -> Control:
    """The one control of this name."""
    (found,) = (c for c in snapshot.controls if c.name == name)
    return found
