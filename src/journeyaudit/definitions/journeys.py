"""Journeys from their files. All faults of a file are reported together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from journeyaudit.definitions.locate import Document, KeyPath, parse, read_document
from journeyaudit.definitions.validate import nearest, validate
from journeyaudit.errors import DefinitionError, DefinitionErrors
from journeyaudit.model.journey import ACTIONS, Journey, action_of
from journeyaudit.model.subject import Subject
from journeyaudit.read.journey.steps import names_in

OF_THE_SUBJECT = ("subject.name", "subject.origin", "subject.country", "subject.locale")
#: Without a fault of its own.
_STAND_IN: dict[str, Any] = {"screenshot": "stands in for a step that cannot be read"}


class JourneyFile(NamedTuple):
    """A journey with the document that it came from. `lines` are those on which its steps begin."""

    journey: Journey
    document: Document

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(self.document.place(("steps", index)).line for index in range(len(self.journey.steps)))


def load_journey(path: Path) -> JourneyFile:
    """One journey file. Raises DefinitionErrors with every fault, each with line and column."""
    return _loaded(read_document(path))


def parse_journey(text: str, name: str = "journey") -> JourneyFile:
    """As `load_journey`, from text; `name` stands for the path in messages."""
    return _loaded(parse(Document(Path(name), text)))


def _loaded(document: Document) -> JourneyFile:
    journey = _read(document)
    if journey is None or document.faults:
        raise DefinitionErrors(document.in_order())
    return JourneyFile(journey, document)


def lint_journey(path: Path) -> list[DefinitionError]:
    """Every fault of one file, and what works but is hardly meant: a variable that nothing uses, a journey without a claim."""
    document = read_document(path)
    journey = _read(document)
    if journey is not None and not document.faults:
        _oddities(document, journey)
    return document.in_order()


def variables_of(file: JourneyFile, subject: Subject, given: Mapping[str, str]) -> dict[str, str]:
    """The value of every variable: those of the file, over them the subject's, over them those given with --set.

    Raises DefinitionErrors for a name that no step uses and for a variable without a value.
    """
    known = {**file.journey.variables, **subject.variables}
    faults = [
        DefinitionError(f'no step uses a variable "{name}"', where="--set", remedy=nearest(name, known), code="JA151")
        for name in given
        if name not in known
    ]
    values = {**known, **given}
    for name, value in values.items():
        if value is None:
            place = file.document.place(("variables", name), key=True)
            remedy = f"add --set {name}=VALUE, or give it a value here or under `variables` in the subject file"
            where = f"{file.document.path}:{place.line}:{place.column}"
            faults.append(DefinitionError(f'the variable "{name}" has no value', where=where, remedy=remedy, code="JA151"))
    if faults:
        raise DefinitionErrors(faults)
    own = (subject.name, subject.origins[0], subject.country or "", subject.locale)
    return {name: value for name, value in values.items() if value is not None} | dict(zip(OF_THE_SUBJECT, own, strict=True))


def check_permission(file: JourneyFile, subject: Subject) -> None:
    """Raises DefinitionErrors with every step that cannot be undone, unless the subject's owner permits such steps."""
    if subject.permission is not None and subject.permission.submit_forms:
        return
    faults: list[DefinitionError] = []
    for index, step in enumerate(file.journey.steps):
        if getattr(step, "commits", False):
            place = file.document.place(("steps", index, "commits"), key=True)
            message = "this step cannot be undone, and the subject file does not permit such steps"
            remedy = "let the owner of the site permit it: `permission: {granted_by: …, submit_forms: true}` in the subject file"
            where = f"{file.document.path}:{place.line}:{place.column}"
            faults.append(DefinitionError(message, where=where, remedy=remedy, code="JA152"))
    if faults:
        raise DefinitionErrors(faults)


def _read(document: Document) -> Journey | None:
    if document.data is None:
        return None
    journey = validate(document, Journey, {**document.mapping, **_steps(document)})
    _variable_faults(document)
    return journey


