"""Which conditions are limits that a buyer must know, and where they are told (rules.md D3, D6, D11)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, cast

from pydantic import Field

from journeyaudit.judge.measures.delivery.grounds import Claim, promises, terms_unread
from journeyaudit.judge.measures.delivery.showing import Offence, at_condition, counted_offences, graded, quoted
from journeyaudit.judge.measures.grounds import counted, limits
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.ledger import Entry, Narrowing
from journeyaudit.model.promise import ExclusionType, Money
from journeyaudit.model.strict import Strict

#: Not parts of the United Kingdom, so that leaving them out narrows no promise to deliver there (rules.md D4).
_CROWN_DEPENDENCIES = frozenset({"je", "gg", "im", "jersey", "guernsey", "isle of man", "channel islands", "crown dependencies"})
#: What an asterisk must not carry where something is called free (rules.md D11): what the price depends on.
_BESIDE_THE_CLAIM = frozenset({"unconditional", "in-claim", "adjacent"})


class LimitArguments(Strict):
    """`types` of condition that count as limits a buyer must know."""

    types: Annotated[tuple[ExclusionType, ...], Field(min_length=1)]


def limits_in_footnotes(facts: SiteFacts, _check: Check, arguments: LimitArguments) -> Measurement:
    """How many promises have a limit that is told in a footnote."""
    found = _limited(facts, "promise", arguments)
    if isinstance(found, Measurement):
        return found
    offences = [
        Offence(entry, _in_a_footnote(entry, low[0]), tuple(at_condition(limit) for limit in low))
        for entry, known in found
        if (
            low := [limit for limit in _nearest(known) if limit.prominence.ladder == "footnote" or limit.disclosure == "footnote"]
        )
    ]
    return counted_offences(
        offences, [entry for entry, _ in found], "No limit that a buyer must know stands in a footnote.", facts
    )


def _in_a_footnote(entry: Entry, limit: Narrowing) -> str:
    return f"{quoted(entry.quote)} is limited by {_NAMED[limit.type]} told in a footnote: {quoted(limit.quote)}."


def conditions_of_free(facts: SiteFacts, _check: Check, arguments: LimitArguments) -> Measurement:
    """How many promises of free delivery have a condition that does not stand beside them."""
    found = _limited(facts, "free", arguments)
    if isinstance(found, Measurement):
        return found
    offences = [
        Offence(entry, _told_elsewhere(entry, far[0]), tuple(at_condition(limit) for limit in far))
        for entry, known in found
        if (far := [limit for limit in _nearest(known) if not _is_beside(limit)])
    ]
    clean = "Every condition of free delivery that was read stands beside the words that call it free."
    return counted_offences(offences, [entry for entry, _ in found], clean, facts)


def _is_beside(limit: Narrowing) -> bool:
    """Where a condition undoes the promise its grade says that alone, so its place is told by the distance."""
    if limit.disclosure == "contradicted":
        return limit.clicks == 0 and limit.distance.steps == 0
    return limit.disclosure in _BESIDE_THE_CLAIM


def _told_elsewhere(entry: Entry, limit: Narrowing) -> str:
    return f"{quoted(entry.quote)} depends on {_NAMED[limit.type]} that is not told beside it: {quoted(limit.quote)}."


def limit_clicks(facts: SiteFacts, _check: Check, arguments: LimitArguments) -> Measurement:
    """For each promise: the clicks from it to the farthest limit; None if no way of links leads there."""
    found = _limited(facts, "promise", arguments)
    if isinstance(found, Measurement):
        return found
    return Measurement("measured", tuple(_far_cell(entry, _nearest(known)) for entry, known in found))


def _far_cell(entry: Entry, known: tuple[Narrowing, ...]) -> MeasuredCell:
    farthest = max(known, key=lambda limit: float("inf") if limit.clicks is None else limit.clicks)
    clicks = farthest.clicks
    way = (
        "no way of links leads to it" if clicks is None else f"{counted(clicks, 'click')} away" if clicks else "on the same page"
    )
    limit = f"{quoted(entry.quote)} is limited by {quoted(farthest.quote)}, {way}."
    reason = f"{quoted(entry.quote)} names its limit itself." if farthest.disclosure == "in-claim" else limit
    return graded(entry, None if clicks is None else float(clicks), reason, (at_condition(farthest),))


def _limited(
    facts: SiteFacts, claim: Claim, arguments: LimitArguments
) -> tuple[tuple[Entry, tuple[Narrowing, ...]], ...] | Measurement:
    """Promises with the limits on them; where none has any: cant_tell if terms were not read, else inapplicable."""
    found = promises(facts, claim)
    if isinstance(found, Measurement):
        return found
    limited = tuple((entry, known) for entry in found if (known := tuple(_known(facts, entry, arguments))))
    if limited:
        return limited
    none = f"No condition of the kind that this rule is about was found on such a promise.{limits(facts)}"
    return terms_unread(facts) or Measurement("inapplicable", reason=none)


def _known(facts: SiteFacts, entry: Entry, arguments: LimitArguments) -> Iterator[Narrowing]:
    told = (one for one in entry.exclusions if one.type in arguments.types)
    return (one for one in told if not _limits_nobody(one, facts.subject.country) and not _other_side(one, entry))


def _other_side(limit: Narrowing, entry: Entry) -> bool:
    """The promise itself, told from its other side: its own fee, the fee below its own minimum spend, or, for a promise of a fee,
    the spend from which there is none. How long a region waits takes nothing from a promise of a price alone."""
    promise, value = entry.attributes, limit.value or {}
    if limit.type == "region":
        return promise.speed_max_days is None and "days" in value and not {"amount", "excluded"} & set(value)
    if limit.type == "min_spend":
        return isinstance(promise.price, Money) and promise.threshold is None
    if limit.type != "surcharge":
        return False
    if isinstance(promise.price, Money) and value.get("amount") == promise.price.amount:
        return True
    return promise.threshold is not None and not any(
        one.type in ("region", "product_category", "order_size") and one.quote == limit.quote for one in entry.exclusions
    )


def _limits_nobody(limit: Narrowing, country: str | None) -> bool:
    """A region that a customer at home is not touched by: the whole of the home country, or what is no part of it."""
    if limit.type != "region" or not limit.value:
        return False
    home = {"gb", "uk", "united kingdom"} if country == "GB" else {(country or "").casefold()}
    left_out, only = limit.value.get("excluded"), limit.value.get("only")
    if left_out:
        return country == "GB" and _places(left_out) <= _CROWN_DEPENDENCIES
    return _places(only) <= home if only else "amount" not in limit.value


def _places(value: object) -> set[str]:
    names = cast("Sequence[object]", value) if isinstance(value, list | tuple) else [value]
    return {str(name).casefold() for name in names}


def _nearest(known: tuple[Narrowing, ...]) -> tuple[Narrowing, ...]:
    """The same limit told twice counts where a buyer meets it first: in the order of the ledger, the best telling of each."""
    first: dict[str, Narrowing] = {}
    for limit in known:
        name = f"{limit.type} {json.dumps(limit.value, sort_keys=True, default=str) if limit.value else limit.quote}"
        if name not in first or _effort(limit) < _effort(first[name]):
            first[name] = limit
    return tuple(first.values())


def _effort(limit: Narrowing) -> tuple[float, int]:
    return float("inf") if limit.clicks is None else limit.clicks, limit.distance.steps


#: Each kind of condition as a sentence names it.
_NAMED: dict[ExclusionType, str] = {
    "region": "a region", "min_spend": "a minimum spend", "cutoff_time": "a time of day", "weekdays": "a day of the week",
    "clock_start": "a later start of the clock", "product_category": "a kind of goods", "stock": "the state of stock",
    "third_party": "another seller or carrier", "order_size": "the size of the order", "membership": "a membership",
    "payment": "the way of paying", "estimate_only": "an estimate", "liability": "a refusal of liability",
    "peak_season": "the season", "address_type": "the kind of address", "surcharge": "a charge",
    "service_level": "a level of service", "promo_limited": "a limited offer", "downgrade": "a slower service",
}  # fmt: skip

LIMITS_IN_FOOTNOTES = Measure(
    "limits-in-footnotes", LimitArguments, limits_in_footnotes, "How many delivery promises have a limit in a footnote.",
    unit="promises",
)  # fmt: skip
CONDITIONS_OF_FREE = Measure(
    "conditions-of-free", LimitArguments, conditions_of_free,
    "How many promises of free delivery have a condition that does not stand beside them.", unit="promises",
)  # fmt: skip
LIMIT_CLICKS = Measure(
    "limit-clicks", LimitArguments, limit_clicks, "Clicks from a delivery promise to the farthest limit on it.", unit="clicks"
)
