"""The ledger page: each promise beside what narrows it, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journeyaudit.judge.jurisdiction import applies
from journeyaudit.judge.sights import PICTURED
from journeyaudit.model.audit import Audit
from journeyaudit.model.finding import Evidence
from journeyaudit.model.ledger import VERDICTS, Distance, Entry, Narrowing, Note, Prominence, TermsPage
from journeyaudit.model.rule import Rule
from journeyaudit.report.promise_words import (
    GRADE,
    KIND,
    TERMS,
    VERDICT,
    VERDICT_MEANS,
    headline,
    page_name,
    tally,
)
from journeyaudit.report.text import neutral, safe_href, shown_url, within_site
from journeyaudit.report.view.findings import Exhibit, RuleView, exhibit, rule_view
from journeyaudit.report.view.stages import Followed, followed
from journeyaudit.report.wording import count, figure, sentence

#: Rows of a card before the fold, and on paper (the style sheet prints as many).
FIRST_ROWS, PRINTED_ROWS = 5, 3
MOST_LISTED = 60


@dataclass(frozen=True)
class Side:
    """One of the two texts held against each other. `standing` tells how prominently it stands."""

    title: str
    exhibit: Exhibit
    standing: str


@dataclass(frozen=True)
class ConditionRow:
    """One further condition. `clicks` counts from the claim."""

    kind: str
    quote: str
    place: str
    href: str | None
    clicks: str
    type_size: str
    contradicts: bool


@dataclass(frozen=True)
class Measure:
    """A source that the verdict rests on; `reach` says so where it does not bind this company."""

    rule: RuleView
    reach: str


@dataclass(frozen=True)
class Case:
    """One promise with what narrows it. `condition` is None where nothing was found; `absent` then says what was sought."""

    anchor: str
    number: int
    verdict: str
    word: str
    headline: str
    pages: str
    claim: Side
    condition: Side | None
    absent: str
    distance: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    rests_on: tuple[Measure, ...]
    notes: tuple[Side, ...]
    rows: tuple[ConditionRow, ...]
    folded: tuple[ConditionRow, ...]
    unprinted: int
    followed: Followed | None


@dataclass(frozen=True)
class Listed:
    """A promise told in one line."""

    quote: str
    url: str
    href: str | None
    word: str
    pages: str
    stages: str


@dataclass(frozen=True)
class TermsRow:
    """A page that states terms. `fault` says why it could not be read."""

    title: str
    url: str
    href: str | None
    kind: str
    clicks: str
    conditions: str
    fault: str


@dataclass(frozen=True)
class LedgerView:
    """The whole page. `counts` are verdict, number, name and meaning; `clean` promises need no card, `further` ones got none."""

    tally: str
    counts: tuple[tuple[str, int, str, str], ...]
    cases: tuple[Case, ...]
    further: tuple[Listed, ...]
    clean: tuple[Listed, ...]
    unlisted: int
    terms: tuple[TermsRow, ...]

    def rules(self) -> list[RuleView]:
        """The sources of all verdicts."""
        return [measure.rule for case in self.cases for measure in case.rests_on]

    def pictures(self) -> list[str | None]:
        """Hashes of the pictures shown, once for every place: both sides of all cases, then notes, then stages."""
        sides = [side for case in self.cases for side in (case.claim, case.condition) if side]
        notes = [note for case in self.cases for note in case.notes]
        stages = [frame.picture for case in self.cases if case.followed for frame in case.followed.frames]
        return [*(side.exhibit.picture for side in (*sides, *notes)), *stages]


def ledger(audit: Audit, rules: Mapping[str, Rule]) -> LedgerView:
    """The page of an audit's promises, in the order of the ledger: worst verdict first."""
    titles = {page.url: page.title for page in audit.terms}
    narrowed = [entry for entry in audit.promises if entry.verdict != "unconditional"]
    clean = [entry for entry in audit.promises if entry.verdict == "unconditional"]
    numbers = Counter(entry.verdict for entry in audit.promises)
    making = _Making(audit, rules, titles)
    return LedgerView(
        tally(audit.promises),
        tuple((name, numbers[name], VERDICT[name], VERDICT_MEANS[name]) for name in VERDICTS),
        tuple(making.case(entry, number) for number, entry in enumerate(narrowed[:PICTURED], 1)),
        tuple(making.listed(entry) for entry in narrowed[PICTURED : PICTURED + MOST_LISTED]),
        tuple(making.listed(entry) for entry in clean[:MOST_LISTED]),
        max(0, len(narrowed) - PICTURED - MOST_LISTED) + max(0, len(clean) - MOST_LISTED),
        tuple(_terms(page, titles, audit) for page in audit.terms),
    )


