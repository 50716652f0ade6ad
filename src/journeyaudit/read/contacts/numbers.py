"""One written telephone number to E.164 and its kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import phonenumbers
from phonenumbers import PhoneNumberType

_KINDS = {
    PhoneNumberType.TOLL_FREE: "freephone",
    PhoneNumberType.PREMIUM_RATE: "premium",
    PhoneNumberType.SHARED_COST: "shared-cost",
    PhoneNumberType.MOBILE: "mobile",
    PhoneNumberType.FIXED_LINE: "landline",
    PhoneNumberType.FIXED_LINE_OR_MOBILE: "landline",
    PhoneNumberType.VOIP: "voip",
    PhoneNumberType.UAN: "corporate",
    PhoneNumberType.PERSONAL_NUMBER: "personal",
}
#: UK revenue-share ranges which libphonenumber files under other types (rules.md C8).
_UK_PREMIUM = re.compile(r"\+44(?:9|87|84)")
_TRUNK_IN_BRACKETS = re.compile(r"(?<=\d)[\s)]*\(0\)")
_EXTENSION = re.compile(r"(?:ext(?:ension|n)?|x|durchwahl|dw|poste|int)\.?:?\s*\d{1,6}\s*$", re.I)
_LETTERS = {
    letter: str(digit)
    for digit, group in enumerate(("ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"), start=2)
    for letter in group
}
_COUNTING = "01234567890123456789"
_FEWEST, _MOST = 7, 15


class Number(NamedTuple):
    """`value` in E.164; `valid`: the numbering plan has the number in use; `kind`: freephone, mobile, premium, placeholder…"""

    value: str
    valid: bool
    kind: str


@lru_cache(maxsize=16384)
def number_of(written: str, countries: tuple[str, ...]) -> Number | None:
    """The number that was written, read by the first country whose plan has it; None where no plan could have it.

    Numbers that a plan reserves (such as Ofcom's for drama) are not valid but still possible: the caller decides by context.
    """
    text = _plain(written)
    digits = sum(char.isdigit() for char in text)
    if not _FEWEST <= digits <= _MOST + 3:
        return None
    if is_placeholder(text):
        return Number("+" + re.sub(r"\D", "", text), False, "placeholder")
    possible: Number | None = None
    for country in countries:
        number = _read(text, country)
        if number is not None and number.valid:
            return number
        possible = possible or number
    return possible


@lru_cache(maxsize=4096)
def national(value: str) -> str:
    """An E.164 number as its own country writes it."""
    return phonenumbers.format_number(phonenumbers.parse(value), phonenumbers.PhoneNumberFormat.NATIONAL)


def _read(text: str, country: str) -> Number | None:
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_valid_number(parsed):
        value = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        kind = "premium" if _UK_PREMIUM.match(value) else _KINDS.get(phonenumbers.number_type(parsed), "")
        return Number(value, True, kind)
    if text.startswith("+"):
        repaired = _without_stray_zero(text, country)
        return repaired or (
            Number("+" + re.sub(r"\D", "", text), False, "") if _FEWEST < len(re.sub(r"\D", "", text)) <= _MOST else None
        )
    if not phonenumbers.is_possible_number(parsed) or (parsed.country_code == 1 and text.lstrip(" (")[:1] == "0"):
        return None
    return Number(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164), False, "")


def _without_stray_zero(text: str, country: str) -> Number | None:
    """ "+44 0113 …" and "+66 098 …" keep the trunk zero that the country code replaces."""
    for size in (1, 2, 3):
        code = re.match(rf"\+(\d{{{size}}})\D*0", text)
        if code is None or phonenumbers.region_code_for_country_code(int(code[1])) == "ZZ":
            continue
        try:
            parsed = phonenumbers.parse(f"+{code[1]}{text[code.end() :]}", country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return Number(
                phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164),
                True,
                _KINDS.get(phonenumbers.number_type(parsed), ""),
            )
    return None


def _plain(written: str) -> str:
    """Digits and marks that the numbering plan reads: vanity letters as digits, extension and "(0)" dropped, 00 as +."""
    text = _EXTENSION.sub("", written).strip()
    text = _TRUNK_IN_BRACKETS.sub(" ", text) if "+" in text or text.startswith("00") else text
    text = "".join(_LETTERS.get(char.upper(), char) if char.isalpha() else char for char in text)
    if text.startswith("00") and not text.startswith("000"):
        text = "+" + text[2:]
    if text.startswith("(+"):
        text = text[1:]
    if text.startswith("+00"):
        text = "+" + text[3:]
    return text


def is_placeholder(written: str) -> bool:
    """Nobody's number: one digit repeated, digits counted up or down, or the 555-5555 of templates."""
    digits = re.sub(r"\D", "", written)
    if len(digits) < _FEWEST:
        return False
    tail = digits[-8:]
    if len(set(tail)) == 1 or digits.endswith("5555555") or len(set(digits)) == 1:
        return True
    bare = digits.lstrip("1") if digits.startswith("11") else digits
    return (
        any(bare[-size:] in _COUNTING for size in (9,))
        or bare[-9:] in _COUNTING[::-1]
        or digits in ("1234567", "12345678", "0123456789")
    )
