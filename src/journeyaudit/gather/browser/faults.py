"""Names what went wrong with a page of the site. A fault is a result, never a traceback."""

from __future__ import annotations

import re

from playwright.async_api import Error as PlaywrightError

from journeyaudit.model.graph import Fault

_KINDS: tuple[tuple[str, str, str], ...] = (
    ("redirect-loop", r"ERR_TOO_MANY_REDIRECTS", "the page redirects for ever"),
    ("tls", r"ERR_CERT|ERR_SSL|SSL_PROTOCOL|ERR_BAD_SSL", "the secure connection is broken"),
    ("download", r"Download is starting", "the link starts a download instead of showing a page"),
    ("crash", r"Page crashed|Target crashed|crashed", "the page crashed the browser's renderer"),
    ("blocked", r"ERR_BLOCKED_BY|ERR_ABORTED", "the request was stopped before it left"),
    (
        "unreachable",
        r"ERR_NAME|ERR_CONNECTION|ERR_ADDRESS|ERR_EMPTY_RESPONSE|ERR_INTERNET|ERR_NETWORK|ERR_TUNNEL|ERR_PROXY|ERR_SOCKET|ERR_INVALID_RESPONSE|ERR_RESPONSE",
        "the server does not answer",
    ),
    ("timeout", r"Timeout|ERR_TIMED_OUT", "the page did not answer in time"),
    (
        "closed",
        r"has been closed|Target closed|Execution context was destroyed|frame was detached",
        "the page went away while it was read",
    ),
)


def fault_of(error: PlaywrightError | TimeoutError) -> Fault:
    """The fault that an error of the browser stands for."""
    text = str(error)
    if isinstance(error, TimeoutError):
        return Fault(kind="timeout", detail="the page did not settle in time")
    for kind, pattern, told in _KINDS:
        if re.search(pattern, text):
            code = re.search(r"net::(ERR_\w+)", text)
            return Fault(kind=kind, detail=f"{told} ({code[1]})" if code else told)
    return Fault(kind="error", detail=(text.splitlines() or ["no reason given"])[0][:200])


def status_fault(status: int) -> Fault | None:
    """A fault for an answer that is no page: 4xx or 5xx."""
    return Fault(kind="status", detail=f"the server answered {status}") if status >= 400 else None
