"""Checks and subjects from their files. All faults of all files are reported together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from pydantic import ValidationError

from journeyaudit.cases.deadlines import BusinessClock
from journeyaudit.definitions.locate import Document, KeyPath, read_document
from journeyaudit.definitions.sources import NAME as SOURCES
from journeyaudit.definitions.sources import collect_rules
from journeyaudit.definitions.validate import nearest, validate
from journeyaudit.errors import DefinitionError, DefinitionErrors
from journeyaudit.judge.jurisdiction import known_jurisdictions
from journeyaudit.judge.measures import MEASURES
from journeyaudit.model.check import Check, Curve, Steps
from journeyaudit.model.rule import Rule
from journeyaudit.model.subject import Subject

EXAMPLES_SUFFIX = ".test.yaml"
#: Folders of this name hold scenarios of enquiries (definitions.scenarios), not checks.
SCENARIOS = "scenarios"


def load_checks(folders: Sequence[Path]) -> tuple[Check, ...]:
    """Every check below `folders`, sorted by id. Raises DefinitionErrors with all faults of all files at once."""
    checks, faults = collect_checks(folders)
    if faults:
        raise DefinitionErrors(faults)
    return tuple(checks[identity][0] for identity in sorted(checks))


def collect_checks(folders: Sequence[Path]) -> tuple[dict[str, tuple[Check, Document]], list[DefinitionError]]:
    """The sound checks by id, each with its document, and the faults of the others."""
    rules, faults = collect_rules(folders)
    checks: dict[str, tuple[Check, Document]] = {}
    for root in dict.fromkeys(Path(folder) for folder in folders):
        if not root.is_dir():
            remedy = "give a folder that holds checks, e.g. my-checks/contact/NAME.yaml"
            faults.append(DefinitionError("there is no such folder of checks", where=str(root), remedy=remedy, code="JA101"))
        for path in check_files(root):
            document = read_document(path)
            check = read_check(document, root, rules)
            if check is not None and check.id in checks:
                other = checks[check.id][1].path
                message = f'the id "{check.id}" is taken by {other}'
                document.fault_at(("id",), message, "choose another id and file name", code="JA103")
            elif check is not None:
                checks[check.id] = (check, document)
            faults += document.in_order()
    return checks, faults


def check_files(root: Path) -> list[Path]:
    """The check files below a folder: every .yaml or .yml but examples, scenarios, the table of sources and hidden folders."""
    found = [path for path in sorted(root.rglob("*")) if path.suffix in (".yaml", ".yml") and path.is_file()]
    return [path for path in found if _is_check(path.relative_to(root))]


def _is_check(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts) or path.parent.name == SCENARIOS
    return not hidden and not path.name.endswith((EXAMPLES_SUFFIX, ".test.yml")) and path.as_posix() != SOURCES


def read_check(document: Document, root: Path, rules: Mapping[str, Rule]) -> Check | None:
    """One check, or None with its faults in the document. `root` is the folder that the id is relative to."""
    if document.data is None:
        return None
    check = validate(document, Check, document.data)
    _id_faults(document, root)
    _measure_faults(document)
    _citation_faults(document, rules)
    if check is not None:
        _grading_faults(document, check.grading)
    return None if document.faults else check


def _id_faults(document: Document, root: Path) -> None:
    found = document.mapping.get("id")
    expected = document.path.relative_to(root).with_suffix("").as_posix()
    if "/" not in expected:
        message = "a check must lie in a folder named after its area"
        document.fault_at(("id",), message, f"move the file to {root}/AREA/{document.path.name}", code="JA107")
    elif isinstance(found, str) and found != expected:
        message = f'the id "{found}" does not say where the file is'
        document.fault_at(("id",), message, f"write `id: {expected}`, or move the file", code="JA107")


def _measure_faults(document: Document) -> None:
    call = document.mapping.get("measure")
    name = cast("dict[str, Any]", call).get("name") if isinstance(call, dict) else None
    if not isinstance(name, str):
        return
    measure = MEASURES.get(name)
    if measure is None:
        document.fault_at(("measure", "name"), f'there is no measure "{name}"', nearest(name, MEASURES), code="JA108")
        return
    args = cast("dict[str, Any]", call).get("args", {})
    at: KeyPath = ("measure", "args") if ("measure", "args") in document.values else ("measure", "name")
    if args is None or isinstance(args, dict):
        validate(document, measure.arguments, args or {}, at)


def _citation_faults(document: Document, rules: Mapping[str, Rule]) -> None:
    for index, source in _texts(document, "sources"):
        if source not in rules:
            message = f'there is no rule "{source}" in {SOURCES}'
            document.fault_at(("sources", index), message, nearest(source, rules), code="JA109")
    for index, place in _texts(document, "jurisdictions"):
        if place not in known_jurisdictions():
            message = f'"{place}" is not a jurisdiction'
            remedy = "write an ISO country code in capitals (GB for the United Kingdom), US-CA, EU, or any"
            document.fault_at(("jurisdictions", index), message, remedy, code="JA109")


def _texts(document: Document, key: str) -> list[tuple[int, str]]:
    found = document.mapping.get(key)
    entries = cast("list[Any]", found) if isinstance(found, list) else []
    return [(index, entry) for index, entry in enumerate(entries) if isinstance(entry, str)]


def _grading_faults(document: Document, grading: Steps | Curve) -> None:
    if isinstance(grading, Curve):
        if grading.p10 >= grading.median:
            message = "p10 must be less than median: the curve falls from 0.9 at p10 to 0.5 at the median"
            document.fault_at(("grading", "p10"), message, "exchange the two values", code="JA106")
        return
    for index, (before, step) in enumerate(zip(grading.steps, grading.steps[1:], strict=False), start=1):
        if not step.up_to > before.up_to:
            message = f"steps must ascend: {step.up_to:g} does not come after {before.up_to:g}"
            document.fault_at(("grading", "steps", index, "up_to"), message, "sort the steps by up_to", code="JA106")


def load_subject(path: Path) -> Subject:
    """A subject file. Raises DefinitionErrors with every fault."""
    document = read_document(Path(path))
    subject = validate(document, Subject, document.data) if document.data is not None else None
    if subject is not None:
        _subject_faults(document, subject)
    if document.faults or subject is None:
        raise DefinitionErrors(document.in_order())
    return subject


def _subject_faults(document: Document, subject: Subject) -> None:
    for index, origin in enumerate(subject.origins):
        message = _origin_fault(origin)
        if message:
            document.fault_at(("origins", index), message, "write e.g. https://www.example.com", code="JA106")
    for name, address in subject.start_pages.items():
        if name not in START_PAGES:
            message = f'unknown start page "{name}"'
            document.fault_at(("start_pages", name), message, nearest(name, START_PAGES), key=True, code="JA104")
        if not address.startswith("/") and _origin_fault(address):
            message = f'"{address}" is neither a path nor a web address'
            document.fault_at(("start_pages", name), message, "write a path such as /basket", code="JA106")
    _hours_fault(document, subject)


def _hours_fault(document: Document, subject: Subject) -> None:
    """Opening hours are needed weeks later: whether they can be read is told before anything is sent."""
    if subject.enquiries is None:
        return
    try:
        BusinessClock(subject.enquiries.opening_hours, "UTC")
    except DefinitionError as error:
        document.fault_at(("enquiries", "opening_hours"), error.message, error.remedy, code=error.code)


START_PAGES = ("home", "product", "basket", "help", "not-found", "article")


def _origin_fault(origin: str) -> str:
    try:
        parts = urlsplit(origin)
        _ = parts.port
    except ValueError as error:
        return f'"{origin}" is not a web address: {error}'
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in parts.netloc):
        return f'"{origin}" is not a web address'
    return ""


def subject_of_url(url: str, **overrides: Any) -> Subject:
    """A subject made from one address: its origin, its host as name, its path as the home page.

    `overrides` are fields of Subject; those that are None are left out, start pages are added to the home page. A missing scheme
    is read as https. Raises DefinitionError if the address or an override cannot be right.
    """
    address = url.strip() if "://" in url else f"https://{url.strip()}"
    fault = _origin_fault(address)
    if fault:
        raise DefinitionError(fault, where=url, remedy="give an address such as https://www.example.com", code="JA106")
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fields: dict[str, Any] = {
        "name": parts.hostname,
        "origins": (f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",),
        "start_pages": {"home": path},
    }
    pages = {"start_pages": fields["start_pages"] | dict(overrides.pop("start_pages", None) or {})}
    fields.update({name: value for name, value in overrides.items() if value is not None} | pages)
    try:
        return Subject.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise DefinitionError(f"{name}: {first['msg']}", where=url, remedy="correct the option", code="JA106") from error
