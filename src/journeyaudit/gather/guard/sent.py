"""What a request would send, as names and values, whatever its form: an address's query, a form, several parts, JSON, GraphQL.
Pure."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, cast
from urllib.parse import parse_qsl, urlsplit

#: What is longer is no basket and no address.
LONGEST = 256 * 1024
_PART = re.compile(r'name="([^"\r\n]*)"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n(.*?)(?=\r?\n--|\Z)', re.DOTALL)
_OPERATION = re.compile(r"\b(query|mutation|subscription)\b\s*(\w*)")
_FIELD_NAME = re.compile(r"[A-Za-z_]\w*")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[^\w]+|_+")


class Pair(NamedTuple):
    """One named value."""

    name: str
    value: str


def request_body(request: dict[str, Any]) -> str | None:
    """The text that a paused request carries, "" if it carries none; None if it cannot be seen here (a file, a stream)."""
    entries = cast("list[dict[str, str]]", request.get("postDataEntries") or [])
    if request.get("postData"):
        return str(request["postData"])
    if not request.get("hasPostData") and not entries:
        return ""
    if not entries or any("bytes" not in entry for entry in entries):
        return None
    return b"".join(base64.b64decode(entry["bytes"]) for entry in entries).decode("utf-8", "replace")


def words_of(text: str) -> str:
    """The words of an address, a name or a path in small letters, parted by spaces: "/cart/addItem.php" → "cart add item php"."""
    return _NO_WORD.sub(" ", _CAMEL.sub(" ", text)).strip().lower()


def pairs_of(url: str, body: str) -> tuple[Pair, ...] | None:
    """All names with their values in the query and the body; None if the body is of no known form."""
    query = [Pair(*pair) for pair in parse_qsl(urlsplit(url).query, keep_blank_values=True)]
    text = body.strip()
    if not text:
        return tuple(query)
    if len(text) > LONGEST:
        return None
    if text[0] in "{[":
        try:
            return (*query, *_json_pairs("", json.loads(text)))
        except (ValueError, RecursionError):
            return None
    # Two dashes may open a form's first name as well as a boundary: it is parts only if there are some.
    if text.startswith("--") and (parts := _PART.findall(text)):
        return (*query, *(Pair(name, value) for name, value in parts))
    return (*query, *(Pair(*pair) for pair in parse_qsl(text, keep_blank_values=True)))


def operations(pairs: tuple[Pair, ...]) -> str:
    """The words of GraphQL operations: operation names, and all that a mutation asks to be done. "" if there are none."""
    found = [value for name, value in pairs if name.rpartition(".")[2] == "operationName"]
    for name, value in pairs:
        if name.rpartition(".")[2] == "query" and (kind := _OPERATION.search(value)) and kind[1] == "mutation":
            found += [kind[2], *(_roots(value[kind.end() :]))]
    return words_of(" ".join(found))


def _roots(text: str) -> Iterator[str]:
    """The names at the outermost level of a selection: `{ a(x: {…}) { b } c: d { e } }` gives a, c and d."""
    depth = round_depth = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[{}()]|[A-Za-z_]\w*', text):
        mark = token[0]
        round_depth += (mark == "(") - (mark == ")")
        if not round_depth:
            depth += (mark == "{") - (mark == "}")
            if depth == 1 and _FIELD_NAME.fullmatch(mark):
                yield mark


def _json_pairs(name: str, node: object) -> Iterator[Pair]:
    if isinstance(node, dict):
        for key, value in cast("dict[str, object]", node).items():
            yield from _json_pairs(f"{name}.{key}" if name else str(key), value)
    elif isinstance(node, list):
        for value in cast("list[object]", node):
            yield from _json_pairs(name, value)
    else:
        yield Pair(name, "" if node is None or node is False else str(node))
