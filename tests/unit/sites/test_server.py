from __future__ import annotations

import httpx

from tests.sites.generator import generate
from tests.sites.render import Resource
from tests.sites.server import serving, serving_resources


def test_a_served_page_is_the_generated_page_and_is_counted() -> None:
    site = generate(1)
    with serving(site) as served:
        body = httpx.get(served.origin + "/").text
        assert (body, served.hits["GET", "/"]) == (site.resources["/"].body.replace("{{origin}}", served.origin), 1)


def test_unknown_paths_are_answered_with_the_page_for_lost_visitors() -> None:
    with serving(generate(1)) as served:
        assert httpx.get(served.origin + "/nothing-here").status_code == 404


def test_redirects_and_posts_are_answered_and_counted() -> None:
    with serving_resources(
        {"/go": Resource(status=302, location="/end"), "/end": Resource("end")}, Resource(status=404)
    ) as served:
        assert httpx.get(served.origin + "/go", follow_redirects=True).text == "end"
        httpx.post(served.origin + "/messages", data={"message": "hello"})
        assert served.hits == {("GET", "/go"): 1, ("GET", "/end"): 1, ("POST", "/messages"): 1}
