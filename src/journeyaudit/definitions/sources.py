"""The rule records that checks cite: sources.yaml at the top of a folder of checks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from journeyaudit.definitions.locate import read_document
from journeyaudit.definitions.shipped import folder
from journeyaudit.definitions.validate import validate
from journeyaudit.errors import DefinitionError, DefinitionErrors
from journeyaudit.model.rule import Rule, RuleTable

NAME = "sources.yaml"


def load_rules(folders: Sequence[Path] = ()) -> dict[str, Rule]:
    """Rule records by id: the shipped ones, then those of each folder. Raises DefinitionErrors with all faults of all tables."""
    rules, faults = collect_rules(folders)
    if faults:
        raise DefinitionErrors(faults)
    return rules


def collect_rules(folders: Sequence[Path]) -> tuple[dict[str, Rule], list[DefinitionError]]:
    """As `load_rules`, with the faults beside what could be read."""
    rules: dict[str, Rule] = {}
    faults: list[DefinitionError] = []
    tables = dict.fromkeys((root / NAME).resolve() for root in (folder("checks"), *folders))
    for table in tables:
        if table.is_file():
            faults += _read_table(table, rules)
    return rules, faults


def _read_table(table: Path, rules: dict[str, Rule]) -> list[DefinitionError]:
    """Adds the rules of one table; an id that another table already has is a fault, so that no client's folder rewrites a law."""
    document = read_document(table)
    if document.data is None:
        return document.in_order()
    read = validate(document, RuleTable, document.data)
    for index, rule in enumerate(read.rules if read else ()):
        if rule.id in rules:
            document.fault_at(("rules", index, "id"), f'the rule "{rule.id}" exists already', "choose another id", code="JA103")
        else:
            rules[rule.id] = rule
    return document.in_order()
