"""What must never be written is not, and what is evidence stays as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.evidence.redact import redact_text, redact_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://user:pw@shop.example/a", "https://shop.example/a"),
        ("https://user@shop.example", "https://shop.example"),
        ("https://shop.example/?access_token=abc&page=2", "https://shop.example/?access_token=REDACTED&page=2"),
        ("https://shop.example/?a=1&API_KEY=abc#top", "https://shop.example/?a=1&API_KEY=REDACTED#top"),
        ("https://shop.example/cb#id_token=abc", "https://shop.example/cb#id_token=REDACTED"),
        ("https://shop.example/a;jsessionid=ABC?x=1", "https://shop.example/a;jsessionid=REDACTED?x=1"),
        ("https://shop.example/?PHPSESSID=abc", "https://shop.example/?PHPSESSID=REDACTED"),
        ("https://shop.example/?X-Amz-Signature=abc", "https://shop.example/?X-Amz-Signature=REDACTED"),
        ("https://shop.example/?user[password]=abc", "https://shop.example/?user[password]=REDACTED"),
        (
            "https://shop.example/?to=https%3A%2F%2Fx.example%3Ftoken%3Dabc%26a%3D1",
            "https://shop.example/?to=https%3A%2F%2Fx.example%3Ftoken%3DREDACTED%26a%3D1",
        ),
    ],
)
def test_a_secret_in_a_url_is_replaced(url: str, expected: str) -> None:
    assert redact_url(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/?q=token&page=2",
        "https://shop.example/?author=kim&authors=2&tokens=3&position=1",
        "https://maps.example/@51.5,0.1,12z",
        "https://shop.example/contact?email=help@shop.example",
        "mailto:help@shop.example",
    ],
)
def test_an_ordinary_url_stays_as_it_is(url: str) -> None:
    assert redact_url(url) == url


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Basic dXNlcjpwdw==",
        "proxy-authorization: Bearer s3cr.et",
        "Set-Cookie: id=s3cret; Path=/",
        "Cookie: id=s3cret",
        "X-Api-Key: s3cret",
    ],
)
def test_a_secret_header_is_replaced(text: str) -> None:
    redacted = redact_text(f"the server said {text}")

    assert redacted.endswith("REDACTED")
    assert not any(secret in redacted for secret in ("dXNl", "s3cr"))


@pytest.mark.parametrize(
    "text",
    ["Cookie: we use small files", "Basic telephone service", "authorization: ask your bank", "We like cookies."],
)
def test_words_of_a_site_are_evidence_and_stay(text: str) -> None:
    assert redact_text(text) == text


_values = st.text(
    alphabet=st.characters(exclude_characters="&#\"'<>\\", exclude_categories=["Cs", "Zs", "Cc", "Zl", "Zp"]),
    min_size=1,
)


@given(st.sampled_from(["token", "auth_token", "password", "sig", "sid", "client_secret"]), _values, st.text())
def test_json_stays_json_and_never_holds_the_secret(name: str, value: str, around: str) -> None:
    value = f"s3cret{value}s3cret"
    document = {"url": f"https://u:{'p' * 3}@shop.example/?{name}={value}&b=1", "around": around.replace("s3cret", "")}

    redacted = json.loads(redact_text(json.dumps(document, ensure_ascii=False)))

    assert redacted["url"] == f"https://shop.example/?{name}=REDACTED&b=1"


@given(st.text())
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    assert redact_text(redact_text(text)) == redact_text(text)
