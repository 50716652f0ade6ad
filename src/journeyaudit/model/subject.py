"""The company audited."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from journeyaudit.model.strict import Strict


class Permission(Strict):
    """What the subject's owner allows beyond looking. Each statement names who granted it; absent means refused."""

    granted_by: Annotated[str, Field(min_length=3)]
    send_enquiries: bool = False
    submit_forms: bool = False


class Subject(Strict):
    """A subject file. `start_pages` maps home, product, basket, help, not-found, article to URLs or paths; those not named are
    found during the crawl.

    `country` is ISO 3166 alpha-2 and decides jurisdiction and how national telephone numbers are read.
    """

    name: Annotated[str, Field(description="The company's name, as the report prints it")]
    origins: Annotated[tuple[str, ...], Field(min_length=1, description="Addresses of its sites, e.g. https://www.example.com")]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166 code, e.g. GB: whose rules apply")] | None = None
    locale: Annotated[str, Field(description="The browser's language, e.g. en-GB")] = "en-GB"
    timezone: Annotated[str, Field(description="The browser's time zone, e.g. Europe/London")] = "Europe/London"
    start_pages: dict[str, str] = Field(default_factory=dict, description="Paths or addresses of start pages by name")
    variables: dict[str, str] = Field(default_factory=dict, description="Values that journeys use, by name: postcode, product…")
    permission: Annotated[Permission | None, Field(description="What the owner allows beyond looking")] = None
