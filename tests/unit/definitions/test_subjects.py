"""A subject comes from a file or from one address."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyaudit.definitions.loader import load_subject, subject_of_url
from journeyaudit.errors import DefinitionError, DefinitionErrors

GOOD = """\
name: Papierhaus
origins: [https://www.papierhaus.example, "http://shop.papierhaus.example:8080"]
country: NO
locale: nb-NO
timezone: Europe/Oslo
start_pages: {home: /, basket: /kurv, help: https://hjelp.papierhaus.example/}
permission: {granted_by: "Kari Nordmann, head of sales"}
"""


def load(tmp_path: Path, text: str) -> str:
    path = tmp_path / "subject.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionErrors) as caught:
        load_subject(path)
    return str(caught.value).replace(f"{path}:", "")


def test_a_subject_file_loads(tmp_path: Path) -> None:
    path = tmp_path / "subject.yaml"
    path.write_text(GOOD, encoding="utf-8")
    subject = load_subject(path)
    assert (subject.country, subject.start_pages["basket"]) == ("NO", "/kurv")
    assert subject.permission is not None
    assert not subject.permission.submit_forms


def test_all_faults_of_a_subject_file_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("country: NO", "country: Norway").replace("locale:", "local:").replace("name: Papierhaus\n", "")
    told = load(tmp_path, text)
    assert told.count("what to do: ") == 3
    assert '2:10: JA106 "country" does not match the pattern' in told
    assert 'write "locale"' in told
    assert 'the key "name" is missing' in told


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("https://www.papierhaus.example", "www.papierhaus.example", "2:11", '"www.papierhaus.example" is not a web address'),
        (":8080", ":port", "2:43", "is not a web address"),
        ("basket: /kurv", "baskett: /kurv", "6:24", 'unknown start page "baskett"'),
        ("/kurv", "kurv", "6:32", '"kurv" is neither a path nor a web address'),
    ],
)
def test_an_address_that_cannot_be_one_is_told(tmp_path: Path, old: str, new: str, place: str, message: str) -> None:
    told = load(tmp_path, GOOD.replace(old, new))
    assert told.startswith(place)
    assert message in told


def test_opening_hours_that_cannot_be_read_are_told_before_anything_is_sent(tmp_path: Path) -> None:
    told = load(tmp_path, GOOD + "enquiries: {address: jo@home.example, opening_hours: from nine to five}\n")
    assert told.startswith("8:54: JA138 the opening hours “from nine to five” cannot be read")
    assert "write them as Mon-Fri 09:00-17:00" in told


def test_a_subject_file_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(DefinitionErrors, match="cannot read the file: No such file"):
        load_subject(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("url", "origin", "home"),
    [
        ("https://www.client.example", "https://www.client.example", "/"),
        ("client.example/de/?x=1", "https://client.example", "/de/?x=1"),
        ("http://127.0.0.1:8123/shop", "http://127.0.0.1:8123", "/shop"),
        ("https://user:secret@client.example/", "https://client.example", "/"),
        (" https://client.example ", "https://client.example", "/"),
    ],
)
def test_one_address_makes_a_subject(url: str, origin: str, home: str) -> None:
    subject = subject_of_url(url)
    assert (subject.origins, subject.start_pages) == ((origin,), {"home": home})


def test_options_override_what_the_address_gives_unless_they_are_not_set() -> None:
    subject = subject_of_url("https://client.example", country="DE", locale=None, name="Client")
    assert (subject.country, subject.locale, subject.name) == ("DE", "en-GB", "Client")


def test_named_start_pages_stand_beside_the_address_as_home() -> None:
    subject = subject_of_url("https://client.example/shop", start_pages={"help": "/help"})
    assert subject.start_pages == {"home": "/shop", "help": "/help"}


@pytest.mark.parametrize(
    "url", ["", "ftp://client.example", "https://", "https://[client", "https://client.example:x", "https://my client"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(DefinitionError, match="is not a web address"):
        subject_of_url(url)


def test_an_option_that_cannot_be_right_is_refused() -> None:
    with pytest.raises(DefinitionError, match="country"):
        subject_of_url("https://client.example", country="Germany")
