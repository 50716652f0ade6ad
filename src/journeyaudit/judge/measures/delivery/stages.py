"""What becomes of a promise on the way to an order, and what is told only there (rules.md D1, D8)."""

from __future__ import annotations

from collections.abc import Iterator

from journeyaudit.judge.measures.delivery.grounds import promises
from journeyaudit.judge.measures.delivery.showing import Offence, at_condition, at_stage, counted_offences, graded, quoted
from journeyaudit.judge.measures.measurement import Measure, MeasuredCell, Measurement
from journeyaudit.judge.measures.offer import NoArguments
from journeyaudit.model.check import Check
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.ledger import Entry, Stage, StageName, StageVerdict

_VALUE: dict[StageVerdict, float] = {"kept": 0.0, "narrowed": 1.0, "vanished": 2.0, "contradicted": 3.0}
_WORDS: dict[StageVerdict, str] = {
    "kept": "was kept",
    "narrowed": "was narrowed",
    "vanished": "was no longer offered",
    "contradicted": "was contradicted",
}
_WHERE: dict[StageName, str] = {"product": "on the product page", "basket": "in the basket", "checkout": "at the checkout"}


def kept_to_checkout(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """For each promise followed to the delivery options: 0 kept at every stage, 1 narrowed, 2 vanished, 3 contradicted. A
    promise that was lost from sight before the checkout counts only if something else was offered on the way."""
    followed = _followed(facts)
    if isinstance(followed, Measurement):
        return followed
    cells = tuple(cell for entry in followed for cell in _way_cell(entry))
    return Measurement("measured", cells) if cells else _not_checkable(followed)


def _followed(facts: SiteFacts) -> tuple[Entry, ...] | Measurement:
    found = promises(facts, "promise")
    if isinstance(found, Measurement):
        return found
    followed = tuple(entry for entry in found if entry.samples)
    untested = "No promise was followed to the checkout: no sample product was put into a basket in this run."
    return followed or Measurement("untested", reason=untested)


def _settled(entry: Entry) -> list[Stage]:
    """Stages that say something of the promise. One that is silent on it neither keeps nor breaks it."""
    return [stage for stage in entry.samples if stage.verdict in _VALUE and (stage.quote or stage.verdict != "vanished")]


def _way_cell(entry: Entry) -> Iterator[MeasuredCell]:
    settled = _settled(entry)
    worst = max(settled, key=lambda stage: _VALUE[stage.verdict], default=None)
    if worst is None:
        return
    if worst.verdict == "kept":
        if any(stage.stage == "checkout" for stage in settled):
            last = next(stage for stage in settled if stage.stage == "checkout")
            yield graded(entry, 0.0, f"{quoted(entry.quote)} was kept at every stage up to the delivery options.", at_stage(last))
        return
    where = f"for {worst.product} {_WHERE[worst.stage]}" + (f", for delivery to {worst.region}" if worst.region else "")
    because = f": {worst.reason.rstrip('.')}." if worst.reason else "."
    met = f" There it says {quoted(worst.quote)}." if worst.quote else ""
    reason = f"{quoted(entry.quote)} {_WORDS[worst.verdict]} {where}{because}{met}"
    yield graded(entry, _VALUE[worst.verdict], reason, at_stage(worst))


def _not_checkable(followed: tuple[Entry, ...]) -> Measurement:
    stages = [stage for entry in followed for stage in entry.samples]
    stuck: Stage | None = next((stage for stage in stages if stage.verdict == "not_checkable"), None)
    if stuck is None and any(stage.stage == "checkout" for stage in stages):
        return Measurement("cant_tell", reason="The delivery options at the checkout say nothing of the promise.")
    if stuck is None:
        return Measurement("untested", reason="The delivery options at the checkout were not reached.")
    why = stuck.reason.rstrip(".") or "the reason is not known"
    return Measurement("cant_tell", reason=f"The promise could not be checked {_WHERE[stuck.stage]} for {stuck.product}: {why}.")


def late_restrictions(facts: SiteFacts, _check: Check, _arguments: NoArguments) -> Measurement:
    """How many promises have a restriction that is first told in the basket or at the checkout."""
    found = promises(facts, "promise")
    if isinstance(found, Measurement):
        return found
    offences = [offence for entry in found for offence in _late(entry)]
    if offences:
        return counted_offences(offences, found, "", facts)
    followed = _followed(facts)
    if isinstance(followed, Measurement):
        return followed
    if not any(stage.stage == "checkout" for entry in followed for stage in _settled(entry)):
        return _not_checkable(followed)
    return counted_offences(
        [], followed, "No restriction came up in the basket or at the checkout that was not told before.", facts
    )


def _late(entry: Entry) -> Iterator[Offence]:
    late = [one for one in entry.exclusions if one.disclosure == "checkout"]
    if late:
        told = f"The restriction {quoted(late[0].quote)} on {quoted(entry.quote)} is first told at the checkout."
        yield Offence(entry, told, tuple(at_condition(one) for one in late))


KEPT_TO_CHECKOUT = Measure(
    "kept-to-checkout", NoArguments, kept_to_checkout, "What becomes of a delivery promise from product page to delivery options."
)
LATE_RESTRICTIONS = Measure(
    "late-restrictions", NoArguments, late_restrictions,
    "How many delivery promises have a restriction that is first told in the basket or at the checkout.", unit="promises",
)  # fmt: skip
