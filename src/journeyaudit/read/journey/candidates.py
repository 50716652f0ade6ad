"""The controls of a page that come nearest to one that was looked for and not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, utils

from journeyaudit.model.journey import Target
from journeyaudit.model.snapshot import Field, Snapshot
from journeyaudit.read.journey.conditions import visible_text

#: As many as a person will read; below the floor a likeness is chance (0 to 100).
_MOST = 5
_FLOOR = 57.0
_SHARE = 0.7  # of the best one's likeness: what is much worse only distracts
_SAME_ROLE = 8.0
_UNSEEN = 12.0
_FIELD_ROLES = {
    "select": "combobox", "checkbox": "checkbox", "radio": "radio", "search": "searchbox", "number": "spinbutton",
    "range": "slider", "button": "button", "submit": "button",
}  # fmt: skip


class _Met(NamedTuple):
    role: str
    name: str
    seen: bool


def nearest_controls(snapshot: Snapshot, wanted: str | Target, loose: Sequence[Field] = ()) -> tuple[str, ...]:
    """Controls and fields in words, most alike first. `loose` are fields beside those of the snapshot's forms.

    Where only a role was asked for, the controls of that role; () for a CSS selector.
    """
    words, role = _words(wanted)
    met = dict.fromkeys(_met(snapshot, loose))
    if not words:
        return tuple(_told(one) for one in met if one.role == role and one.name)[:_MOST]
    scored = sorted(((_likeness(words, role, one), -place, one) for place, one in enumerate(met)), reverse=True)
    alike = [one for score, _, one in scored if score >= max(_FLOOR, scored[0][0] * _SHARE)]
    return tuple(_told(one) for one in alike[:_MOST])


def nearest_texts(snapshot: Snapshot, wanted: str) -> tuple[str, ...]:
    """Lines of the page's visible text that come nearest to a text that is not there."""
    lines = dict.fromkeys(line.strip()[:200] for line in visible_text(snapshot).splitlines() if line.strip())
    scored = sorted(((_alike(wanted, line), -place, line) for place, line in enumerate(lines)), reverse=True)
    return tuple(f"“{line}”" for score, _, line in scored[:3] if score >= _FLOOR)


def _words(wanted: str | Target) -> tuple[str, str]:
    if isinstance(wanted, str):
        return wanted, ""
    words = wanted.name or wanted.text or wanted.label or wanted.placeholder or wanted.having or ""
    return words, wanted.role or ("textbox" if wanted.label or wanted.placeholder else "")


def _met(snapshot: Snapshot, loose: Sequence[Field]) -> Iterator[_Met]:
    for control in snapshot.controls:
        if control.name:
            yield _Met(control.role or control.tag, control.name, control.visible)
    for field in (*(field for form in snapshot.forms for field in form.fields), *loose):
        name = field.label or field.placeholder or field.name
        if name and field.type != "hidden":
            yield _Met(_FIELD_ROLES.get(field.type, "textbox"), name, field.visible)


def _likeness(words: str, role: str, met: _Met) -> float:
    return _alike(words, met.name) + (_SAME_ROLE if role and met.role == role else 0.0) - (0.0 if met.seen else _UNSEEN)


def _alike(wanted: str, found: str) -> float:
    """0 to 100. Words in another order count little less; one word out of many found counts less than the whole."""
    return fuzz.WRatio(wanted, found[:200], processor=utils.default_process)


def _told(met: _Met) -> str:
    return f"{met.role} “{met.name[:100]}”" + ("" if met.seen else " (not visible)")
