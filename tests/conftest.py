"""What tests of several rooms stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mail.server import MailServer, running


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    """A real Dovecot; each test takes a user name of its own."""
    with running() as server:
        yield server
