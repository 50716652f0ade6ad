"""Which products are followed: those named, else one of each category, those that an exclusion names first."""

from __future__ import annotations

import json

from journeyaudit.model.journal import Visit
from journeyaudit.model.snapshot import Box, Control, Snapshot, TextBlock
from journeyaudit.model.subject import Subject
from journeyaudit.read.buying.samples import MOST_SAMPLES, named_goods, samples

SHOP = "https://shop.example"
SUBJECT = Subject(name="Shop", origins=(SHOP,), country="GB")


class Crawl:
    """Pages as a crawl leaves them."""

    def __init__(self) -> None:
        self.records: list[Visit] = []
        self._pages: dict[str, Snapshot] = {}

    def snapshot(self, sha: str) -> Snapshot:
        return self._pages[sha]

    def page(
        self, path: str, title: str, *, texts: tuple[str, ...] = (), controls: tuple[Control, ...] = (), data: object = None
    ) -> None:
        blocks = (TextBlock(title, tag="h1", heading=1, box=Box(0, 100, 400, 40)), *(TextBlock(text) for text in texts))
        structured = (json.dumps(data),) if data else ()
        self._pages[path] = Snapshot(url=SHOP + path, title=title, blocks=blocks, controls=controls, structured=structured)
        self.records.append(
            Visit(order=len(self.records), device="desktop", url=SHOP + path, final_url=SHOP + path, status=200, snapshot=path)
        )

    def product(self, path: str, title: str, category: str, *, gone: bool = False) -> None:
        trail = {"@type": "BreadcrumbList", "itemListElement": [{"name": "Home"}, {"name": category}, {"name": title}]}
        add = Control(key="#add", name="Add to basket", tag="button", role="button", submits=True, disabled=gone)
        self.page(path, title, texts=("Out of stock",) if gone else (), controls=(add,), data=[{"@type": "Product"}, trail])

    def picked(self, subject: Subject = SUBJECT) -> dict[str, str]:
        excluded = named_goods(self.records, self.snapshot, "desktop")
        return {s.url.removeprefix(SHOP): s.category for s in samples(subject, self.records, self.snapshot, "desktop", excluded)}


def test_one_product_of_each_category_is_picked_and_none_that_is_sold_out() -> None:
    crawl = Crawl()
    crawl.product("/products/none", "Grey pen", "Pens", gone=True)
    crawl.product("/products/pen", "Blue pen", "Pens")
    crawl.product("/products/pencil", "Black pen", "Pens")
    crawl.product("/products/desk", "Oak desk", "Desks")
    assert crawl.picked() == {"/products/pen": "Pens", "/products/desk": "Desks"}


def test_a_category_that_an_exclusion_names_comes_first_though_only_its_list_was_seen() -> None:
    crawl = Crawl()
    crawl.product("/products/pen", "Blue pen", "Pens")
    cards = Control(key="#c", name="Business cards", href=f"{SHOP}/products/cards", raw_href="/products/cards")
    crawl.page("/collections/print", "Printed stationery", controls=(cards,), data={"@type": "CollectionPage"})
    crawl.page("/delivery", "Delivery", texts=("Free next day delivery does not apply to printed stationery and furniture.",))
    assert [*crawl.picked()] == ["/products/cards", "/products/pen"]


def test_products_that_the_subject_file_names_are_the_ones_followed() -> None:
    crawl = Crawl()
    crawl.product("/products/pen", "Blue pen", "Pens")
    named = SUBJECT.model_copy(update={"sample_products": ("/p/7", f"{SHOP}/p/7", "/p/8")})
    assert [*crawl.picked(named)] == ["/p/7", "/p/8"]


def test_the_form_for_a_product_s_reviews_is_no_product() -> None:
    crawl = Crawl()
    crawl.product("/products/pen", "Blue pen", "Pens")
    crawl.product("/products/pen/reviews/add", "Blue pen", "Reviews")
    assert [*crawl.picked()] == ["/products/pen"]


def test_a_large_shop_is_sampled() -> None:
    crawl = Crawl()
    for number in range(9):
        crawl.product(f"/products/p{number}", f"Thing {number}", f"Category {'abcdefghi'[number]}")
    assert len(crawl.picked()) == MOST_SAMPLES
