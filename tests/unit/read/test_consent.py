"""The consent banner, and the way out of it that gives least away."""

from __future__ import annotations

import msgspec
import pytest

from journeyaudit.model.snapshot import Control, Overlay, Snapshot
from journeyaudit.read.pages.consent import find_banner, obstructs

ENGLISH = "We use cookies to improve your visit."


def banner(text: str, *names: str, links: tuple[str, ...] = (), **overlay: object) -> Snapshot:
    """A page with an overlay of this text and buttons of these names; `links` lead to other pages."""
    layer = msgspec.structs.replace(Overlay(key="#layer", text=text, covers=0.2), **overlay)
    buttons = [Control(key=name, name=name, tag="button", role="button", overlay=0) for name in names]
    policies = [
        Control(key=name, name=name, href=f"https://shop.example/{name}", raw_href=f"/{name}", overlay=0) for name in links
    ]
    return Snapshot(url="https://shop.example/", overlays=(layer,), controls=(*buttons, *policies))


def ways(snapshot: Snapshot) -> list[tuple[str, str]]:
    found = find_banner(snapshot)
    return [(how, control.name) for how, control in found.ways] if found else []


@pytest.mark.parametrize(
    ("text", "accept", "reject"),
    [
        (ENGLISH, "Accept all", "Reject all"),
        ("Wir verwenden Cookies.", "Alle akzeptieren", "Nur notwendige"),
        ("Nous utilisons des cookies.", "Tout accepter", "Continuer sans accepter"),
        ("Utilizamos cookies.", "Aceptar todas", "Rechazar todas"),
        ("Questo sito utilizza cookie.", "Accetta tutti", "Rifiuta tutti"),
        ("Wij gebruiken cookies.", "Alles accepteren", "Weigeren"),
    ],
)
def test_rejecting_comes_before_accepting_in_every_language(text: str, accept: str, reject: str) -> None:
    assert ways(banner(text, accept, reject)) == [("reject", reject), ("accept", accept)]


def test_where_nothing_can_be_rejected_the_settings_are_opened_before_all_is_accepted() -> None:
    assert ways(banner(ENGLISH, "Accept all", "Manage preferences")) == [
        ("manage", "Manage preferences"),
        ("accept", "Accept all"),
    ]


def test_opened_settings_are_saved() -> None:
    assert ways(banner(ENGLISH, "Accept all", "Save preferences"))[0] == ("save", "Save preferences")


def test_closing_comes_before_the_settings() -> None:
    assert [how for how, _ in ways(banner(ENGLISH, "Cookie settings", "Close", "OK"))] == ["close", "manage", "accept"]


def test_a_link_to_the_privacy_policy_is_no_way_out() -> None:
    assert ways(banner(ENGLISH, "OK", links=("More information", "Reject"))) == [("accept", "OK")]


def test_a_link_that_leads_nowhere_is_a_button() -> None:
    snapshot = banner(ENGLISH)
    reject = Control(key="r", name="Reject", href="https://shop.example/#", raw_href="#", overlay=0)
    assert ways(msgspec.structs.replace(snapshot, controls=(reject,))) == [("reject", "Reject")]


def test_accept_only_necessary_is_no_acceptance() -> None:
    assert ways(banner(ENGLISH, "Accept only necessary")) == [("reject", "Accept only necessary")]


def test_a_longer_label_is_understood_by_the_words_in_it() -> None:
    assert ways(banner(ENGLISH, "Yes, accept all cookies on this site"))[0][0] == "accept"


def test_a_button_that_is_hidden_or_disabled_is_no_way_out() -> None:
    snapshot = banner(ENGLISH, "Reject", "Accept")
    reject, accept = snapshot.controls
    controls = msgspec.structs.replace(reject, visible=False), msgspec.structs.replace(accept, disabled=True)
    assert find_banner(msgspec.structs.replace(snapshot, controls=controls)) is None


@pytest.mark.parametrize("text", ["Chat with us: we are online", "Sign up to our newsletter and save 10 %"])
def test_another_layer_is_no_consent_banner(text: str) -> None:
    assert find_banner(banner(text, "Close", "OK")) is None


def test_a_banner_that_is_not_shown_is_none() -> None:
    assert find_banner(banner(ENGLISH, "OK", visible=False)) is None


def test_a_button_elsewhere_on_the_page_does_not_answer_the_banner() -> None:
    snapshot = banner(ENGLISH, "OK")
    stray = Control(key="stray", name="Reject all", tag="button", role="button")
    assert ways(msgspec.structs.replace(snapshot, controls=(stray, *snapshot.controls))) == [("accept", "OK")]


@pytest.mark.parametrize(("modal", "covers", "blocks"), [(False, 0.2, False), (False, 0.3, True), (True, 0.1, True)])
def test_a_banner_is_in_the_way_if_it_is_modal_or_hides_much_of_the_screen(modal: bool, covers: float, blocks: bool) -> None:
    found = find_banner(banner(ENGLISH, "OK", modal=modal, covers=covers))
    assert found is not None
    assert obstructs(found) is blocks


def test_a_dialog_that_only_links_to_the_privacy_policy_is_no_banner() -> None:
    overlay = Overlay(key="#help", text="Close Each piece is made to order. Datenschutz", modal=True, covers=1.0)
    close = Control(key="#close", name="Close", tag="button", role="button", overlay=0)
    link = Control(key="#link", name="Datenschutz", href="https://shop.example/datenschutz", raw_href="/datenschutz", overlay=0)
    assert find_banner(Snapshot(url="https://shop.example/", overlays=(overlay,), controls=(close, link))) is None
