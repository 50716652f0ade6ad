"""Refuses, at the network layer, whatever would order, pay, send or change an account.

One DevTools session on the whole browser pauses documents, script requests and beacons: every page, frame, pop-up and worker is
behind it from its first
request. Style sheets, pictures and scripts are never paused, so the HTTP cache stays on (intercepting all of them halves the
speed).
If the session dies, paused requests are never sent: the guard fails closed.
"""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from playwright.async_api import Browser, CDPSession
from playwright.async_api import Error as PlaywrightError

from journeyaudit.gather.browser.devtools import send
from journeyaudit.gather.guard.allowance import Allowance, allows
from journeyaudit.gather.guard.posting import Posting
from journeyaudit.gather.guard.shopping import Shopping, request_body

#: Path segments, query names and values of `action`-like queries that act when merely fetched. Sites do have such links; a
#: crawler must not follow them. Whole words only: a help page on how to unsubscribe is a page.
_ACTS = frozenset(
    {
        "logout",
        "log-out",
        "signout",
        "sign-out",
        "logoff",
        "log-off",
        "abmelden",
        "deconnexion",
        "cerrar-sesion",
        "uitloggen",
        "add-to-cart",
        "addtocart",
        "add-to-basket",
        "addtobasket",
        "add-to-bag",
        "add-to-wishlist",
        "remove-item",
        "remove-from-cart",
        "place-order",
        "submit-order",
        "confirm-order",
        "pay-now",
        "delete",
        "unsubscribe",
        "cancel-order",
        "cancel-subscription",
        "deactivate",
        "vote",
    }
)
#: The same as two neighbouring path segments.
_ACTING_PAIRS = frozenset(
    {
        ("cart", "add"),
        ("basket", "add"),
        ("bag", "add"),
        ("cart", "update"),
        ("cart", "remove"),
        ("basket", "remove"),
        ("wishlist", "add"),
        ("order", "confirm"),
        ("order", "place"),
        ("checkout", "confirm"),
        ("checkout", "complete"),
        ("checkout", "place"),
        ("checkout", "submit"),
        ("payment", "submit"),
        ("payment", "confirm"),
        ("payment", "execute"),
    }
)
_ACTION_NAMES = frozenset({"action", "act", "do", "cmd", "op", "task", "mode", "event", "method", "wc-ajax"})
#: Addresses of script requests that order, pay, send or change an account even when a page sends them by itself.
_COMMITS = re.compile(
    r"(^|[/._-])(orders?|purchase|payments?|pay|charge|checkout|place|buy|contact|enquir|inquir|message|ticket|feedback|submit|send|subscribe|newsletter|signup|sign-up|register|"
    r"account|profile|password|login|logout|review|comment|cart|basket|wishlist)([/._?-]|$)",
    re.IGNORECASE,
)
_READS = re.compile(
    r"(^|[/._-])(search|suggest|autocomplete|queries|query|facets?|lookup|recommend\w*|availability)([/._?-]|$)", re.IGNORECASE
)
_MUTATION = re.compile(r"\bmutation\b")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_PAUSED = ("Document", "XHR", "Fetch", "Ping", "Other")

Refused = Callable[[str, str, str], None]


def refusal(method: str, url: str, kind: str, body: str | None, *, acting: bool, allowance: Allowance = "nothing") -> str:
    """Why this request must not leave, "" if it may. Pure. `allowance` is what a scripted step may send beyond looking; a beacon
    never leaves.

    `kind` is the DevTools resource type; `acting` is true once a control was activated on the page. Reading methods pass unless
    the address itself acts.
    A page that loads may post what it needs to draw itself (any visitor's browser does), but nothing that commits; after a
    click only queries pass.
    """
    why = _refusal(method, url, kind, body or "", acting=acting)
    return "" if why and kind != "Ping" and allows(allowance, url, body) else why


def _refusal(method: str, url: str, kind: str, body: str, *, acting: bool) -> str:
    parts = urlsplit(url)
    where = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if method in _SAFE:
        return "its address acts when fetched" if _acts(parts.path, parts.query) else ""
    if kind == "Document":
        return "it submits a form"
    if kind == "Ping":
        return "it is a beacon that sends data"
    if _is_query(where, body):
        return ""
    if _MUTATION.search(body[:5000]) and "graphql" in where.lower():
        return "it changes data on the server"
    if _COMMITS.search(parts.path):
        return "it would order, pay, send or change an account"
    return "it sends data after a click" if acting else ""


def _acts(path: str, query: str) -> bool:
    segments = [s.lower().replace("_", "-").partition(".")[0] for s in path.split("/") if s]
    pairs = [(k.lower().replace("_", "-"), v.lower().replace("_", "-")) for k, v in parse_qsl(query, keep_blank_values=True)]
    if _ACTS & {*segments, *(name for name, _ in pairs)} or _ACTING_PAIRS & set(pairwise(segments)):
        return True
    return any(name in _ACTION_NAMES and value in _ACTS for name, value in pairs)


