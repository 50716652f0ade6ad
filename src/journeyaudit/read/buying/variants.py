"""What must be chosen before a product can be put into the basket: a size, a colour, a number. The first that can be had is
taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from journeyaudit.model.blank import Blank
from journeyaudit.read.lexicon import matcher

Made = tuple[str, str]


def choices_to_make(fields: Iterable[Blank]) -> tuple[Made, ...]:
    """Field key and value of each choice that is still open among the fields of the control that adds (`near`)."""
    open_fields = [f for f in fields if f.near and f.visible and not f.disabled]
    made = [(f.key, value) for f in open_fields if f.type == "select" and (value := _of_list(f))]
    made += [(f.key, "1") for f in open_fields if f.type == "number" and f.value in ("", "0")]
    groups: dict[str, list[Blank]] = {}
    for field in open_fields:
        if field.type == "radio":
            groups.setdefault(field.name or field.context, []).append(field)
    for group in groups.values():
        if not any(f.checked for f in group):
            made += [(f.key, "on") for f in group if not _is_gone(f.label)][:1]
    return tuple(made)


def _of_list(field: Blank) -> str | None:
    """The first option to be had of a list that has none chosen yet."""
    if field.value and not any(c.value == field.value and _is_gone(c.text) for c in field.choices):
        return None
    return next((c.value for c in field.choices if c.value and not c.disabled and not _is_gone(c.text)), None)


def _is_gone(text: str) -> bool:
    return matcher("sold_out").find(text) is not None
