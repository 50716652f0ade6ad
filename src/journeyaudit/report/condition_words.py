"""What a condition takes from a promise, in plain words with the shop as their subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from journeyaudit.model.ledger import Narrowing
from journeyaudit.model.promise import Money
from journeyaudit.read.lexicon import matcher
from journeyaudit.report.text import neutral
from journeyaudit.report.wording import figure, listing

_SIGN: dict[str, str] = {"GBP": "£", "EUR": "€", "USD": "$"}
_LONGEST_GOODS = 60
_MOST_PLACES = 3
_BREAK = re.compile(r"[,;:.(\n\t]")
_ALWAYS: dict[str, str] = {
    "weekdays": "does not hold on every day of the week",
    "clock_start": "counts from later than the order",
    "stock": "depends on stock",
    "third_party": "leaves out goods that others send",
    "membership": "is for members only",
    "payment": "depends on the payment",
    "estimate_only": "calls its times estimates",
    "liability": "takes no liability",
    "peak_season": "makes an exception for busy times or delays",
    "address_type": "has other terms for some kinds of address",
    "service_level": "holds for one kind of service",
    "promo_limited": "is an offer that ends",
}


def taken(one: Narrowing) -> str:
    """`leaves out “print jobs” and more`, `asks for an order of £40`."""
    return _ALWAYS.get(one.type) or _WORDS[one.type](one)


def money(amount: Money) -> str:
    """`£4.95`, `£40`, `CHF 12`, `12`."""
    number = f"{amount.amount:,.0f}" if amount.amount == int(amount.amount) else f"{amount.amount:,.2f}"
    return f"{_SIGN[amount.currency]}{number}" if amount.currency in _SIGN else f"{amount.currency} {number}".strip()


def goods(quote: str) -> str:
    """The goods that a condition names, in its own words: what follows the words of leaving out, else what stands before them."""
    told = _left_out(quote)
    if told is None:
        return "some goods"
    words, more = told
    cut = words if len(words) <= _LONGEST_GOODS else words[:_LONGEST_GOODS].rpartition(" ")[0] + "…"
    return f"“{neutral(cut)}”{' and more' if more else ''}"


def _left_out(quote: str) -> tuple[str, bool] | None:
    """The words, and whether the sentence goes on to name more."""
    span = next(matcher("excluding_words").spans(quote), None)
    if span is None:
        return None
    after, *rest = _BREAK.split(quote[span[1] :].strip(" :"), maxsplit=1)
    words = _trimmed(after.split(), first=True)
    if words:
        return words, any(re.search(r"\w", part) for part in rest)
    before = _trimmed(_BREAK.split(quote[: span[0]].strip())[-1].split(), first=False)
    return (before, False) if before else None


def _trimmed(words: list[str], *, first: bool) -> str:
    """Without the short words ("to", "for the", "are") that tie it to the rest of its sentence."""
    end = 0 if first else -1
    kept = list(words)
    while kept and len(kept[end]) <= 3:
        kept.pop(end)
    return " ".join(kept)


def _value(one: Narrowing, key: str) -> object:
    return (one.value or {}).get(key)


def _places(one: Narrowing) -> str:
    for key, verb in (("excluded", "leaves out {}"), ("only", "holds in {} only")):
        if _value(one, key):
            return verb.format(_names(_value(one, key)))
    whom = _names(_value(one, "names")) or "some places"
    if _amount(one):
        return f"charges {_amount(one)} for {whom}"
    if _days(one):
        return f"takes {_days(one)} to {whom}"
    return f"has other terms for {whom}"


def _names(value: object) -> str:
    named = cast("list[object]", value) if isinstance(value, list) else [value] if value else []
    shown = [neutral(str(name), 40) for name in named]
    return listing(shown if len(shown) <= _MOST_PLACES else [*shown[: _MOST_PLACES - 1], f"{len(shown) - _MOST_PLACES + 1} more"])


def _days(one: Narrowing) -> str:
    """`3 days`, `3 to 8 days`; "" where no days are told."""
    value = _value(one, "days")
    told = cast("list[object]", value) if isinstance(value, list) else [value]
    numbers = [figure(number) for number in told if isinstance(number, int | float)]
    return f"{' to '.join(numbers)} {'day' if numbers == ['1'] else 'days'}" if numbers else ""


def _amount(one: Narrowing) -> str:
    amount = _value(one, "amount")
    return money(Money(amount=amount, currency=str(_value(one, "currency") or ""))) if isinstance(amount, int | float) else ""


def _size(one: Narrowing) -> str:
    for key, words in (("over_kg", "has other terms over {} kg"), ("max_kg", "holds up to {} kg only")):
        limit = _value(one, key)
        if isinstance(limit, int | float):
            return words.format(figure(limit))
    return "has other terms for large or heavy orders"


def _cutoff(one: Narrowing) -> str:
    time = _value(one, "time")
    return f"holds for orders before {neutral(str(time), 10)}" if time else "sets a latest hour"


_WORDS: dict[str, Callable[[Narrowing], str]] = {
    "product_category": lambda one: f"leaves out {goods(one.quote)}",
    "region": _places,
    "min_spend": lambda one: f"asks for an order of {_amount(one) or 'some minimum'}",
    "surcharge": lambda one: f"charges {_amount(one) or 'more'} in some cases",
    "cutoff_time": _cutoff,
    "downgrade": lambda one: f"takes up to {_days(one)}" if _days(one) else "is slower than that",
    "order_size": _size,
}
