"""What holds for every text, page and number."""

from __future__ import annotations

import re

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journeyaudit.model.snapshot import Snapshot, TextBlock
from journeyaudit.read.contacts import contacts
from journeyaudit.read.contacts.numbers import is_placeholder
from journeyaudit.read.markup import snapshot_of_html, snapshot_of_text
from tests.unit.contacts.contact_reading import values

_COUNTRIES = [
    "GB",
    "US",
    "CA",
    "AU",
    "IE",
    "DE",
    "AT",
    "CH",
    "FR",
    "ES",
    "IT",
    "NL",
    "BE",
    "IN",
    "ZA",
    "NZ",
    "SE",
    "NO",
    "DK",
    "FI",
    "PL",
    "CZ",
    "PT",
    "BR",
    "MX",
    "AR",
    "JP",
    "SG",
    "HK",
    "AE",
]
_MIXTURE = (
    "Tel|Fax:|WhatsApp|info|@|[at]| at |shop|.|com|dot|020 7946 0958|+49|(0)|12|Road|LS1 4AB|Via|Postfach|VAT|<a href='tel:|'>|"
    "</a>|<form>|<textarea>|</form>|https://wa.me/|facebook.com/x|\n| |\u200b|€|-|/|{|&#64;"
)
_WORDS = st.sampled_from(_MIXTURE.split("|"))


def _all_texts(snapshot: Snapshot) -> str:
    blocks = [block.text for block in snapshot.blocks]
    controls = [text for control in snapshot.controls for text in (control.name, control.title, control.raw_href, control.href)]
    forms = [text for form in snapshot.forms for text in (form.heading, form.submit, form.text, form.name)]
    return "\0".join(
        [*blocks, *controls, *forms, *snapshot.scripts, *(image.alt for image in snapshot.images), *snapshot.structured]
    )


@given(st.one_of(st.text(), st.lists(_WORDS, max_size=25).map("".join)), st.sampled_from([None, "GB", "DE", "US"]))
def test_any_input_is_read_and_every_value_is_normal_and_every_quote_is_there(text: str, country: str | None) -> None:
    for snapshot in (snapshot_of_html(text), snapshot_of_text(text)):
        everything = _all_texts(snapshot)
        for fact in contacts(snapshot, country):
            assert fact.quote in everything
            if fact.channel in ("phone", "fax"):
                assert re.fullmatch(r"\+\d{7,18}", fact.value)
            if fact.channel == "email":
                assert fact.value == fact.value.lower()
                assert re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", fact.value)


@pytest.mark.parametrize("country", _COUNTRIES)
@pytest.mark.parametrize("kind", [phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE])
@pytest.mark.parametrize("style", [phonenumbers.PhoneNumberFormat.NATIONAL, phonenumbers.PhoneNumberFormat.INTERNATIONAL])
def test_a_countrys_example_number_is_found_in_a_sentence(country: str, kind: int, style: int) -> None:
    number = phonenumbers.example_number_for_type(country, kind)
    written = phonenumbers.format_number(number, style)
    expected = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    got = values("phone", f"Our telephone is {written}, any day.", country)
    assert got == (set() if is_placeholder(written) else {expected})


@given(
    st.integers(min_value=200, max_value=989), st.integers(min_value=200, max_value=999), st.integers(min_value=0, max_value=9999)
)
def test_a_valid_north_american_number_is_found_in_any_usual_form(area: int, exchange: int, line: int) -> None:
    value = f"+1{area}{exchange}{line:04}"
    assume(phonenumbers.is_valid_number(phonenumbers.parse(value)) and not value.endswith("5555555"))
    assume(not is_placeholder(value))
    for form in (
        f"({area}) {exchange}-{line:04}",
        f"{area}-{exchange}-{line:04}",
        f"{area}.{exchange}.{line:04}",
        f"1-{area}-{exchange}-{line:04}",
        value,
    ):
        assert values("phone", f"Call us: {form}", "US") == {value}


@given(
    st.from_regex(r"[a-z][a-z0-9]{1,12}", fullmatch=True),
    st.from_regex(r"[a-z][a-z0-9]{2,12}", fullmatch=True),
    st.sampled_from(["{}@{}.com", "{} [at] {} [dot] com", "{}(at){}.com", "{} at {} dot com", "{}\u200b@{}.com"]),
)
def test_an_address_is_found_in_any_usual_disguise(name: str, host: str, form: str) -> None:
    assume(not {name, host} & {"at", "dot", "en", "bij", "bei", "chez", "point", "punkt", "punto", "punt", "period"})
    assert values("email", f"Write: {form.format(name, host)} today") == {f"{name}@{host}.com"}


def test_facts_point_to_where_they_were_read() -> None:
    snapshot = Snapshot("", blocks=(TextBlock("Hello"), TextBlock("Tel. 020 7946 0958", region="footer")))
    fact = contacts(snapshot, "GB")[0]
    assert (fact.block, fact.region, fact.quote) == (1, "footer", "020 7946 0958")


def test_structured_data_that_no_customer_sees_is_told_as_such() -> None:
    data = '<script type="application/ld+json">{"@type":"Store","telephone":"020 7946 0958","email":"info@shop.co.uk"}</script>'
    facts = {fact.channel: fact.kind for fact in contacts(snapshot_of_html(data + "<p>Tel. 020 7946 0958</p>"), "GB")}
    assert facts == {"phone": "landline", "email": "structured-only"}
