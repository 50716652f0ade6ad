"""What a reader sees, computed from the audit alone: no browser, no clock, no files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeyaudit.model.audit import Audit
from journeyaudit.model.rule import Rule
from journeyaudit.report.view.cases import CasesView, cases
from journeyaudit.report.view.cover import Cover, cover
from journeyaudit.report.view.findings import Area, RuleView, areas, cited
from journeyaudit.report.view.ledger import LedgerView, ledger
from journeyaudit.report.view.matrix import Matrix, matrix
from journeyaudit.report.view.method import MethodView, method
from journeyaudit.report.view.paths import DevicePaths, device_paths


@dataclass(frozen=True)
class View:
    """The whole report in reading order."""

    cover: Cover
    matrix: Matrix
    ledger: LedgerView
    cases: CasesView
    paths: tuple[DevicePaths, ...]
    areas: tuple[Area, ...]
    sources: tuple[RuleView, ...]
    method: MethodView

    def pictures(self) -> list[str]:
        """Hashes of the pictures shown, once for every place that shows them, most important place first."""
        first = [worst.picture for worst in self.cover.worst]
        findings = [finding.picture.picture for area in self.areas for finding in area.findings if finding.picture]
        frames = [frame.picture for device in self.paths for path in device.paths for frame in path.frames]
        others = [f.picture for device in self.paths for path in device.paths for each in path.others for f in each.frames]
        banners = [banner.picture for banner in self.method.banners]
        return [
            picture
            for picture in (*first, *self.ledger.pictures(), *self.cases.pictures(), *frames, *findings, *banners, *others)
            if picture
        ]


def view(audit: Audit, rules: Mapping[str, Rule]) -> View:
    """The view of an audit. `rules` puts the sources into words; records that the audit carries itself come first."""
    known = {**rules, **{rule.id: rule for rule in audit.rules}}
    told = areas(audit.findings, known)
    promises = ledger(audit, known)
    return View(
        cover(audit),
        matrix(audit.reach),
        promises,
        cases(audit),
        device_paths(audit.reach, audit.subject.origins),
        told,
        cited(told, promises.rules()),
        method(audit),
    )
