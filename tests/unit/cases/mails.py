"""Cases for the tests: a letter of a Monday morning, and what came back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

from journeyaudit.cases.deadlines import iso, parsed
from journeyaudit.cases.fold import case_fact
from journeyaudit.model.case import Case, CaseFact, Closed, Event, Noted, Observation, Received, Sent
from journeyaudit.model.scenario import Letter, Outcome, Persona, Scenario

OPENED = "2026-10-19T09:12:00Z"
TEXT = (
    "Hello,\n\nOn 12 October I ordered a desk lamp from you (order 40718). The £48.90 was taken twice from my account. "
    "When can I expect the £48.90 back?\n\nMany thanks,\nHelen Ward"
)
_LETTER = Letter(subject="Charged twice", body=TEXT)
SCENARIO = Scenario(
    id="charged-twice", title="Charged twice for one order", persona=Persona(first_name="Helen", last_name="Ward"),
    wanted="refund", resolution="The money is back.", channels=("email",),
    facts={"order_number": "40718", "item": "desk lamp", "amount": "48.90 GBP"},
    letters={"en": _LETTER}, closings={"en": _LETTER},
)  # fmt: skip
ACKNOWLEDGED = (
    "Hello Helen,\n\nThank you for contacting us. Your case number is AB-4711. We will reply within 2 working days. "
    "If it is urgent, call us on 020 7946 0327.\n\nCustomer Care"
)
SETTLED = (
    "Dear Helen,\n\nI am sorry that we charged you twice for the desk lamp. I have refunded £48.90 to your card today, "
    "and you will have the refund by Friday.\n\nKind regards,\nDana Whitlock\nCustomer Care"
)
ASKED = "Hi Helen,\n\nThanks for your message. Could you please tell me your order number?\n\nKind regards,\nDana Whitlock"
SURVEY = "Hello Helen,\n\nDid we resolve your issue? Please rate the service that you received from us.\n\nCustomer Care"


class Mailbox:
    """Collects what came for one case."""

    def __init__(self, wanted: Outcome = "refund") -> None:
        self.store: dict[str, bytes] = {}
        self.scenario = SCENARIO.model_copy(update={"wanted": wanted})
        sent = Sent(at=OPENED, to="care@shop.example", subject="Charged twice", artifact=self.keep(TEXT.encode()))
        self.events: list[Event] = [sent]

    def keep(self, data: bytes) -> str:
        name = sha256(data).hexdigest()
        self.store[name] = data
        return name

    def mail(self, hours: float, text: str, *, sender: str = "Customer Care", automatic: bool = False, subject: str = "") -> None:
        """A mail so many hours after the letter."""
        at = parsed(OPENED) + timedelta(hours=hours)
        mail = EmailMessage()
        mail["From"] = f'"{sender}" <care@shop.example>'
        mail["To"] = "helen@home.example"
        mail["Subject"] = subject or "Re: Charged twice"
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = f"<{len(self.events)}.{hours}@shop.example>"
        if automatic:
            mail["Auto-Submitted"] = "auto-replied"
        mail.set_content(text)
        self.raw(hours, mail.as_bytes(), mail["Message-ID"])

    def raw(self, hours: float, data: bytes, message_id: str = "") -> None:
        at = iso(parsed(OPENED) + timedelta(hours=hours))
        self.events.append(Received(at=at, artifact=self.keep(data), message_id=message_id))

    def note(self, hours: float, what: Observation, text: str = "") -> None:
        self.events.append(Noted(at=iso(parsed(OPENED) + timedelta(hours=hours)), what=what, text=text))

    def close(self, hours: float) -> None:
        self.events.append(Closed(at=iso(parsed(OPENED) + timedelta(hours=hours))))

    def case(self, watched_hours: float | None, events: Iterable[Event] | None = None) -> Case:
        until = "" if watched_hours is None else iso(parsed(OPENED) + timedelta(hours=watched_hours))
        return Case(
            id="k1", token="JX7Q2", subject="Shop", brand="Shop", scenario=self.scenario, channel="email", locale="en-GB",
            timezone="Europe/London", country="GB", opened_at=OPENED, watched_until=until,
            events=tuple(self.events if events is None else events),
        )  # fmt: skip

    def fact(self, watched_hours: float | None = 24 * 40, events: Iterable[Event] | None = None) -> CaseFact:
        return case_fact(self.case(watched_hours, events), self.store.__getitem__)