def _steps(document: Document) -> dict[str, Any]:
    """The steps, each that cannot be told apart complained about here and replaced, so that its other faults are not guessed."""
    found = document.mapping.get("steps")
    if not isinstance(found, list):
        return {}
    steps = cast("list[Any]", found)
    if not steps:
        document.fault_at(("steps",), "a journey needs at least one step", "begin with `- goto: /`", code="JA105")
    elif action_of(steps[0]) not in ("goto", ""):
        message = "the first step must go to a page: a journey begins at a new customer's empty window"
        document.fault_at(("steps", 0), message, "put `- goto: /` before it", code="JA150")
    return {"steps": [_told_apart(document, index, step) for index, step in enumerate(steps)]}


def _told_apart(document: Document, index: int, step: Any) -> Any:
    if not isinstance(step, dict):
        return _complain(document, index, "a step is a mapping", "write e.g. `- goto: /`")
    if action_of(cast("dict[str, Any]", step)):
        return cast("dict[str, Any]", step)
    keys = [str(key) for key in cast("dict[str, Any]", step)]
    actions = [key for key in keys if key in ACTIONS]
    if actions:
        message = f"a step does one thing, and this one does {len(actions)}: {', '.join(actions)}"
        return _complain(document, index, message, "make a step of each")
    remedy = nearest(keys[0], ACTIONS) if keys else "known here: " + ", ".join(ACTIONS)
    return _complain(document, index, f"a step does one of {', '.join(ACTIONS)}; this one does none", remedy)


def _complain(document: Document, index: int, message: str, remedy: str) -> dict[str, Any]:
    document.fault_at(("steps", index), message, remedy, code="JA150")
    return _STAND_IN


def _variable_faults(document: Document) -> None:
    """Every `{{name}}` must be known where it stands; a name is read into once and is none of the file's."""
    declared = _declared(document)
    for name in declared:
        if name.startswith("subject."):
            document.fault_at(("variables", name), f'"{name}" is taken', "choose another name", key=True, code="JA151")
    known = {*declared, *OF_THE_SUBJECT}
    for index, step in _mappings(document):
        for at, text in _texts(step, ("steps", index)):
            for name in names_in(text):
                if name not in known:
                    remedy = f"declare it under `variables` (`{name or 'name'}:`, with a value or without)"
                    document.fault_at(at, f'there is no variable "{name}" at this step', remedy, code="JA151")
        into = step.get("into")
        if isinstance(into, str):
            if into in declared:
                message = f'"{into}" is a variable of the file already'
                document.fault_at(("steps", index, "into"), message, "choose another name", code="JA151")
            known.add(into)


def _declared(document: Document) -> list[str]:
    found = document.mapping.get("variables")
    return list(cast("dict[str, Any]", found)) if isinstance(found, dict) else []


def _mappings(document: Document) -> Iterator[tuple[int, dict[str, Any]]]:
    found = document.mapping.get("steps")
    for index, step in enumerate(cast("list[Any]", found) if isinstance(found, list) else []):
        if isinstance(step, dict):
            yield index, cast("dict[str, Any]", step)


def _texts(value: Any, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, inner in cast("dict[str, Any]", value).items():
            yield from _texts(inner, (*at, key))


def _oddities(document: Document, journey: Journey) -> None:
    used = {name for _, step in _mappings(document) for _, text in _texts(step, ()) for name in names_in(text)}
    for name in journey.variables:
        if name not in used:
            document.fault_at(("variables", name), f'no step uses the variable "{name}"', "remove it", key=True, code="JA153")
    if not any(action_of(step) in ("expect", "read") for _, step in _mappings(document)):
        message = "the journey expects nothing, so it says nothing beyond that it could be walked"
        document.fault_at(("steps",), message, "end with `- expect: {text: …}`", key=True, code="JA153")
