"""What a step of a journey may send, and what it means that the guard stopped it."""

from __future__ import annotations

from collections.abc import Sequence

from journeyaudit.gather.guard.allowance import Allowance
from journeyaudit.model.journey import Click, Fill, Press, Select, Step
from journeyaudit.model.subject import Subject

#: What the guard says of a request that would have been the step's very purpose, not a side effect.
_ESSENTIAL = ("it submits a form", "its address acts when fetched")
_COMMITTING = ("it would order, pay, send or change an account", "it changes data on the server")


class Refused(Exception):
    """Guard or manners stopped the step."""


def allowance_of(step: Step, subject: Subject) -> Allowance:
    """How far the guard opens for the step: as far as it declares and the subject permits."""
    if not isinstance(step, Click | Fill | Select | Press):
        return "nothing"
    if step.commits and subject.permission is not None and subject.permission.submit_forms:
        return "forms"
    return "basket" if step.basket else "nothing"


def heed(step: Step, subject: Subject, refused: Sequence[str]) -> None:
    """Raises Refused where the guard stopped the step's own request. `refused` is what the guard said since it began."""
    allowance = allowance_of(step, subject)
    fatal = _ESSENTIAL if allowance != "nothing" else _ESSENTIAL + _COMMITTING
    stopped = next((one for one in refused if one.endswith(fatal)), "")
    if not stopped:
        return
    remedy = "say `basket: true` if the step changes the basket only, `commits: true` if it sends a form (orders never leave)"
    if getattr(step, "commits", False) and allowance != "forms":
        remedy = "the subject file does not permit steps that cannot be undone"
    raise Refused(f"the guard stopped {stopped[:300]}; {remedy}")
