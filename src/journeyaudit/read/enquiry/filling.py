"""What goes into which field of a contact form. Nothing is made up but what a persona may say of itself; a field that a
customer need not fill in and that we have nothing for stays empty. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from rapidfuzz import fuzz

from journeyaudit.model.blank import Blank, Choice
from journeyaudit.model.subject import Shopper
from journeyaudit.read.buying.address import value_for
from journeyaudit.read.enquiry.dates import Part, choice_of, part_of, written
from journeyaudit.read.enquiry.fields import asked_by, is_puzzle, is_trap, must_be_given, question_of
from journeyaudit.read.lexicon import fold, matcher

#: type: a value is written. choose: an option of a list, by its value. tick, untick: a box or radio button. attach: a file.
Deed = Literal["type", "choose", "tick", "untick", "attach"]
_ABOUT = ("refund", "delivery", "order", "fault", "return", "product", "complaint", "service", "other")
#: An option that is none: “Please choose”.
_NO_OPTION = re.compile(r"^[\s\-–—.…*]*$|^(--+|—+).*|.*(--+|—+)$")
_ALIKE = 88
_ADDRESS = ("phone", "street", "street_more", "city", "county", "postcode", "country")


@dataclass(frozen=True)
class Enquirer:
    """What a form may be told: the letter, whose it is, and the facts that it states (ISO dates). `phone` and address are the
    shopper's own or nothing.
    """

    first_name: str
    last_name: str
    email: str
    subject: str
    message: str
    facts: dict[str, str] = field(default_factory=dict[str, str])
    topics: tuple[str, ...] = ()
    shopper: Shopper | None = None
    country: str | None = None
    today: date = date(2026, 1, 1)


@dataclass(frozen=True)
class Entry:
    """One field with what is done to it. `asked` is its question, `shown` what a reader is told; `is_letter`: it takes the letter
    itself.
    """

    key: str
    deed: Deed
    value: str
    asked: str
    shown: str
    is_letter: bool = False


@dataclass(frozen=True)
class Filling:
    """How a form is filled in. `lacking` says why it cannot be: "" if it can. `left` are fields left empty on purpose."""

    entries: tuple[Entry, ...] = ()
    lacking: str = ""
    left: tuple[str, ...] = ()


def filling(fields: Sequence[Blank], enquirer: Enquirer) -> Filling:
    """What to do with the fields of one form."""
    met = [one for one in fields if not is_trap(one)]
    puzzle = next((one for one in met if is_puzzle(one)), None)
    if puzzle is not None:
        return Filling(lacking=f"the form asks to prove that one is human (“{question_of(puzzle)[:80]}”), which is never solved")
    if any(one.type == "password" and one.visible for one in met):
        return Filling(lacking="the form asks for a password")
    entries: list[Entry] = []
    lacking: list[str] = []
    for one in _in_groups(met):
        entry = _entry(one, enquirer, met)
        if entry is not None:
            entries.append(entry)
        elif must_be_given(one[0]) and (not _is_given(one) or _is_advertising(one[0])):
            lacking.append(question_of(one[0])[:80])
    entries = _message_once(entries)
    left = tuple(question_of(one)[:60] for one in fields if is_trap(one) and one.type not in ("hidden",))
    told = f"the form demands what we cannot give: {'; '.join(f'“{name}”' for name in lacking)}" if lacking else ""
    return Filling(tuple(entries), told, left)


def _in_groups(fields: Sequence[Blank]) -> Iterable[list[Blank]]:
    """Each field alone, radio buttons of one question together, in order."""
    groups: dict[str, list[Blank]] = {}
    for one in fields:
        groups.setdefault(f"radio {one.form} {one.name}" if one.type == "radio" and one.name else one.key, []).append(one)
    return groups.values()


def _is_given(group: list[Blank]) -> bool:
    return any(one.checked if one.type in ("radio", "checkbox") else bool(one.value) for one in group)


def _is_advertising(one: Blank) -> bool:
    return one.type == "checkbox" and asked_by(one) == "newsletter"


def _message_once(entries: list[Entry]) -> list[Entry]:
    """A form with several fields for text gets the letter in the first one."""
    found = False
    kept: list[Entry] = []
    for entry in entries:
        if entry.is_letter and found:
            continue
        found = found or entry.is_letter
        kept.append(entry)
    return kept


def _entry(group: list[Blank], enquirer: Enquirer, fields: Sequence[Blank]) -> Entry | None:
    one = group[0]
    if one.type == "radio":
        return _radio(group, enquirer)
    if one.type == "checkbox":
        return _box(one)
    if one.type == "select":
        return _select(one, enquirer)
    if one.type == "file":
        return Entry(one.key, "attach", one.accept, question_of(one), "a small picture") if must_be_given(one) else None
    if one.disabled:
        return None
    asked = asked_by(one)
    value = _told(one, asked, enquirer, fields)
    if not value or one.value == value:
        return None
    if one.longest and len(value) > one.longest and asked != "subject":
        return None  # half a letter is none
    value = value[: one.longest] if one.longest else value
    shown = "the letter" if asked == "message" else value
    return Entry(one.key, "type", value, question_of(one), shown, asked == "message")


def _told(one: Blank, asked: str | None, enquirer: Enquirer, fields: Sequence[Blank]) -> str:
    if asked in _ADDRESS:  # more than is demanded is not given away
        return (value_for(one, enquirer.shopper, "", enquirer.country) or "") if must_be_given(one) else ""
    told = {
        "email": enquirer.email,
        "email_again": enquirer.email,
        "subject": enquirer.subject,
        "message": enquirer.message,
        "first_name": enquirer.first_name,
        "last_name": enquirer.last_name,
        "full_name": f"{enquirer.first_name} {enquirer.last_name}",
        "order_number": enquirer.facts.get("order_number", ""),
        "order_date": enquirer.facts.get("order_date", ""),
        "item": enquirer.facts.get("item", ""),
        "date": enquirer.facts.get("order_date", "") or (enquirer.today.isoformat() if must_be_given(one) else ""),
    }.get(asked or "", "")
    if asked == "full_name" and any(asked_by(other) == "last_name" for other in fields):
        return enquirer.first_name  # “Name” beside “Surname”
    if asked in ("order_date", "date") and told and one.type != "date":
        return (
            f"{told}T12:00" if one.type == "datetime-local" else written(told, f"{one.placeholder} {one.label}", enquirer.country)
        )
    if asked == "order_number" and one.type == "number" and not told.isdigit():
        return re.sub(r"\D", "", told)
    return told


def _box(one: Blank) -> Entry | None:
    asked = asked_by(one)
    if asked == "newsletter":
        return Entry(one.key, "untick", "off", question_of(one), "no") if one.checked and not must_be_given(one) else None
    if one.checked:
        return None
    if asked == "consent" or must_be_given(one):
        return Entry(one.key, "tick", "on", question_of(one), "yes")
    return None


def _radio(group: list[Blank], enquirer: Enquirer) -> Entry | None:
    given = next((one for one in group if one.checked), None)
    if given is not None and not (asked_by(group[0]) == "newsletter" and matcher("enquiry_yes").full(given.label)):
        return None
    choices = [Choice(one.label, one.key, one.disabled) for one in group]
    chosen = _chosen(group[0], choices, enquirer)
    return Entry(chosen.value, "tick", "on", question_of(group[0]), chosen.text) if chosen else None


def _select(one: Blank, enquirer: Enquirer) -> Entry | None:
    if part := part_of(one):
        return _date_part(one, part, enquirer)
    if asked_by(one) in _ADDRESS:
        value = value_for(one, enquirer.shopper, "", enquirer.country)
        return Entry(one.key, "choose", value, question_of(one), value) if value and value != one.value else None
    real = [c for c in one.choices if c.value and not c.disabled and not _NO_OPTION.match(c.text)]
    empty_first = bool(one.choices) and (not one.choices[0].value or bool(_NO_OPTION.match(one.choices[0].text)))
    is_chosen = bool(one.value) and any(c.value == one.value for c in real) and (empty_first or asked_by(one) != "topic")
    if is_chosen or one.disabled:
        return None
    chosen = _chosen(one, real if empty_first or real else [], enquirer)
    if chosen is None or chosen.value == one.value:
        return None
    return Entry(one.key, "choose", chosen.value, question_of(one), chosen.text)


def _date_part(one: Blank, part: Part, enquirer: Enquirer) -> Entry | None:
    told = enquirer.facts.get("order_date", "") or (enquirer.today.isoformat() if must_be_given(one) else "")
    chosen = choice_of(one, part, told)
    return Entry(one.key, "choose", chosen.value, question_of(one), chosen.text) if chosen else None


def _chosen(one: Blank, choices: Sequence[Choice], enquirer: Enquirer) -> Choice | None:
    """The option that answers truthfully; where a question must be answered and none fits, a neutral one."""
    asked = asked_by(one)
    if asked == "salutation":
        given = fold(enquirer.facts.get("salutation", ""))
        named = next((c for c in choices if given and given in fold(c.text)), None)
        neutral = next((c for c in choices if matcher("enquiry_neutral").find(c.text)), None)
        return named or neutral or (choices[0] if choices and must_be_given(one) else None)
    if asked == "contact_by":
        return next((c for c in choices if matcher("field_email").find(c.text)), None)
    if asked == "existing":
        wanted = matcher("enquiry_yes" if enquirer.facts.get("order_number") else "enquiry_no")
        return next((c for c in choices if wanted.find(c.text)), None)
    if asked in ("consent", "newsletter"):
        agreed = matcher("enquiry_yes" if asked == "consent" else "enquiry_no")
        return next((c for c in choices if agreed.full(c.text)), None)
    if asked == "item":
        return _alike(choices, enquirer.facts.get("item", ""))
    best = best_topic(choices, enquirer.topics)
    if best is not None and (asked == "topic" or must_be_given(one)):
        return best
    other = next((c for c in choices if matcher("enquiry_about_other").find(c.text)), None)
    if asked == "topic":
        return other or (choices[0] if choices and must_be_given(one) else None)
    private = next((c for c in choices if matcher("enquiry_private").full(c.text)), None)
    return (private or other) if must_be_given(one) else None


def best_topic(choices: Sequence[Choice], topics: Sequence[str]) -> Choice | None:
    """The option that is nearest to what the letter is about: `topics` are words for that in English, best first."""
    for topic in topics:
        same = [c for c in choices if fuzz.WRatio(fold(c.text), fold(topic)) >= _ALIKE and len(c.text) >= 4]
        if same:
            return max(same, key=lambda c: fuzz.ratio(fold(c.text), fold(topic)))
        for about in _ABOUT:
            said = matcher(f"enquiry_about_{about}")
            if said.full(topic) and (fitting := [c for c in choices if said.find(c.text)]):
                return min(fitting, key=lambda c: len(c.text))
    return None


def _alike(choices: Sequence[Choice], words: str) -> Choice | None:
    scored = [(fuzz.token_set_ratio(fold(c.text), fold(words)), c) for c in choices if words]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= _ALIKE else None
