"""The steps of a journey: their variables filled in, and told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from pydantic import ValidationError

from journeyaudit.errors import DefinitionError
from journeyaudit.model.journey import (
    Click,
    Condition,
    Expect,
    Fill,
    Goto,
    Press,
    Read,
    Screenshot,
    Select,
    Step,
    Target,
    WaitFor,
)

_VARIABLE = re.compile(r"\{\{([^{}]*)\}\}")


def names_in(text: str) -> Iterator[str]:
    """The names of the variables that a text stands for, as written between its braces."""
    return (match[1].strip() for match in _VARIABLE.finditer(text))


def filled(step: Step, values: Mapping[str, str]) -> Step:
    """The step with its variables replaced, once: a value that looks like a variable stays as it is.

    DefinitionError JA151 if the step says nothing any more because a value is empty, or if a value is missing.
    """
    try:
        return type(step).model_validate(_replaced(step.model_dump(exclude_defaults=True), values))
    except (ValidationError, KeyError) as error:
        unset = f"has no value for {error}" if isinstance(error, KeyError) else "says nothing once its variables are filled in"
        remedy = "give the variable a value with --set NAME=VALUE"
        raise DefinitionError(f"the step “{told(step)}” {unset}", remedy=remedy, code="JA151") from error


def _replaced(value: Any, values: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _VARIABLE.sub(lambda match: values[match[1].strip()], value)
    if isinstance(value, dict):
        return {key: _replaced(inner, values) for key, inner in cast("dict[str, Any]", value).items()}
    return value


def told(step: Step) -> str:
    """What a step does, in words: click button “Add to basket”."""
    match step:
        case Goto():
            return f"go to {step.goto}"
        case Click():
            return f"click {pointed(step.click)}"
        case Fill():
            return f"type “{step.value}” into {pointed(step.fill)}"
        case Select():
            return f"choose “{step.option}” in {pointed(step.select)}"
        case Press():
            return f"press {step.press}" + (f" on {pointed(step.at)}" if step.at else "")
        case WaitFor():
            return f"wait for {claimed(step.wait_for)}"
        case Expect():
            return f"expect {claimed(step.expect)}"
        case Read():
            return f"read {pointed(step.read)} as {step.into}"
        case Screenshot():
            return f"take a picture: {step.screenshot}"


def pointed(target: str | Target) -> str:
    """A control in words: button “Add to basket”, the second link “More” inside list “Offers”."""
    if isinstance(target, str):
        return f"“{target}”"
    mark = f"{target.role} “{target.name}”" if target.name else target.role or ""
    mark = mark or (f"the text “{target.text}”" if target.text else "")
    mark = mark or (f"the field labelled “{target.label}”" if target.label else "")
    mark = mark or (f"the field hinting “{target.placeholder}”" if target.placeholder else "")
    mark = mark or f"the element {target.css}"
    having = f" with “{target.having}”" if target.having else ""
    nth = "" if target.nth is None else f" (the {'last' if target.nth == -1 else f'number {target.nth}'} of them)"
    inside = f" inside {pointed(target.inside)}" if target.inside else ""
    return mark + having + nth + inside


def claimed(condition: Condition) -> str:
    """A condition in words: no text “free*”, 2 × button “Add”, the page /basket."""
    no = "no " if condition.absent else ""
    count = f"{condition.count} × " if condition.count is not None else ""
    if condition.url is not None:
        return f"{'another page than' if condition.absent else 'the page'} {condition.url}"
    if condition.text is not None:
        return f"{no}{count}the text “{condition.text}”" if not no else f"no text “{condition.text}”"
    assert condition.control is not None
    return f"{no}{count}{pointed(condition.control)}"
