"""Which law reaches which subject."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import phonenumbers

#: Members of the European Union since 2020-02-01. Greece is GR, as in ISO 3166.
EU = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
        "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip

#: Parts of a country with rules of their own. A subject names only its country, so a rule of a part reaches every subject of that
#: country: it may sell there, and a check must say in its `why` whom the rule binds.
PARTS = frozenset({"US-CA"})


@cache
def known_jurisdictions() -> frozenset[str]:
    """Every word that a check may give as jurisdiction: `any`, `EU`, parts of countries and ISO 3166 alpha-2 codes."""
    return frozenset({"any", "EU"}) | PARTS | frozenset(phonenumbers.SUPPORTED_REGIONS)


def applies(jurisdictions: Iterable[str], country: str | None) -> bool:
    """Whether a check with these jurisdictions applies to a subject in `country`; one of unknown country meets `any` only."""
    places = set(jurisdictions)
    if "any" in places:
        return True
    if country is None:
        return False
    whole = {place.partition("-")[0] for place in places}
    return country in whole or ("EU" in places and country in EU)
