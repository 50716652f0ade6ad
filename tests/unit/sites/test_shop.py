from __future__ import annotations

from benchmarks.shop import shop


def test_the_shop_has_over_two_hundred_pages_of_sixty_to_a_hundred_and_fifty_kilobytes() -> None:
    large = shop()
    sizes = [len(large.resources[path].body) / 1024 for path in large.links]
    assert (len(sizes) >= 200, min(sizes) >= 60, max(sizes) <= 150) == (True, True, True)


def test_the_shop_is_always_the_same() -> None:
    assert shop(departments=3) == shop(departments=3)


def test_every_page_of_the_shop_is_met_by_a_breadth_first_crawl() -> None:
    large = shop()
    assert set(large.breadth_first()) == set(large.links)


def test_every_link_is_in_the_html() -> None:
    small = shop(departments=3)
    missing = [
        (path, to) for path, links in small.links.items() for to in links if f'href="{to}"' not in small.resources[path].body
    ]
    assert missing == []
