"""Which of five a message is: bounce, autoresponse, human, survey, marketing; with the signs that decide.

A mail system's report is known by its structure. For the rest two sums are held against each other: what speaks for a machine
(headers by family, wording of receipts and absences) and what speaks for a person (“I”, what was done or found, a question).
Headers alone decide nothing: a ticket system sends what a person wrote with the same headers as its receipts, and many automatic
replies carry no header at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from journeyaudit.model.message import Message, MessageClass, Reason
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.messages.people import staff_of
from journeyaudit.read.messages.signs import Sign, header_signs, is_daemon, is_no_reply_address
from journeyaudit.read.messages.wording import Wording, wording_of

_STATUS = re.compile(r"(?<![\d.])[45]\.[0-7]\.\d{1,3}(?![\d.])|(?<!\d)(?:42[12]|45[0-4]|55[0-6])[ -](?=[\w#<])")
_DISCOUNT = re.compile(r"\d{1,2}\s?%|\bcode\s[A-Z0-9]{4,}")
_ADDRESS = re.compile(r"[^\s<>@\"']+@[^\s<>@\"']+\.\w+")
_WEAK_HEADERS = 1.5
#: What it weighs that a mail answers none of ours: people answer by their mail program, which says so.
_BEGINS = 0.9
#: So few words that no form has: a notice, not an answer.
_SHORT = 15
#: What so many words are worth that no form has: fewer than 5 nothing.
_SAID = ((5, 0.0), (8, 0.85), (15, 1.0), (35, 1.75), (float("inf"), 2.5))
#: So many stand for an answer where a ticket system thanks in front of them.
_ANSWERED = 10
#: A scale with so few words around it is what the mail is for; below more of them, or in an answer, it rates what stands above.
_BARE_SCALE = 12
_BOUNCE_AT, _SURVEY_AT, _MARKETING_AT = 3.0, 2.0, 3.0
_RECEIPT_WORDS, _DATED = 60, re.compile(r"\d{1,2}[:.]\d{2}|\b20\d\d\b")
#: A reply that comes sooner was written by nobody.
_FAST_SECONDS = 120.0


class Classed(NamedTuple):
    """The class and the reasons that speak for it, the strongest first."""

    kind: MessageClass
    reasons: tuple[Reason, ...]


def classed(message: Message, seconds: float | None = None) -> Classed:
    """The class. `seconds` since our letter left, None if that is not known."""
    signs, wording = header_signs(message), wording_of(message)
    returned = _bounce(message, signs, wording)
    if returned:
        return Classed("bounce", returned)
    receipts = _reasons(signs, "receipt") or _read_receipt(message, signs)
    if receipts:
        return Classed("autoresponse", receipts)
    person, machine = _person(message, signs, wording), _machine(message, signs, wording, seconds)
    survey, marketing = _survey(wording), _marketing(message, signs, wording)
    if marketing >= _MARKETING_AT and marketing > max(survey, machine - _headers_weight(signs), person):
        return Classed("marketing", (*_reasons(signs, "campaign", "mass"), *wording.reasons("marketing", "unsubscribe")))
    if survey >= _SURVEY_AT and survey >= person and not _is_receipt(wording):
        return Classed("survey", wording.reasons("survey", "outcome", "solved", "reopen"))
    if machine > 0 and machine >= person:
        reasons = (*_reasons(signs, "replied", "generated"), *wording.reasons("auto_subject", "absent", "auto_says", "received"))
        more = wording.reasons(
            "opened", "order_notice", "account_notice", "solved", "notice", "status", "someone", "promise", "thanks", "no_reply"
        )
        return Classed(
            "autoresponse", (*reasons, *_copied(message), *_fast(seconds), *more, *_reasons(signs, "mass"))[:8] or _default()
        )
    own = (*wording.reasons("first_person", "agent_act", "announced", "asks", "notice"), *_reasons(signs, "person"))
    return Classed("human", own or (Reason(sign="nothing shows that a machine wrote it", quote=message.text[:120]),))


def _default() -> tuple[Reason, ...]:
    return (Reason(sign="nothing shows that anybody read the letter", quote=""),)


def _reasons(signs: tuple[Sign, ...], *kinds: str) -> tuple[Reason, ...]:
    return tuple(sign.reason for kind in kinds for sign in signs if sign.kind == kind)


def _bounce(message: Message, signs: tuple[Sign, ...], wording: Wording) -> tuple[Reason, ...]:
    """The reasons why it is a mail system's report that a letter was not, or not yet, delivered; none if it is not.

    A warning that delivery is delayed counts: the letter has reached nobody so far.
    """
    found = [(3.0, reason) for reason in _reasons(signs, "returned")]
    if found or any(sign.kind == "receipt" for sign in signs):
        return tuple(reason for _, reason in found)
    systemic = list(_systemic(message))
    said = matcher("message_bounce_subject").find(message.subject)
    if said is not None:
        found.append((1.5, Reason(sign="the subject of a bounce", quote=said)))
    body = message.text[:4000]
    told = matcher("message_bounce").find(body) or matcher("message_delayed").find(body)
    if told is not None:
        found.append((1.0, Reason(sign="it says that a mail was not delivered", quote=told)))
    if not systemic or (not found and not any(weight >= 2 for weight, _ in systemic)):
        return ()
    total = sum(weight for weight, _ in (*systemic, *found))
    is_reply = any(sign.kind == "replied" for sign in signs) or "auto_subject" in wording.subject
    if total < _BOUNCE_AT + 2 * is_reply:
        return ()
    return tuple(reason for _, reason in (*systemic, *found))


def _systemic(message: Message) -> Iterator[tuple[float, Reason]]:
    """What only a mail system's report has."""
    if is_daemon(message):
        yield 2.0, Reason(sign="the mail system itself writes", quote=message.sender or message.sender_name)
    status = _STATUS.search(message.text[:6000])
    if status is not None:
        yield 1.5, Reason(sign="a status code of mail delivery", quote=status[0].strip(" -"))
    if ("return-path", "<>") in ((name, value.replace(" ", "")) for name, value in message.headers):
        yield 1.0, Reason(sign="nobody takes its bounces (null return path)", quote="Return-Path: <>")
    addressed = _ADDRESS.search(message.text[:2000])
    if addressed is not None and matcher("message_bounce").find(message.text[:2000]):
        yield 0.75, Reason(sign="it names an address that it did not reach", quote=addressed[0])


