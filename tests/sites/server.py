"""A loopback server for generated sites: serves resources, counts what was asked for, follows the resource's status and delay."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.sites.generator import Site
from tests.sites.render import Resource

NO_ROBOTS = Resource("", status=404, kind="text/plain")


@dataclass
class Served:
    """A running site. `hits` counts requests by (method, path); `log` holds (seconds on the monotonic clock, path) in order."""

    origin: str
    hits: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    log: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])


class Server(ThreadingHTTPServer):
    """Serves each request in a thread; a browser that hangs up early is no news."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(site: Site) -> Generator[Served]:
    """Serves `site` on a free port of the loopback interface while the context is open."""
    with serving_resources({"/robots.txt": NO_ROBOTS} | site.resources, site.not_found) as served:
        yield served


@contextmanager
def serving_resources(resources: dict[str, Resource], not_found: Resource) -> Generator[Served]:
    served = Served("")
    server = Server(("127.0.0.1", 0), _handler(resources, not_found, served))
    served.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


def _handler(resources: dict[str, Resource], not_found: Resource, served: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            served.hits[self.command, path] += 1
            served.log.append((time.monotonic(), path))
            self._answer(resources.get(path, not_found))

        def do_POST(self) -> None:
            served.hits["POST", urlsplit(self.path).path] += 1
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self._answer(Resource("<!DOCTYPE html><title>OK</title>", status=200))

        do_HEAD = do_GET

        def _answer(self, resource: Resource) -> None:
            time.sleep(resource.delay)
            body = resource.body.replace("{{origin}}", served.origin).encode()
            self.send_response(resource.status)
            self.send_header("Content-Type", resource.kind)
            self.send_header("Content-Length", str(len(body)))
            if resource.location:
                self.send_header("Location", resource.location)
            if resource.cached:
                self.send_header("Cache-Control", "max-age=300")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keeps the terminal quiet: hits are counted instead."""

    return Handler
