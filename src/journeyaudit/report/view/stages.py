"""What became of a promise on the way to an order, as a card shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeyaudit.model.finding import Evidence
from journeyaudit.model.ledger import STAGES, Entry, Stage, StageName, StageVerdict
from journeyaudit.report.promise_words import STAGE, STAGE_VERDICT
from journeyaudit.report.text import neutral, safe_href, within_site
from journeyaudit.report.view.findings import Exhibit, exhibit
from journeyaudit.report.wording import sentence

#: Worst first; what could not be checked says nothing against the shop.
_WORST: tuple[StageVerdict, ...] = ("contradicted", "vanished", "narrowed", "kept", "not_checkable")


@dataclass(frozen=True)
class Frame:
    """One stage by the sample for which it went worst. `elsewhere` names the case that shows the same picture already."""

    stage: str
    verdict: str
    word: str
    quote: str
    reason: str
    product: str
    picture: str | None
    alt: str
    elsewhere: str


@dataclass(frozen=True)
class Sample:
    """One product followed for one place: a word for each stage."""

    product: str
    href: str | None
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Proof:
    """What was met at one stage of one product."""

    title: str
    exhibit: Exhibit


@dataclass(frozen=True)
class Followed:
    """The way of one promise to the checkout. `summary` is the worst verdict of each stage in one line."""

    stages: tuple[str, ...]
    frames: tuple[Frame, ...]
    samples: tuple[Sample, ...]
    proofs: tuple[Proof, ...]
    summary: str


def followed(entry: Entry, number: int, origins: Sequence[str], shown: dict[str, int]) -> Followed | None:
    """The stages of an entry, None if no product was followed for it. `shown` maps pictures to the number of the case that shows
    them, and takes up those of this one.
    """
    if not entry.samples:
        return None
    met: tuple[StageName, ...] = tuple(stage for stage in STAGES if any(one.stage == stage for one in entry.samples))
    worst = [min((one for one in entry.samples if one.stage == stage), key=_gravity) for stage in met]
    return Followed(
        tuple(STAGE[stage] for stage in met),
        tuple(_frame(one, number, origins, shown) for one in worst),
        _samples(entry, met, origins),
        tuple(_proof(one, one.evidence, origins) for one in entry.samples if one.evidence),
        ", ".join(f"{STAGE[one.stage].lower()}: {STAGE_VERDICT[one.verdict].lower()}" for one in worst),
    )


def _gravity(one: Stage) -> int:
    return _WORST.index(one.verdict)


def _frame(one: Stage, number: int, origins: Sequence[str], shown: dict[str, int]) -> Frame:
    picture = one.evidence.picture if one.evidence else None
    first = shown.setdefault(picture, number) if picture else number
    product = _product(one, origins)
    return Frame(
        STAGE[one.stage],
        one.verdict,
        STAGE_VERDICT[one.verdict],
        neutral(one.quote, 240),
        sentence(neutral(one.reason, 200)),
        product,
        picture if first == number else None,
        f"Picture of the {STAGE[one.stage].lower()} for {product}",
        f"Picture: see case {first}." if first != number else "",
    )


def _samples(entry: Entry, met: Sequence[StageName], origins: Sequence[str]) -> tuple[Sample, ...]:
    groups: dict[tuple[str, str], dict[str, Stage]] = {}
    for one in entry.samples:
        groups.setdefault((one.product, one.region), {})[one.stage] = one
    return tuple(
        Sample(
            _product(next(iter(stages.values())), origins),
            safe_href(product),
            tuple(_word(stages.get(stage)) for stage in met),
        )
        for (product, _), stages in groups.items()
    )


def _word(one: Stage | None) -> tuple[str, str]:
    return (one.verdict, STAGE_VERDICT[one.verdict]) if one else ("not_checkable", "–")


def _product(one: Stage, origins: Sequence[str]) -> str:
    return within_site(one.product, origins) + (f", to {neutral(one.region, 40)}" if one.region else "")


def _proof(one: Stage, evidence: Evidence, origins: Sequence[str]) -> Proof:
    title = f"{STAGE[one.stage]}, {_product(one, origins)}: {STAGE_VERDICT[one.verdict].lower()}"
    return Proof(title, exhibit(evidence))
