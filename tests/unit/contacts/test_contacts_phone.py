"""Numbers that a customer can dial, and everything that only looks like one."""

from __future__ import annotations

import pytest

from tests.unit.contacts.contact_reading import found, read, values


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("Call us on 020 7946 0958", "GB", "+442079460958"),
        ("Tel: 01632 960123", "GB", "+441632960123"),
        ("Freephone 0800 123 4567 (Mon-Fri 9-5)", "GB", "+448001234567"),
        ("Telefon: 030 / 901820-0", "DE", "+49309018200"),
        ("Tel.: +49 (0)89 32 16 80", None, "+4989321680"),
        ("Fon 0 89 / 32 16 80", "DE", "+4989321680"),
        ("Tél. : 01 42 68 53 00", "FR", "+33142685300"),
        ("Appelez le 01.42.68.53.00", "FR", "+33142685300"),
        ("Teléfono: 91 379 12 34", "ES", "+34913791234"),
        ("Llámanos al 913 791 234", "ES", "+34913791234"),
        ("Telefono 06 6982 1234", "IT", "+390669821234"),
        ("Numero verde 800 123 456", "IT", "+39800123456"),
        ("Bel ons: 020 - 624 11 11", "NL", "+31206241111"),
        ("Phone: (02) 9374 4000", "AU", "+61293744000"),
        ("Call 1300 975 707", "AU", "+611300975707"),
        ("Ph: +64 9 365 4444", "NZ", "+6493654444"),
        ("Call 011 447 0001", "ZA", "+27114470001"),
        ("Phone: 022 6636 1234", "IN", "+912266361234"),
        ("Mobile: +91-98861-43219", "IN", "+919886143219"),
        ("Tel. 01 533 44 55", "AT", "+4315334455"),
        ("Telefon 044 668 18 00", "CH", "+41446681800"),
        ("Tel 02 553 11 11", "BE", "+3225531111"),
        ("Phone 01 679 9144", "IE", "+35316799144"),
        ("Telefon: 08-506 223 00", "SE", "+46850622300"),
        ("Tlf: 22 85 50 50", "NO", "+4722855050"),
        ("Tlf. 33 92 33 92", "DK", "+4533923392"),
        ("Puh. 09 6951 1234", "FI", "+358969511234"),
        ("tel. 22 694 60 00", "PL", "+48226946000"),
        ("Tel.: 224 004 111", "CZ", "+420224004111"),
        ("Telefone: (11) 3155-4100", "BR", "+551131554100"),
        ("Tel. 55 5093 4900", "MX", "+525550934900"),
        ("Call 1-800-FLOWERS", "US", "+18003569377"),
        ("call 1-833-PART-DPC today", "US", "+18337278372"),
        ("(415) 555-2671", "US", "+14155552671"),
        ("Phone 415.555.2671 x204", "US", "+14155552671"),
        ("TEL +81 3-3224-9999", None, "+81332249999"),
        ("TEL 03-3224-9999", "JP", "+81332249999"),
        ("Tel: 6225 5632", "SG", "+6562255632"),
        ("00 44 20 7946 0958", None, "+442079460958"),
    ],
)
def test_a_number_is_read_as_its_country_writes_it(text: str, country: str | None, number: str) -> None:
    assert values("phone", text, country) == {number}


@pytest.mark.parametrize(
    "text",
    [
        "VAT no. GB 123 4567 89",
        "Company number 01234567",
        "Registered in England No. 0123 4567",
        "USt-IdNr.: DE 123 456 789",
        "Handelsregister HRB 219486",
        "IBAN: DE89 3704 0044 0532 0130 00",
        "P.IVA 01234567890",
        "SIRET 732 829 320 00074",
        "KvK: 14065860 BTW NL001234567B01",
        "CIF B-12345678",
        "Order number 0800 123 4567",
        "ISBN 978-0-306-40615-7",
        "EAN 4006381333931",
        "04/07/2013 - 05/08/2013",
        "30.12.2025",
        "2013-2026 All rights reserved",
        "Item #15825-2044",
        "Mon-Fri 0800 - 1700",
        "£1,299.00 - £2,450.00",
        "$40.00 - $69.99",
        "40.741895, -73.989308",
        "1200 x 800 x 2400 mm",
        "Sort code 20-00-00 Account no 12345678",
        "ABN 51 824 753 556",
        "GSTIN 27AAPFU0939F1ZV",
        "Patent 7,654,321",
        "10000 - 20000 items",
        "DE 26689 Apen",
        "Charity no. 1089464",
        "Licence no. 020 7946 0958",
    ],
)
def test_figures_that_nobody_can_dial_are_no_numbers(text: str) -> None:
    for country in ("GB", "US", "DE", None):
        assert values("phone", text, country) == set(), country


