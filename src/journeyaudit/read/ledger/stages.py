"""What became of a promise at each stage of buying a sample product: kept, narrowed, contradicted, vanished, not checkable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from journeyaudit.model.finding import Evidence
from journeyaudit.model.journal import Followed
from journeyaudit.model.ledger import DISCLOSURES, STAGES, Distance, Entry, Narrowing, Stage, StageName, StageVerdict
from journeyaudit.model.promise import Exclusion, ExclusionType, Promise
from journeyaudit.model.snapshot import Snapshot, TextBlock
from journeyaudit.read.ledger.conflict import is_of_faster, narrows
from journeyaudit.read.ledger.page import Reader
from journeyaudit.read.ledger.prominence import body_size, of_block
from journeyaudit.read.lexicon import matcher

_FRAME = frozenset({"header", "nav", "footer"})
_WORST: dict[StageVerdict, int] = {"contradicted": 0, "vanished": 1, "narrowed": 2, "kept": 3, "not_checkable": 4}


class Met(NamedTuple):
    """One line of a stage that promises something; `own`: it stands in the page's own part, not in header or footer."""

    promise: Promise
    text: str
    own: bool


def with_stages(entry: Entry, followed: Sequence[tuple[Followed, Snapshot | None]], reader: Reader) -> Entry:
    """The entry with its stages, if it is a promise of the whole shop or of a product that was followed."""
    samples = tuple(
        _stage(entry.attributes, record, snapshot, reader) for record, snapshot in followed if _concerns(entry, record)
    )
    if not samples:
        return entry
    worst: dict[StageName, StageVerdict] = {}
    for stage in STAGES:
        found: list[StageVerdict] = [s.verdict for s in samples if s.stage == stage]
        if found:
            worst[stage] = min(found, key=_WORST.__getitem__)
    late = _first_told_at_checkout(entry, followed, reader)
    changes: dict[str, object] = {"samples": samples, "stages": worst, "exclusions": (*entry.exclusions, *late)}
    if late and entry.verdict in ("unconditional", "qualified"):
        changes |= {"verdict": "qualified", "grade": max((entry.grade, "checkout"), key=DISCLOSURES.index)}
    return entry.model_copy(update=changes)


def _first_told_at_checkout(
    entry: Entry, followed: Sequence[tuple[Followed, Snapshot | None]], reader: Reader
) -> tuple[Narrowing, ...]:
    """Restrictions of a kind that no page before the checkout tells of (rules.md D8), each kind once."""
    told = {one.type for one in entry.exclusions}
    late: dict[ExclusionType, Narrowing] = {}
    for record, snapshot in followed:
        if record.stage != "checkout" or snapshot is None or not _concerns(entry, record):
            continue
        for exclusion, block in _left_out(entry.attributes, snapshot, reader):
            if exclusion.type not in told and exclusion.type not in late:
                late[exclusion.type] = _late(exclusion, block, record, snapshot)
    return tuple(late.values())


def _late(exclusion: Exclusion, block: TextBlock, record: Followed, snapshot: Snapshot) -> Narrowing:
    standing = of_block(block, snapshot, body_size(snapshot))
    return Narrowing(
        type=exclusion.type,
        quote=exclusion.quote,
        url=record.url,
        value=exclusion.value,
        disclosure="checkout",
        contrast=standing.contrast,
        distance=Distance(clicks=None),
        prominence=standing,
        evidence=Evidence(
            url=record.url,
            quote=exclusion.quote,
            device=record.device,
            at=record.at,
            artifact=record.snapshot or "",
            picture=record.picture,
            box=block.box,
        ),
    )


def _concerns(entry: Entry, record: Followed) -> bool:
    return entry.pages > 1 or entry.url in (record.product, record.url)


