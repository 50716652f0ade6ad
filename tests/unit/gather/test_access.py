"""What opens the site to us is used, and never written down."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.gather.browser.access import Access

SECRET = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=20, max_size=30)


@given(SECRET, SECRET, SECRET, SECRET)
def test_names_never_hold_values(password: str, token: str, login: str, folder: str) -> None:
    access = Access(
        auth=f"user:{password}",
        headers={"X-Token": token},
        proxy=f"http://{login}:{login}@proxy.example:8080",
        storage_state=Path(folder),
    )
    told = " ".join(access.names())
    assert [value for value in (password, token, login, folder) if value in told] == []
    assert access.names() == ("auth", "proxy", "storage-state", "header X-Token")


def test_nothing_given_is_nothing_named() -> None:
    access = Access()
    assert (access.names(), access.credentials("https://shop.example"), access.proxy_settings()) == ((), None, None)


def test_credentials_are_sent_to_the_subjects_own_origin_only() -> None:
    given = Access(auth="user:pass:with:colons").credentials("https://staging.shop.example:8443/start?a=1")
    assert given == {"username": "user", "password": "pass:with:colons", "origin": "https://staging.shop.example:8443"}


def test_a_proxy_without_a_login_is_its_address() -> None:
    assert Access(proxy="proxy.example:3128").proxy_settings() == {"server": "http://proxy.example:3128"}


def test_the_login_of_a_proxy_is_taken_out_of_its_address() -> None:
    settings = Access(proxy="socks5://me:word@proxy.example:1080").proxy_settings()
    assert settings == {"server": "socks5://proxy.example:1080", "username": "me", "password": "word"}
