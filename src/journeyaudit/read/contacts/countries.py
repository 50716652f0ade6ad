"""Which countries' national numbers a page may print."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

import phonenumbers

from journeyaudit.model.snapshot import Snapshot

#: Countries of a language, most likely first, for pages that say no more than their language.
_OF_LANGUAGE = {
    "en": ("US", "GB"), "de": ("DE", "AT", "CH"), "fr": ("FR", "BE", "CH"), "es": ("ES", "MX"), "it": ("IT", "CH"),
    "nl": ("NL", "BE"), "sv": ("SE",), "da": ("DK",), "nb": ("NO",), "no": ("NO",), "fi": ("FI",), "pl": ("PL",),
    "cs": ("CZ",), "pt": ("PT", "BR"), "tr": ("TR",), "el": ("GR",), "hu": ("HU",), "ro": ("RO",), "uk": ("UA",),
    "ru": ("RU",), "ja": ("JP",), "ko": ("KR",), "zh": ("CN",), "lt": ("LT",), "lv": ("LV",), "et": ("EE",), "sk":
    ("SK",), "sl": ("SI",), "hr": ("HR",), "bg": ("BG",), "he": ("IL",), "ar": ("EG", "AE"), "th": ("TH",),
}  # fmt: skip
_OF_DOMAIN = {
    "uk": "GB",
    "eu": "",
    "co": "",
    "io": "",
    "me": "",
    "tv": "",
    "ai": "",
    "cc": "",
    "fm": "",
    "ly": "",
    "to": "",
    "ws": "",
    "la": "",
}
_INTERNATIONAL = re.compile(r"(?<!\d)(?:\+|00 ?)([1-9]\d{0,2})[\s().-]")
_WHATSAPP = re.compile(r"(?:wa\.me/|whatsapp\.com/send/?\?(?:[^#]*&)?phone=)\+?(\d{8,15})\b")
_TRIED = 4


def countries_of(snapshot: Snapshot, country: str | None) -> tuple[str, ...]:
    """ISO codes to read national numbers by, best first: the one given, else what URL, language and other numbers hint at."""
    if country:
        return (country.upper(),)
    tongue, region = _of_language(snapshot.language)
    # What the page writes in full tells its country better than a language that many countries speak.
    hints = [_of_address(snapshot.url), region, *_of_prefixes(snapshot), *_OF_LANGUAGE.get(tongue, ())]
    known = tuple(dict.fromkeys(hint for hint in hints if hint))[:_TRIED]
    return known or ("US", "GB")


@lru_cache(maxsize=256)
def _of_address(url: str) -> str:
    try:
        ending = (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
    code = _OF_DOMAIN.get(ending, ending.upper())
    return code if code in phonenumbers.SUPPORTED_REGIONS else ""


def _of_language(language: str) -> tuple[str, str]:
    """A language tag's tongue and its country, "" if it names none that has telephones."""
    tongue, _, rest = language.replace("_", "-").partition("-")
    region = rest.rpartition("-")[2].upper()
    return tongue.lower(), region if region in phonenumbers.SUPPORTED_REGIONS else ""


def _of_prefixes(snapshot: Snapshot) -> list[str]:
    found: list[str] = []
    for control in snapshot.controls:
        if control.raw_href.startswith("tel:+"):
            found.append(_region_of(control.raw_href[4:]))
        elif account := _WHATSAPP.search(control.raw_href):
            found.append(_region_of(account[1]))
    for block in snapshot.blocks:
        if "+" in block.text:
            found += [_region_of(f"+{digits}") for digits in _INTERNATIONAL.findall(block.text)]
    return found


@lru_cache(maxsize=1024)
def _region_of(number: str) -> str:
    digits = "".join(filter(str.isdigit, number))
    for size in (3, 2, 1):
        region = phonenumbers.region_code_for_country_code(int(digits[:size] or 0))
        if region not in (None, "ZZ", "001"):
            return region
    return ""
