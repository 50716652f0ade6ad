"""What stands between a customer and a channel: a login wall, a FAQ or topic choice, a search."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import Form, Snapshot
from journeyaudit.read.lexicon import matcher

Gate = Literal["", "faq", "search", "login"]

#: Channels by which somebody can be asked something now.
_DIRECT = frozenset({"phone", "email", "form", "chat", "messaging", "callback"})
#: A page that asks for a sign-in and shows fewer words than this "shows little else" (rules.md OP).
_LITTLE = 120
_MANY_CHOICES = 3
_SHORT = 160


def login_wall(snapshot: Snapshot, words: int) -> bool:
    """The page asks for a sign-in and shows little else."""
    return words < _LITTLE and any(_asks_password(form) for form in snapshot.forms)


def gate(snapshot: Snapshot, kind: str, channels: tuple[ChannelFact, ...], walled: bool) -> Gate:
    """How a contact or help page withholds contact, "" where it does not or is no such page.

    A direct channel in the body of the page means that there is no gate; one in header or footer does not open it.
    """
    if any(_behind_login(fact) for fact in channels) or (walled and kind in ("contact", "help")):
        return "login"
    if kind not in ("contact", "help") or any(
        fact.reached and fact.channel in _DIRECT and fact.region not in ("header", "footer") for fact in channels
    ):
        return ""
    texts = [block.text for block in snapshot.blocks if block.visible and block.region not in ("header", "footer")]
    if any(_asks_login_for_contact(text) for text in texts):
        return "login"
    if any(_asks_topic(text) for text in texts) or any(_chooses_topic(form) for form in snapshot.forms):
        return "faq"
    return "search" if kind == "contact" and any(_searches(form) for form in snapshot.forms) else ""


def _behind_login(fact: ChannelFact) -> bool:
    return fact.kind == "behind-login" and fact.channel in _DIRECT


def _asks_password(form: Form) -> bool:
    return form.visible and any(field.type == "password" and field.visible for field in form.fields)


@lru_cache(maxsize=16384)
def _asks_login_for_contact(text: str) -> bool:
    """ "Please log in to contact us": one short text names both."""
    return (
        len(text) <= _SHORT and matcher("login_label").find(text) is not None and matcher("contact_label").find(text) is not None
    )


@lru_cache(maxsize=16384)
def _asks_topic(text: str) -> bool:
    return len(text) <= _SHORT and matcher("gate_words").find(text) is not None


def _chooses_topic(form: Form) -> bool:
    """A form that only lets one choose from a list: no field to write in."""
    visible = [field for field in form.fields if field.visible]
    lists = [field for field in visible if field.type in ("select", "radio")]
    return (
        form.visible
        and bool(lists)
        and len(lists) == len(visible)
        and any(len(field.options) >= _MANY_CHOICES for field in lists)
    )


def _searches(form: Form) -> bool:
    if not form.visible or form.region in ("header", "footer", "nav"):
        return False
    visible = [field for field in form.fields if field.visible and field.type not in ("hidden", "submit")]
    return len(visible) == 1 and (
        visible[0].type == "search" or _search_words(f"{form.name} {form.submit} {visible[0].label} {visible[0].placeholder}")
    )


@lru_cache(maxsize=4096)
def _search_words(text: str) -> bool:
    return matcher("form_search").find(text) is not None
