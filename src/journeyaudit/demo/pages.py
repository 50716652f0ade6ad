"""Every page of the shop as HTML: path → text. Pages that depend on the visitor (search, basket) are rendered when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from journeyaudit.demo.content import Content, Department, Product
from journeyaudit.demo.visit import Visit

Context = dict[str, Any]
FEATURED = (
    "everyday-copier-paper-a4",
    "glide-rollerball-pens",
    "arden-task-chair",
    "rebuilt-black-toner-q40",
    "lever-arch-file",
    "linen-bound-notebook-a5",
    "ondrell-420-laser-printer",
    "soft-tone-highlighters",
)
SIMPLE = {
    "/stores": ("stores.html", "Find a store"),
    "/about": ("about.html", "About us"),
    "/careers": ("careers.html", "Careers"),
    "/press": ("press.html", "Press"),
    "/business": ("business.html", "Business accounts"),
    "/complaints": ("blank.html", "Complaints"),
    "/track-order": ("track_order.html", "Track order"),
    "/track-order/late": ("track_late.html", "Late, damaged or missing"),
    "/print/artwork-line": ("artwork_line.html", "Artwork line"),
    "/paper/on-repeat": ("on_repeat.html", "Paper on repeat"),
    "/print/samples": ("samples.html", "Paper samples"),
}


class Pages:
    """Renders the shop. `static` maps the path of every page that is the same for everybody to (template, context)."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._environment = Environment(
            loader=PackageLoader("journeyaudit.demo", "templates"),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(self._shared())
        for name in self._environment.list_templates():
            self._environment.get_template(name)
        self.static: Mapping[str, tuple[str, Context]] = dict(self._static())

    def render(self, template: str, context: Context) -> str:
        """The HTML of one template."""
        return self._environment.get_template(template).render(context)

    def search(self, query: str) -> str:
        """The results page for what a customer typed; an empty query asks for one."""
        words = query.lower().split()
        found = [
            p
            for p in self.content.catalogue.products
            if words and all(w in f"{p.name} {p.brand} {p.blurb} {p.dept}".lower() for w in words)
        ]
        return self.render("search.html", {"title": "Search", "query": query, "products": found})

    def basket(self, visit: Visit) -> str:
        """The basket page. It says of delivery what the header says, whatever is in the basket: a known flaw."""
        products = self.content.catalogue.products
        suggested = [p for p in products if p.slug in FEATURED and not visit.basket[p.slug]][:4]
        return self.render("basket.html", {"title": "Basket", "suggested": suggested} | _bill(visit))

    def checkout(self, visit: Visit, wrong: str = "", typed: Mapping[str, str] | None = None) -> str:
        """Who are you and where to: the first step. `wrong` says what was amiss with what was `typed`."""
        known = typed or (visit.guest.model_dump() if visit.guest else {})
        return self.render("checkout.html", {"title": "Checkout", "wrong": wrong, "typed": known} | _bill(visit))

    def delivery(self, visit: Visit) -> str:
        """The ways of delivery: the second step."""
        return self.render("delivery.html", {"title": "Delivery", "visit": visit} | _bill(visit))

    def payment(self, visit: Visit) -> str:
        """The last step, whose button places the order."""
        return self.render("payment.html", {"title": "Payment", "visit": visit} | _bill(visit))

    def done(self, title: str, text: str) -> str:
        """The page that answers a form."""
        return self.render("done.html", {"title": title, "text": text})

    def not_found(self) -> str:
        """The page for an address that the shop does not have."""
        return self.render("not_found.html", {"title": "Page not found"})

    def _shared(self) -> Context:
        departments, products = self.content.catalogue.departments, self.content.catalogue.products
        first = {d.slug: next(p for p in products if p.dept == d.slug and p.kind == d.kind) for d in departments}
        return {
            "company": self.content.company,
            "departments": departments,
            "footer_columns": self.content.company.footer_columns,
            "tints": {d.slug: d.tint for d in departments},
            "art_tones": {slug: p.tones for slug, p in first.items()},
            "counts": {(d.slug, g.slug): 40 + 7 * len(d.intro + g.name) % 260 for d in departments for g in d.groups},
        }

    def _static(self) -> Iterator[tuple[str, tuple[str, Context]]]:
        yield "/", ("home.html", self._home())
        products, company = self.content.catalogue.products, self.content.company
        yield "/offers", ("offers.html", {"title": "Offers", "products": [p for p in products if p.was and not p.made]})
        for path, (template, title) in SIMPLE.items():
            yield path, (template, {"title": title, "company": company})
        yield "/account/login", ("login.html", {"title": "Your account", "reason": ""})
        yield (
            "/account/messages",
            ("login.html", {"title": "Messages", "reason": "Please sign in to send a message to the orders team."}),
        )
        for department in self.content.catalogue.departments:
            yield f"/{department.slug}", ("department.html", self._department(department))
            for product in (p for p in products if p.dept == department.slug):
                yield f"/product/{product.slug}", ("product.html", self._product(product, department))
        yield from self._reading()

    def _reading(self) -> Iterator[tuple[str, tuple[str, Context]]]:
        topics, policies, articles = self.content.help.topics, self.content.policies, self.content.journal.articles
        yield "/help", ("help.html", {"title": "Help centre", "topics": topics})
        yield "/help/message", ("message.html", {"title": "Send us a message", "topics": topics})
        for article in self.content.help.articles:
            yield (
                f"/help/{article.slug}",
                ("reading.html", article.model_dump() | {"trail": [("Help", "/help"), (article.title, "")]}),
            )
        for policy in policies.policies:
            yield f"/policies/{policy.slug}", ("reading.html", policy.model_dump() | {"trail": [(policy.title, "")]})
        yield (
            "/policies/delivery-terms",
            ("delivery_terms.html", policies.delivery_terms.model_dump() | {"trail": [(policies.delivery_terms.title, "")]}),
        )
        yield "/terms", ("terms.html", policies.terms.model_dump() | {"trail": [("Terms", "")]})
        yield "/journal", ("journal.html", {"title": "Journal", "articles": articles, "backwards": True})
        for story in articles:
            mentioned = [p for p in self.content.catalogue.products if p.slug in story.products]
            yield (
                f"/journal/{story.slug}",
                ("article.html", {"title": story.title, "a": story, "products": mentioned, "backwards": True}),
            )

    def _home(self) -> Context:
        company, catalogue = self.content.company, self.content.catalogue
        organisation = {
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": company.legal_name,
            "url": f"https://{company.domain}/",
            "contactPoint": {"@type": "ContactPoint", "contactType": "customer service", "telephone": company.machine_phone},
        }
        featured = [p for slug in FEATURED if (p := catalogue.product(slug))]
        return {
            "title": "Home",
            "organisation": organisation,
            "featured": featured,
            "articles": self.content.journal.articles,
            "quotes": company.quotes,
        }

    def _department(self, department: Department) -> Context:
        products = [p for p in self.content.catalogue.products if p.dept == department.slug]
        others = [p for p in self.content.catalogue.products if p.slug in FEATURED and p.dept != department.slug][:4]
        return {
            "title": department.name,
            "d": department,
            "products": products,
            "others": others,
            "brands": sorted({p.brand for p in products}),
        }

    def _product(self, product: Product, department: Department) -> Context:
        tabs = (
            [("about", "About"), ("spec", "Specification"), ("delivery", "Delivery")]
            + [("artwork", "Artwork")] * product.made
            + [("reviews", f"Reviews ({product.reviews})")]
        )
        others = [p for p in self.content.catalogue.products if p.slug != product.slug]
        related = [p for p in others if p.dept == department.slug] + [
            p for p in others if p.slug in FEATURED and p.dept != department.slug
        ]
        return {
            "title": product.name,
            "p": product,
            "d": department,
            "tabs": tabs,
            "related": related[:4],
            "reviews": self.content.company.reviews,
            "structured": _structured(product, self.content.company.domain),
            "description": product.blurb,
        }


