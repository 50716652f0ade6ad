"""YAML text to plain data that remembers where every key and value stands.

Reads a strict subset: one document, a mapping or list at the top, text keys, no tags but the plain ones. Words such as `NO`
or `on` stay words: only `true` and `false` are booleans, so that the country code of Norway survives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from journeyaudit.errors import DefinitionError

KeyPath = tuple[str | int, ...]
Top = Literal["mapping", "list"]

#: Bounds on what a person writes; far above any real definition, far below what would hurt.
MAX_BYTES = 512_000
MAX_DEPTH = 40
MAX_NODES = 50_000

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}$")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?$|[-+]?\.inf$", re.IGNORECASE)
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "value", "merge", "map", "seq")
)


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column from 1, and how many characters to underline."""

    line: int
    column: int
    width: int = 1


@dataclass(slots=True)
class Document:
    """One definition file. `data` is None if the file cannot be read at all; `faults` then says why.

    `keys` and `values` tell where things stand.
    """

    path: Path
    text: str = ""
    data: object = None
    top: Top = "mapping"
    keys: dict[KeyPath, Place] = field(default_factory=dict[KeyPath, Place])
    values: dict[KeyPath, Place] = field(default_factory=dict[KeyPath, Place])
    faults: list[DefinitionError] = field(default_factory=list[DefinitionError])
    at: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])

    @property
    def mapping(self) -> dict[str, Any]:
        """The data of a file with a mapping at its top, {} if it cannot be read."""
        return cast("dict[str, Any]", self.data) if self.top == "mapping" and self.data is not None else {}

    def place(self, at: KeyPath, *, key: bool = False) -> Place:
        """Where the value (or the key) of a key path stands; the nearest enclosing place if it is not in the file."""
        if key and at in self.keys:
            return self.keys[at]
        if at in self.values:
            return self.values[at]
        return self.place(at[:-1], key=True) if at else Place(1, 1)

    def fault(self, message: str, place: Place, remedy: str = "", code: str = "JA110") -> None:
        """Records one fault with its source line and a caret under what is wrong."""
        self.at.append((place.line, place.column))
        where = f"{self.path}:{place.line}:{place.column}"
        self.faults.append(DefinitionError(message + excerpt(self.text, place), where=where, remedy=remedy, code=code))

    def in_order(self) -> list[DefinitionError]:
        """The faults from the top of the file down."""
        return [fault for _, fault in sorted(zip(self.at, self.faults, strict=True), key=lambda pair: pair[0])]

    def fault_at(self, at: KeyPath, message: str, remedy: str = "", *, key: bool = False, code: str = "JA110") -> None:
        self.fault(message, self.place(at, key=key), remedy, code)


def excerpt(text: str, place: Place) -> str:
    """The source line with carets under the fault, on lines of their own; a long line is cut. "" for an empty file."""
    lines = _LINE_BREAK.split(text)
    if not text or place.line > len(lines):
        return ""
    line = "".join(c if c.isprintable() else " " for c in lines[place.line - 1])
    start = max(0, place.column - 60)
    shown = line[start : start + 110]
    column = place.column - 1 - start
    carets = "^" * max(1, min(place.width, len(shown) - column))
    return f"\n{place.line:>6} | {shown}\n{'':>6} | {' ' * column}{carets}"


def read_document(path: Path, top: Top = "mapping") -> Document:
    """Reads one file; never raises for what is in it, however broken. `top`: what `data` must be."""
    document = Document(path, top=top)
    text = _text_of(document)
    if text is None:
        return document
    document.text = text
    return parse(document)


def parse(document: Document) -> Document:
    """Fills `data`, `keys`, `values` and `faults` from `text`."""
    try:
        if not _bounded(document):
            return document
        node = _tree(document.text)
    except yaml.YAMLError as error:
        _syntax_fault(document, error)
        return document
    if node is None:
        document.fault("the file is empty", Place(1, 1), "write the definition, or start from `journeyaudit checks new`", "JA102")
        return document
    _Reading(document).top(node)
    return document


def _text_of(document: Document) -> str | None:
    try:
        size = document.path.stat().st_size
        raw = document.path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        message = f"cannot read the file: {error.strerror or error}"
        return _unreadable(document, message, str(document.path), "check the path and its permissions")
    if size > MAX_BYTES:
        message = f"the file has {size} bytes; a definition has at most {MAX_BYTES}"
        return _unreadable(document, message, str(document.path), "split it")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        where = f"{document.path}:{line}:{column}"
        message = f"the file is not UTF-8: byte {raw[error.start]:#04x} is not text"
        return _unreadable(document, message, where, "save the file as UTF-8")


