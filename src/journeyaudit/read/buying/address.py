"""What goes into which field of a checkout, from the shopper's own details. Nothing is made up: a field that asks for something
else stays as it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast

from babel import Locale

from journeyaudit.model.blank import Blank, Choice
from journeyaudit.model.subject import Shopper
from journeyaudit.read.lexicon import fold, languages, matcher

Meaning = Literal[
    "email", "phone", "postcode", "city", "street", "street_more", "first_name", "last_name", "full_name", "country", "county"
]
_COMPLETES: dict[str, Meaning] = {
    "email": "email",
    "tel": "phone",
    "tel-national": "phone",
    "postal-code": "postcode",
    "address-level2": "city",
    "address-level1": "county",
    "street-address": "street",
    "address-line1": "street",
    "address-line2": "street_more",
    "given-name": "first_name",
    "family-name": "last_name",
    "name": "full_name",
    "country": "country",
    "country-name": "country",
}
#: In the order in which words decide: "E-mail address" is no street, "Address line 2" no first line, "First name" no full name.
_ORDER: tuple[Meaning, ...] = (
    "email", "postcode", "phone", "street_more", "first_name", "last_name", "country", "county", "city", "street", "full_name"
)  # fmt: skip
#: What shops call a country beside its name.
_COMMON_NAMES = {
    "GB": ("UK", "GBR", "Great Britain", "United Kingdom (UK)"),
    "US": ("USA", "United States of America", "United States (US)"),
}
_TYPED = frozenset({"text", "email", "tel", "search", "number", "textarea", "select", "url"})
_NAMES: dict[str, Meaning] = {
    "line1": "street",
    "line2": "street_more",
    "line4": "city",
    "zip": "postcode",
    "address1": "street",
    "address2": "street_more",
}
_WORDS = re.compile(r"[^a-z0-9]+|(?<=[a-z])(?=\d)")


def meaning_of(field: Blank) -> Meaning | None:
    """What the field asks for; None if it is none of an address's parts."""
    if field.type not in _TYPED:
        return None
    for token in reversed(field.autocomplete.lower().split()):
        if token in _COMPLETES:
            return _COMPLETES[token]
    if field.type == "email":
        return "email"
    if field.type == "tel":
        return "phone"
    if matcher("form_search").find(f"{field.label} {field.placeholder}") or matcher("form_newsletter").find(field.label):
        return None
    last = _NAMES.get(re.split(r"[^A-Za-z0-9]+", field.name.strip("]")).pop().lower()) if field.name else None
    said = (field.label, field.placeholder, " ".join(_WORDS.split(_uncamel(field.name))))
    for full in (True, False):
        for text in filter(None, said):
            for meaning in _ORDER:
                words = matcher(f"field_{meaning}")
                if words.full(text.rstrip(" *:")) if full else len(text.split()) <= 6 and words.find(text):
                    return meaning
    return last


def value_for(field: Blank, shopper: Shopper | None, postcode: str, country: str | None) -> str | None:
    """What to put there: a text, or for a list the value of the option to choose; None to leave the field as it is."""
    meaning = meaning_of(field)
    if meaning is None or field.disabled or not field.visible:
        return None
    value = _told(meaning, shopper, postcode, country)
    if not value:
        return None
    if field.type != "select":
        return value
    choice = _choice(field.choices, value) if meaning != "country" else _country(field.choices, value)
    return choice.value if choice else None


def is_typed(field: Blank) -> bool:
    """Is it filled in by hand or from a list, and not with a password?"""
    return field.type in _TYPED


def missing(field: Blank, shopper: Shopper | None, postcode: str, country: str | None) -> bool:
    """Must the field be filled in, and we have nothing to put there?"""
    wanted = field.required and field.visible and not field.disabled and not field.value
    return wanted and field.type in _TYPED and value_for(field, shopper, postcode, country) is None


def _told(meaning: Meaning, shopper: Shopper | None, postcode: str, country: str | None) -> str:
    if meaning == "postcode":
        return postcode or (shopper.postcode if shopper else "")
    if meaning == "country":
        return (shopper.country if shopper and shopper.country else country) or ""
    if shopper is None:
        return ""
    told = {
        "email": shopper.email,
        "phone": shopper.phone,
        "city": shopper.city,
        "county": shopper.county,
        "street": shopper.street,
        "street_more": shopper.line2,
        "first_name": shopper.first_name,
        "last_name": shopper.last_name,
        "full_name": f"{shopper.first_name} {shopper.last_name}",
    }
    return told[meaning]


def _choice(choices: tuple[Choice, ...], value: str) -> Choice | None:
    wanted = fold(value)
    return next((c for c in choices if not c.disabled and wanted in (fold(c.text), fold(c.value))), None)


def _country(choices: tuple[Choice, ...], code: str) -> Choice | None:
    names = _country_names(code)
    return next((c for c in choices if not c.disabled and names & {fold(c.text), fold(c.value)}), None)


@cache
def _country_names(code: str) -> frozenset[str]:
    """A country's code and its names in the languages of the lexicon (CLDR), folded."""
    territories = (cast("dict[str, str]", Locale(language).territories) for language in languages())
    named = {names[code] for names in territories if code in names}
    return frozenset(fold(name) for name in (code, *_COMMON_NAMES.get(code, ()), *named) if name)


def _uncamel(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
