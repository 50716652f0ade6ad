"""Data against a typed noun, with every fault told where it stands in the file and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

from journeyaudit.definitions.locate import Document, KeyPath

Noun = TypeVar("Noun", bound=BaseModel)

_TYPES = {
    "string_type": "text", "int_type": "a whole number", "int_parsing": "a whole number", "int_from_float": "a whole number",
    "float_type": "a number", "float_parsing": "a number", "bool_type": "true or false", "bool_parsing": "true or false",
    "tuple_type": "a list", "list_type": "a list", "dict_type": "a mapping (key: value)", "model_type": "a mapping (key: value)",
    "finite_number": "a finite number",
}  # fmt: skip
_BOUNDS = {
    "greater_than": ("must be greater than {}", "gt"), "greater_than_equal": ("must be at least {}", "ge"),
    "less_than": ("must be less than {}", "lt"), "less_than_equal": ("must be at most {}", "le"),
    "string_too_short": ("must have at least {} characters", "min_length"),
    "too_short": ("needs at least {} entry", "min_length"),
    "string_pattern_mismatch": ("does not match the pattern {}", "pattern"),
}  # fmt: skip


def validate(document: Document, noun: type[Noun], data: Any, at: KeyPath = ()) -> Noun | None:
    """The noun, or None with every fault recorded in `document`. `at` is where `data` stands in the file."""
    try:
        return noun.model_validate(data)
    except ValidationError as error:
        schema = noun.model_json_schema()
        for fault in _chosen(error, data):
            _record(document, schema, fault, at)
        return None


def nearest(word: str, known: Iterable[str]) -> str:
    """ "write X" for the known word that looks most like `word`, else the list of known words to choose from."""
    words = {one.casefold(): one for one in sorted(known)}
    close = difflib.get_close_matches(word.casefold(), words, n=1, cutoff=0.55)
    if close:
        return f'write "{words[close[0]]}"'
    return "known here: " + ", ".join(words.values()) if words else "remove it"


def shown(value: Any) -> str:
    """A value as a message shows it: short, and lists and mappings only by their kind."""
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list"
    if value is None:
        return "nothing"
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    return f'"{text[:57]}…"' if len(text) > 60 else f'"{text}"'


class _Fault:
    """One pydantic error, its place split into keys of the file (`path`) and the branches of unions on the way (`branches`)."""

    def __init__(self, error: Mapping[str, Any], data: Any) -> None:
        self.kind: str = error["type"]
        self.context: Mapping[str, Any] = error.get("ctx") or {}
        self.input: Any = error["input"]
        self.message: str = error["msg"]
        self.path: KeyPath = ()
        self.branches: dict[KeyPath, str] = {}
        location: tuple[str | int, ...] = error["loc"]
        self.on_key = "[key]" in location
        for index, part in enumerate(location):
            last = index == len(location) - 1
            if _holds(data, part) or (last and self.kind == "missing"):
                self.path = (*self.path, part)
                data = data[part] if _holds(data, part) else None
            elif isinstance(part, str) and part != "[key]":
                self.branches[self.path] = part

    @property
    def whole(self) -> bool:
        """The value is of another shape altogether, so this branch of a union was hardly meant."""
        return self.kind in _TYPES or (self.kind == "literal_error" and not isinstance(self.input, str))

    def cost_at(self, union: KeyPath) -> int:
        if self.path == union and self.whole:
            return 10
        return 3 if self.kind == "extra_forbidden" else 1


def _holds(data: Any, part: str | int) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(cast("list[Any]", data))


def _chosen(error: ValidationError, data: Any) -> list[_Fault]:
    """The faults, without those of union branches that the author did not mean: the branch with the cheapest faults is meant."""
    faults = [_Fault(cast("Mapping[str, Any]", found), data) for found in error.errors(include_url=False)]
    for union in sorted({path for fault in faults for path in fault.branches}, key=len):
        costs: dict[str, int] = {}
        for fault in faults:
            if union in fault.branches:
                branch = fault.branches[union]
                costs[branch] = costs.get(branch, 0) + fault.cost_at(union)
        meant = min(costs, key=lambda branch: costs[branch]) if costs else ""
        faults = [fault for fault in faults if fault.branches.get(union, meant) == meant]
    return faults


def _record(document: Document, schema: Mapping[str, Any], fault: _Fault, at: KeyPath) -> None:
    path = (*at, *fault.path)
    name = str(fault.path[-1]) if fault.path else ""
    if fault.kind == "extra_forbidden":
        remedy = nearest(name, _properties(schema, fault.path[:-1], fault.branches))
        document.fault_at(path, f'unknown key "{name}"', remedy, key=True, code="JA104")
    elif fault.kind == "missing":
        description = _properties(schema, fault.path[:-1], fault.branches).get(name, {}).get("description", "")
        remedy = f"add `{name}: …`" + (f" - {description}" if description else "")
        document.fault_at(path[:-1], f'the key "{name}" is missing', remedy, key=bool(path[:-1]), code="JA105")
    else:
        description = _properties(schema, fault.path[:-1], fault.branches).get(name, {}).get("description", "")
        message, remedy = _explained(fault, name, f"correct the value - {description}" if description else "correct the value")
        document.fault_at(path, message, remedy, key=fault.on_key, code="JA106")


def _explained(fault: _Fault, name: str, otherwise: str) -> tuple[str, str]:
    subject = "this key" if fault.on_key else f'"{name}"' if name and not name.isdigit() else "this entry"
    if fault.kind == "literal_error":
        allowed = [part.strip("'") for part in str(fault.context.get("expected", "")).replace(" or ", ", ").split(", ")]
        return f"{subject} cannot be {shown(fault.input)}; it is one of: {', '.join(allowed)}", nearest(str(fault.input), allowed)
    if fault.kind in _TYPES:
        remedy = "put the value in quotes" if fault.kind == "string_type" else f"write {_TYPES[fault.kind]}"
        return f"{subject} must be {_TYPES[fault.kind]}, found {shown(fault.input)}", remedy
    if fault.kind in _BOUNDS:
        words, limit = _BOUNDS[fault.kind]
        bound = fault.context.get(limit, "")
        requirement = words.format(f"{bound:g}" if isinstance(bound, float) else bound)
        return f"{subject} {requirement}, found {shown(fault.input)}", otherwise
    if fault.kind == "value_error":
        return f"{subject}: {fault.message.removeprefix('Value error, ')}", otherwise
    return f"{subject}: {fault.message[0].lower()}{fault.message[1:]}, found {shown(fault.input)}", otherwise


def _properties(schema: Mapping[str, Any], path: KeyPath, branches: Mapping[KeyPath, str]) -> dict[str, Any]:
    """The keys that a mapping at `path` may have, with their JSON Schema; of the branch meant where there are several."""
    here = _options(schema, schema, branches.get(()))
    for index, part in enumerate(path):
        branch = branches.get(path[: index + 1])
        here = [option for one in here for option in _options(schema, _child(one, part), branch)]
    return {name: value for one in here for name, value in one.get("properties", {}).items()}


def _child(schema: Mapping[str, Any], part: str | int) -> Mapping[str, Any]:
    if isinstance(part, int):
        return schema.get("items", {})
    known: Mapping[str, Any] = schema.get("properties", {})
    extra: Any = schema.get("additionalProperties", False)
    return known.get(part) or (cast("Mapping[str, Any]", extra) if isinstance(extra, dict) else {})


def _options(root: Mapping[str, Any], schema: Mapping[str, Any], branch: str | None) -> list[Mapping[str, Any]]:
    """References followed and unions opened; the branch named alone where it is among them."""
    if "$ref" in schema:
        return _options(root, root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], branch)
    options: list[Mapping[str, Any]] = [
        found for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())) for found in _options(root, one, branch)
    ]
    named = [option for option in options if option.get("title") == branch]
    return named or options or [schema]
