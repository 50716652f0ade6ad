"""Postal addresses and stores, and figures beside street words that are neither."""

from __future__ import annotations

import pytest

from tests.unit.contacts.contact_reading import channels, read, values


@pytest.mark.parametrize(
    "text",
    [
        "25 Bebington Road, Wirral, CH62 5BE, United Kingdom",
        "Unit 4, Mill Trading Estate, Leeds LS1 4AB",
        "Flat 2, 10 Downing St, London SW1A 2AA",
        "3900 East Mexico Ave, Suite 500 Denver, CO 80210",
        "1600 Amphitheatre Pkwy, Mountain View, CA 94043",
        "P.O. Box 1234, Springfield, IL 62701",
        "578 Kerr St. Unit B, Oakville, Ontario, L6K 3C7, Canada",
        "Unit 6/38 Wannan St Highett VIC 3190 Australia",
        "PO Box 99, Christchurch 8140",
        "12 Long Street, Cape Town 8001",
        "12 O'Connell Street, Dublin 1, D01 F5P2",
        "Musterweg 12, 26689 Apen",
        "Hauptstraße 5a\n10115 Berlin",
        "Siegwohrstr. 8, 26689 Apen",
        "Mariahilfer Straße 10, A-1070 Wien",
        "Bahnhofstrasse 21, CH-8001 Zürich",
        "12 bis rue de la Paix, 75002 Paris",
        "112, avenue Kléber",
        "Calle Gran Vía, 28, 28013 Madrid",
        "C/ Alcalá 45, 2º B, 28014 Madrid",
        "Avda. de la Constitución 12",
        "Via Roma 12, 00184 Roma",
        "Piazza Duomo, 1 - 20121 Milano (MI)",
        "Keizersgracht 241, 1016 EA Amsterdam",
        "Postbus 12, 3500 AA Utrecht",
        "Rue Neuve 12, B-1000 Bruxelles",
        "Postfach 10 01 02, 20001 Hamburg",
        "24, MG Road, Bengaluru, Karnataka 560001, India",
        "H-12, Sector 63, Noida, Uttar Pradesh 201301",
        "Avenida Paulista, 1578, São Paulo, 01310-200",
        "ul. Prosta 51, 00-838 Warszawa",
        "Address: Acme Ltd, Mill House, Leeds, LS1 4AB",
    ],
)
def test_an_address_is_read_in_its_countrys_form(text: str) -> None:
    assert "post" in channels(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024 Power Surfboard 106CC",
        "£24 + £1.25 per extra card",
        "2013 Georgie Awards Finalist",
        "Get $5 off on your next order and save!",
        "Orders over 50 ship the same day",
        "Choose from 12 colours and 3 sizes",
        "Delivery within 3 working days, place your order before 15:00",
        "Contact us via e-mail 24/7 or via phone 0800 123 4567",
        "Model 4200 Drive belt",
        "100% cotton, 5 stars, 24 hour service",
        "Save 20 on 3 road bikes",
        "1200 x 800 mm table, 3 place settings",
        "© 2013-2026 Acme. All rights reserved",
        "Mon-Fri 9:00-17:00, Sat 10:00-14:00",
        "Rated 5 by 12000 customers",
        "In 3 Schritten zum Ziel: bis zu 20 Tage Rückgabe",
        "Livraison en 3 jours, 2 cours offerts",
        "SKU 10115 Berlin chair",
        "Item in stock, 2020 Honda Civic Drive Shaft",
        "Or ring 020 7946 0018",
    ],
)
def test_figures_beside_everyday_words_are_no_address(text: str) -> None:
    assert "post" not in channels(text)


def test_a_street_and_its_town_in_two_blocks_are_told_from_the_street_on() -> None:
    assert "25 Bebington Road" in values("post", "<div>25 Bebington Road</div><div>Wirral CH62 5BE</div>")


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/pages/find-a-store'>Find a Store</a>",
        "<a href='store-locator.html'>Store Locator</a>",
        "<a href='/stockists'>Meet our stockists in Holland</a>",
        "<a href='/filialen'>Filialfinder</a>",
        "<a href='/magasins'>Trouver un magasin</a>",
        "<a href='/tiendas'>Nuestras tiendas</a>",
        "<a href='/negozi'>Trova un negozio</a>",
        "<a href='/winkels'>Onze winkels</a>",
    ],
)
def test_a_locator_link_points_to_the_stores(link: str) -> None:
    assert {(f.channel, f.pointer, f.reached) for f in read(link)} == {("store", True, False)}


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/'>Shop all products</a>",
        "<a href='/app'>Download on the App Store</a>",
        "<a href='https://plus.example/1'>Find us on Mastodon</a>",
    ],
)
def test_a_link_to_the_catalogue_is_no_store(link: str) -> None:
    assert "store" not in channels(link)


def test_a_page_that_shows_a_showroom_with_its_address_is_the_store() -> None:
    page = "<h2>Visit our showroom</h2><p>25 Bebington Road, Wirral CH62 5BE</p>"
    assert {f.channel for f in read(page) if f.reached} == {"post", "store"}