def _is_query(where: str, body: str) -> bool:
    if _MUTATION.search(body[:5000]):
        return False
    if "graphql" in where.lower():
        return bool(re.search(r'"query"\s*:\s*"\s*(query\b|\{)|"persistedQuery"', body[:5000]))
    return bool(_READS.search(where))


class Guard:
    """Watches one browser. `refused(method, url, why)` is called for every request stopped; blocked analytics hosts are only
    counted.
    `reasons` tells them by frame: method, address and why.
    """

    def __init__(self, session: CDPSession, refused: Refused) -> None:
        self._session, self._refused = session, refused
        self._known: set[str] = set()
        self._acting: set[str] = set()
        self._allowed: dict[str, tuple[Allowance, Callable[[str], bool]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._blocked: tuple[re.Pattern[str], ...] = ()
        #: Set while a sample purchase is walked: what it may send beyond looking.
        self.shopping: Shopping | None = None
        #: Set while an enquiry is under way: the one form that may be sent.
        self.posting: Posting | None = None
        self.blocked = 0
        self.reasons: defaultdict[str, list[str]] = defaultdict(list)

    @classmethod
    async def attach(cls, browser: Browser, refused: Refused, blocked: Sequence[str] = ()) -> Guard:
        """Puts a guard on a browser before its first page opens. `blocked` are DevTools URL patterns (`*` is any text)."""
        guard = cls(await browser.new_browser_cdp_session(), refused)
        guard._blocked = tuple(re.compile(re.escape(p).replace(r"\*", ".*") + "$", re.IGNORECASE) for p in blocked)
        guard._session.on("Fetch.requestPaused", guard._paused)
        patterns: list[dict[str, str]] = [{"resourceType": kind} for kind in _PAUSED]
        patterns += [{"urlPattern": pattern, "resourceType": kind} for pattern in blocked for kind in ("Script", "Image")]
        await send(guard._session, "Fetch.enable", {"patterns": patterns})
        return guard

    def acting(self, frame: str, on: bool) -> None:
        """Say that controls of a page (its main frame's id) are being activated, or no longer are."""
        self._known.add(frame)
        (self._acting.add if on else self._acting.discard)(frame)

    def held(self, frame: str, url: str) -> None:
        """Say that `page/watch.js` kept a page (its main frame's id) from sending a message over this WebSocket."""
        self._stop(frame, "WebSocket", url, "it is a message to the server after a click")

    def permit(self, frame: str, allowance: Allowance, holds: Callable[[str], bool]) -> None:
        """Say what a page (its main frame's id) may send from now on beyond looking, and to which addresses."""
        self._allowed[frame] = (allowance, holds)

    def _allowance(self, event: dict[str, Any]) -> Allowance:
        """What this request may do. A frame inside a page is not known by name: it may do what every page that acts may."""
        frame, request = str(event.get("frameId", "")), event["request"]
        permits = [self._allowed.get(page) for page in ((frame,) if frame in self._known else self._acting)]
        allowed: set[Allowance] = {permit[0] if permit and permit[1](str(request["url"])) else "nothing" for permit in permits}
        return allowed.pop() if len(allowed) == 1 else "nothing"

    def _is_acting(self, event: dict[str, Any]) -> bool:
        frame = str(event.get("frameId", ""))  # a frame inside a page, or a worker, is not known by name: strict for all then
        return frame in self._acting if frame in self._known else bool(self._acting)

    def _paused(self, event: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._answer(event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _refusal(self, event: dict[str, Any]) -> str:
        request = event["request"]
        return refusal(
            str(request["method"]),
            str(request["url"]),
            str(event["resourceType"]),
            request_body(request),
            acting=self._is_acting(event),
            allowance=self._allowance(event),
        )

    async def _answer(self, event: dict[str, Any]) -> None:
        request = cast("dict[str, Any]", event["request"])
        method, url, kind = str(request["method"]), str(request["url"]), str(event["resourceType"])
        command, given = "Fetch.continueRequest", {"requestId": event["requestId"]}
        if url.startswith("http") and any(p.match(url) for p in self._blocked):
            self.blocked += 1
            command, given = "Fetch.failRequest", given | {"errorReason": "BlockedByClient"}
        elif url.startswith("http") and (why := await self._why(event, method, url, kind)):
            self._stop(str(event.get("frameId", "")), method, url, why)
            command, given = "Fetch.failRequest", given | {"errorReason": "Aborted"}
        try:
            await send(self._session, command, given)
        except PlaywrightError:  # the page that asked is gone, and its request with it
            return

    def _stop(self, frame: str, method: str, url: str, why: str) -> None:
        self.reasons[frame].append(f"{method} {url}: {why}")
        self._refused(method, url, why)

    async def _why(self, event: dict[str, Any], method: str, url: str, kind: str) -> str:
        """Why the request must not leave, "" if it may."""
        why, body = self._refusal(event), request_body(event["request"])
        if self.posting is not None:
            return self.posting.refusal(method, url, kind, body, why)
        return why if self.shopping is None else await self.shopping.refusal(method, url, kind, body, why)
