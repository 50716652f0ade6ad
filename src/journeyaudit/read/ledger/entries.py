"""From claims and terms to the ledger's entries: the same words once, with all that narrows them, judged and graded."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from journeyaudit.model.ledger import (
    DISCLOSURES,
    LADDER,
    VERDICTS,
    Disclosure,
    Distance,
    Entry,
    Narrowing,
    Prominence,
    Verdict,
)
from journeyaudit.model.promise import Exclusion, ExclusionType, Promise
from journeyaudit.read.ledger.claims import Claim
from journeyaudit.read.ledger.conflict import Ruling, is_next_day, names_service, narrows, ruling, slower
from journeyaudit.read.ledger.notes import is_sign
from journeyaudit.read.ledger.page import Reader, Told
from journeyaudit.read.ledger.prominence import ratio
from journeyaudit.read.ledger.scope import governs
from journeyaudit.read.ledger.terms import Terms

#: Exclusions shown for one promise; the worst come first.
_MOST = 40
#: What leaves customers out or costs them money, then what costs them time, then what is vague (the order is our own, after D3).
_WEIGHTIEST: tuple[ExclusionType, ...] = (
    "product_category",
    "region",
    "address_type",
    "membership",
    "min_spend",
    "surcharge",
    "downgrade",
    "clock_start",
    "order_size",
    "third_party",
    "promo_limited",
    "weekdays",
    "cutoff_time",
    "stock",
    "payment",
    "peak_season",
    "service_level",
    "estimate_only",
    "liability",
)
#: A note a little smaller than its claim is read as easily.
_AS_LARGE = 0.95
Source = Literal["inside", "beside", "note", "page", "terms"]
#: From a claim's state to a terms page's: what is between them.
Way = Callable[[Claim, Terms], Distance]


def entries(claims: Iterable[Claim], terms: Sequence[Terms], way: Way, reader: Reader) -> tuple[Entry, ...]:
    """The ledger, worst verdict first, then the more prominent."""
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[_same(claim.promise.quote)].append(claim)
    made = [_entry(key, group, terms, way, reader) for key, group in grouped.items()]
    return tuple(sorted(made, key=_rank))


def _same(quote: str) -> str:
    return re.sub(r"[^\w*†‡§¶£$€%]+", " ", quote).strip().casefold()


def _rank(entry: Entry) -> tuple[int, int, int, str]:
    return VERDICTS.index(entry.verdict), -DISCLOSURES.index(entry.grade), LADDER.index(entry.prominence.ladder), entry.id


def _standing(claim: Claim) -> tuple[bool, bool, int, bool, float, str]:
    seen = claim.prominence
    return (
        seen.source != "text",
        claim.device != "desktop",
        LADDER.index(seen.ladder),
        claim.kind != "home",
        -seen.size,
        claim.url,
    )


def _entry(key: str, group: Sequence[Claim], terms: Sequence[Terms], way: Way, reader: Reader) -> Entry:
    """The entry of one claim, described where it stands most prominently, with or without a note as most of its pages are."""
    orphans = [claim for claim in group if is_sign(claim.promise.marker) and not claim.notes]
    best = min(orphans if 2 * len(orphans) > len(group) else [c for c in group if c not in orphans] or group, key=_standing)
    promise = best.promise
    narrowings = sorted(_distinct(_narrowings(best, terms, way, reader)), key=_gravity)[:_MOST]
    signed = is_sign(promise.marker)
    verdict = _verdict(narrowings, orphan=signed and not best.notes, noted=bool(best.notes))
    pages, without = len({claim.url for claim in group}), len({claim.url for claim in orphans})
    where = f" on {without} of {pages} pages" if pages > 1 else ""
    reasons, rules = _reasons(best, narrowings, verdict, where)
    return Entry(
        id=hashlib.sha256(key.encode()).hexdigest()[:12],
        quote=promise.quote,
        url=best.url,
        marker=promise.marker,
        attributes=promise,
        prominence=best.prominence,
        device=best.device,
        pages=pages,
        note=best.notes[0] if best.notes else None,
        other_notes=best.notes[1:],
        exclusions=tuple(narrowings),
        verdict=verdict,
        grade=_grade(narrowings, verdict),
        reasons=reasons,
        rules=rules,
        evidence=best.evidence,
    )


def _narrowings(claim: Claim, terms: Sequence[Terms], way: Way, reader: Reader) -> Iterator[Narrowing]:
    promise = claim.promise
    yield from (n for e in claim.inside if (n := _inside(claim, e)) is not None)
    yield from (_narrowing(claim, told, "beside", told.distance) for told in claim.beside if narrows(promise, told.exclusion))
    for note in claim.notes:
        conditions = reader.exclusions(note.quote, None)
        for exclusion in conditions:
            if narrows(promise, exclusion):
                told = Told(exclusion, note.quote, note.prominence, note.distance, note.evidence)
                yield _narrowing(claim, told, "note", note.distance)
        found = slower(promise, reader.promises(note.quote, None), conditions)
        if found:
            downgrade = _downgrade(found[0])
            told = Told(downgrade, note.quote, note.prominence, note.distance, note.evidence)
            yield _narrowing(claim, told, "note", note.distance, found[1])
    for page in terms:
        if page.page.url != claim.url and not governs(page.waived, promise.quote):
            continue
        yield from _of_terms(claim, page, way(claim, page))


def _of_terms(claim: Claim, page: Terms, away: Distance) -> Iterator[Narrowing]:
    promise = claim.promise
    for told in page.told:
        if narrows(promise, told.exclusion):
            yield _narrowing(claim, told, "page" if page.page.url == claim.url else "terms", away)
    if is_next_day(promise):
        same = [d for d in page.details if names_service(promise, d)]
        found = slower(promise, same, [t.exclusion for t in page.told])
        if found:
            standing = next((t for t in page.told), None)
            prominence = standing.prominence if standing else Prominence(size=claim.prominence.size)
            evidence = (
                claim.evidence.model_copy(
                    update={"url": page.page.url, "quote": found[0].quote, "box": None, "artifact": standing.evidence.artifact}
                )
                if standing
                else claim.evidence.model_copy(update={"url": page.page.url, "quote": found[0].quote, "box": None})
            )
            told = Told(_downgrade(found[0]), found[0].quote, prominence, away, evidence)
            yield _narrowing(claim, told, "terms", away, found[1])


def _downgrade(detail: Promise) -> Exclusion:
    value = {"days": detail.speed_max_days}
    return Exclusion(type="downgrade", start=detail.start, end=detail.end, quote=detail.quote, value=value)


def _inside(claim: Claim, exclusion: Exclusion) -> Narrowing | None:
    """A condition of the claim's own block that the reading of the claim has not already taken in."""
    if not narrows(claim.promise, exclusion):
        return None
    told = Told(exclusion, exclusion.quote, claim.prominence, Distance(), claim.evidence)
    return _narrowing(claim, told, "inside", Distance(), Ruling())


