"""What will be done, before anything is."""

from __future__ import annotations

from journeyaudit.model.snapshot import Device
from journeyaudit.model.strict import Strict
from journeyaudit.model.subject import Subject


class GatherOptions(Strict):
    """Limits and manners of gathering. `rate` is page loads a second (0: no limit), times are seconds, sizes bytes. Secrets
    (auth, header values, proxy
    password) are not kept here: `secrets` only names which were given."""

    devices: tuple[Device, ...] = ("desktop", "mobile")
    max_pages: int = 120
    max_seconds: float = 900.0
    rate: float = 2.0
    lanes: int = 2
    page_seconds: float = 15.0
    robots: bool = True
    insecure: bool = False
    browser: str = ""
    secrets: tuple[str, ...] = ()
    follow: bool = False
    follow_seconds: float = 420.0
    follow_devices: tuple[Device, ...] = ("desktop",)


class Skip(Strict):
    """One thing that will not be done, and why."""

    what: str
    why: str


class Plan(Strict):
    """The first record of a run folder; printed by --dry-run."""

    schema_name: str = "journeyaudit/plan/1"
    tool: str
    started_at: str
    subject: Subject
    options: GatherOptions
    checks: tuple[str, ...]
    skips: tuple[Skip, ...] = ()
