"""Cases and mails that tests begin with."""

from __future__ import annotations

from email.message import EmailMessage

from journeyaudit.model.case import Case
from journeyaudit.model.scenario import Letter, Persona, Scenario

LETTER = Letter(subject="Question about my order", body="Dear team, where is my parcel? Kind regards")
SCENARIO = Scenario(
    id="late-parcel",
    title="The parcel is not there",
    persona=Persona(first_name="Jo", last_name="Green"),
    wanted="redelivery",
    resolution="The parcel has arrived",
    channels=("email",),
    letters={"en": LETTER},
    closings={"en": LETTER},
)


def case_of(brand: str = "Shop", *, id: str = "", opened_at: str = "2026-03-02T09:00:00+00:00", token: str = "Q7XK2M") -> Case:
    return Case(
        id=id, token=token, subject=brand, brand=brand, scenario=SCENARIO, channel="email", locale="en-GB", opened_at=opened_at,
        timezone="Europe/London",
    )  # fmt: skip


def mail_of(
    subject: str = "Re: Question about my order",
    text: str = "We look into it.",
    *,
    sender: str = "Ann <ann@shop.example>",
    to: str = "jo@shopper.example",
    date: str = "Mon, 02 Mar 2026 10:00:00 +0000",
    message_id: str = "<1@shop.example>",
    **headers: str,
) -> bytes:
    """A mail as it comes from the wire. `headers` are further ones, `_` standing for `-`."""
    mail = EmailMessage()
    told = {"From": sender, "To": to, "Subject": subject, "Date": date, "Message-ID": message_id}
    for name, value in (told | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        if value:
            mail[name] = value
    mail.set_content(text)
    return mail.as_bytes()
