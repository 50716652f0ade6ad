"""Where passwords come from: the environment, else the keyring. They are never written, and never shown."""

from __future__ import annotations

import os

from journeyaudit.errors import MailError

#: The name under which the keyring knows us: keyring set journeyaudit jo@mail.example
_SERVICE = "journeyaudit"


def password(variable: str, account: str) -> str:
    """The password in the environment's `variable`, else the keyring's for `account` (user@host); MailError JA402 without one."""
    found = os.environ.get(variable) or _from_keyring(account)
    if found:
        return found
    raise MailError(
        f"there is no password for {account}",
        where=variable,
        remedy=f"set {variable} in the environment, or store it: "
        f"pip install 'journeyaudit[keyring]', then keyring set {_SERVICE} {account}",
        code="JA402",
    )


def _from_keyring(account: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(_SERVICE, account)
    except KeyringError:
        return None
