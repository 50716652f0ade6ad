"""Places that a condition names: countries (CLDR, in every language of the lexicon) as ISO codes, areas as they are written."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from babel import Locale

from journeyaudit.read.lexicon import Matcher, fold, languages, matcher

#: Spellings that CLDR does not list, and the codes that promises give (model.promise.Promise.region).
_CODES = {
    "uk": "GB", "u.k.": "GB", "great britain": "GB", "britain": "GB", "usa": "US", "u.s.": "US", "u.s": "US", "america": "US",
    "holland": "NL", "eu": "EU", "48 contiguous": "US-48", "contiguous": "US-48", "continental us": "US-48", "lower 48": "US-48",
    "contiguous united states": "US-48", "continental united states": "US-48", "uk mainland": "GB-mainland", "worldwide": "001",
    "mainland uk": "GB-mainland", "bundesrepublik": "DE", "deutschlands": "DE", "deutschlandweit": "DE", "bundesweit": "DE",
}  # fmt: skip
_NO_CODES = frozenset({"UN", "ZZ", "EZ", "XA", "XB", "QO"})
_POSTCODES = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?(?:\s?[-–]\s?(?:[A-Z]{1,2})?\d{1,2})?\b")
#: Two capitals are a country only where they stand as such.
_SHORT = re.compile(r"\b(?:US|UK|EU|NZ|AK|HI|PR|NI)\b")


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in languages():
        for code, name in cast("dict[str, str]", Locale(language).territories).items():
            if len(code) == 2 and code not in _NO_CODES and len(name) > 3:
                found.setdefault(fold(name), code)
    return found | {name: code for name, code in _CODES.items() if len(name) > 2}


@cache
def _named() -> Matcher:
    return Matcher("countries", tuple(_countries()))


def places(clause: str) -> list[str]:
    """Codes of countries, else areas and postcodes as written, each once, the longest name only, in the order of the clause."""
    spans = [(start, end, _countries().get(fold(clause[start:end]), clause[start:end])) for start, end in _named().spans(clause)]
    spans += [(*found.span(), _short(found.group())) for found in _SHORT.finditer(clause)]
    spans += [(*found.span(), found.group()) for found in _POSTCODES.finditer(clause)]
    for topic in ("terms_remote", "terms_states"):
        spans += [(start, end, clause[start:end]) for start, end in matcher(topic).spans(clause)]
    kept: dict[str, None] = {}
    reached = 0
    for start, end, name in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            kept[name], reached = None, end
    return list(kept)


def _short(letters: str) -> str:
    return {"UK": "GB", "NI": "GB-NIR"}.get(letters, letters)
