"""Reads a fragment as the command line does, for tests that say what a customer would find in it."""

from __future__ import annotations

from journeyaudit.model.channel import ChannelFact
from journeyaudit.read.contacts import contacts
from journeyaudit.read.markup import is_markup, snapshot_of_html, snapshot_of_text


def read(text: str, country: str | None = None) -> tuple[ChannelFact, ...]:
    return contacts(snapshot_of_html(text) if is_markup(text) else snapshot_of_text(text), country)


def found(text: str, country: str | None = None) -> set[tuple[str, str]]:
    return {(fact.channel, fact.value) for fact in read(text, country) if fact.kind != "placeholder"}


def values(channel: str, text: str, country: str | None = None) -> set[str]:
    return {value for name, value in found(text, country) if name == channel}


def channels(text: str, country: str | None = None) -> set[str]:
    return {name for name, _ in found(text, country)}
