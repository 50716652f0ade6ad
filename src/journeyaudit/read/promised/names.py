"""The names of weekdays and months, as CLDR has them, in every language of the lexicon."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale

from journeyaudit.read.lexicon import fold, languages

#: Beside CLDR's.
_SATURDAYS = {"sonnabend": 5}
#: Shorter ones are other words too ("mar", "mag", "do").
_LEAST_LETTERS = 3


@cache
def weekday_names() -> dict[str, int]:
    """Folded names of weekdays in every language → 0 (Monday) to 6."""
    found: dict[str, int] = {}
    for language in languages():
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).days["format"][width].items():
                bare = fold(name).strip(".")
                found.setdefault(bare, number)
                found.setdefault(bare.removesuffix("-feira"), number)
    return found | _SATURDAYS


@cache
def month_names() -> dict[str, int]:
    """Folded names of months in every language → 1 to 12; the short ones too."""
    found: dict[str, int] = {}
    for language in languages():
        for width in ("wide", "abbreviated"):
            for number, name in Locale(language).months["format"][width].items():
                found.setdefault(fold(unicodedata.normalize("NFC", name)).strip("."), number)
    return {name: number for name, number in found.items() if len(name) >= _LEAST_LETTERS}