def _bill(visit: Visit) -> Context:
    return {"lines": visit.lines, "total": sum(product.price * amount for product, amount in visit.lines)}


def _structured(product: Product, domain: str) -> Context:
    """schema.org Product. Free and next day even for print jobs and furniture, and fourteen days where the pages say thirty:
    known flaws.
    """
    day = {"@type": "QuantitativeValue", "minValue": 0, "maxValue": 1, "unitCode": "DAY"}
    shipping = {
        "@type": "OfferShippingDetails",
        "shippingRate": {"@type": "MonetaryAmount", "value": 0, "currency": "GBP"},
        "shippingDestination": {"@type": "DefinedRegion", "addressCountry": "GB"},
        "deliveryTime": {"@type": "ShippingDeliveryTime", "transitTime": day},
    }
    returns = {
        "@type": "MerchantReturnPolicy",
        "applicableCountry": "GB",
        "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": 14,
    }
    stock = "InStock" if product.stock else "OutOfStock"
    offer = {
        "@type": "Offer",
        "price": f"{product.price:.2f}",
        "priceCurrency": "GBP",
        "availability": f"https://schema.org/{stock}",
        "shippingDetails": shipping,
        "hasMerchantReturnPolicy": returns,
    }
    return {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
        "sku": product.code,
        "description": product.blurb,
        "brand": {"@type": "Brand", "name": product.brand},
        "url": f"https://{domain}/product/{product.slug}",
        "offers": offer,
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": product.rating, "reviewCount": product.reviews},
    }
