"""The company audited."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from journeyaudit.model.strict import Strict


class Permission(Strict):
    """What the subject's owner allows beyond looking. Each statement names who granted it; absent means refused.

    `basket_and_checkout`: a sample purchase may pass basket and checkout pages that robots.txt closes to crawlers.
    """

    granted_by: Annotated[str, Field(min_length=3)]
    send_enquiries: bool = False
    submit_forms: bool = False
    basket_and_checkout: bool = False


class Shopper(Strict):
    """Whose details a checkout may be given on the way to its delivery options, and never further. They are a real person's,
    who agreed to it: where one is missing, nothing is made up and the way ends there.

    `line2` is the second line of the address, `county` also a state or province; `country` is ISO 3166 alpha-2, the subject's
    if None.
    """

    first_name: Annotated[str, Field(min_length=1)]
    last_name: Annotated[str, Field(min_length=1)]
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
    phone: str = ""
    street: str = ""
    line2: str = ""
    city: str = ""
    county: str = ""
    postcode: str = ""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None


class Enquiries(Strict):
    """How a mystery shopper writes to the company, and where the answers arrive. Secrets are never here: passwords come from the
    environment (JOURNEYAUDIT_MAIL_PASSWORD, JOURNEYAUDIT_SMTP_PASSWORD) or the keyring.

    `mailbox`: imaps://user@host[:port] or maildir:/folder. `smtp`: smtps://user@host[:port] (TLS) or smtp://… (STARTTLS).
    """

    address: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$", description="The shopper's own address: answers come there")]
    email: Annotated[str, Field(description="The company's address for enquiries; needed to write by e-mail")] = ""
    form: Annotated[str, Field(description="Page of the contact form, as a path or address; found by an audit if not given")] = ""
    mailbox: Annotated[str, Field(description="imaps://user@host or maildir:/folder")] = ""
    junk_folders: Annotated[tuple[str, ...], Field(description="Spam folders; those marked \\Junk are found")] = ()
    smtp: Annotated[str, Field(description="smtps://user@host or smtp://user@host")] = ""
    facts: dict[str, str] = Field(default_factory=dict, description="Facts of a real order, over the scenario's own")
    opening_hours: Annotated[str, Field(description="The company's, e.g. Mon-Fri 09:00-17:00")] = "Mon-Fri 09:00-17:00"
    region: Annotated[str | None, Field(description="State or province, for its public holidays")] = None
    brand: Annotated[str, Field(description="Whom one enquiry at a time is sent to; the subject's name if empty")] = ""
    period_days: Annotated[int, Field(ge=1, description="One enquiry for each brand in so many days")] = 28


class Subject(Strict):
    """A subject file. `start_pages` maps home, product, basket, help, not-found, article to URLs or paths; those not named are
    found during the crawl.

    `country` is ISO 3166 alpha-2 and decides jurisdiction and how national telephone numbers are read.

    A promise is followed by putting `sample_products` into the basket (product pages; found in the crawl where none is named)
    and walking to the delivery options, once for each of `postcodes`.
    """

    name: Annotated[str, Field(description="The company's name, as the report prints it")]
    origins: Annotated[tuple[str, ...], Field(min_length=1, description="Addresses of its sites, e.g. https://www.example.com")]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166 code, e.g. GB: whose rules apply")] | None = None
    locale: Annotated[str, Field(description="The browser's language, e.g. en-GB")] = "en-GB"
    timezone: Annotated[str, Field(description="The browser's time zone, e.g. Europe/London")] = "Europe/London"
    start_pages: dict[str, str] = Field(default_factory=dict, description="Paths or addresses of start pages by name")
    variables: dict[str, str] = Field(default_factory=dict, description="Values that journeys use, by name: postcode, product…")
    permission: Annotated[Permission | None, Field(description="What the owner allows beyond looking")] = None
    follow: Annotated[bool, Field(description="May sample products be put into the basket, to follow promises?")] = True
    sample_products: Annotated[tuple[str, ...], Field(description="Product pages to follow, as paths or addresses")] = ()
    postcodes: dict[str, str] = Field(
        default_factory=dict, description="Places of delivery by name, e.g. Highlands: IV1 1AA; each is tried"
    )
    shopper: Annotated[Shopper | None, Field(description="Whose details a checkout may be given, up to its delivery options")] = (
        None
    )
    enquiries: Annotated[Enquiries | None, Field(description="How enquiries are sent, and where the answers arrive")] = None
