"""The examples of a check: NAME.test.yaml beside NAME.yaml."""

from __future__ import annotations

from pathlib import Path

from journeyaudit.definitions.locate import Document, read_document
from journeyaudit.definitions.validate import validate
from journeyaudit.errors import DefinitionErrors
from journeyaudit.model.example import Example, Examples

SUFFIX = ".test.yaml"


def examples_path(check: Path) -> Path:
    """Where the examples of the check in this file belong."""
    return check.with_name(check.stem + SUFFIX)


def load_examples(path: Path) -> tuple[Example, ...]:
    """The examples of one file. Raises DefinitionErrors with all its faults."""
    document = read_document(path, top="list")
    examples = read_examples(document)
    if document.faults:
        raise DefinitionErrors(document.in_order())
    return examples


def read_examples(document: Document) -> tuple[Example, ...]:
    """The examples of a document, () with the faults in it if there are any."""
    if document.data is None:
        return ()
    read = validate(document, Examples, document.data)
    first: dict[str, int] = {}
    for index, example in enumerate(read.root if read else ()):
        if example.name in first:
            message = f'the name "{example.name}" is given twice'
            document.fault_at((index, "name"), message, "give each example a name of its own", code="JA103")
        first.setdefault(example.name, index)
    return read.root if read and not document.faults else ()
