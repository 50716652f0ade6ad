"""Telephone and fax numbers in running text: cheap candidates first, then what stands around them, then the numbering plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from journeyaudit.read.contacts.numbers import Number, national, number_of
from journeyaudit.read.lexicon import Matcher, matcher

Label = Literal["", "phone", "fax", "both", "messaging", "callable", "veto"]


class Numeral(NamedTuple):
    """A number read from `text[start:end]`. `label` is what the words before it call it."""

    value: str
    kind: str
    label: Label
    start: int
    end: int


_GAP = r"[\s.()/\-‐‑‒–·•\u00a0\u2009\u202f]"
_CANDIDATE = re.compile(
    rf"(?<![\w@#$€£¥₹%,=&])(?<![\d,][.:])(?:\(?\+\s?\(?|\()?\d(?:{_GAP}{{0,4}}\d){{6,45}}(?:\s?(?:ext|x)\.?\s?\d{{1,5}})?(?![\w@%€£$]|[.,:]\d)"
)
_VANITY = re.compile(
    r"(?<![\w-])(?:\+?1[-. ]?)?\(?(?:1?8(?:00|33|44|55|66|77|88)|13\d\d|1300|1800|0800|\d{3})\)?[-. ]"
    r"(?=[\dA-Z.-]{0,12}[A-Z]{3})[\dA-Z]{1,10}(?:[-. ][\dA-Z]{2,10}){0,2}(?![\w-])"
)
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d(?!\d)|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}(?!\d)")
_CLOCK_RANGE = re.compile(r"(?:[01]?\d|2[0-4])[.]?[0-5]\d\s*[-–]\s*(?:[01]?\d|2[0-4])[.]?[0-5]\d")
_YEARS = re.compile(r"(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d")
_BOOK = re.compile(r"97[89][- ]?\d")
_ACCOUNT_BEFORE = re.compile(r"\b[A-Z]{2}\d{2}\s*(?:[\dA-Z]{4}\s+)*\Z|\b(?:GB|DE|FR|IT|ES|NL|BE|AT|CH|IE)U?[- ]?\Z")
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:EUR|USD|GBP|CHF|Rs\.?|INR|AUD|CAD))\s*\Z")
_UNIT_AFTER = re.compile(
    r"\s*(?:%|€|£|\$|EUR\b|USD\b|GBP\b|CHF\b|mm\b|cm\b|kg\b|ml\b|km\b|mAh\b|GB\b|px\b|Uhr\b|[ap]\.?m\b|items\b|pcs\b)", re.I
)
_ONLY_JOINED = re.compile(r"\W{0,4}(?:or|and|oder|und|ou|et|o|y|e|en|of|u)?\W{0,4}", re.I)
_INITIAL = re.compile(r"(?:^|[\s|,;/•·(])([PTMCF])\s?[:.]?\s*\Z")
_SPACE = re.compile(r"\s+")
_JOIN = re.compile(r"\s*(?:[/&+,|]|\b(?:or|and|oder|und|ou|et|y|o|e|of|en)\b)\s*", re.I)
_SPLIT = re.compile(r"\s*/\s*|\s+[-–·•]\s+|\s{2,}|(?<=\d)\s+(?=\(|\+)|(?<=\d)\s+(?=\+)|\s+(?=00[1-9][\d\s().-]{9,})")
_AFTER_FAX = re.compile(r"\s*[(\[]\s*(?:tele)?fax\b|\s+fax\b(?!\s*[:.]|\s*[+(\d])", re.I)
_BRACKETED = re.compile(r"\s{0,3}[(\[]([^()\[\]\n]{2,30})[)\]]")
_LOOK_BACK = 60
#: A block of a hostile page; real ones hold a few numbers in a few thousand letters.
_LONGEST_TEXT, _MOST_CANDIDATES = 30_000, 300
_FEWEST_DIGITS = 7


@lru_cache(maxsize=8192)
def numbers_in(text: str, before: str, countries: tuple[str, ...]) -> tuple[Numeral, ...]:
    """The telephone, fax and messenger numbers of a text. `before` is the text that precedes the block (a label cell)."""
    found: list[Numeral] = []
    for start, end in _candidates(text):
        for numeral in _read(text, before, start, end, countries, found[-1] if found else None):
            found.append(numeral)
    return tuple(found)


def _candidates(text: str) -> list[tuple[int, int]]:
    if sum(map(text.count, "0123456789")) < 3:
        return []
    text = text[:_LONGEST_TEXT]
    spans = [match.span() for match in islice(_CANDIDATE.finditer(text), _MOST_CANDIDATES)]
    for match in islice(_VANITY.finditer(text), _MOST_CANDIDATES):
        if not any(start < match.end() and match.start() < end for start, end in spans) and _is_vanity(match[0]):
            spans.append(match.span())
    return sorted(spans)


def _is_vanity(written: str) -> bool:
    characters = [char for char in written if char.isalnum()]
    letters = sum(char.isalpha() for char in characters)
    return letters >= 3 and 10 <= len(characters) <= 15 and characters[0].isdigit()


def _read(
    text: str, before: str, start: int, end: int, countries: tuple[str, ...], previous: Numeral | None
) -> Iterator[Numeral]:
    written = text[start:end]
    if _is_something_else(text, start, end):
        return
    label = _label(text, before, start, previous)
    if label == "veto":
        return
    if label in ("", "phone", "callable", "messaging") and _AFTER_FAX.match(text, end):
        label = "fax"
    label = label or _label_after(text, end)
    number = number_of(written, countries)
    if number is not None and number.valid:
        if _trusted(written, number, label, text):
            yield Numeral(number.value, number.kind, label, start, end)
        return
    parts = list(_parts(written, start, countries))
    if parts:
        yield from (Numeral(n.value, n.kind, label, s, e) for s, e, n in parts if _trusted(text[s:e], n, label, text))
    elif number is not None and label and _plausible(written):
        yield Numeral(number.value, number.kind, label, start, end)


def _parts(written: str, start: int, countries: tuple[str, ...]) -> Iterator[tuple[int, int, Number]]:
    """The valid numbers of a run that is several of them ("020 7946 1234 / 020 7946 1235")."""
    marks = list(_SPLIT.finditer(written))
    marked = list(_valid_pieces(written, [(gap.start(), gap.end()) for gap in marks], countries)) if marks else []
    for gap in () if marked else _SPACE.finditer(written):
        halves = list(_valid_pieces(written, [gap.span()], countries))
        if len(halves) == 2:
            marked = halves
            break
    for begin, end, number in marked:
        yield start + begin, start + end, number


def _valid_pieces(written: str, gaps: list[tuple[int, int]], countries: tuple[str, ...]) -> Iterator[tuple[int, int, Number]]:
    begins, ends = [0, *(end for _, end in gaps)], [*(begin for begin, _ in gaps), len(written)]
    for begin, end in zip(begins, ends, strict=True):
        number = number_of(written[begin:end], countries) if sum(map(str.isdigit, written[begin:end])) >= _FEWEST_DIGITS else None
        if number is not None and number.valid:
            yield begin, end, number


def _is_something_else(text: str, start: int, end: int) -> bool:
    """A date, price, account, ISBN, opening time or measure, by its own shape or by what touches it."""
    written = text[start:end].strip()
    if (
        _DATE.search(written)
        or _CLOCK_RANGE.fullmatch(written)
        or _YEARS.search(written)
        or (_BOOK.match(written) and len(written) >= 13)
    ):
        return True
    before = text[max(0, start - 40) : start]
    return bool(_ACCOUNT_BEFORE.search(before) or _MONEY_BEFORE.search(before) or _UNIT_AFTER.match(text, end))


def _trusted(written: str, number: Number, label: Label, text: str) -> bool:
    """A valid number is taken when words, an international prefix or its own grouping say that it is one to dial."""
    if label or written.lstrip("(").startswith("+"):
        return True
    groups = re.findall(r"[\dA-Z]+", written)
    if len(groups) == 1:
        return written.startswith("0") and len(text.strip()) == len(written.strip())
    if len(groups) == 2 and min(map(len, groups)) < 3:
        return False
    if len(groups) <= 5 and max(map(len, groups)) >= 3 and number.kind != "personal":
        return True
    return written.startswith("0") and groups == re.findall(r"\d+", national(number.value))


def _plausible(written: str) -> bool:
    return sum(map(str.isdigit, written)) >= _FEWEST_DIGITS or any(map(str.isalpha, written))


def _label(text: str, before: str, start: int, previous: Numeral | None) -> Label:
    """What the nearest words before the number call it; a number joined to the one before ("… or …") has its label."""
    floor = 0
    if previous is not None:
        between = text[previous.end : start]
        if _ONLY_JOINED.fullmatch(between):
            return previous.label
        floor = previous.end
    lead = text[max(floor, start - _LOOK_BACK) : start]
    label = _label_in(lead) or _initial(lead)
    if label or floor or len(lead.strip()) > 25 or not before:
        return label
    return _label_in(before[-_LOOK_BACK:])


def _label_after(text: str, end: int) -> Label:
    """ "01 23 45 67 89 (telephone)": the label stands in brackets behind the number."""
    bracketed = _BRACKETED.match(text, end)
    return "phone" if bracketed and matcher("phone_label").find(bracketed[1]) else ""


def _initial(lead: str) -> Label:
    """ "P: … F: …": one capital letter before each number."""
    initial = _INITIAL.search(lead)
    if initial is None:
        return ""
    return "fax" if initial[1] == "F" else "phone"


@lru_cache(maxsize=4096)
def _label_in(lead: str) -> Label:
    """The label that ends nearest to the end of the text; a longer phrase wins over one inside it."""
    ends: dict[Label, tuple[int, int]] = {}
    for label, labels in _label_matchers():
        spans = list(labels.spans(lead))
        if spans:
            ends[label] = max((end, end - start) for start, end in spans)
    if not ends:
        return ""
    nearest = max(ends, key=lambda label: ends[label])
    if nearest in ("phone", "fax") and "phone" in ends and "fax" in ends and _are_joined(lead, ends["phone"], ends["fax"]):
        return "both"
    if (
        nearest in ("phone", "messaging")
        and "phone" in ends
        and "messaging" in ends
        and _are_joined(lead, ends["phone"], ends["messaging"])
    ):
        return "callable"
    return nearest


def _label_matchers() -> tuple[tuple[Label, Matcher], ...]:
    return (
        ("phone", matcher("phone_label")),
        ("fax", matcher("fax_label")),
        ("messaging", matcher("messenger_name")),
        ("veto", matcher("number_veto")),
    )


def _are_joined(lead: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """ "Tel/Fax", "phone and fax": nothing but a join between the two labels."""
    first, second = sorted((one, other))
    return _JOIN.fullmatch(lead[first[0] : second[0] - second[1]].strip(". ")) is not None
