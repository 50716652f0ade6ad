"""The number that a company gives a case, in the subject or the text: what only a header says, no customer was given.

By what stands around it: brackets in the subject, a word for a case and a word for a number in front. A number of an order, an
invoice or a parcel, a telephone number, a date and whatever the letter itself gave is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from journeyaudit.model.message import Message
from journeyaudit.read.lexicon import fold, matcher

#: What a number may look like: at least one figure; letters, dashes and dots between.
_ID = re.compile(r"(?=[A-Za-z_/.-]{0,14}\d)[A-Za-z0-9](?:[A-Za-z0-9]|[-_/.](?=[A-Za-z0-9])){0,29}")
_BRACKETED = re.compile(r"[\[({<]\s*([^\[\](){}<>\n]{1,60}?)\s*[\])}>]")
_HASHED = re.compile(r"(?<![\w&/])#\s?([A-Za-z]{0,6}-?\d[\w-]{0,24})|(?<![\w.-])([A-Z][A-Z0-9]{1,9}-\d{1,8})(?![\w-])")
#: What may stand between the word and the number: a second word, marks, "is".
_JOIN = re.compile(r"[\s:#.,=\-–*\"'“„»«(\[n°ºo]*")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|(?:19|20)\d{2}-\d{2}-\d{2}|(?:19|20)\d{2}")
_AMOUNT = re.compile(r"\d+[.,]\d{2}")
_SALESFORCE_THREAD = re.compile(r"ref:|thread::|!", re.IGNORECASE)
#: A word for a case in capitals, "SR" or "CAS", not one that begins a sentence.
_ABBREVIATION = re.compile(r"[A-Z]{2,4}")
_BEFORE = 48
_LEAST_WEIGHT = 2.0


class CaseId(NamedTuple):
    """The number as written, without its decoration, and the words that it stands in."""

    value: str
    quote: str
    weight: float = 0.0


def case_id(message: Message, given: Collection[str] = ()) -> CaseId:
    """The case's number; empty if none is given. `given` are values that the letter stated, such as the order number."""
    known = {_bare(value) for value in given if value}
    found = [*_in_subject(message.subject), *_in_text(message.text)]
    best = max((one for one in found if _may_be(one.value, known)), key=lambda one: one.weight, default=None)
    return best if best is not None and best.weight >= _LEAST_WEIGHT else CaseId("", "")


def _may_be(value: str, known: Collection[str]) -> bool:
    bare = _bare(value)
    if not bare or _DATE.fullmatch(value) or _AMOUNT.fullmatch(value) or len(value) > 30:
        return False
    return not any(bare == one or (len(bare) >= 4 and bare in one) or (len(one) >= 4 and one in bare) for one in known)


def _bare(value: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(value))


def _in_subject(subject: str) -> Iterator[CaseId]:
    """Numbers in brackets, behind a word for a case, or behind a hash."""
    yield from _labelled(subject, 6.0)
    for found in _BRACKETED.finditer(subject):
        inner = found[1]
        if _SALESFORCE_THREAD.search(inner) or _against(subject[: found.start()] + inner):
            continue
        whole = _ID.fullmatch(inner.lstrip("#~ "))
        if whole is not None and (found[0][0] == "[" or "#" in inner or "-" in inner or subject.strip().endswith(found[0])):
            yield CaseId(whole[0], found[0], 5.0 if found[0][0] == "[" else 4.0)
        elif found[0][0] in "[{" and (numbered := re.search(r"#\s?([A-Za-z]{0,6}-?\d[\w-]*)\s*$", inner)) is not None:
            yield CaseId(numbered[1], found[0], 5.0)
    for found in _HASHED.finditer(subject):
        if not _against(subject[: found.start()]):
            yield CaseId(found[1] or found[2], found[0], 3.5 if found[1] else 3.0)


def _in_text(text: str) -> Iterator[CaseId]:
    yield from _labelled(text, 4.0)
    for found in _HASHED.finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if found[1] and not _against(before):
            yield CaseId(found[1], found[0], 2.2)


def _labelled(text: str, weight: float) -> Iterator[CaseId]:
    """Numbers behind a word for a case: "Ticket #5", "case number is 5", "Vorgangsnummer: 5", "sous le numéro 5"."""
    for topic, loss in (("message_case_word", 0.0), ("message_case_soft", 1.0)):
        for start, end in matcher(topic).spans(text):
            found = _behind(text, end)
            if found is None:
                continue
            value, stop, is_numbered = found
            if _ABBREVIATION.fullmatch(text[start:end]) and text[end : end + 1] == "-":
                value = text[start:stop]  # "CAS-01822": the word is the number's beginning
            if _against(text[max(0, start - _BEFORE) : start], text[start:end]) or _refused(text, end, stop - len(value)):
                continue
            is_marked = is_numbered or not value.isdigit() or len(value) >= 3
            if is_marked:
                yield CaseId(value, text[start:stop], weight - loss + (0.5 if is_numbered else 0.0) - _late(start))


def _late(start: int) -> float:
    """The first of several counts most."""
    return min(start, 2000) / 10_000


def _behind(text: str, end: int) -> tuple[str, int, bool] | None:
    """The number behind a word, its end, and whether a word or mark for a number stands between."""
    place, numbered = end, False
    for _ in range(4):
        join = _JOIN.match(text, place)
        mark = join[0] if join is not None else ""
        numbered = numbered or any(sign in mark for sign in "#:([")
        place += len(mark)
        if "\n\n" in mark:
            return None
        found = _ID.match(text, place)
        if found is not None and (place == end or not text[place - 1].isalnum() or text[place - 1] in "°º"):
            value = found[0].rstrip("-_/.")
            return value, place + len(value), numbered
        word = next((span for span in matcher("message_number_word").spans(text[place : place + 24]) if span[0] == 0), None)
        if word is None:
            return None
        ends = [span[1] for span in matcher("message_number_word").spans(text[place : place + 24]) if span[0] == 0]
        place += max(ends)
        numbered = True
    return None


def _against(before: str, label: str = "") -> bool:
    """The words in front say that the number is another thing's: an order's, a customer's, a parcel's."""
    near = re.split(r"[.;:!?\n|\[\]]", before)[-1][-28:] if label else re.split(r"[.;!?\n|]", before)[-1][-28:]
    spans = list(matcher("message_not_case").spans(near))
    if not spans:
        return False
    own = list(matcher("message_case_word").spans(near))
    return not own or max(span[1] for span in own) <= max(span[1] for span in spans)


def _refused(text: str, start: int, end: int) -> bool:
    """A word for another thing stands between the label and the number: "reference of your order 5"."""
    return matcher("message_not_case").find(text[start:end]) is not None
