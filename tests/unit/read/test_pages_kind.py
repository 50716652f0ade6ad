"""What kind of page a snapshot shows."""

from __future__ import annotations

import pytest

from journeyaudit.read.pages.state import KINDS, page_kind
from tests.unit.read.pages import page

FORM = '<form method="post"><label>{}<textarea name="m"></textarea></label><button>{}</button></form>'


@pytest.mark.parametrize(
    ("path", "html", "kind"),
    [
        ("/", "<h1>Alles fürs Büro</h1>", "home"),
        ("/de-de/index.html", "<h1>Alles fürs Büro</h1>", "home"),
        ("/kontakt", "<h1>So erreichen Sie uns</h1>", "contact"),
        ("/pages/contact-us", "<h1>Get in touch</h1>", "contact"),
        ("/nous-ecrire", "<title>Contactez-nous | Papeterie</title><h1>Contactez-nous</h1>", "contact"),
        ("/#/contact", "<h1>Contact</h1>", "contact"),
        ("/impressum.html", "<h1>Impressum</h1>", "identification"),
        ("/mentions-legales", "<h1>Mentions légales</h1>", "identification"),
        ("/aviso-legal", "<h1>Aviso legal</h1>", "identification"),
        ("/winkelwagen", "<h1>Winkelwagen</h1>", "basket"),
        ("/cart", "<h1>Your basket</h1>", "basket"),
        ("/carrello", "<h1>Carrello</h1>", "basket"),
        ("/help/returns-and-refunds-explained", "<h1>How do I send something back?</h1>", "help"),
        ("/faq", "<h1>Frequently asked questions</h1>", "help"),
        ("/ayuda", "<h1>Ayuda</h1>", "help"),
        ("/blog/how-to-choose-a-chair", "<h1>How to choose a chair that fits</h1>", "article"),
        ("/datenschutz", "<h1>Datenschutzerklärung</h1>", "policy"),
        ("/livraison", "<h1>Livraison</h1>", "policy"),
        ("/desk-lamp", "<h1>Desk lamp</h1><button>Add to basket</button>", "product"),
        ("/collections/lamps", "<h1>Lamps</h1>", "category"),
        ("/gone", "<title>404 – Seite nicht gefunden</title><h1>Seite nicht gefunden</h1>", "not-found"),
        ("/a-page-of-our-own", "<h1>Our harbour</h1><p>Ships and gulls.</p>", "other"),
    ],
)
def test_a_page_is_known_by_its_address_and_heading(path: str, html: str, kind: str) -> None:
    assert page_kind(page(html, path)) == kind


def test_a_missing_page_is_known_by_its_status() -> None:
    assert page_kind(page("<h1>Desk lamp</h1>", "/desk-lamp"), 404) == "not-found"


def test_a_product_is_known_by_its_structured_data() -> None:
    html = '<h1>Lampe</h1><script type="application/ld+json">{"@graph": [{"@type": ["Product"]}]}</script>'
    assert page_kind(page(html, "/x-117")) == "product"


def test_a_list_of_products_is_a_category_and_no_product() -> None:
    html = '<h1>Lampen</h1><script type="application/ld+json">[{"@type": "ItemList"}, {"@type": "Product"}]</script>'
    assert page_kind(page(html, "/x-117")) == "category"


def test_many_basket_buttons_make_a_category() -> None:
    assert page_kind(page("<h1>Lamps</h1>" + "<button>Add to cart</button>" * 6, "/lamps")) == "category"


def test_a_page_that_asks_for_a_password_is_a_login() -> None:
    html = (
        '<h1>Welcome back</h1><form><input type="email" name="u"><input type="password" name="p"><button>Log in</button></form>'
    )
    assert page_kind(page(html, "/account/login")) == "login"


def test_broken_structured_data_does_no_harm() -> None:
    html = '<h1>Lamp</h1><script type="application/ld+json">{"@type": "Product", </script>'
    assert page_kind(page(html, "/lamp")) in KINDS


def test_a_blog_post_about_contact_lenses_is_no_contact_page() -> None:
    assert (
        page_kind(page(("<h1>Ten things to know before you buy contact lenses online</h1>"), "/blog/contact-lenses")) == "article"
    )


def test_a_page_about_the_company_identifies_it_only_with_its_data() -> None:
    story = "<h1>Über uns</h1><p>Seit hundert Jahren am Hafen.</p>"
    assert page_kind(page(story, "/ueber-uns")) == "other"
    assert page_kind(page(story + "<p>Lindner Bürobedarf GmbH, HRB 10472</p>", "/ueber-uns")) == "identification"


def test_terms_and_conditions_are_a_policy_even_where_they_name_the_company() -> None:
    assert page_kind(page("<h1>AGB</h1><p>Vertragspartner ist die Lindner Bürobedarf GmbH, HRB 10472.</p>", "/agb")) == "policy"
