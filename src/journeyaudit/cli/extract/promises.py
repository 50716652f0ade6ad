"""`journeyaudit extract promises`: what a text promises on delivery."""

from __future__ import annotations

from journeyaudit.cli.extract.plain import PlainReader, command_of
from journeyaudit.model.promise import Money, Promise
from journeyaudit.read.promises import promises


def _cells(promise: Promise) -> tuple[str, ...]:
    price = _money(promise.price) if isinstance(promise.price, Money) else promise.price or ""
    hedge = promise.hedge or ("a condition" if promise.hedged else "")
    spend = _money(promise.threshold) if promise.threshold else ""
    return _speed(promise), price, spend, promise.cutoff or "", promise.region or "", promise.marker or "", hedge, promise.quote


def _speed(promise: Promise) -> str:
    least, most = promise.speed_min_days, promise.speed_max_days
    if least is None and most is None:
        return ""
    days = f"{least:g}" if least == most else f"{'' if least is None else f'{least:g}'}–{'' if most is None else f'{most:g}'}"
    return " ".join(word for word in (days, promise.day_kind or "", "days to", promise.speed_of or "") if word)


def _money(money: Money) -> str:
    return f"{money.amount:g} {money.currency}".strip()


extract_promises = command_of(
    PlainReader(
        name="promises",
        field="promises",
        sought="promise on delivery",
        read=promises,
        headings=("speed", "price", "from", "cut-off", "region", "marker", "softened by", "quote"),
        cells=_cells,
    )
)
