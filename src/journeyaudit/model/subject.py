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
    """A subject file. `start_pages` maps home, product, basket, help, not-found, article to URLs or paths; those not named are found during the crawl.

    `country` is ISO 3166 alpha-2 and decides jurisdiction and how national telephone numbers are read.
    """

    name: str
    origins: Annotated[tuple[str, ...], Field(min_length=1)]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    locale: str = "en-GB"
    timezone: str = "Europe/London"
    start_pages: dict[str, str] = {}
    permission: Permission | None = None
