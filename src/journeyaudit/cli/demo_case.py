"""The enquiry of `journeyaudit demo`: written by the shop's own form, and followed for weeks by the clock of the shop's desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from journeyaudit import clock
from journeyaudit.cases.store import CaseStore
from journeyaudit.casework.drafting import draft
from journeyaudit.casework.export import export
from journeyaudit.casework.opening import send_draft
from journeyaudit.casework.polling import poll
from journeyaudit.definitions.scenarios import find_scenario
from journeyaudit.demo import Desk, Shop, deeds, watched_until
from journeyaudit.gather.browser.access import Access
from journeyaudit.gather.mail.maildir import Maildir
from journeyaudit.model.case import Noted
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Enquiries, Permission, Subject

SCENARIO = "charged-twice"
FORM = "/help/message"
#: The order that the letter is about: the shop has no other.
ORDER = {"order_number": "40718", "item": "a case of Everyday Copier Paper", "amount": "48.90 GBP"}


def follow_enquiry(shop: Shop, desk: Desk, cases: Path, run: Path) -> None:
    """Writes to the shop once, lives through what its desk answers, and takes the case into the run folder `run`.

    `cases` is the folder of the case store. What the shopper does meanwhile is noted as `journeyaudit case note` does.
    """
    subject, store = subject_of(shop, desk), CaseStore.open(cases)
    with clock.going_by(lambda: desk.now):
        drafted = draft(find_scenario(SCENARIO), subject, "form")
        case, _ = send_draft(drafted, subject, store, GatherOptions(devices=("desktop",), rate=0), Access())
        opened = datetime.fromisoformat(case.opened_at)
        words = {"order": drafted.case.scenario.facts.get("order_number", ""), "letter_day": f"{opened:%A}"}
        for moment, deed in deeds(opened):
            _wait(desk, moment, store, subject)
            note = Noted.model_validate({"at": moment.isoformat(), "what": deed.what, "text": deed.text.format_map(words)})
            store.append(case.id, note)
        _wait(desk, watched_until(opened), store, subject)
        export(store, [case.id], run)


def subject_of(shop: Shop, desk: Desk) -> Subject:
    """The shop as somebody writes to it who may."""
    days = {"order_date": 18, "charge_date": 17, "promise_date": 6}
    enquiries = Enquiries(
        address=shop.subject.shopper.email if shop.subject.shopper else "",
        form=FORM,
        mailbox=f"maildir:{desk.mailbox}",
        facts={**ORDER, **{name: (desk.now - timedelta(days=before)).date().isoformat() for name, before in days.items()}},
    )
    permission = Permission(granted_by="the demonstration itself", send_enquiries=True, submit_forms=True)
    return shop.subject.model_copy(update={"enquiries": enquiries, "permission": permission})


def _wait(desk: Desk, moment: datetime, store: CaseStore, subject: Subject) -> None:
    desk.wait_until(moment)
    mailbox = Maildir(desk.mailbox)
    try:
        poll(store, mailbox, subject, clock.now())
    finally:
        mailbox.close()
