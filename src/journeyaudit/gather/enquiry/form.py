"""One contact form: surveyed, filled in as a customer would, and sent once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError

from journeyaudit.gather.browser.faults import fault_of
from journeyaudit.gather.browser.fields import blanks_of
from journeyaudit.gather.browser.lane import Lane, Look, LostPage
from journeyaudit.gather.browser.page import fill_script
from journeyaudit.gather.enquiry.ended import EnquiryEnded
from journeyaudit.gather.enquiry.file import file_for
from journeyaudit.gather.enquiry.find import contact_form
from journeyaudit.gather.guard.posting import Posting
from journeyaudit.model.blank import Blanks
from journeyaudit.model.graph import Fault
from journeyaudit.model.snapshot import Control, Snapshot
from journeyaudit.model.subject import Permission
from journeyaudit.read.enquiry.after import Answer, answer
from journeyaudit.read.enquiry.filling import Enquirer, Entry, Filling, filling
from journeyaudit.read.lexicon import matcher

#: Steps of a form that asks in several, and times that filling one field brings up others.
MOST_STEPS = 6
_MOST_ROUNDS = 3
#: A form leaves within this time after its button was pressed, or never.
_LEAVING_SECONDS = 5.0


@dataclass(frozen=True)
class Survey:
    """A form as it stands. `control` is the button that sends it or goes on in it, `action` where it is sent, "" where a script
    sends it.
    """

    look: Look
    control: Control
    blanks: Blanks
    filling: Filling
    action: str

    @property
    def goes_on(self) -> bool:
        """The button leads to the form's next step; the letter is sent by a later one."""
        name = self.control.name
        return matcher("enquiry_on").find(name) is not None and matcher("enquiry_send").find(name) is None


