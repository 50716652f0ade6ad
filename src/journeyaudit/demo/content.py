"""What the shop says and sells, typed, from content/*.yaml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import Field

from journeyaudit.model.strict import Strict

Links = tuple[tuple[str, str], ...]
Parts = tuple[tuple[str, ...], ...]


class Group(Strict):
    """An aisle within a department."""

    slug: str
    name: str


class Department(Strict):
    """`tint` names a background colour of the style sheet, `kind` a drawing of templates/art.html. `claim` stands large below the
    heading, `link` leads on to (name, path).
    """

    slug: str
    name: str
    short: str
    tint: str
    kind: str
    strap: str
    intro: str
    note: str
    claim: str = ""
    link: tuple[str, str] | None = None
    groups: tuple[Group, ...]


class Product(Strict):
    """Prices in pounds including VAT. `made`: printed to order, ready after `days`."""

    slug: str
    name: str
    dept: str
    group: str
    kind: str
    tones: tuple[str, str]
    brand: str
    price: float
    was: float | None = None
    unit: str
    rating: float
    reviews: int
    stock: int
    made: bool = False
    days: str = ""
    blurb: str
    points: tuple[str, ...]
    spec: dict[str, str]

    @property
    def code(self) -> str:
        """The shop's own article code: letters and a number that is no telephone number."""
        return f"QW{self.dept[:2].upper()}{len(self.slug) * 37 + self.reviews:05d}"


class Catalogue(Strict):
    """All departments and products."""

    departments: tuple[Department, ...]
    products: tuple[Product, ...]

    def product(self, slug: str) -> Product | None:
        """The product of that slug, None if the shop has none."""
        return next((p for p in self.products if p.slug == slug), None)


class Store(Strict):
    """One shop; `x` and `y` place it on the drawn map."""

    name: str
    street: str
    town: str
    postcode: str
    note: str
    hours: tuple[tuple[str, str], ...]
    x: int
    y: int
    parking: str


class Company(Strict):
    """Who the shop is, and the links and voices that stand on many pages."""

    name: str
    legal_name: str
    domain: str
    email: str
    phone: str
    phone_link: str
    premium_phone: str
    premium_phone_link: str
    machine_phone: str
    fax: str
    address: tuple[str, ...]
    social: tuple[dict[str, str], ...]
    stores: tuple[Store, ...]
    jobs: tuple[dict[str, str], ...]
    footer_columns: tuple[tuple[str, Links], ...]
    quotes: tuple[tuple[str, str], ...]
    reviews: tuple[dict[str, Any], ...]


class Reading(Strict):
    """A page of headings and paragraphs."""

    slug: str = ""
    title: str
    updated: str = ""
    parts: Parts
    links: Links = ()


class Topic(Strict):
    """One accordion of the help page."""

    slug: str
    name: str
    icon: str
    questions: tuple[tuple[str, str], ...]
    links: Links


class Help(Strict):
    """The help centre."""

    topics: tuple[Topic, ...]
    articles: tuple[Reading, ...]


class Zone(Strict):
    """Where postcodes of `areas` begin; the zone without areas is all the rest. `fee` in pounds, None: free over £40, else £4.95.
    `stock` and `print` say how long things from stock and print jobs take.
    """

    letter: str
    where: str
    areas: tuple[str, ...]
    stock: str
    fee: float | None
    print: str


class DeliveryTerms(Reading):
    """The terms with their table of zones and of surcharges."""

    zones: tuple[Zone, ...]
    surcharges: tuple[tuple[str, str], ...]


class Policies(Strict):
    """The texts that a lawyer wrote."""

    policies: tuple[Reading, ...]
    terms: Reading
    delivery_terms: DeliveryTerms


class Article(Strict):
    """One article of the journal; `products` are the slugs it mentions."""

    slug: str
    title: str
    kind: str
    tones: tuple[str, str]
    date: str
    minutes: int
    lead: str
    parts: tuple[tuple[str, str], ...]
    products: tuple[str, ...]


class Journal(Strict):
    """All articles, newest first."""

    articles: tuple[Article, ...] = Field(min_length=3)


class Content(Strict):
    """Everything the templates need."""

    catalogue: Catalogue
    company: Company
    help: Help
    policies: Policies
    journal: Journal


@cache
def content() -> Content:
    """The shop's content, read once."""
    folder = files("journeyaudit.demo").joinpath("content")
    names = ("catalogue", "company", "help", "policies", "journal")
    return Content.model_validate({name: yaml.safe_load(folder.joinpath(f"{name}.yaml").read_text("utf-8")) for name in names})
