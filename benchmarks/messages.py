"""How well messages are read: class, case number and promises on mail of our own in the formats of some forty systems.

Run: python -m benchmarks.messages [--wrong [aside]]. `benchmarks/corpus/messages/README.md` says what the files hold. Systems
marked `aside` were left out while the reader was made, and are told apart. `--wrong` lists what was read wrongly in the others.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.table import Row, tell
from journeyaudit.model.message import MessageFact, Promised
from journeyaudit.read.messages import message_of, read_message

FOLDER = Path(__file__).with_name("corpus") / "messages"
ACCURACY, CASE_F1, PROMISE_F1, AT_LEAST, MAILS_A_SECOND = 0.97, 0.95, 0.9, 300, 50
_STANDARD = {
    "Date": "Wed, 18 Nov 2026 10:23:00 +0000",
    "To": "tom@shopper.example",
    "MIME-Version": "1.0",
    "Message-ID": "<answer@company.example>",
}
_LABEL = re.compile(
    r"(?P<pledge>\w+)(?: (?P<number>[\d.]+) ?(?P<unit>min|h|days?|weeks?|business days?)(?P<business> business)?"
    r"| by (?P<by>[\w-]+)(?: (?P<at>\d\d:\d\d))?)?"
)
#: What is compared of a promise: pledge, hours, days, kind of days, day, time.
Told = tuple[str, float | None, float | None, str | None, str, str]


class Labelled(NamedTuple):
    """One mail with its labels. `name` is its file and number."""

    name: str
    aside: bool
    raw: bytes
    kind: str
    language: str
    case_id: str
    promised: frozenset[Told]
    given: tuple[str, ...]


class Read(NamedTuple):
    """A labelled mail and what was read from it."""

    label: Labelled
    fact: MessageFact

    @property
    def told(self) -> frozenset[Told]:
        """The promises read, as they are compared."""
        return frozenset(_told(promise) for promise in self.fact.promised)


def labelled() -> Iterator[Labelled]:
    """Every mail of the corpus, file by file."""
    for file in sorted(FOLDER.glob("*.yaml")):
        content = yaml.safe_load(file.read_text("utf-8"))
        for number, message in enumerate(content["messages"], start=1):
            frame = content["frames"][message["f"]]
            yield Labelled(
                name=f"{file.stem}:{number}",
                aside=content["set"] == "aside",
                raw=_raw(frame, message),
                kind=message.get("c", frame["class"]),
                language=message["l"],
                case_id=message["id"],
                promised=frozenset(_labelled(label) for label in message["p"]),
                given=tuple(message.get("given", ())),
            )


def _raw(frame: dict[str, Any], message: dict[str, Any]) -> bytes:
    def filled(text: str) -> str:
        return text.replace("{s}", message["s"]).replace("{t}", message["t"]).replace("{id}", message["id"])

    headers = {**_STANDARD, **frame["headers"], "Subject": filled(frame["subject"])}
    body, kind = filled(frame["body"]), frame.get("type", "text/plain")
    if "report" in frame:
        report = frame.get("reporttype", "delivery-status")
        headers["Content-Type"] = f"multipart/report; report-type={report}; boundary=part"
        parts = (f"Content-Type: text/plain; charset=utf-8\n\n{body}", f"Content-Type: message/{report}\n\n{frame['report']}")
        body = "".join(f"--part\n{part}\n" for part in parts) + "--part--\n"
    else:
        headers["Content-Type"] = f"{kind}; charset=utf-8"
    return ("".join(f"{name}: {value}\n" for name, value in headers.items()) + "\n" + body).encode()


def _labelled(label: str) -> Told:
    found = _LABEL.fullmatch(label)
    if found is None:
        raise SystemExit(f"{label!r} is no promise: write it as `reply 24h`, `reply 2 business days`, `callback by Friday 17:00`")
    unit, number = found["unit"] or "", float(found["number"]) if found["number"] else None
    kind = "business" if "business" in (found["unit"] or "") or found["business"] else None
    by, at = found["by"] or "", found["at"] or ""
    if number is None or unit in ("h", "min"):
        hours = None if number is None else number / 60 if unit == "min" else number
        return found["pledge"], hours, None, kind, by, at
    return found["pledge"], None, number * (7 if "week" in unit else 1), kind, by, at


def _told(promise: Promised) -> Told:
    kind = promise.kind if promise.kind == "business" else None
    return promise.pledge, promise.hours, promise.days, kind, promise.by, promise.at


def read_all(messages: list[Labelled]) -> list[Read]:
    return [Read(label, read_message(message_of(label.raw), given=label.given)) for label in messages]


def rows() -> Iterator[Row]:
    """All rows; the whole set, then the systems that were left out."""
    messages = list(labelled())
    began = time.process_time()
    read = read_all(messages)
    spent = time.process_time() - began
    yield Row("messages: labelled", len(read), AT_LEAST, "mails")
    yield from _figures(read, "", judged=True)
    yield from _figures([one for one in read if not one.label.aside], ", systems the reader was made on", judged=False)
    yield from _figures([one for one in read if one.label.aside], ", systems left out", judged=False)
    yield Row("messages: reading speed", len(read) / spent, MAILS_A_SECOND, "mails/s")


def _figures(read: list[Read], which: str, *, judged: bool) -> Iterator[Row]:
    right = sum(one.fact.kind == one.label.kind for one in read)
    yield Row(f"messages: class{which}", right / len(read), ACCURACY if judged else None, "accuracy")
    languages = sum(one.fact.language == one.label.language for one in read)
    yield Row(f"messages: language{which}", languages / len(read), None, "accuracy")
    cases = [(frozenset(filter(None, [one.fact.case_id])), frozenset(filter(None, [one.label.case_id]))) for one in read]
    yield Row(f"messages: case number{which}", _f1(cases), CASE_F1 if judged else None, "F1")
    promises = [(one.told, one.label.promised) for one in read]
    yield Row(f"messages: promises{which}", _f1(promises), PROMISE_F1 if judged else None, "F1")


def _f1(pairs: list[tuple[frozenset[Any], frozenset[Any]]]) -> float:
    right = sum(len(found & wanted) for found, wanted in pairs)
    return 2 * right / max(sum(len(found) + len(wanted) for found, wanted in pairs), 1)


def wrong(read: list[Read]) -> Iterator[str]:
    """What was read wrongly, a line each."""
    for label, fact in read:
        if fact.kind != label.kind:
            yield f"{label.name}: {fact.kind}, is {label.kind}: {'; '.join(f'{r.sign} ({r.quote})' for r in fact.reasons)}"
        if fact.case_id != label.case_id:
            yield f"{label.name}: case {fact.case_id!r} ({fact.case_id_quote!r}), is {label.case_id!r}"
        told = frozenset(_told(promise) for promise in fact.promised)
        if told != label.promised:
            yield f"{label.name}: promised {sorted(map(str, told))}, is {sorted(map(str, label.promised))}"


if __name__ == "__main__":
    if "--wrong" in sys.argv:
        print("\n".join(wrong(read_all([label for label in labelled() if label.aside is ("aside" in sys.argv)]))))
    tell(rows())
