"""Passwords come from the environment, else from the keyring."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from journeyaudit.errors import MailError
from journeyaudit.gather.mail.passwords import password

VARIABLE = "JOURNEYAUDIT_MAIL_PASSWORD"


class Ring(KeyringBackend):
    """A keyring in memory; `locked`, nobody gets anything out of it."""

    priority = 1.0  # pyright: ignore[reportAssignmentType]

    def __init__(self, *, locked: bool = False) -> None:
        self._kept, self._locked = {("journeyaudit", "jo@mail.example"): "from the ring"}, locked

    def get_password(self, service: str, username: str) -> str | None:
        if self._locked:
            raise KeyringLocked
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept[service, username] = password


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(VARIABLE, raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    yield
    keyring.set_keyring(before)


def test_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "from the environment")

    assert password(VARIABLE, "jo@mail.example") == "from the environment"


def test_the_keyring_comes_next() -> None:
    assert password(VARIABLE, "jo@mail.example") == "from the ring"


@pytest.mark.parametrize("locked", [False, True])
def test_without_either_it_is_told_how_to_give_one(*, locked: bool) -> None:
    keyring.set_keyring(Ring(locked=locked))

    with pytest.raises(MailError, match=r"JA402(.|\n)*keyring set journeyaudit ann@mail.example"):
        password(VARIABLE, "ann@mail.example")
