"""Contact forms: a message field and a way to reply, and none of the other purposes that forms have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import NOWHERE, Field, Form, Snapshot
from journeyaudit.read.contacts.facts import shortened
from journeyaudit.read.lexicon import matcher

_REPLY_TYPES = frozenset({"email", "tel"})
_NAME_FIELD = re.compile(r"e-?mail|phone|tel(?!l)|mobile|name|nom\b|nombre|naam|correo|mail", re.I)
_MESSAGE_NAME = re.compile(
    r"message|comment|enquir|inquir|question|query|body|nachricht|mensaje|messaggio|bericht|anfrage|description|notes?\b|feedback|details|subject|betreff",
    re.I,
)
_REVIEW_NAME = re.compile(r"review|rating|commentform|comment-form|new_comment|wp-comments-post|comment_post_ID", re.I)
_ACTION_WORDS = re.compile(
    r"contact|kontakt|enquir|inquir|contatt|feedback|formspree|formcarry|formsubmit|getform|web3forms|basin|netlify", re.I
)
_OTHER_ACTION = re.compile(
    r"search|login|signin|sign-in|subscribe|newsletter|cart|checkout|basket|register|signup|sign-up|list-manage|account/|localization|currency|password",
    re.I,
)
_PAYMENT_FIELDS = re.compile(r"card.?(?:number|holder)|\bcvv|\bcvc|expiry|\biban\b|billing", re.I)
_ORDER_FIELDS = re.compile(r"shipping.?address|quantity|\bqty", re.I)


def forms(snapshot: Snapshot) -> Iterator[ChannelFact]:
    """Form facts of the snapshot."""
    for form in snapshot.forms:
        kind = _kind(form)
        if not kind:
            continue
        control = next((i for i, c in enumerate(snapshot.controls) if c.submits and c.name and c.name == form.submit), None)
        yield ChannelFact(
            channel="form",
            value=form.action or snapshot.url or "form",
            quote=shortened(form.heading or form.submit or form.text or form.name),
            kind=kind,
            source="form",
            visible=form.visible,
            region=form.region,
            control=control,
            box=None if form.box == NOWHERE else form.box,
        )


def _kind(form: Form) -> str:
    """contact, sends-nothing, behind-login (a sign-in that stands where the heading promises contact), "" for other forms."""
    if any(field.type == "password" for field in form.fields):
        return "behind-login" if _says("contact_label", form.heading) else ""
    if not is_contact_form(form):
        return ""
    return "sends-nothing" if _sends_nothing(form) else "contact"


def is_contact_form(form: Form) -> bool:
    """The form takes a customer's message and says how to answer it."""
    fields = [field for field in form.fields if field.type != "hidden"]
    if not fields or _has_other_purpose(form, fields):
        return False
    messages = [field for field in fields if _takes_message(field)]
    if not messages:
        return _names_contact(form) and any(_takes_reply(field) for field in fields) and len(fields) >= 2
    return any(_takes_reply(field) for field in fields) or _names_contact(form)


def _takes_message(field: Field) -> bool:
    words = f"{field.label} {field.placeholder}"
    if field.type == "textarea":
        return True
    return field.type == "text" and (
        _says("form_message", words) or bool(re.fullmatch(r"(?:your[-_ ]?)?message", field.name, re.I))
    )


def _takes_reply(field: Field) -> bool:
    return field.type in _REPLY_TYPES or (
        field.type in ("text", "input") and _NAME_FIELD.search(f"{field.name} {field.label} {field.placeholder}") is not None
    )


@lru_cache(maxsize=4096)
def _says(topic: str, words: str) -> bool:
    return matcher(topic).find(words) is not None


def _names_contact(form: Form) -> bool:
    words = f"{form.heading} | {form.submit} | {form.name.replace('_', ' ').replace('-', ' ')}"
    return _says("form_contact", words) or _ACTION_WORDS.search(form.raw_action) is not None


def _has_other_purpose(form: Form, fields: list[Field]) -> bool:
    """It searches, signs in, subscribes, reviews, orders or returns."""
    if any(field.type in ("password", "search") for field in fields):
        return True
    names = " | ".join(f"{field.name} {field.label}" for field in form.fields if field.type != "textarea")
    if _PAYMENT_FIELDS.search(names):
        return True
    title = f"{form.submit} | {form.heading} | {form.name.replace('_', ' ').replace('-', ' ')}"
    if _REVIEW_NAME.search(f"{form.name} {form.raw_action} {' '.join(f.name for f in form.fields)}") or _says(
        "form_review", title
    ):
        return True
    has_message = any(_takes_message(field) for field in fields)
    if not has_message and (
        _OTHER_ACTION.search(form.raw_action)
        or any(_says(topic, title) for topic in ("form_newsletter", "form_search", "callback_label"))
    ):
        return True
    if _says("form_contact", f"{form.heading} | {form.name.replace('_', ' ').replace('-', ' ')}"):
        return False
    return _ORDER_FIELDS.search(names) is not None or any(
        _says(topic, title) for topic in ("form_order", "form_returns", "form_login")
    )


def _sends_nothing(form: Form) -> bool:
    """A mailto: action opens the visitor's mail program (if there is one); a dialog form only closes."""
    return form.raw_action.lower().startswith("mailto:") or form.method == "dialog"