def _headers_weight(signs: tuple[Sign, ...]) -> float:
    kinds = {sign.kind for sign in signs}
    return 3.5 * ("replied" in kinds) + min(1.25 * ("generated" in kinds) + 0.5 * ("mass" in kinds), 1.5)


def _machine(message: Message, signs: tuple[Sign, ...], wording: Wording, seconds: float | None) -> float:
    counts, subject = wording.counts, wording.subject
    total = headers = _headers_weight(signs)
    total += 0.75 * (is_no_reply_address(message.sender) or counts["no_reply"] + counts["below_no_reply"] > 0)
    total += _BEGINS * (wording.begins and is_no_reply_address(message.sender))
    total += 4.0 * ("auto_subject" in subject) + 1.5 * bool(subject & {"received", "opened", "thanks"})
    total += 3.0 * (counts["auto_says"] > 0) + 1.5 * (counts["below_auto_says"] > 0)
    total += 3.0 * bool("absent" in wording.lead or (counts["absent"] > 0 and wording.words < 60))
    total += 2.25 * (counts["received"] > 0) + 1.5 * (counts["opened"] > 0) + 0.75 * (counts["thanks"] > 0)
    total += (
        1.5 * (counts["someone"] > 0)
        + 1.25 * (wording.promises > 0)
        + 0.5 * (counts["furniture"] > 0)
        + (0.75 if wording.own else 1.25) * (counts["busy"] > 0)
    )
    total += 1.5 * (counts["solved"] > 0) + 2.0 * (counts["order_notice"] > 0) + 2.0 * ("order_notice" in subject)
    total += 2.5 * bool("account_notice" in subject or (counts["account_notice"] and not wording.own))
    total += 2.0 * bool((counts["notice"] or "notice" in subject) and wording.rest < 5)
    total += 2.5 * bool((counts["status"] or "status" in subject) and not wording.own and not wording.announced)
    total += 2.5 * bool("no_reply" in wording.lead and not wording.own)
    total += 2.5 * bool(_copied(message))
    weak = 0.5 * (counts["furniture"] > 0) + 0.75 * (counts["thanks"] > 0 and wording.rest >= _ANSWERED)
    if total - weak <= headers <= _WEAK_HEADERS and (wording.rest >= 5 or wording.questions) and not _fast(seconds):
        return headers / 2 or _BEGINS * wording.begins  # a ticket system sends what a person wrote with the same headers
    return max(total, _BEGINS * wording.begins) + (2.0 if _fast(seconds) else 0.0)


