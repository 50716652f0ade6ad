"""A new check to begin from: a copy of one that works, with its examples and the schemas that an editor completes it by."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from journeyaudit.definitions.examples import examples_path
from journeyaudit.definitions.locate import Document
from journeyaudit.definitions.schema import SchemaName, schema
from journeyaudit.definitions.sources import load_rules
from journeyaudit.errors import DefinitionError

_ID = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
_SCHEMAS = ".schema"


def write_starter(identity: str, model: Document, root: Path) -> list[Path]:
    """Writes ROOT/ID.yaml and ROOT/ID.test.yaml after `model`, and the schemas to ROOT/.schema. Returns what it wrote.

    The files are valid and the examples hold as they are. DefinitionError if the id is no id or the check exists: nothing is
    overwritten.
    """
    if not _ID.fullmatch(identity):
        remedy = "write AREA/NAME in small letters, digits and hyphens, e.g. contact/trade-desk-phone"
        raise DefinitionError(f'"{identity}" cannot be the id of a check', remedy=remedy, code="JA107")
    path = root / f"{identity}.yaml"
    for file in (path, examples_path(path)):
        if file.exists():
            remedy = "choose another id, or edit that file"
            raise DefinitionError("the file exists already", where=str(file), remedy=remedy, code="JA107")
    path.parent.mkdir(parents=True, exist_ok=True)
    written = [_write_schema(root, "check"), _write_schema(root, "examples")]
    path.write_text(_schema_line("check") + _definition(identity, model), encoding="utf-8")
    examples = examples_path(model.path).read_text(encoding="utf-8")
    examples_path(path).write_text(_schema_line("examples") + _without_schema_line(examples), encoding="utf-8")
    return [path, examples_path(path), *written]


def _definition(identity: str, model: Document) -> str:
    """The model's keys in their order, with an identity and a claim of its own."""
    name = identity.rpartition("/")[2].replace("-", " ").capitalize()
    own: dict[str, Any] = {
        "id": identity,
        "revision": 1,
        "title": f"{name}: the claim that this check makes",
        "failure_title": f"{name}: what is the case when the claim fails",
    }
    return yaml.safe_dump({**model.mapping, **own}, sort_keys=False, allow_unicode=True, width=110)


def _write_schema(root: Path, name: SchemaName) -> Path:
    path = root / _SCHEMAS / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(schema(name, load_rules([root])), indent=1, ensure_ascii=False), encoding="utf-8")
    return path


def _schema_line(name: SchemaName) -> str:
    return f"# yaml-language-server: $schema=../{_SCHEMAS}/{name}.json\n"


def _without_schema_line(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# yaml-language-server:"))
