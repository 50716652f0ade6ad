"""Callbacks: a form or button with which a customer asks to be rung."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import NOWHERE, Form, Snapshot
from journeyaudit.read.contacts.facts import fact_of_control, shortened
from journeyaudit.read.lexicon import matcher

_MOST_WORDS = 8


def callbacks(snapshot: Snapshot) -> Iterator[ChannelFact]:
    """Callback facts: forms that take the number to ring, and controls that lead to one."""
    for form in snapshot.forms:
        if _asks_for_number(form) and _offers(
            f"{form.heading} | {form.submit} | {form.name.replace('-', ' ').replace('_', ' ')}"
        ):
            yield ChannelFact(
                channel="callback", value=form.action or snapshot.url or "form", kind="form",
                quote=shortened(form.heading or form.submit),
                source="form", visible=form.visible, region=form.region, box=None if form.box == NOWHERE else form.box,
            )  # fmt: skip
    for index, control in enumerate(snapshot.controls):
        name = control.name or control.title
        if (
            control.form is None
            and len(name.split()) <= _MOST_WORDS
            and not control.href.startswith(("tel:", "mailto:"))
            and _offers(name)
        ):
            yield fact_of_control(snapshot, index, "callback", control.href or name, pointer=True)


@lru_cache(maxsize=8192)
def _offers(words: str) -> bool:
    return matcher("callback_label").find(words) is not None


def _asks_for_number(form: Form) -> bool:
    return any(
        field.type == "tel" or matcher("phone_label").find(f"{field.label} {field.placeholder} {field.name}") is not None
        for field in form.fields
        if field.type != "hidden"
    )
