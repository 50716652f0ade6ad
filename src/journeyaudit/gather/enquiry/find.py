"""Where the contact form is: the page named, else found by following what a customer would click for contact."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from journeyaudit.gather.browser.lane import Look
from journeyaudit.gather.enquiry.ended import EnquiryEnded
from journeyaudit.model.snapshot import Control, Form, Snapshot
from journeyaudit.model.subject import Subject
from journeyaudit.read.contacts.form import forms, is_contact_form
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.urls import Scope, identity

#: Pages looked at for a form that nobody named.
MOST_PAGES = 7

#: Frames of other sites that hold no form: films, maps, posts, tests for humans.
_NO_FORM = re.compile(
    r"youtu|vimeo|player|video|maps?[./]|/maps?|facebook|instagram|twitter|captcha|consent|trustpilot|arkose", re.I
)
#: CSS pixels that a form takes at least.
_WIDE, _HIGH = 200, 150

Go = Callable[[str], Coroutine[Any, Any, Look]]


async def find_form(go: Go, subject: Subject, known: Sequence[str]) -> Look:
    """The page with the contact form: of the addresses `known`, in order, else of those that the home page leads to.

    EnquiryEnded if there is none; `go` raises it for a page that cannot be seen.
    """
    named = [urljoin(subject.origins[0], address) for address in known]
    waiting = [*named] or [urljoin(subject.origins[0], subject.start_pages.get("home", "/"))]
    scope = Scope(subject.origins)
    seen: set[str] = set()
    last: Look | None = None
    fault: EnquiryEnded | None = None
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if identity(address) in seen:
            continue
        seen.add(identity(address))
        try:
            look = last = await go(address)
        except EnquiryEnded as ended:
            fault = fault or ended
            continue
        if contact_form(look.snapshot) is not None:
            return look
        if any(fact.kind == "behind-login" for fact in forms(look.snapshot)):
            raise EnquiryEnded("the contact form lies behind a login", look)
        waiting += [url for url in ways_to_contact(look.snapshot, scope) if identity(url) not in seen]
    if fault is not None and last is None:
        raise fault
    raise EnquiryEnded(_why_none(last, "on the page named" if named else "on the site"), last)


def _why_none(look: Look | None, where: str) -> str:
    """Why there is no form to fill in: one that stands elsewhere, or begins with a step that would have to be sent first."""
    if look is not None and (host := _frame_with_form(look.snapshot)):
        return f"the contact form seems to be in a frame of another site ({host}), in which nothing is filled in"
    if look is not None and (button := _first_step(look.snapshot)):
        shown_later = "which the site shows only once this one was sent; such forms are not filled in"
        return f"“{button}” leads to the form's next step, {shown_later}"
    return f"no contact form was found {where}"


def _frame_with_form(snapshot: Snapshot) -> str:
    """The host of the largest frame whose content is closed to us and may be a form."""
    closed = [f for f in snapshot.frames if f.visible and not f.read and f.box.width >= _WIDE and f.box.height >= _HIGH]
    fitting = [f for f in closed if urlsplit(f.src).hostname and not _NO_FORM.search(f"{f.src} {f.title}")]
    found = max(fitting, key=lambda frame: frame.box.width * frame.box.height, default=None)
    return urlsplit(found.src).hostname or "" if found is not None else ""


def _first_step(snapshot: Snapshot) -> str:
    """What the button of a form says that asks for a little and goes on."""
    begun = (f for f in snapshot.forms if f.visible and f.region in ("main", "dialog") and any(one.visible for one in f.fields))
    return next((f.submit for f in begun if _sends(f) and matcher("enquiry_on").full(f.submit)), "")


def contact_form(snapshot: Snapshot) -> int | None:
    """The index of the form that takes a customer's message: seen, sending something, the one with the most fields."""
    fitting = [index for index, form in enumerate(snapshot.forms) if form.visible and is_contact_form(form) and _sends(form)]
    return max(fitting, key=lambda index: _worth(snapshot.forms[index]), default=None)


def _sends(form: Form) -> bool:
    if form.raw_action.lower().startswith("mailto:") or form.method == "dialog":
        return False
    return not any(field.type == "password" for field in form.fields)


def _worth(form: Form) -> tuple[bool, bool, int]:
    main = form.region in ("main", "dialog")
    return any(f.type == "textarea" for f in form.fields), main, sum(f.visible for f in form.fields)


def ways_to_contact(snapshot: Snapshot, scope: Scope) -> list[str]:
    """Addresses that links for contact and help lead to, contact before help."""
    links = [c for c in snapshot.controls if c.href and scope.holds(c.href)]
    return list(dict.fromkeys(c.href for topic in ("contact_label", "help_label") for c in links if _says(topic, c)))


def _says(topic: str, control: Control) -> bool:
    return len(control.name) < 60 and matcher(topic).find(control.name) is not None