def test_a_fax_number_is_not_a_phone() -> None:
    assert found("Tel. 0341 25.18.76 - Fax 0341 49.44.10", "IT") == {("phone", "+390341251876"), ("fax", "+390341494410")}


def test_a_fax_label_in_the_cell_before_counts() -> None:
    page = "<table><tr><td>Telephone</td><td>020 7946 0958</td></tr><tr><td>Fax</td><td>020 7946 0959</td></tr></table>"
    assert found(page, "GB") == {("phone", "+442079460958"), ("fax", "+442079460959")}


def test_a_fax_behind_the_number_counts() -> None:
    assert found("020 7946 0959 (fax)", "GB") == {("fax", "+442079460959")}


def test_single_letters_label_phone_and_fax() -> None:
    assert found("P: 303.447.0101 | F: 303.447.0102", "US") == {("phone", "+13034470101"), ("fax", "+13034470102")}


def test_a_line_for_phone_and_fax_is_both() -> None:
    assert found("Tel/Fax: (02) 9374 4000", "AU") == {("phone", "+61293744000"), ("fax", "+61293744000")}


def test_a_fax_in_a_tel_link_is_a_fax() -> None:
    assert found('<a href="tel:+1-800-272-4448">Fax +1 (800) 272-4448</a>', "US") == {("fax", "+18002724448")}


def test_two_numbers_after_one_label_are_two_phones() -> None:
    assert values("phone", "Tel: 020 7946 0958 / 020 7946 0018", "GB") == {"+442079460958", "+442079460018"}
    assert values("phone", "Phone: (208) 297-3149 or (855) 927-1777", "US") == {"+12082973149", "+18559271777"}


def test_the_number_that_a_link_dials_wins_and_a_different_visible_one_is_told_too() -> None:
    assert values("phone", '<a href="tel:(855) 927-1777">(208) 297-3149</a>', "US") == {"+18559271777", "+12082973149"}


@pytest.mark.parametrize(
    "href",
    [
        "tel:",
        "tel:#",
        "tel:XXXXXXXXXX",
        "tel:0000000000",
        "tel:{{ phone }}",
        "tel:1234567890",
        "tel:+1 (555) 555-5555",
        "tel:%20",
    ],
)
def test_an_empty_or_masked_dial_link_is_no_phone(href: str) -> None:
    assert values("phone", f'<a href="{href}">Call us</a>', "US") == set()


def test_a_placeholder_number_is_told_as_a_placeholder() -> None:
    fact = next(iter(read("Phone: 123-456-7890", "US")))
    assert (fact.channel, fact.kind, fact.reached) == ("phone", "placeholder", False)


@pytest.mark.parametrize(
    ("text", "country", "kind"),
    [
        ("Tel 0800 123 4567", "GB", "freephone"),
        ("Tel 0871 123 4567", "GB", "premium"),
        ("Tel 0845 519 7209", "GB", "premium"),
        ("Mobile 07400 123456", "GB", "mobile"),
        ("Tel 0900 1234567", "DE", "premium"),
        ("Tel 030 901820", "DE", "landline"),
        ("Numéro vert 0 800 123 456", "FR", "freephone"),
        ("Tel 892 700 340", "FR", "premium"),
    ],
)
def test_the_kind_of_a_number_tells_what_it_costs(text: str, country: str, kind: str) -> None:
    assert {fact.kind for fact in read(text, country) if fact.channel == "phone"} <= {kind}


def test_without_a_country_the_page_hints_at_it() -> None:
    page = '<html lang="de-DE"><p>Telefon 030 901820</p></html>'
    assert values("phone", page) == {"+4930901820"}
    assert values("phone", "<p>Tel. 0341 25.18.76</p><p>International: +39 0341 25 18 76</p>") == {"+390341251876"}


def test_a_number_written_in_full_tells_more_than_a_language_of_many_countries() -> None:
    page = "<html lang=en><body><p>Call 075 001 4548</p><a href='https://wa.me/27750014548'>Chat with us on WhatsApp</a>"
    assert values("phone", page) == {"+27750014548"}


def test_a_hidden_number_is_told_as_invisible() -> None:
    fact = next(f for f in read('<p style="display:none">Tel. 020 7946 0958</p>', "GB") if f.channel == "phone")
    assert not fact.visible
