"""The JSON Schema of audit.json, as published in docs/audit.schema.json.

`python -m journeyaudit.report.schema > docs/audit.schema.json` writes it anew after a change of the model.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from journeyaudit.model.audit import SCHEMA, Audit


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of what `json.render` writes; every field that the tool writes is required."""
    content = Audit.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **content, "title": SCHEMA}


def text() -> str:
    """The schema as published."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
