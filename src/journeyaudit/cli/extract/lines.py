"""The bulk form that the extract commands share: one JSON object a line in, one a line out, in the same order."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TextIO, cast

import click

from journeyaudit.cli.failures import USER_ERROR
from journeyaudit.errors import DefinitionError


class Line(NamedTuple):
    """A good line: what it is called, what is to be read, and what it says about where and in which language that stands."""

    id: str | int
    text: str
    country: str | None = None
    language: str | None = None


def standard_input() -> TextIO:
    """Standard input as UTF-8; bytes that are none become replacement characters."""
    return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")


def answer_lines(lines: Iterable[str], field: str, reply: Callable[[Line], dict[str, Any]]) -> int:
    """Prints {"id"} and the reply for each good line and names each bad one on standard error; 2 if there was a bad one.

    `field` is the name of the string that is read ("text", "html_or_text").
    """
    return answer_rows(lines, lambda row, where: reply(_line(row, field, where)), field)


def answer_rows(lines: Iterable[str], reply: Callable[[dict[str, Any], str], dict[str, Any]], field: str = "raw") -> int:
    """As `answer_lines`, for a reply that reads the line's object itself; it is told where the line stands."""
    status = 0
    for number, content in enumerate(lines, start=1):
        if not content.strip():
            continue
        try:
            row = _row(content, field, f"line {number}")
            answer = {"id": row["id"], **reply(row, f"line {number}")}
        except DefinitionError as error:
            click.echo(str(error), err=True)
            status = USER_ERROR
            continue
        click.echo(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8"))  # half a character is none
    return status


def _row(content: str, field: str, where: str) -> dict[str, Any]:
    """The object of a line, which has an id."""
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DefinitionError(f"is not JSON: {error}", where=where, remedy="write one JSON object a line") from error
    if not isinstance(row, dict):
        raise DefinitionError("is not a JSON object", where=where, remedy=f'write {{"id": "…", "{field}": "…"}}')
    fields = cast("dict[str, Any]", row)
    identity = fields.get("id")
    if not isinstance(identity, str | int) or isinstance(identity, bool):
        raise DefinitionError('has no "id" that is a string or a number', where=where, remedy='give each line an "id"')
    return fields


def _line(fields: dict[str, Any], field: str, where: str) -> Line:
    text = fields.get(field)
    if not isinstance(text, str):
        raise DefinitionError(f'has no "{field}" that is a string', where=where, remedy=f'put what is to be read into "{field}"')
    code, language = _optional(fields, "country", "GB", where), _optional(fields, "language", "en", where)
    return Line(
        fields["id"], text, country_code(code, where) if code else None, language_code(language, where) if language else None
    )


def _optional(fields: dict[str, Any], name: str, example: str, where: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise DefinitionError(
            f'has a "{name}" that is not a string', where=where, remedy=f'write it as "{example}", or leave it out'
        )
    return value


def country_code(code: str, where: str) -> str:
    """The country code in capitals. Raises DefinitionError for anything but two letters."""
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code.upper()
    raise DefinitionError(
        f"{code!r} is not a country code", where=where, remedy="write the two letters of ISO 3166, such as GB or DE"
    )


def language_code(tag: str, where: str) -> str:
    """The language of a tag such as "de" or "pt-BR". Raises DefinitionError for anything else."""
    language = tag.replace("_", "-").partition("-")[0]
    if 2 <= len(language) <= 3 and language.isascii() and language.isalpha():
        return language.lower()
    raise DefinitionError(f"{tag!r} is not a language", where=where, remedy="write it as in HTML's lang: en, de, pt-BR")