class _Making:
    """Makes the cards of one audit. A stage's picture is shown in the first card that has it: what is followed is the same."""

    def __init__(self, audit: Audit, rules: Mapping[str, Rule], titles: Mapping[str, str]) -> None:
        self._origins, self._country = audit.subject.origins, audit.subject.country
        self._rules, self._titles = rules, titles
        self._shown: dict[str, int] = {}

    def case(self, entry: Entry, number: int) -> Case:
        worst = entry.exclusions[0] if entry.exclusions else None
        notes = (entry.note, *entry.other_notes) if entry.note else ()
        rows = tuple(self._row(one) for one in _varied(entry.exclusions[1:]))
        return Case(
            anchor=f"promise-{number}",
            number=number,
            verdict=entry.verdict,
            word=VERDICT[entry.verdict],
            headline=headline(entry, self._titles),
            pages=f"Stands on {count(entry.pages, 'page')}",
            claim=Side("What is promised", exhibit(entry.evidence), _standing(entry.prominence)),
            condition=self._condition(worst),
            absent=_absent(entry),
            distance=_distance(entry, worst),
            reasons=tuple(f"{sentence(neutral(reason))}." for reason in entry.reasons),
            rests_on=tuple(self._measure(name) for name in entry.rules),
            notes=tuple(_note(note) for note in notes if worst is None or note.evidence.quote != worst.evidence.quote),
            rows=rows[:FIRST_ROWS],
            folded=rows[FIRST_ROWS:],
            unprinted=max(0, len(rows) - PRINTED_ROWS),
            followed=followed(entry, number, self._origins, self._shown),
        )

    def listed(self, entry: Entry) -> Listed:
        word = VERDICT[entry.verdict] + (f" ({', '.join(entry.rules)})" if entry.rules else "")
        stages = followed(entry, 0, self._origins, {})
        shown = within_site(entry.url, self._origins)
        return Listed(
            neutral(entry.quote, 200),
            shown,
            safe_href(entry.url),
            word,
            count(entry.pages, "page"),
            stages.summary if stages else "",
        )

    def _condition(self, worst: Narrowing | None) -> Side | None:
        if worst is None:
            return None
        kind = KIND[worst.type]
        return Side(f"What narrows it: {kind[:1].lower()}{kind[1:]}", _exhibit(worst.evidence), _standing(worst.prominence))

    def _row(self, one: Narrowing) -> ConditionRow:
        return ConditionRow(
            KIND[one.type],
            _cells(one.quote),
            page_name(one.url, self._titles),
            safe_href(one.url),
            "not found" if one.clicks is None else str(one.clicks),
            "" if one.font_ratio is None else figure(one.font_ratio),
            one.contradicts,
        )

    def _measure(self, name: str) -> Measure:
        rule = self._rules.get(name)
        if rule is None or applies(rule.jurisdictions, self._country):
            return Measure(rule_view(name, rule), "")
        where = self._country or "a country that was not stated"
        return Measure(rule_view(name, rule), f"It does not bind in {neutral(where, 40)} and serves as a yardstick here.")


def _varied(conditions: Sequence[Narrowing]) -> list[Narrowing]:
    """The first of each kind before the second of any, so that the rows on show tell as much as they can."""
    met: Counter[str] = Counter()
    turns: list[int] = []
    for one in conditions:
        turns.append(met[one.type])
        met[one.type] += 1
    return [one for _, one in sorted(zip(turns, conditions, strict=True), key=lambda pair: pair[0])]


def _exhibit(evidence: Evidence) -> Exhibit:
    return exhibit(evidence.model_copy(update={"quote": _cells(evidence.quote)}))


def _cells(quote: str) -> str:
    """A row of a table with its cells kept apart."""
    return neutral(quote.replace("\t", " | "), 400)


def _note(note: Note) -> Side:
    how = {"footnote": "note", "tooltip": "tooltip", "title": "tooltip", "described-by": "description", "dialog": "dialog"}
    return Side(f"The {how[note.how]} to {neutral(note.marker, 10)}", _exhibit(note.evidence), _standing(note.prominence))


def _standing(seen: Prominence) -> str:
    """`Sub-heading, 20.8 px, contrast 6.8 to 1, below the first screen`."""
    if seen.source == "document":
        return "In a document"
    if seen.source == "structured":
        return "In data for machines; no customer sees it"
    said = [seen.ladder.capitalize(), f"{figure(seen.size)} px"]
    said += [f"contrast {figure(round(seen.contrast, 1))} to 1"] if seen.contrast is not None else []
    said += ["text of a picture"] if seen.source == "alt" else []
    return ", ".join([*said, "on the first screen" if seen.above_fold else "below the first screen"])


def _absent(entry: Entry) -> str:
    if entry.verdict == "orphan-marker":
        return f"No note to {neutral(entry.marker or '', 10)} was found on this page, and no condition elsewhere."
    return "No condition was found beside the note."


def _distance(entry: Entry, worst: Narrowing | None) -> tuple[tuple[str, str], ...]:
    name, meaning = GRADE[entry.grade]
    graded = ("Disclosure", f"{name}: {meaning}")
    away = worst.distance if worst else entry.note.distance if entry.note else None
    if away is None:
        return (graded,)
    facts = [("Clicks", _clicks(away))]
    facts += [("Screens", f"{figure(away.screens)} between them")] if away.clicks == 0 else []
    facts += [("Type", f"{figure(away.font_ratio)} of the claim's size")] if away.font_ratio is not None else []
    below = worst.prominence if worst else entry.note.prominence if entry.note else entry.prominence
    facts += [("Ladder", f"{count(away.steps, 'step')} down, {entry.prominence.ladder} to {below.ladder}")] if away.steps else []
    return (*facts, graded)


def _clicks(away: Distance) -> str:
    if away.clicks is None:
        return "no way of links was found"
    if not away.clicks:
        return "0, on the same page"
    return f"{away.clicks}{f', by “{neutral(away.label, 60)}”' if away.label else ''}"


def _terms(page: TermsPage, titles: Mapping[str, str], audit: Audit) -> TermsRow:
    return TermsRow(
        page_name(page.url, titles),
        within_site(page.url, audit.subject.origins) if page.kind != "document" else shown_url(page.url),
        safe_href(page.url),
        TERMS[page.kind],
        "not found" if page.clicks is None else str(page.clicks),
        str(page.exclusions),
        neutral(page.fault, 300),
    )
