"""audit.json: the public result, byte-stable."""

from __future__ import annotations

import json
from collections.abc import Mapping

from journeyaudit.model.audit import Audit
from journeyaudit.model.reach import Reach
from journeyaudit.report.wording import DEVICES, STARTS, channel_rank, rank

_MAPS_OF_METHOD = ("pages", "states", "skipped", "stopped", "faults")


def render(audit: Audit) -> str:
    """The audit as JSON: the same for equal audits, whatever order they were put together in.

    Fields keep the order of docs/audit-format.md. Maps are sorted by key; `reach`, `findings` and `rules` by what identifies
    them. Sequences whose order says something (paths, evidence, gains, banners, skips, refusals) keep it.
    """
    return json.dumps(ordered(audit).model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2) + "\n"


def ordered(audit: Audit) -> Audit:
    """The same audit in the order in which it is written."""
    method = {name: _by_key(getattr(audit.method, name)) for name in _MAPS_OF_METHOD}
    return audit.model_copy(
        update={
            "subject": audit.subject.model_copy(update={"start_pages": _by_key(audit.subject.start_pages)}),
            "reach": tuple(sorted(audit.reach, key=_identity)),
            "findings": tuple(sorted(audit.findings, key=lambda finding: finding.check)),
            "scores": audit.scores.model_copy(update={"areas": _by_key(audit.scores.areas)}),
            "method": audit.method.model_copy(update=method),
            "rules": tuple(sorted(audit.rules, key=lambda rule: rule.id)),
        }
    )


def _identity(way: Reach) -> tuple[object, ...]:
    return rank(STARTS, way.start), rank(DEVICES, way.device), channel_rank(way.channel), way.kind, way.value


def _by_key(data: Mapping[str, object]) -> dict[str, object]:
    return dict(sorted(data.items()))
