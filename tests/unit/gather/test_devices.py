"""How a site sees us."""

from __future__ import annotations

import pytest

from journeyaudit import __version__
from journeyaudit.gather.browser.devices import context_options, user_agent
from journeyaudit.model.snapshot import Device
from journeyaudit.model.subject import Subject

ENGINE = "AppleWebKit/537.36 (KHTML, like Gecko)"
SHELL = f"Mozilla/5.0 (X11; Linux x86_64) {ENGINE} HeadlessChrome/156.0.8078.79 Safari/537.36"


@pytest.mark.parametrize(
    ("device", "expected"),
    [
        ("desktop", f"Mozilla/5.0 (X11; Linux x86_64) {ENGINE} Chrome/156.0.0.0 Safari/537.36"),
        ("mobile", f"Mozilla/5.0 (Linux; Android 10; K) {ENGINE} Chrome/156.0.0.0 Mobile Safari/537.36"),
    ],
)
def test_the_agent_is_an_ordinary_browser_signed_with_our_name(device: Device, expected: str) -> None:
    assert user_agent(SHELL, device) == f"{expected} journeyaudit/{__version__}"


def test_a_telephone_has_a_small_touch_screen_and_the_subjects_place() -> None:
    subject = Subject(name="Laden", origins=("https://laden.example",), locale="de-DE", timezone="Europe/Berlin")

    options = context_options("mobile", SHELL, subject)

    assert options["viewport"] == {"width": 390, "height": 844}
    assert (options["is_mobile"], options["has_touch"], options["device_scale_factor"]) == (True, True, 2.0)
    assert (options["locale"], options["timezone_id"]) == ("de-DE", "Europe/Berlin")