def _stage(promise: Promise, record: Followed, snapshot: Snapshot | None, reader: Reader) -> Stage:
    if snapshot is None:
        why = record.fault.detail if record.fault else "the stage was not reached"
        return Stage(product=record.product, stage=record.stage, verdict="not_checkable", reason=why, region=record.region)
    met = list(_met(snapshot, reader))
    verdict, quote, reason = _verdict(promise, met, snapshot, record.stage, reader)
    evidence = Evidence(
        url=record.url,
        quote=quote,
        device=record.device,
        at=record.at,
        artifact=record.snapshot or "",
        picture=record.picture,
    )
    return Stage(
        product=record.product,
        stage=record.stage,
        verdict=verdict,
        quote=quote,
        reason=reason,
        region=record.region,
        evidence=evidence,
    )


def _met(snapshot: Snapshot, reader: Reader) -> Iterator[Met]:
    language = snapshot.language.partition("-")[0].lower() or None
    for block in snapshot.blocks:
        if block.visible and len(block.text) < 1200:
            for promise in reader.promises(block.text, language):
                yield Met(promise, block.text, block.region not in _FRAME)
    for text in (o for form in snapshot.forms for field in form.fields if field.visible for o in field.options):
        yield from (Met(promise, text, True) for promise in reader.promises(text, language))


def _verdict(
    promise: Promise, met: Sequence[Met], snapshot: Snapshot, stage: StageName, reader: Reader
) -> tuple[StageVerdict, str, str]:
    own = [m for m in met if m.own]
    kept = next((m for m in (own if stage == "checkout" else met) if _keeps(promise, m.promise)), None)
    left_out = next((exclusion.quote for exclusion, _ in _left_out(promise, snapshot, reader)), "")
    if left_out:
        return ("narrowed" if kept else "contradicted"), left_out, "this stage leaves something out of the promise"
    if kept and (kept.own or not any(_breaks(promise, m.promise) for m in own)):
        return "kept", kept.promise.quote, "the promise is repeated or met here"
    broken = next((m for m in own if _breaks(promise, m.promise)), None)
    if _is_conditional(promise) and (broken is None or not _is_slower(promise, broken.promise)):
        why = "the promise asks for something, a spend or a membership, that the sample's order need not have"
        return "not_checkable", broken.text[:300] if broken else "", why
    if broken and stage != "checkout":
        return "contradicted", broken.text[:300], "this stage offers less than the promise says"
    if broken:
        return "vanished", broken.text[:300], "the options offered here do not include the promised one"
    return "vanished", "", "nothing is said of the promise at this stage"


def _keeps(claim: Promise, met: Promise) -> bool:
    """The line offers at least what is claimed."""
    fast = claim.speed_max_days is None or (met.speed_max_days is not None and met.speed_max_days <= claim.speed_max_days)
    cheap = claim.price is None or met.price == claim.price or (met.price == "free")
    return fast and cheap


def _breaks(claim: Promise, met: Promise) -> bool:
    """The line states the same thing and offers less."""
    dear = claim.price == "free" and met.price not in (None, "free") and met.threshold is None
    return _is_slower(claim, met) or (dear and not is_of_faster(claim, met.quote))


def _is_slower(claim: Promise, met: Promise) -> bool:
    return claim.speed_max_days is not None and met.speed_max_days is not None and met.speed_max_days > claim.speed_max_days


def _is_conditional(claim: Promise) -> bool:
    """Only some orders have what is promised: a spend, or who orders, decides it."""
    return claim.threshold is not None or claim.eligibility is not None


def _left_out(promise: Promise, snapshot: Snapshot, reader: Reader) -> Iterator[tuple[Exclusion, TextBlock]]:
    """Lines of the stage's own part that exclude something from this promise in so many words."""
    language = snapshot.language.partition("-")[0].lower() or None
    words = matcher("excluding_words")
    for block in snapshot.blocks:
        if block.visible and block.region not in _FRAME and len(block.text) < 1200 and words.find(block.text):
            for exclusion in reader.exclusions(block.text, language):
                if narrows(promise, exclusion):
                    yield exclusion, block