def _narrowing(claim: Claim, told: Told, source: Source, away: Distance, judged: Ruling | None = None) -> Narrowing:
    verdict = ruling(claim.promise, told.exclusion, told.context, told.heading) if judged is None else judged
    font_ratio = away.font_ratio if away.font_ratio is not None else ratio(claim.prominence, told.prominence)
    steps = max(0, LADDER.index(told.prominence.ladder) - LADDER.index(claim.prominence.ladder))
    distance = away.model_copy(update={"font_ratio": font_ratio, "steps": steps})
    return Narrowing(
        type=told.exclusion.type,
        quote=told.exclusion.quote,
        url=told.evidence.url,
        value=told.exclusion.value,
        disclosure="contradicted" if verdict.contradicts else _disclosure(source, told.prominence, distance),
        clicks=distance.clicks,
        font_ratio=font_ratio,
        contrast=told.prominence.contrast,
        distance=distance,
        prominence=told.prominence,
        contradicts=verdict.contradicts,
        rule=verdict.rule,
        because=verdict.because,
        evidence=told.evidence.model_copy(update={"quote": told.exclusion.quote}),
    )


def _disclosure(source: Source, standing: Prominence, away: Distance) -> Disclosure:
    if source == "inside":
        return "in-claim"
    if source == "terms":
        return "one-click" if away.clicks == 1 and away.label_is_specific else "buried"
    large = away.font_ratio is None or away.font_ratio >= _AS_LARGE
    if source == "beside" and large and standing.ladder != "footnote":
        return "adjacent"
    plain = away.steps <= 1 and standing.ladder != "footnote" and away.clicks == 0 and standing.source == "text"
    return "same-page" if plain else "footnote"


def _distinct(narrowings: Iterable[Narrowing]) -> Iterator[Narrowing]:
    """Each condition once, where it is told best; a repetition in another place changes nothing."""
    best: dict[tuple[str, str], Narrowing] = {}
    for one in narrowings:
        key = (one.type, _same(one.quote))
        if key not in best or (
            not best[key].contradicts and DISCLOSURES.index(one.disclosure) < DISCLOSURES.index(best[key].disclosure)
        ):
            best[key] = one
    yield from best.values()


def _gravity(one: Narrowing) -> tuple[int, int, bool, str]:
    """Worst told first, then what weighs most with a customer; a sentence before a row of a table, which says little alone."""
    return -DISCLOSURES.index(one.disclosure), _WEIGHTIEST.index(one.type), "\t" in one.quote, one.quote


def _verdict(narrowings: Sequence[Narrowing], *, orphan: bool, noted: bool) -> Verdict:
    if any(n.contradicts for n in narrowings):
        return "contradicted"
    if orphan:
        return "orphan-marker"
    return "qualified" if narrowings or noted else "unconditional"


def _grade(narrowings: Sequence[Narrowing], verdict: Verdict) -> Disclosure:
    if verdict in ("contradicted", "orphan-marker"):
        return verdict
    worst = max((DISCLOSURES.index(n.disclosure) for n in narrowings), default=0)
    return DISCLOSURES[worst]


def _reasons(
    claim: Claim, narrowings: Sequence[Narrowing], verdict: Verdict, where: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the verdict rests on, in words, and the rules cited. `where` tells on how many pages a marker has no note."""
    said: list[str] = []
    rules: list[str] = []
    for one in narrowings:
        if one.contradicts and one.because not in said:
            said.append(one.because)
            rules.append(one.rule)
    if is_sign(claim.promise.marker) and not claim.notes:
        said.append(f"the sign {claim.promise.marker} points to a note that is not there{where}")
        rules.append("D2")
    if len(claim.notes) > 1:
        said.append(f"the sign {claim.promise.marker} has {len(claim.notes)} different notes on one page")
        rules.append("D5")
    if verdict == "qualified":
        away = [n for n in narrowings if n.disclosure in ("one-click", "buried")]
        if away:
            said.append(f"{len(away)} of {len(narrowings)} conditions stand on another page")
            rules.append("D6")
    return tuple(said), tuple(dict.fromkeys(rules))
