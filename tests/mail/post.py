# ruff: noqa: ARG002 - what a mail server calls is named by aiosmtpd
"""A mail server of the tests' own, on a free port of the loopback interface: what it was sent is kept."""

from __future__ import annotations

import os
import signal
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller


class Post:
    """A mail server's memory. `refuse`: "recipient" turns the recipient away, "hang up" breaks the connection with the letter in
    hand, "kill early" and "kill late" kill the sender `victim` before and after the letter is taken.
    """

    def __init__(self, refuse: str = "") -> None:
        self.refuse = refuse
        self.victim = 0
        self.taken: list[Any] = []
        self.spoke = 0

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]) -> list[str]:
        self.spoke += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refuse == "recipient":
            return "550 5.1.1 no such mailbox"
        if self.refuse == "kill early":
            os.kill(self.victim, signal.SIGKILL)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuse == "hang up":
            server.transport.close()
            return "250 OK"
        self.taken.append(envelope)
        if self.refuse == "kill late":
            os.kill(self.victim, signal.SIGKILL)
        return "250 OK"


@contextmanager
def post_office(post: Any, certificate: Path | None = None, how: str = "plain", **more: Any) -> Iterator[int]:
    """A mail server on a free port: plain, starttls or tls. `post` handles what comes (see Post)."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    if how == "tls":
        more["ssl_context"] = context
    elif how == "starttls":
        more |= {"tls_context": context, "require_starttls": True}
    controller = Controller(post, hostname="127.0.0.1", port=port, **more)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
