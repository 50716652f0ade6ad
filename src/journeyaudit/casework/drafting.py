"""An enquiry as it would be sent: scenario and subject file → case, letter, and what is missing. Nothing is touched."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from journeyaudit import clock
from journeyaudit.cases.letters import Text, write
from journeyaudit.errors import DefinitionError
from journeyaudit.evidence.reader import Run
from journeyaudit.model.case import Case
from journeyaudit.model.scenario import EnquiryChannel, Persona, Scenario
from journeyaudit.model.subject import Enquiries, Permission, Subject
from journeyaudit.read.lexicon import fold
from journeyaudit.read.site import read_site

#: Where the letter's token stands in the shopper's address, if that is to carry it: jo+{token}@example.com.
IN_ADDRESS = "{token}"
#: No vowels, so that no token is a word; no characters that are mistaken for others.
_LETTERS, _DIGITS = "BCDFGHJKLMNPQRSTVWXZ", "23456789"


@dataclass(frozen=True)
class Draft:
    """An enquiry that is ready to be looked at. `sender` is where answers come, `recipient` the company's address ("" for a
    form), `forms` the pages where its form may be ((): to be found). `missing` is what stands in the way of sending it.
    """

    case: Case
    letter: Text
    sender: str
    recipient: str
    forms: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.case.scenario.persona.first_name} {self.case.scenario.persona.last_name}"


def draft(scenario: Scenario, subject: Subject, channel: EnquiryChannel | None = None, run: Path | None = None) -> Draft:
    """The enquiry as it would be sent. `channel` None: the scenario's first that the subject file allows for; `run` is an
    audit's folder, whose contacts tell where the form is. DefinitionError JA165 without `enquiries` in the subject file.
    """
    told = enquiries_of(subject)
    stated = stated_by(scenario, subject)
    chosen = channel or _channel(stated, told)
    token = token_for(stated.persona)
    case = Case(
        id="", token=token, subject=subject.name, brand=told.brand or subject.name, scenario=stated, channel=chosen,
        locale=subject.locale, timezone=subject.timezone, country=subject.country, region=told.region,
        opening_hours=told.opening_hours, opened_at=clock.now().isoformat(),
    )  # fmt: skip
    forms = (told.form,) if told.form else form_pages(run) if run else ()
    return Draft(
        case=case,
        letter=write(stated, subject.locale, token, subject.name),
        sender=told.address.replace(IN_ADDRESS, token.lower()),
        recipient=told.email if chosen == "email" else "",
        forms=forms,
        missing=missing(scenario, subject, chosen),
    )


def stated_by(scenario: Scenario, subject: Subject) -> Scenario:
    """The scenario with the facts that the subject file gives, signed by its shopper if it names one."""
    told, shopper = enquiries_of(subject), subject.shopper
    persona = Persona(first_name=shopper.first_name, last_name=shopper.last_name) if shopper else scenario.persona
    return scenario.model_copy(update={"facts": {**scenario.facts, **told.facts}, "persona": persona})


def missing(scenario: Scenario, subject: Subject, channel: EnquiryChannel) -> tuple[str, ...]:
    """What must be put right before this may be sent, in plain words; the permission first."""
    told, found = enquiries_of(subject), list[str]()
    if not permits(subject.permission, channel):
        wanted = "send_enquiries: true, submit_forms: true" if channel == "form" else "send_enquiries: true"
        found.append(f"permission of the site's owner: `permission: {{granted_by: …, {wanted}}}`")
    found += [
        f"`enquiries: facts: {name}:` of a real order or product (“{scenario.facts[name]}” is only the scenario's example)"
        for name in scenario.real_facts
        if not told.facts.get(name, "").strip()
    ]
    if not told.mailbox:
        found.append("`enquiries: mailbox:`, or nobody would read the answers")
    if channel == "email" and not told.email:
        found.append("`enquiries: email:`, the company's address")
    if channel == "email" and not told.smtp:
        found.append("`enquiries: smtp:`, the mail server to send by")
    return tuple(found)


def permits(permission: Permission | None, channel: EnquiryChannel) -> bool:
    """Does the site's owner permit an enquiry by this channel?"""
    if permission is None or not permission.send_enquiries:
        return False
    return channel != "form" or permission.submit_forms


def token_for(persona: Persona) -> str:
    """A short reference as customers have of their own, e.g. HW-7K2QX: initials, then letters and digits."""
    initials = "".join(fold(name)[:1] for name in (persona.first_name, persona.last_name)).upper()
    drawn = [
        secrets.choice(_DIGITS),
        *(secrets.choice(_LETTERS) for _ in range(2)),
        *(secrets.choice(_LETTERS + _DIGITS) for _ in range(2)),
    ]
    secrets.SystemRandom().shuffle(drawn)
    return f"{initials if initials.isascii() and initials.isalpha() else 'MR'}-{''.join(drawn)}"


def form_pages(run: Path) -> tuple[str, ...]:
    """The pages on which an audit saw a contact form, the nearest first."""
    saved = Run.open(run)
    reach = read_site(saved.plan, saved.records, saved.snapshot, saved.document).reach
    found = sorted((r for r in reach if r.channel == "form" and r.clicks is not None and r.url), key=lambda r: r.clicks or 0)
    return tuple(dict.fromkeys(r.url for r in found))


def _channel(scenario: Scenario, told: Enquiries) -> EnquiryChannel:
    able: list[EnquiryChannel] = [channel for channel in scenario.channels if channel == "form" or told.email]
    return able[0] if able else scenario.channels[0]


def enquiries_of(subject: Subject) -> Enquiries:
    """How enquiries are made; DefinitionError JA165 if the subject file does not say."""
    if subject.enquiries is None:
        raise DefinitionError(
            "the subject file does not say how enquiries are made", where=subject.name, code="JA165",
            remedy="add `enquiries: {address: your-own@example.com, mailbox: imaps://…}`; see “Opening a case” in the documents",
        )  # fmt: skip
    return subject.enquiries
