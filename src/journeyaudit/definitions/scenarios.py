"""Scenarios of enquiries from their files. All faults of all files are reported together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from journeyaudit.cases.letters import GIVEN, Flaw, flaws
from journeyaudit.definitions.loader import SCENARIOS
from journeyaudit.definitions.locate import Document, KeyPath, Place, read_document
from journeyaudit.definitions.shipped import folder
from journeyaudit.definitions.validate import nearest, validate
from journeyaudit.errors import DefinitionError, DefinitionErrors
from journeyaudit.model.scenario import Letter, Scenario

_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def load_scenario(path: Path) -> Scenario:
    """One scenario file. Raises DefinitionErrors with every fault, each with line and column."""
    scenario, faults = _read(Path(path))
    if scenario is None or faults:
        raise DefinitionErrors(faults)
    return scenario


def load_scenarios(folders: Sequence[Path] = ()) -> dict[str, Scenario]:
    """The shipped scenarios and those below further folders of checks, by id, sorted. DefinitionErrors with all faults."""
    found: dict[str, Scenario] = {}
    faults: list[DefinitionError] = []
    for path in scenario_files((folder("checks"), *folders)):
        scenario, wrong = _read(path)
        faults += wrong
        if scenario is not None and scenario.id in found:
            message = f'another scenario has the id "{scenario.id}"'
            faults.append(DefinitionError(message, where=f"{path}:1:1", remedy="choose another file name and id", code="JA103"))
        elif scenario is not None:
            found[scenario.id] = scenario
    if faults:
        raise DefinitionErrors(faults)
    return dict(sorted(found.items()))


def find_scenario(named: str, folders: Sequence[Path] = ()) -> Scenario:
    """A scenario by its id, or by the path of its file. DefinitionError JA107 if there is none of that name."""
    path = Path(named)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        return load_scenario(path)
    known = load_scenarios(folders)
    if named not in known:
        raise DefinitionError(f'there is no scenario "{named}"', remedy=nearest(named, known), code="JA107")
    return known[named]


def scenario_files(folders: Sequence[Path]) -> list[Path]:
    """The scenario files below folders of checks, in order."""
    roots = dict.fromkeys(Path(root) for root in folders)
    return [
        path
        for root in roots
        for path in sorted(root.rglob("*"))
        if path.suffix in (".yaml", ".yml") and path.is_file() and path.parent.name == SCENARIOS
    ]


def lint_scenarios(folders: Sequence[Path]) -> list[DefinitionError]:
    """Every fault of every scenario below folders of checks."""
    return [fault for path in scenario_files(folders) for fault in _read(path)[1]]


def _read(path: Path) -> tuple[Scenario | None, list[DefinitionError]]:
    document = read_document(path)
    scenario = validate(document, Scenario, document.data) if document.data is not None else None
    if scenario is not None:
        _name_faults(document, scenario)
        _fact_faults(document, scenario)
        _letter_faults(document, scenario)
    return (None if document.faults else scenario), document.in_order()


def _name_faults(document: Document, scenario: Scenario) -> None:
    if scenario.id != document.path.stem:
        message = f'the id "{scenario.id}" is not the name of the file'
        document.fault_at(("id",), message, f"write `id: {document.path.stem}`, or rename the file", code="JA107")
    for index, channel in enumerate(scenario.channels):
        if channel in scenario.channels[:index]:
            document.fault_at(("channels", index), f"the channel {channel} is named twice", "remove it", code="JA103")


def _fact_faults(document: Document, scenario: Scenario) -> None:
    for name in scenario.facts:
        if name in GIVEN:
            message = f'"{name}" is given to every letter and is no fact of the scenario'
            document.fault_at(("facts", name), message, "choose another name", key=True, code="JA104")
        elif not _NAME.fullmatch(name):
            message = f'"{name}" cannot be named in a letter'
            document.fault_at(("facts", name), message, "write small letters, digits and _", key=True, code="JA104")
    for index, name in enumerate(scenario.real_facts):
        if name not in scenario.facts:
            message = f'"{name}" is no fact of the scenario'
            document.fault_at(("real_facts", index), message, nearest(name, scenario.facts), code="JA109")


def _letter_faults(document: Document, scenario: Scenario) -> None:
    known = frozenset(scenario.facts) | GIVEN
    for group, letters in (("letters", scenario.letters), ("closings", scenario.closings)):
        for language, letter in letters.items():
            at = (group, language)
            if not _LANGUAGE.fullmatch(language):
                message = f'"{language}" is no language or locale'
                document.fault_at(at, message, "write e.g. en or en-GB", key=True, code="JA106")
            for key, flaw in _flaws(letter, known):
                message = flaw.message
                remedy = nearest(flaw.word, known) if flaw.word else "see the Jinja2 template syntax"
                document.fault(message, _place(document, (*at, key), flaw), remedy, "JA162")
            if "token" not in f"{letter.subject} {letter.body}":
                message = "the letter does not name the token, by which its answers are recognised"
                document.fault_at(at, message, "write {{ token }} as the customer's own reference", key=True, code="JA163")
    for language in scenario.letters:
        if language not in scenario.closings and language.partition("-")[0] not in scenario.closings:
            message = f"there is no closing letter for {language}"
            document.fault_at(("closings",), message, f"write one under `closings: {language}:`", key=True, code="JA160")


def _flaws(letter: Letter, known: frozenset[str]) -> Iterator[tuple[str, Flaw]]:
    for key, text in (("subject", letter.subject), ("body", letter.body)):
        for flaw in flaws(text, known):
            yield key, flaw


def _place(document: Document, at: KeyPath, flaw: Flaw) -> Place:
    """Where a flaw of a template stands in the file: a block of text begins on the line below its mark."""
    start = document.place(at)
    lines = document.text.splitlines()
    is_block = lines[start.line - 1][start.column - 1 :].lstrip().startswith(("|", ">"))
    line = start.line + flaw.line - (0 if is_block else 1)
    if line > len(lines):
        return start
    column = lines[line - 1].find(flaw.word, 0 if is_block else start.column - 1) if flaw.word else -1
    if column < 0:
        column = len(lines[line - 1]) - len(lines[line - 1].lstrip()) if is_block else start.column - 1
    return Place(line, column + 1, max(1, len(flaw.word)))
