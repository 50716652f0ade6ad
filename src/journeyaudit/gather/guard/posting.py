"""What an enquiry may send: one submission of one form, with the permission of the site's owner, and nothing before or after it.

While an enquiry is under way the guard knows the letter by its token. Whatever carries it is refused, however it is sent (a
script that saves what is typed, a beacon, a form that is fetched), until the guard is opened for the form's own submission; with
the first request that carries it, the guard is shut again.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from urllib.parse import unquote_plus, urlsplit

from journeyaudit.errors import MailError
from journeyaudit.gather.guard.sent import pairs_of, words_of
from journeyaudit.gather.guard.shopping import is_payment_host, orders
from journeyaudit.model.subject import Permission
from journeyaudit.read.urls import Scope, identity

_SENDING_KINDS = frozenset({"Document", "XHR", "Fetch"})
_SECRETS = ("passw", "card number", "cvv", "cvc", "iban")


class Posting:
    """One enquiry at the guard. `mark` is the letter's token. `sent` is the address that the letter went to, "" while it has not
    left; `refused` why a request with it was stopped.
    """

    def __init__(self, mark: str, scope: Scope) -> None:
        self._mark, self._scope = mark, scope
        self._is_open = False
        self._action = ""
        self.sent = self.refused = ""
        self._gone = asyncio.Event()

    async def gone(self, seconds: float) -> None:
        """Returns once the letter has left, or when the time is up."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._gone.wait(), seconds)

    def open(self, action: str, permission: Permission | None) -> None:
        """Leave for one submission to `action` ("": the form is sent by a script, to the subject's own site).

        MailError JA410 unless the subject's owner permits enquiries and the submission of forms.
        """
        if permission is None or not (permission.send_enquiries and permission.submit_forms):
            raise MailError(
                "the subject file does not permit to send forms, so nothing is sent", where=action, code="JA410",
                remedy="let the owner permit it: `permission: {granted_by: …, send_enquiries: true, submit_forms: true}`",
            )  # fmt: skip
        if not self.sent:
            self._is_open, self._action = True, action

    def shut(self) -> None:
        """Nothing more is sent."""
        self._is_open = False

    def refusal(self, method: str, url: str, kind: str, body: str | None, why: str) -> str:
        """Why the request must not leave, "" if it may. `why` is what the guard says by its own rules, `body` None what cannot be
        read.
        """
        carries = self._carries(url, body)
        if not carries and not (why and self._is_own_form(method, url, kind, body)):
            return why
        found = self._judged(url, kind, body)
        if found:
            self.refused = found
            return found
        self._is_open = False
        self.sent = url
        self._gone.set()
        return ""

    def _carries(self, url: str, body: str | None) -> bool:
        mark = self._mark.lower()
        return mark in unquote_plus(url).lower() or mark in (body or "").lower() or mark in unquote_plus(body or "").lower()

    def _is_own_form(self, method: str, url: str, kind: str, body: str | None) -> bool:
        """A form with a file cannot be read here: that it goes to its own address tells it."""
        unread = body is None and kind == "Document" and method == "POST"
        return unread and self._is_open and bool(self._action) and identity(url) == identity(self._action)

    def _judged(self, url: str, kind: str, body: str | None) -> str:
        if not self._is_open:
            return "the letter was sent already" if self.sent else "the letter may not leave before the form is sent"
        if kind not in _SENDING_KINDS:
            return "the letter leaves by the form alone"
        if not self._is_to(url):
            return "the letter would go to an address that is not the form's own"
        if is_payment_host(urlsplit(url).hostname or "") or orders(url, ""):
            return "it may order or pay"
        if any(
            secret in words_of(pair.name) and pair.value.strip()
            for pair in pairs_of(url, body or "") or ()
            for secret in _SECRETS
        ):
            return "it sends a password or payment details"
        return ""

    def _is_to(self, url: str) -> bool:
        if self._action and identity(url.split("?")[0]) == identity(self._action.split("?")[0]):
            return True
        own = urlsplit(self._action).hostname if self._action else None
        return self._scope.covers(url) or (own is not None and urlsplit(url).hostname == own)