class ContactForm:
    """The form on the lane's page. Nothing of it leaves but by `send`."""

    def __init__(self, lane: Lane, posting: Posting, enquirer: Enquirer, seconds: float) -> None:
        self._lane, self._posting, self._enquirer, self._seconds = lane, posting, enquirer, seconds

    async def survey(self, look: Look) -> Survey:
        """What the form asks for, and what it would be told. EnquiryEnded for tests for humans and logins."""
        index = contact_form(look.snapshot)
        if index is None:
            raise EnquiryEnded("the contact form is gone from the page", look)
        control = sender(look.snapshot, index)
        if control is None:
            raise EnquiryEnded("no button was found that sends the form", look)
        blanks = await blanks_of(self._lane, control.key, self._seconds)
        near = [field for field in blanks.fields if field.near]
        if blanks.puzzles:
            name = blanks.puzzles[0]
            raise EnquiryEnded(f"the form is guarded by a test for humans ({name}), which is never solved or passed by", look)
        made = filling(near, self._enquirer)
        url = blanks.sending.url if urlsplit(blanks.sending.url).scheme in ("http", "https") and blanks.sending.form else ""
        return Survey(look, control, blanks, made, url)

    async def fill(self, look: Look) -> tuple[Survey, list[Entry]]:
        """Fills the form in, step by step, up to the button that sends it: the form then, and all that was put in.

        EnquiryEnded if it demands what we cannot give.
        """
        done: dict[str, Entry] = {}
        self._lane.act()
        for _ in range(MOST_STEPS):
            survey = await self._fill_step(look, done)
            if not survey.goes_on:
                if not any(entry.is_letter for entry in done.values()):
                    raise EnquiryEnded("the form has no field that takes the whole letter", survey.look)
                return survey, list(done.values())
            look = await self._go_on(survey)
        raise EnquiryEnded(f"the form did not come to an end in {MOST_STEPS} steps", look)

    async def _fill_step(self, look: Look, done: dict[str, Entry]) -> Survey:
        survey = await self.survey(look)
        for _ in range(_MOST_ROUNDS):
            entries = [e for e in survey.filling.entries if e.key not in done and not (e.is_letter and _has_letter(done))]
            if survey.filling.lacking:
                raise EnquiryEnded(survey.filling.lacking, survey.look)
            if not entries:
                break
            await self._put(entries, survey.look)
            done.update({entry.key: entry for entry in entries})
            survey = await self.survey(await self._lane.look(scroll=False))
        return survey

    async def _go_on(self, survey: Survey) -> Look:
        before = {field.key for field in survey.blanks.fields if field.near and field.visible}
        await self._press(survey)
        look = await self._lane.look(scroll=False)
        after = await self.survey(look)
        now = {field.key for field in after.blanks.fields if field.near and field.visible}
        if now == before and after.control.key == survey.control.key:
            told = self._posting.refused or answer(survey.look.snapshot, look.snapshot, after.blanks.fields).said
            raise EnquiryEnded(f"“{survey.control.name}” did not lead to the form's next step: {told}", look)
        return look

    async def _put(self, entries: Sequence[Entry], look: Look) -> None:
        pairs = [[e.key, e.value] for e in entries if e.deed != "attach"]
        try:
            await asyncio.wait_for(self._lane.page.evaluate(fill_script(), pairs), self._seconds)
            for entry in entries:
                if entry.deed == "attach":
                    await self._attach(entry, look)
        except TimeoutError:
            raise LostPage(Fault(kind="timeout", detail="the page does not answer while the form is filled in")) from None
        except PlaywrightError as error:
            raise LostPage(fault_of(error)) from error

    async def _attach(self, entry: Entry, look: Look) -> None:
        file = file_for(entry.value)
        if file is None:
            reason = f"the form demands a file of a kind that we have not: “{entry.asked[:60]}” ({entry.value[:60]})"
            raise EnquiryEnded(reason, look)
        place = self._lane.page.locator(entry.key.replace(" >> ", " "))
        await place.set_input_files({"name": file.name, "mimeType": file.type, "buffer": file.data})

    async def send(self, survey: Survey, permission: Permission | None, intend: Callable[[], None]) -> tuple[Answer, Look | None]:
        """Sends the form: what the page then says, and the page, None if none came.

        MailError JA410 without permission, before anything else. `intend` is called once all is ready, before the button is
        pressed. EnquiryEnded if nothing left or the page refused what it was sent.
        """
        self._posting.open(survey.action, permission)
        try:
            intend()
            return await self._settled(survey)
        finally:
            self._posting.shut()

    async def _press(self, survey: Survey) -> None:
        place = await self._lane.place(survey.control.key)
        if place is None or not place.reaches:
            raise EnquiryEnded(f"the button “{survey.control.name}” cannot be pressed: something lies over it", survey.look)
        await self._lane.click(place)

    async def _settled(self, survey: Survey) -> tuple[Answer, Look | None]:
        try:
            await self._press(survey)
            if not self._posting.sent and not await self._complains():
                await self._posting.gone(_LEAVING_SECONDS)
            look = await self._lane.look()
            fields = (await blanks_of(self._lane, "", self._seconds)).fields
        except LostPage as lost:
            if not self._posting.sent:
                raise
            return Answer("unclear", f"no page came after the form was sent: {lost.fault.detail}"), None
        said = answer(survey.look.snapshot, look.snapshot, fields)
        if not self._posting.sent:
            why = self._posting.refused or said.said or "the page sent nothing when its button was pressed"
            raise EnquiryEnded(f"the form was not sent: {why}", look)
        if said.outcome == "refused" or look.snapshot.status >= 400:
            status = f"the server answered {look.snapshot.status}" if look.snapshot.status >= 400 else ""
            raise EnquiryEnded(f"the form was sent and the site refused it: {said.said or status}", look)
        return said, look

    async def _complains(self) -> bool:
        """Does the browser hold something against a field? Then it lets no form go."""
        try:
            return any(field.fault for field in (await blanks_of(self._lane, "", self._seconds)).fields if field.visible)
        except LostPage:  # it is on its way to the next page
            return False


def _has_letter(done: dict[str, Entry]) -> bool:
    return any(entry.is_letter for entry in done.values())


def sender(snapshot: Snapshot, form: int) -> Control | None:
    """The button that sends a form, or goes on in it."""
    inside = [c for c in snapshot.controls if c.form == form and c.visible]
    buttons = [c for c in inside if c.submits or c.role == "button"] or [c for c in inside if _is_sending_link(c)]
    buttons = [c for c in buttons if not (matcher("enquiry_back").full(c.name) or _is_extra(c))]
    return max(buttons, key=_fitness, default=None)


def _is_sending_link(control: Control) -> bool:
    return control.role == "link" and matcher("enquiry_send").full(control.name) is not None


def _is_extra(control: Control) -> bool:
    return bool(matcher("form_newsletter").full(control.name) or matcher("form_search").full(control.name))


def _fitness(control: Control) -> tuple[int, int, int]:
    sends = matcher("enquiry_send").find(control.name) is not None
    on = matcher("enquiry_on").find(control.name) is not None
    return (2 * sends + on + 2 * control.submits, control.box.y, control.box.x)