def _unreadable(document: Document, message: str, where: str, remedy: str) -> None:
    document.at.append((1, 1))
    document.faults.append(DefinitionError(message, where=where, remedy=remedy, code="JA102"))


def _bounded(document: Document) -> bool:
    """Walks the event stream, which needs no memory, before the composer builds a tree from it."""
    depth = 0
    for event in _events(document.text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            document.fault(f"nested deeper than {MAX_DEPTH} levels", _place(event.start_mark), "flatten the definition", "JA102")
            return False
    return True


def _tree(text: str) -> Any:
    return yaml.compose(text, Loader=yaml.CSafeLoader)  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=yaml.CSafeLoader)  # pyright: ignore[reportUnknownMemberType]


def _place(mark: Any, end: Any = None) -> Place:
    width = end.column - mark.column if end is not None and end.line == mark.line else 1
    return Place(mark.line + 1, mark.column + 1, max(1, width))


def _syntax_fault(document: Document, error: yaml.YAMLError) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    place = _place(mark) if mark is not None else _place_of_index(document.text, getattr(error, "position", 0) or 0)
    lines = _LINE_BREAK.split(document.text)
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    remedy = "check indentation, colons and quotes here and on the line above"
    if "\t" in line[: place.column]:
        remedy = "indent by spaces; YAML does not allow tabs there"
    elif "single document" in problem or "but found another document" in problem:
        remedy = "keep one definition a file: remove the `---` in the middle"
    document.fault(f"not valid YAML: {problem}", place, remedy, "JA102")


def _place_of_index(text: str, index: int) -> Place:
    lines = _LINE_BREAK.split(text[:index])
    return Place(len(lines), len(lines[-1]) + 1)


class _Reading:
    """Turns nodes into data within a budget, so that aliases of aliases cannot expand for ever."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.left = MAX_NODES
        self.over = False

    def top(self, node: Any) -> None:
        wants_list = self.document.top == "list"
        if not isinstance(node, yaml.SequenceNode if wants_list else yaml.MappingNode):
            expected, start = ("a list (- item)", "- name: …") if wants_list else ("a mapping (key: value)", "key: value")
            self.document.fault(f"the file must be {expected}", _place(node.start_mark), f"start with `{start}`", "JA102")
            return
        data = self.value(node, (), 0)
        self.document.data = None if self.over else data

    def value(self, node: Any, at: KeyPath, depth: int) -> Any:
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH:
            return self._too_much(node)
        self.document.values[at] = _place(node.start_mark, node.end_mark)
        if node.tag not in _PLAIN_TAGS:
            place = _place(node.start_mark)
            self.document.fault(f"the tag {node.tag!r} is not allowed in a definition", place, "remove the tag", "JA102")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, at, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*at, index), depth + 1) for index, item in enumerate(node.value)]
        return scalar(node.value, plain=not node.style)

    def _mapping(self, node: Any, at: KeyPath, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = _place(key_node.start_mark, key_node.end_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.document.fault("a key must be a word", place, "write `key: value`", "JA102")
                continue
            key = str(key_node.value)
            if key in found:
                first = self.document.keys[(*at, key)].line
                message = f'the key "{key}" is given twice (first on line {first})'
                self.document.fault(message, place, "keep one of the two", "JA103")
                continue
            self.document.keys[(*at, key)] = place
            found[key] = self.value(value_node, (*at, key), depth + 1)
            if self.over:
                break
        return found

    def _too_much(self, node: Any) -> None:
        if not self.over:
            message = f"the definition expands to more than {MAX_NODES} values"
            remedy = "write the values out instead of repeating them by aliases"
            self.document.fault(message, _place(node.start_mark), remedy, "JA102")
        self.over = True


def scalar(text: str, *, plain: bool) -> str | int | float | bool | None:
    """The value of a scalar; quoted and block scalars are always text."""
    if not plain:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.match(text):
        return int(text)
    return float(text.replace(".inf", "inf").replace(".INF", "inf").replace(".Inf", "inf")) if _NUMBER.match(text) else text
