"""Amounts of money as shops write them: "$10.00 NZD", "1.000,50 €", "Rs. 250/-", "CHF 100"."""

from __future__ import annotations

import re
from functools import lru_cache

from babel.numbers import get_territory_currencies
from price_parser.parser import parse_number

from journeyaudit.model.promise import Money

_SYMBOL = r"(?:(?:us|au|ca|nz|hk|sg|a|c|s|r)?\$|€|£|¥|₹|zł|₱|฿|₩|₺|₽|₪)"
_CODE = (
    r"(?:usd|eur|euros?|gbp|aud|cad|nzd|inr|chf|fr\.|sfr\.?|pkr|zar|sgd|hkd|myr|jpy|cny|rmb|dkk|sek|nok|pln|aed|brl|mxn|php|thb"
    r"|lkr|bdt|ngn|kes|try|kr\.?|rs\.?|rm|pounds?|dollars?|rupees?)"
)
_FIGURE = r"(?:\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d))"
#: Money in lower-case text: sign before ("$10.00 nzd"), the rand's letter ("r500"), sign behind ("50,- €", "20 euro").
MONEY = (
    rf"(?:{_SYMBOL}|\b{_CODE})\s?{_FIGURE}(?:\s?{_CODE}\b)?|\br(?=\d{{2}}){_FIGURE}\b"
    rf"|{_FIGURE}(?:,-+)?\s?(?:{_SYMBOL}|{_CODE}(?![^\W\d_]))"
)
#: A longer figure is an article number or a slip.
_MOST = 10**9
_AMOUNT = re.compile(r"\d[\d .,'’]*")
_WORDS = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "pound": "GBP", "pounds": "GBP", "₹": "INR", "¥": "JPY", "rmb": "CNY",
    "us$": "USD", "au$": "AUD", "a$": "AUD", "ca$": "CAD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "sg$": "SGD", "s$": "SGD",
    "r$": "BRL", "rm": "MYR", "fr": "CHF", "sfr": "CHF", "zł": "PLN", "₱": "PHP", "฿": "THB", "₩": "KRW", "₺": "TRY", "₽": "RUB",
    "₪": "ILS", "r": "ZAR",
}  # fmt: skip
#: What a sign that several countries share means where nothing else tells.
_SHARED = {"$": "USD", "dollar": "USD", "dollars": "USD", "rs": "INR", "rupee": "INR", "rupees": "INR", "kr": "SEK"}
_SHARERS = {
    "$": "USD AUD CAD NZD SGD HKD MXN COP ARS CLP TWD JMD TTD", "rs": "INR PKR LKR NPR MUR", "kr": "SEK NOK DKK ISK",
}  # fmt: skip


@lru_cache(maxsize=4096)
def money_of(text: str, country: str | None = None) -> Money | None:
    """The amount and its ISO 4217 currency; a sign that countries share ("$", "Rs") is read as that of `country`."""
    found = _AMOUNT.search(text)
    amount = parse_number(found.group().strip(" .,'’").replace("’", "").replace("'", "")) if found else None
    if found is None or amount is None or amount > _MOST:
        return None
    after, before = text[found.end() :].strip(" .,-"), text[: found.start()].strip(" .,-")
    return Money(amount=float(amount), currency=_currency(after, country) if after else _currency(before, country))


def _currency(sign: str, country: str | None) -> str:
    if sign in _WORDS:
        return _WORDS[sign]
    if sign not in _SHARED:
        return sign.upper() if len(sign) == 3 else ""
    sharers = _SHARERS.get(sign[:1] if sign[:1] in "$d" else sign[:2], _SHARERS["$"])
    own = currency_of(country) if country else ""
    return own if own in sharers.split() else _SHARED[sign]


@lru_cache(maxsize=512)
def currency_of(country: str) -> str:
    """The ISO 4217 currency of a country (ISO 3166 alpha-2, or UK); "" if it has none."""
    return next(iter(get_territory_currencies("GB" if country == "UK" else country)), "")
