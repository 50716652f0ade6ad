"""An enquiry by contact form from beginning to end: a browser, the page with the form, the form filled in, sent once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal

from journeyaudit.gather.browser.access import Access
from journeyaudit.gather.browser.faults import status_fault
from journeyaudit.gather.browser.lane import Lane, Look, LostPage
from journeyaudit.gather.browser.pictures import picture
from journeyaudit.gather.browser.session import Session, open_session
from journeyaudit.gather.crawl.consent import Consent
from journeyaudit.gather.crawl.visit import Manners
from journeyaudit.gather.enquiry.ended import EnquiryEnded
from journeyaudit.gather.enquiry.find import Go, find_form
from journeyaudit.gather.enquiry.form import ContactForm
from journeyaudit.gather.guard.politeness import Pace, Robots, fetch_with, is_this_machine
from journeyaudit.gather.guard.posting import Posting
from journeyaudit.model.plan import GatherOptions
from journeyaudit.model.subject import Permission, Subject
from journeyaudit.read.enquiry.filling import Enquirer, Entry
from journeyaudit.read.urls import Scope

#: Seconds that a person takes at least to fill in a form; sites turn away who takes none. None for a server on this machine.
_UNHURRIED = 8.0


@dataclass(frozen=True)
class Delivery:
    """What became of it. shown: nothing was to be sent, `entries` are what would be put in. sent: the form left us. stopped: it
    was not sent, or was refused, and `reason` says why.

    `url` is the form's page, `action` where it was sent, `left` the fields that stay empty because they are there for robots.
    `page` is the page at the end with its `picture`, `filled` a picture of the form before it was sent.
    """

    outcome: Literal["shown", "sent", "stopped"]
    url: str = ""
    action: str = ""
    reason: str = ""
    said: str = ""
    entries: tuple[Entry, ...] = ()
    left: tuple[str, ...] = ()
    page: Look | None = None
    picture: bytes | None = None
    filled: bytes | None = None


@dataclass(frozen=True)
class Errand:
    """What to send and where: the enquirer, the letter's token (`mark`) and the addresses where the form may be."""

    enquirer: Enquirer
    mark: str
    known: tuple[str, ...] = ()


async def look_at_form(subject: Subject, options: GatherOptions, access: Access, errand: Errand) -> Delivery:
    """What the form asks for and would be told. Nothing is filled in and nothing leaves."""
    async with open_session(subject, options, access, _quiet) as session:
        return await survey(session, errand)


async def send_by_form(
    subject: Subject, options: GatherOptions, access: Access, errand: Errand, permission: Permission | None,
    intend: Callable[[], None],
) -> Delivery:  # fmt: skip
    """Fills the form in and sends it, once. `intend` is called when all is ready, just before. MailError JA410 without
    permission.
    """
    async with open_session(subject, options, access, _quiet) as session:
        return await deliver(session, errand, permission, intend)


async def survey(session: Session, errand: Errand) -> Delivery:
    """As `look_at_form`, in a browser that is open."""
    async with _at_work(session, errand) as (lane, form, go):
        return await _told(lane, _looked(form, go, session.subject, errand.known))


async def deliver(session: Session, errand: Errand, permission: Permission | None, intend: Callable[[], None]) -> Delivery:
    """As `send_by_form`, in a browser that is open."""
    subject = session.subject
    async with _at_work(session, errand) as (lane, form, go):
        unhurried = 0.0 if is_this_machine(subject.origins[0]) else _UNHURRIED
        return await _told(lane, _sent(lane, form, go, subject, errand.known, permission, intend, unhurried))


async def _looked(form: ContactForm, go: Go, subject: Subject, known: Sequence[str]) -> Delivery:
    look = await find_form(go, subject, known)
    found = await form.survey(look)
    made = found.filling
    if made.lacking:
        raise EnquiryEnded(made.lacking, look)
    return Delivery("shown", look.snapshot.url, found.action, entries=made.entries, left=made.left)


async def _sent(
    lane: Lane, form: ContactForm, go: Go, subject: Subject, known: Sequence[str],
    permission: Permission | None, intend: Callable[[], None], unhurried: float,
) -> Delivery:  # fmt: skip
    look = await find_form(go, subject, known)
    ready, entries = await form.fill(look)
    await asyncio.sleep(unhurried)
    filled = await picture(lane.page)
    answer, page = await form.send(ready, permission, intend)
    return Delivery(
        "sent", look.snapshot.url, ready.action or look.snapshot.url, said=answer.said, entries=tuple(entries),
        left=ready.filling.left, page=page, filled=filled,
    )  # fmt: skip


async def _told(lane: Lane, work: Coroutine[Any, Any, Delivery]) -> Delivery:
    """The delivery with a picture of the page where it ended; nothing that the site does raises."""
    try:
        done = await work
    except EnquiryEnded as ended:
        look = ended.look
        done = Delivery("stopped", look.snapshot.url if look else "", reason=ended.reason, page=look)
    except LostPage as lost:
        done = Delivery("stopped", reason=lost.fault.detail)
    ended = done.outcome == "stopped" or done.page is not None
    return replace(done, picture=await picture(lane.page)) if ended else done


@asynccontextmanager
async def _at_work(session: Session, errand: Errand) -> AsyncGenerator[tuple[Lane, ContactForm, Go]]:
    """A new customer's page, a guard that knows the letter, and the way to a page."""
    subject, seconds = session.subject, session.options.page_seconds
    posting = session.guard.posting = Posting(errand.mark, Scope(subject.origins))
    context = await session.context("desktop")
    lane = session.lane(context, "desktop")
    await lane.renew()
    try:
        yield lane, ContactForm(lane, posting, errand.enquirer, seconds), _way(lane, await _manners(session))
    finally:
        await lane.close()
        await context.close()


def _way(lane: Lane, manners: Manners) -> Go:
    consent = Consent("desktop", lambda _: "", lambda _: None, known=True)

    async def go(url: str) -> Look:
        if refused := await manners.refusal(url):
            raise EnquiryEnded(refused)
        await manners.turn(url)
        loaded = await lane.load(url)
        if loaded.fault is not None and not loaded.partial:
            raise EnquiryEnded(f"{url} cannot be seen: {loaded.fault.detail}")
        look, _ = await consent.clear(lane, await lane.look())
        if fault := status_fault(loaded.status or 200):
            raise EnquiryEnded(f"{url}: {fault.detail}", look)
        return look

    return go


def _quiet(method: str, url: str, why: str) -> None:
    """What the guard refuses here is told with the delivery."""
    _ = method, url, why


async def _manners(session: Session) -> Manners:
    options = session.options
    requests = await session.browser.new_context(ignore_https_errors=options.insecure, user_agent=session.agent)
    return Manners(Robots(fetch_with(requests.request)) if options.robots else None, Pace(options.rate))