def _read_receipt(message: Message, signs: tuple[Sign, ...]) -> tuple[Reason, ...]:
    """ "Read: Lamp", a few words and a time: the receipt of a mail program that sends no report."""
    head, colon, _ = message.subject.partition(":")
    few = len(message.text.split()) <= _RECEIPT_WORDS and _DATED.search(message.text) is not None
    if not colon or not few or any(sign.kind in ("mass", "campaign") for sign in signs):
        return ()
    if not matcher("message_read_subject").full(head):
        return ()
    return (Reason(sign="a receipt that it was displayed", quote=message.subject[:200]),)


def _copied(message: Message) -> tuple[Reason, ...]:
    """A field of a form filled in with the address the mail goes to: it gives back what the customer sent."""
    for name, value in message.headers:
        for address in _ADDRESS.findall(value) if name == "to" else ():
            field = re.search(
                rf"^[^\W\d_][\w .-]{{0,24}}:\s*<?{re.escape(address)}>?\s*$", message.text, re.MULTILINE | re.IGNORECASE
            )
            if field is not None:
                return (Reason(sign="it gives back the form that the customer filled in", quote=field[0].strip()),)
    return ()


def _fast(seconds: float | None) -> tuple[Reason, ...]:
    if seconds is None or not 0 <= seconds < _FAST_SECONDS:
        return ()
    return (Reason(sign="it came sooner than anybody could have read the letter", quote=f"{seconds:.0f} seconds"),)


def _person(message: Message, signs: tuple[Sign, ...], wording: Wording) -> float:
    own = wording.own
    total = min(1.75 * own["first_person"], 3.5) + min(1.75 * own["agent_act"], 3.5) + min(1.25 * (own["asks"] > 0), 1.25)
    total += 0.75 * (wording.questions > 0)
    total += next(weight for most, weight in _SAID if wording.rest < most)
    if "absent" in wording.lead and (not own or "auto_subject" in wording.subject):
        total = min(total, 1.5)
    total += 3.0 * (wording.announced > 0 and wording.rest >= 5)
    kinds = {sign.kind for sign in signs}
    noticed = bool(wording.counts["notice"] or "notice" in wording.subject or "ticket" in kinds)
    total += 1.5 * (noticed and wording.rest >= 8) + 1.0 * ("person" in kinds) + 0.75 * bool(staff_of(message))
    return total


def _survey(wording: Wording) -> float:
    counts, subject = wording.counts, wording.subject
    asked = bool(wording.scales or counts["survey"] or counts["outcome"] or subject & {"survey", "outcome"})
    below = counts["below_survey"] + counts["below_outcome"]
    solved = bool(counts["solved"] or "solved" in subject)
    checks = solved and (wording.questions > 0 or wording.asked) and wording.rest < _SHORT and not counts["first_person"]
    closes = checks or (solved and bool(counts["reopen"] or counts["below_reopen"]))
    if not asked and not closes and not below:
        return 0.0
    if not closes and not wording.begins and wording.asked_at > wording.told_at >= 0 and wording.rest >= _BARE_SCALE:
        return 0.5 * (1 + (wording.scales > 0))  # below an answer, which it rates
    total = 2.0 * bool(subject & {"survey", "outcome"}) + min(1.5 * (counts["survey"] > 0) + 0.75 * counts["survey"], 4.0)
    total += (
        (2.5 if wording.rest < (_BARE_SCALE if wording.begins else 5) else 1.5) * (wording.scales > 0)
        + 2.25 * (counts["outcome"] > 0)
        + 1.25 * (counts["solved"] > 0 or "solved" in subject)
    )
    return total + 1.5 * closes + 1.0 * wording.asked + 0.5 * min(below, 2)


def _marketing(message: Message, signs: tuple[Sign, ...], wording: Wording) -> float:
    kinds = [sign.kind for sign in signs]
    total = min(1.0 * kinds.count("mass"), 1.5) + 1.5 * ("campaign" in kinds)
    total += 1.5 * (_DISCOUNT.search(f"{message.subject}\n{message.text}") is not None)
    total += min(1.0 * wording.counts["marketing"], 3.0) + 1.5 * ("marketing" in wording.subject)
    ends = wording.counts["unsubscribe"] + wording.counts["below_unsubscribe"] > 0
    return total + 1.0 * ends + 1.0 * (ends and "mass" in kinds and not message.in_reply_to)


def _is_receipt(wording: Wording) -> bool:
    """It confirms the letter itself: what it asks besides is about something else."""
    counts = wording.counts
    return counts["received"] > 0 and not counts["solved"] and not counts["outcome"] and "survey" not in wording.subject
