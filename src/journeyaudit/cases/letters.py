"""Letters from a scenario's templates. Pure: the same scenario, facts and token give the same letter.

A template sees facts as text only. Nothing that a company wrote is ever a template, so nothing of it is executed.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, cast
from zlib import crc32

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton
from babel.numbers import format_currency
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from journeyaudit.errors import DefinitionError
from journeyaudit.model.scenario import Letter, Scenario

Purpose = Literal["enquiry", "closing"]

#: What a letter may name beside the scenario's facts.
GIVEN = frozenset({"first_name", "last_name", "token", "company"})
#: What a template may call: one of several wordings, chosen by the token, so that no two letters of a scenario are alike.
VARY = "vary"

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONEY = re.compile(r"(\d+(?:\.\d+)?) ([A-Z]{3})")
_BLANK_LINES = re.compile(r"\n{3,}")


class Text(NamedTuple):
    """A letter as it is sent. `language` is the key of the scenario's letters that it was written from."""

    subject: str
    body: str
    language: str


class Flaw(NamedTuple):
    """What is wrong in a template, on which of its lines (from 1), and at which word."""

    message: str
    line: int
    word: str = ""


def write(scenario: Scenario, locale: str, token: str, company: str, purpose: Purpose = "enquiry") -> Text:
    """The letter in the subject's language, signed by the scenario's persona.

    DefinitionError JA160 if the scenario has none in that language, JA161 naming every fact that the letter needs and has not.
    """
    language, letter = chosen(scenario, locale, purpose)
    values = {
        **scenario.facts,
        "first_name": scenario.persona.first_name,
        "last_name": scenario.persona.last_name,
        "token": token,
        "company": company,
    }
    lacking = sorted(name for name in asked_for(letter) if not values.get(name, "").strip())
    if lacking:
        names = ", ".join(lacking)
        raise DefinitionError(
            f"the letter needs {'a fact' if len(lacking) == 1 else 'facts'} that nothing gives: {names}",
            where=f"scenario {scenario.id}, letter {language}",
            remedy=f"give it under `enquiries: facts:` in the subject file, e.g. `{lacking[0]}: …`",
            code="JA161",
        )
    made = environment(locale, token)
    try:
        subject, body = (made.from_string(text).render(values) for text in (letter.subject, letter.body))
    except (TemplateError, ArithmeticError, TypeError, ValueError) as error:
        where = f"scenario {scenario.id}, letter {language}"
        raise DefinitionError(f"the letter cannot be written: {error}", where=where, code="JA161") from error
    return Text(" ".join(subject.split()), _BLANK_LINES.sub("\n\n", body).strip() + "\n", language)


def chosen(scenario: Scenario, locale: str, purpose: Purpose = "enquiry") -> tuple[str, Letter]:
    """The letter for a locale: the one for just it, else for its language. DefinitionError JA160 if there is none."""
    letters = scenario.letters if purpose == "enquiry" else scenario.closings
    for key in (locale, locale.partition("-")[0]):
        if key in letters:
            return key, letters[key]
    raise DefinitionError(
        f"there is no {'letter' if purpose == 'enquiry' else 'closing letter'} for the locale {locale}",
        where=f"scenario {scenario.id}",
        remedy=f"write one, or set the subject's `locale` to one of {', '.join(sorted(letters))}",
        code="JA160",
    )


def asked_for(letter: Letter) -> frozenset[str]:
    """The names that a letter's subject and body need values for."""
    made = environment("en", "")
    found = [find_undeclared_variables(made.parse(text)) for text in (letter.subject, letter.body)]
    return frozenset(set[str]().union(*found) - {VARY})


def flaws(text: str, known: frozenset[str]) -> tuple[Flaw, ...]:
    """What is wrong with one template whose letters may name `known`: its grammar, or names that nothing gives a value."""
    made = environment("en", "")
    try:
        tree = made.parse(text)
    except TemplateError as error:
        return (Flaw(f"the letter is not a valid template: {error.message}", getattr(error, "lineno", 1)),)
    filters = [one for one in tree.find_all(nodes.Filter) if one.name not in made.filters]
    if filters:
        return tuple(Flaw(f'there is no filter "{one.name}" for letters: only day and money', one.lineno) for one in filters)
    unknown = find_undeclared_variables(tree) - known - {VARY}
    found = (name for name in tree.find_all(nodes.Name) if name.name in unknown)
    return tuple(
        Flaw(f'the letter names "{name.name}", which is no fact of the scenario', name.lineno, name.name) for name in found
    )


def environment(locale: str, token: str) -> ImmutableSandboxedEnvironment:
    """The sandbox that letters are written in: filters `day` (2026-11-03 as a customer writes it) and `money` (48.90 GBP)."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)
    spoken = _locale(locale)
    rooms = cast("Any", made)  # what a letter may not use is taken away, not only added to
    rooms.filters = {"day": lambda text: _day(str(text), spoken), "money": lambda text: _money(str(text), spoken)}  # pyright: ignore[reportUnknownLambdaType,reportUnknownArgumentType]
    rooms.globals = {VARY: lambda *wordings: _one_of(wordings, token)}  # pyright: ignore[reportUnknownLambdaType,reportUnknownArgumentType]
    return made


def _one_of(wordings: tuple[str, ...], token: str) -> str:
    return wordings[crc32(f"{token} {wordings[0]}".encode()) % len(wordings)]


def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _day(text: str, locale: Locale) -> str:
    """ "2026-11-03" → "3 November"; what is no such date stays as it was written."""
    if not _ISO_DAY.fullmatch(text):
        return text
    try:
        return str(format_skeleton("MMMMd", date.fromisoformat(text), locale=locale))
    except ValueError:
        return text


def _money(text: str, locale: Locale) -> str:
    """ "48.90 GBP" → "£48.90"; what is no such amount stays as it was written."""
    amount = _MONEY.fullmatch(text)
    return str(format_currency(Decimal(amount[1]), amount[2], locale=locale)) if amount else text
