"""JSON Schemas of what people write and of what the tool publishes: an editor completes the one, a program checks the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from journeyaudit.definitions.loader import START_PAGES
from journeyaudit.judge.jurisdiction import PARTS
from journeyaudit.judge.measures import MEASURES, Measure
from journeyaudit.model.audit import Audit
from journeyaudit.model.check import Check
from journeyaudit.model.example import Examples
from journeyaudit.model.journey import Journey
from journeyaudit.model.rule import Rule
from journeyaudit.model.scenario import Scenario
from journeyaudit.model.subject import Subject

SchemaName = Literal["check", "examples", "subject", "journey", "scenario", "audit"]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Json = dict[str, Any]


def schema(name: SchemaName, rules: Mapping[str, Rule]) -> Json:
    """The JSON Schema by name. `rules` are offered as the sources that a check may cite."""
    made: Json = {
        "check": lambda: _check(rules),
        "examples": lambda: Examples.model_json_schema(),
        "subject": _subject,
        "journey": lambda: Journey.model_json_schema(by_alias=True),
        "scenario": lambda: Scenario.model_json_schema(by_alias=True),
        "audit": lambda: Audit.model_json_schema(by_alias=True, mode="serialization"),
    }[name]()
    return {"$schema": DIALECT, **made, "title": f"journeyaudit {name}"}


def _subject() -> Json:
    made = Subject.model_json_schema()
    made["properties"]["start_pages"]["propertyNames"] = {"enum": list(START_PAGES)}
    return made


def _check(rules: Mapping[str, Rule]) -> Json:
    made = Check.model_json_schema()
    definitions: Json = made["$defs"]
    definitions["MeasureCall"] = _measure_call(definitions)
    properties: Json = made["properties"]
    properties["sources"]["items"] = {"oneOf": [_source(rule) for rule in rules.values()]}
    properties["jurisdictions"]["items"] = {"type": "string", "pattern": f"^(any|EU|{'|'.join(sorted(PARTS))}|[A-Z]{{2}})$"}
    return made


def _source(rule: Rule) -> Json:
    return {"const": rule.id, "description": f"{rule.source}: {rule.requirement}"}


def _measure_call(definitions: Json) -> Json:
    """`measure`: the name is one of the table, and the name decides which arguments are allowed."""
    return {
        "title": "MeasureCall",
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {
            "name": {"oneOf": [{"const": measure.name, "description": measure.summary} for measure in MEASURES.values()]},
            "args": {"type": "object", "description": "The measure's arguments"},
        },
        "allOf": [_arguments(measure, definitions) for measure in MEASURES.values()],
    }


def _arguments(measure: Measure, definitions: Json) -> Json:
    """If the measure is this one, then its arguments are these. Definitions move to the top, named after the measure."""
    template = f"#/$defs/{measure.name}.{{model}}"
    arguments = measure.arguments.model_json_schema(ref_template=template)
    for name, definition in arguments.pop("$defs", {}).items():
        definitions[f"{measure.name}.{name}"] = definition
    for argument in arguments.get("properties", {}).values():
        argument.setdefault("description", arguments.get("description", measure.summary))
    then: Json = {"properties": {"args": arguments}}
    if arguments.get("required"):
        then["required"] = ["args"]
    return {"if": {"properties": {"name": {"const": measure.name}}, "required": ["name"]}, "then": then}
