"""Every way to reach the company that one snapshot shows. One module per channel family; this one puts their facts together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.contacts.callback import callbacks
from journeyaudit.read.contacts.chat import chats
from journeyaudit.read.contacts.countries import countries_of
from journeyaudit.read.contacts.email import emails
from journeyaudit.read.contacts.form import forms
from journeyaudit.read.contacts.network import networked
from journeyaudit.read.contacts.phone import phones
from journeyaudit.read.contacts.post import posts
from journeyaudit.read.contacts.store import stores
from journeyaudit.read.contacts.structured import structured


def contacts(snapshot: Snapshot, country: str | None = None) -> tuple[ChannelFact, ...]:
    """The channel facts of a snapshot, rendered or read from markup: phone and fax first, then e-mail, form, chat, messaging and
    social, post, store, callback, machine-readable. Each channel and value is told once where it is seen and once where not.

    `country` (ISO 3166 alpha-2) decides how national numbers are read; without it the page's own hints do.
    """
    countries = countries_of(snapshot, country)
    found = list(_once(_all(snapshot, countries)))
    found += structured(snapshot, countries, found)
    return tuple(found)


def _all(snapshot: Snapshot, countries: tuple[str, ...]) -> Iterator[ChannelFact]:
    yield from phones(snapshot, countries)
    yield from emails(snapshot)
    yield from forms(snapshot)
    yield from chats(snapshot)
    yield from networked(snapshot)
    yield from posts(snapshot)
    yield from stores(snapshot)
    yield from callbacks(snapshot)


def _once(facts: Iterable[ChannelFact]) -> Iterator[ChannelFact]:
    """The first visible and the first invisible fact of each channel and value."""
    known: set[tuple[str, str, bool, bool]] = set()
    for fact in facts:
        key = (fact.channel, fact.value, fact.visible, fact.pointer)
        if key not in known:
            known.add(key)
            yield fact
