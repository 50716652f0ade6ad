"""The only file that wires the stages together: definitions → plan → gather → evidence → read → judge → score → report."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from journeyaudit import __version__, clock
from journeyaudit.cases.fold import case_fact
from journeyaudit.definitions.journeys import JourneyFile, check_permission, variables_of
from journeyaudit.definitions.loader import load_checks
from journeyaudit.definitions.shipped import folder
from journeyaudit.definitions.sources import load_rules
from journeyaudit.evidence.reader import Run
from journeyaudit.evidence.writer import RunWriter
from journeyaudit.gather.browser.access import Access
from journeyaudit.gather.browser.printing import print_pdf
from journeyaudit.gather.journey.run import Told, walk_journey
from journeyaudit.gather.proof.portraits import Wanted
from journeyaudit.gather.run import Gathering, Progress
from journeyaudit.judge.judge import judge
from journeyaudit.judge.jurisdiction import applies
from journeyaudit.judge.sights import illustrated, illustrated_entries, sights
from journeyaudit.model.audit import Audit
from journeyaudit.model.case import CaseFact
from journeyaudit.model.channel import Channel
from journeyaudit.model.check import Check
from journeyaudit.model.journal import Enquiry, Followed, Portrait, Record, Replay, Visit
from journeyaudit.model.plan import GatherOptions, Plan, Skip
from journeyaudit.model.sight import Sight
from journeyaudit.model.subject import Subject
from journeyaudit.model.walk import Walk
from journeyaudit.read.method import method_of
from journeyaudit.read.site import read_site
from journeyaudit.report import write
from journeyaudit.scoring import score


def checks_in(folders: Sequence[Path]) -> tuple[Check, ...]:
    """The shipped checks and those of further folders; DefinitionErrors with all their faults."""
    return load_checks((folder("checks"), *folders))


def plan(subject: Subject, options: GatherOptions, checks: Sequence[Check], access: Access) -> Plan:
    """What will be done and what is skipped and why; nothing is touched."""
    return Plan(
        tool=f"journeyaudit {__version__}",
        started_at=clock.now().isoformat(),
        subject=subject,
        options=options.model_copy(update={"secrets": access.names()}),
        checks=tuple(c.id for c in checks),
        skips=tuple(_skip(c, subject) for c in checks if not applies(c.jurisdictions, subject.country)),
    )


def _skip(check: Check, subject: Subject) -> Skip:
    where = subject.country or "a country that was not stated (see --country)"
    return Skip(what=check.id, why=f"its rules hold in {', '.join(check.jurisdictions)}, not in {where}")


def audit(
    subject: Subject,
    options: GatherOptions,
    run: Path,
    folders: Sequence[Path] = (),
    *,
    access: Access | None = None,
    progress: Progress | None = None,
    resume: bool = False,
) -> Audit:
    """Gathers into the folder `run` (a new one, or with `resume` one that was begun), then judges it. JourneyAuditError for
    faults of our own only.
    """
    given = access or Access()
    checks = checks_in(folders)
    writer = RunWriter.resume(run) if resume else RunWriter.create(run, plan(subject, options, checks, given))
    try:
        asyncio.run(Gathering(writer, given, progress or _Silent(), _wanted(run, checks)).run())
        writer.finish()
    finally:
        writer.close()
    return judge_run(run, folders)


def judge_run(run: Path, folders: Sequence[Path] = ()) -> Audit:
    """Reads, judges and scores a saved run; needs no site and no browser, and gives the same bytes for the same run and
    checks.
    """
    with _uncollected():
        checks, rules = checks_in(folders), load_rules(folders)
        saved = Run.open(run)
        site = read_site(saved.plan, saved.records, saved.snapshot, saved.document)
        facts = site.model_copy(update={"cases": _cases(saved)})
        portraits = [r for r in saved.records if isinstance(r, Portrait)]
        findings = illustrated(judge(checks, facts), portraits)
        promises = illustrated_entries(facts.ledger.entries, portraits)
    scores = score(findings)
    sources = {source for finding in findings for source in finding.sources}
    sources |= {rule for entry in promises for rule in entry.rules}
    cited = sorted(sources & rules.keys())
    return Audit(
        subject=saved.plan.subject.model_copy(update={"shopper": None, "enquiries": None}),  # a person has no place here
        reach=facts.reach,
        promises=promises,
        terms=facts.ledger.terms,
        cases=facts.cases,
        findings=findings,
        scores=scores,
        coverage=scores.overall,
        method=method_of(saved.plan, saved.records, facts),
        rules=tuple(rules[source] for source in cited),
    )


def _cases(saved: Run) -> tuple[CaseFact, ...]:
    """What the enquiries of a run come to, each as it stood when it was taken last, in the order in which they were opened."""
    last = {record.case.id: record.case for record in saved.records if isinstance(record, Enquiry)}
    return tuple(case_fact(case, saved.mail) for case in sorted(last.values(), key=lambda case: (case.opened_at, case.id)))


def _wanted(run: Path, checks: Sequence[Check]) -> Wanted:
    """Judges what is gathered so far, for the pictures that its findings and promises lack."""

    def wanted(records: Sequence[Record]) -> Sequence[Sight]:
        saved = Run.open(run)
        with _uncollected():
            facts = read_site(saved.plan, records, saved.snapshot, saved.document)
            return sights(judge(checks, facts), facts)

    return wanted


@contextmanager
def _uncollected() -> Generator[None]:
    """Reading makes a great many small records and no cycles: the garbage collector would search them in vain, for a fifth of the
    time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # with `unfreeze`: takes what was made for old, so that it is not searched all the same
            gc.unfreeze()
            gc.enable()


def walk(
    file: JourneyFile,
    subject: Subject,
    options: GatherOptions,
    run: Path,
    given: Mapping[str, str],
    *,
    access: Access | None = None,
    told: Told = lambda _, __: None,
) -> tuple[Walk, ...]:
    """Walks a scripted journey once on each device into the folder `run`, a new one. `given` are the variables of --set.

    Nothing is touched before all is known to be right: DefinitionErrors for variables without a value and for steps that the
    subject does not permit.
    """
    check_permission(file, subject)
    values = variables_of(file, subject, given)
    access = access or Access()
    writer = RunWriter.create(run, plan(subject, options, (), access))
    try:
        walks = asyncio.run(walk_journey(writer, access, file.journey, values, file.lines, told))
        writer.finish()
    finally:
        writer.close()
    return walks


def write_report(
    audit: Audit, run: Path, folder: Path, formats: Sequence[str], theme: Path | None = None, browser: str = ""
) -> list[Path]:
    """Writes each format, as report.write does; a PDF is printed by the browser."""
    return write(audit, Run.open(run), folder, formats, theme, partial(print_pdf, browser=browser))


class _Silent:
    """Nobody watches."""

    def visited(self, visit: Visit, met: int, found: frozenset[Channel]) -> None: ...

    def replayed(self, replay: Replay, left: int) -> None: ...

    def followed(self, followed: Followed, left: int) -> None: ...
