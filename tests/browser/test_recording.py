"""A person records a journey: a real window on a screen that nobody sees, a hand on mouse and keys, the file that comes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.browser.pages import serving

#: A link and a field where the hand finds them. The window's title tells it what the page has noticed.
_SHOP = """<a href="/contact" style="position:fixed;inset:0;font-size:40px">Contact us</a>
<script>document.title = "Shop"; addEventListener("mousemove", () => document.title = "Pointed at", true)</script>"""
_CONTACT = """<label style="position:fixed;inset:0">Your name <input style="width:100%;height:100%"></label>
<script>document.title = "Contact"; const field = document.querySelector("input");
field.onfocus = () => document.title = "In the field"; field.oninput = () => document.title = "Typed " + field.value</script>"""
#: Seconds that a window may take on a busy machine.
_PATIENCE = 120
#: How often the search may meet a window that goes while it is asked for its title.
_GONE = 50


class Person:
    """Moves the mouse and types on a screen, and sees the titles of its windows."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display}
        self._hand("mousemove", "1399", "899")  # out of the way of windows that open

    def sees(self, title: str) -> str:
        """Waits for a window whose title begins with this pattern; its number."""
        for _ in range(_GONE):
            with suppress(subprocess.CalledProcessError):
                return self._hand("search", "--sync", "--onlyvisible", "--name", f"^({title})").split()[0]
        raise AssertionError(f"no window is called {title}")

    def points(self, window: str) -> None:
        self._hand("windowfocus", "--sync", window)
        self._hand("mousemove", "--window", window, "300", "400")
        self._hand("mousemove", "--window", window, "320", "420")

    def clicks(self) -> None:
        self._hand("click", "1")

    def types(self, text: str) -> None:
        self._hand("type", "--delay", "30", text)

    def presses(self, keys: str) -> None:
        self._hand("key", keys)

    def _hand(self, *deed: str) -> str:
        command = ["xdotool", *deed]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True, timeout=_PATIENCE).stdout


@contextmanager
def running(command: list[str], **how: Any) -> Generator[subprocess.Popen[str]]:
    """A process, and whatever it starts, ended with the block."""
    with subprocess.Popen(command, text=True, start_new_session=True, **how) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)


@pytest.fixture
def person() -> Generator[Person]:
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with running(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as screen:
        assert screen.stdout is not None
        yield Person(f":{screen.stdout.readline().strip()}")


def test_what_a_person_does_in_the_window_becomes_a_journey(person: Person, tmp_path: Path) -> None:
    written = tmp_path / "mine.yaml"
    with serving() as site:
        address = site.page("/", _SHOP)
        site.page("/contact", _CONTACT)
        command = [sys.executable, "-m", "journeyaudit", "journey", "record", address, "--out", str(written)]
        with running(command, env=person.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as recorder:
            person.points(person.sees("Shop|Pointed at"))  # a window may open beneath the pointer
            person.sees("Pointed at")
            person.clicks()
            person.points(person.sees("Contact"))
            person.clicks()
            person.sees("In the field")
            person.types("Jo Shopper")
            person.sees("Typed Jo Shopper")
            person.presses("ctrl+shift+w")
            said, _ = recorder.communicate(timeout=_PATIENCE)
    assert recorder.returncode == 0, said
    steps = yaml.safe_load(written.read_text("utf-8"))["steps"]
    assert steps[:2] == [{"goto": "/"}, {"click": {"role": "link", "name": "Contact us"}}]
    assert steps[-1] == {"fill": {"role": "textbox", "name": "Your name"}, "value": "Jo Shopper"}
