"""`python -m tests.oscar.serve`: makes the shop in the folder that OSCAR_FOLDER names, serves it on a free port of the loopback
interface, and prints that port.
"""

import os
from decimal import Decimal

import django
from django.conf import settings
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.oscar.settings")

TERMS = (
    "<p>Free next day delivery is for orders placed before 17:00, Monday to Friday.</p>"
    "<p>Printed stationery is made to order and is not included: please allow 5 to 7 working days.</p>"
    "<p>Delivery to the Highlands and islands takes 3 to 5 working days and costs £14.99.</p>"
)


#: The shop system lists products by a search engine, which a test does without.
RANGE = '<p><a href="{}">Everyday copier paper</a></p><p><a href="{}">Letterheads, 500 sheets</a></p>'


def stock() -> None:
    """Two categories, a product each, a page that lists them, and the page with the delivery terms."""
    from django.contrib.flatpages.models import FlatPage
    from django.contrib.sites.models import Site

    from oscar.core.loading import get_class, get_model

    create = get_class("catalogue.categories", "create_from_breadcrumbs")
    product_class = get_model("catalogue", "ProductClass").objects.create(name="Goods", requires_shipping=True, track_stock=True)
    partner = get_model("partner", "Partner").objects.create(name="Mill Lane")
    for code, name in (("GB", "United Kingdom"), ("IE", "Ireland")):
        get_model("address", "Country").objects.create(
            iso_3166_1_a2=code, printable_name=name, name=name.upper(), is_shipping_country=True
        )
    made = []
    for title, category, price in (
        ("Everyday copier paper", "Paper", "4.20"),
        ("Letterheads, 500 sheets", "Printed stationery", "89.00"),
    ):
        product = get_model("catalogue", "Product").objects.create(title=title, product_class=product_class, is_public=True)
        product.categories.add(create(category))
        made.append(product.get_absolute_url())
        get_model("partner", "StockRecord").objects.create(
            product=product, partner=partner, partner_sku=title, price=Decimal(price), num_in_stock=50, price_currency="GBP"
        )
    site, _ = Site.objects.get_or_create(id=1, defaults={"domain": "127.0.0.1", "name": "Mill Lane"})
    for address, title, content in (("/delivery-terms/", "Delivery terms", TERMS), ("/range/", "Our range", RANGE.format(*made))):
        FlatPage.objects.create(url=address, title=title, content=content).sites.add(site)


def main() -> None:
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    stock()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, format, *args):
            """What matters is in the database."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    assert settings.OSCAR_ALLOW_ANON_CHECKOUT
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
