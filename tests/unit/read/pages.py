"""Small pages for the tests of reading."""

from __future__ import annotations

from journeyaudit.model.fact import StateFact
from journeyaudit.model.graph import State
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.clicks.graph import state_id
from journeyaudit.read.contacts import contacts
from journeyaudit.read.markup import snapshot_of_html
from journeyaudit.read.pages.state import state_fact

SHOP = "https://www.shop.example"


def page(html: str, path: str = "/page") -> Snapshot:
    return snapshot_of_html(html, SHOP + path)


def fact(html: str, path: str = "/page", status: int = 200, country: str = "GB") -> StateFact:
    snapshot = page(html, path)
    state = State(id=state_id("desktop", SHOP + path), url=SHOP + path, snapshot="ab" * 32, status=status, seen=True)
    return state_fact(snapshot, state, "desktop", "2025-01-06T09:00:00Z", contacts(snapshot, country))
