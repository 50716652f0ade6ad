"""The ledger of an example's made-up site, as reading would have filled it."""

from __future__ import annotations

from urllib.parse import urljoin

from journeyaudit.model.example_ledger import (
    ExampleCondition,
    ExampleLedger,
    ExampleNote,
    ExamplePromise,
    ExampleStage,
    ExampleStatement,
    ExampleTerms,
    SmallPrint,
)
from journeyaudit.model.fact import SiteFacts
from journeyaudit.model.finding import Evidence
from journeyaudit.model.ledger import (
    DISCLOSURES,
    Disclosure,
    Distance,
    Entry,
    Ledger,
    Narrowing,
    Note,
    Prominence,
    Stage,
    StageName,
    StageVerdict,
    Statement,
    TermsPage,
    Verdict,
)
from journeyaudit.model.promise import Promise

#: Verdicts of a stage, the best first; one that could not be checked says nothing against the promise.
_STAGE_VERDICTS: tuple[StageVerdict, ...] = ("not_checkable", "kept", "narrowed", "vanished", "contradicted")


def ledger_of(told: ExampleLedger, facts: SiteFacts) -> Ledger:
    """What the example tells, on the pages of `facts`."""
    made_up = _MadeUp(facts)
    return Ledger(
        entries=tuple(made_up.entry(number, promise) for number, promise in enumerate(told.promises)),
        terms=tuple(made_up.terms(page) for page in told.terms),
        service=tuple(made_up.statement(statement) for statement in told.service),
    )


class _MadeUp:
    """Turns the words of an example into nouns of the model, with evidence on the site that `facts` were read from."""

    def __init__(self, facts: SiteFacts) -> None:
        self.facts = facts

    def entry(self, number: int, told: ExamplePromise) -> Entry:
        notes = tuple(self._note(told, note) for note in told.notes)
        exclusions = tuple(self._narrowing(told, condition) for condition in told.conditions)
        return Entry(
            id=f"p{number}", quote=told.says, url=self._url(told.at), marker=told.marker, attributes=_attributes(told),
            prominence=Prominence(size=told.size, ladder=told.ladder),
            note=notes[0] if notes else None, other_notes=notes[1:], exclusions=exclusions,
            verdict=_verdict(told), grade=_grade(told), rules=tuple(c.rule for c in told.conditions if c.rule),
            stages=_worst_stages(told.stages), samples=tuple(self._stage(stage) for stage in told.stages),
            evidence=self._at(told.at, told.says),
        )  # fmt: skip

    def terms(self, told: ExampleTerms) -> TermsPage:
        return TermsPage(url=self._url(told.at), kind=told.kind, fault=told.fault)

    def statement(self, told: ExampleStatement) -> Statement:
        return Statement(
            topic=told.topic, quote=told.says, place=told.place, source=told.source, days=told.days, day_kind=told.day_kind,
            price=told.price, threshold=told.threshold, evidence=self._at(told.at, told.says),
        )  # fmt: skip

    def _note(self, promise: ExamplePromise, told: ExampleNote) -> Note:
        return Note(
            marker=promise.marker or "", quote=told.says, how=told.how, prominence=_prominence(told),
            distance=_distance(told), evidence=self._at(promise.at, told.says),
        )  # fmt: skip

    def _narrowing(self, promise: ExamplePromise, told: ExampleCondition) -> Narrowing:
        at = told.at or promise.at
        return Narrowing(
            type=told.type, quote=told.says, url=self._url(at), value=told.value, disclosure=told.disclosure,
            clicks=told.clicks, font_ratio=told.font_ratio, contrast=told.contrast, prominence=_prominence(told),
            distance=_distance(told).model_copy(
                update={"clicks": told.clicks, "label": told.label, "label_is_specific": told.label_is_specific}
            ),
            contradicts=told.contradicts, rule=told.rule, because=told.because, evidence=self._at(at, told.says),
        )  # fmt: skip

    def _stage(self, told: ExampleStage) -> Stage:
        return Stage(
            product=told.product, stage=told.stage, verdict=told.verdict, quote=told.says, reason=told.reason,
            evidence=self._at(told.at, told.says),
        )  # fmt: skip

    def _at(self, path: str, quote: str) -> Evidence:
        url = self._url(path)
        page = next((fact for fact in self.facts.states if fact.url == url), None)
        if page is None:
            return Evidence(url=url, quote=quote)
        return Evidence(url=url, quote=quote, device=page.device, at=page.at, artifact=page.snapshot)

    def _url(self, path: str) -> str:
        return urljoin(self.facts.subject.origins[0], path)


def _attributes(told: ExamplePromise) -> Promise:
    fewest, most = told.days or (None, None)
    return Promise(
        start=0, end=len(told.says), quote=told.says, speed_min_days=fewest, speed_max_days=most, day_kind=told.day_kind,
        speed_of=told.of or ("delivery" if told.days else None), clock_start=told.clock_start, price=told.price,
        threshold=told.threshold, region=told.region, absolute=told.absolute, marker=told.marker,
    )  # fmt: skip


def _prominence(told: SmallPrint) -> Prominence:
    return Prominence(size=told.size, weight=told.weight, contrast=told.contrast, ladder=told.ladder)


def _distance(told: SmallPrint) -> Distance:
    return Distance(screens=told.screens, font_ratio=told.font_ratio, steps=told.steps)


def _verdict(told: ExamplePromise) -> Verdict:
    if any(condition.contradicts for condition in told.conditions) or len(told.notes) > 1:
        return "contradicted"
    if told.marker and not told.notes:
        return "orphan-marker"
    return "qualified" if told.notes or told.conditions else "unconditional"


def _grade(told: ExamplePromise) -> Disclosure:
    verdict = _verdict(told)
    if verdict == "contradicted" or verdict == "orphan-marker":
        return verdict
    grades: list[Disclosure] = ["unconditional", *("footnote" for _ in told.notes), *(one.disclosure for one in told.conditions)]
    return max(grades, key=DISCLOSURES.index)


def _worst_stages(told: tuple[ExampleStage, ...]) -> dict[StageName, StageVerdict]:
    worst: dict[StageName, StageVerdict] = {}
    for one in sorted(told, key=lambda stage: _STAGE_VERDICTS.index(stage.verdict)):
        worst[one.stage] = one.verdict
    return worst
