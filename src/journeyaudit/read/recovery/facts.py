"""What the customer has told, by name: from what was given before, and from the turns themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from journeyaudit.model.conversation import Conversation
from journeyaudit.read.lexicon import folded
from journeyaudit.read.recovery.sentences import ReadTurn, Sentence
from journeyaudit.read.recovery.signs import Sighting, signs

#: Facts that companies ask for. Each has lexicon topics `recovery_fact_NAME`, and may have `recovery_asked_NAME` for questions
#: that do not name it (“when did you order?”) and `recovery_given_NAME` for how customers tell it.
FACTS = (
    "order_number",
    "order_date",
    "date_of_birth",
    "name",
    "email",
    "phone",
    "postcode",
    "address",
    "item",
    "amount",
    "payment_method",
    "photo",
    "problem",
)
#: As many words of a customer are a description of the matter.
STORY_WORDS = 9

_EMAIL = re.compile(r"(?<![^\s@])[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,24}")
_PHONE = re.compile(r"(?<![\w-])(?:\+|00?)\d[\d /().-]{6,18}\d(?!\d)")
#: Two figures at least, or capitals and figures mixed (“KLM8Q2”).
_CODE = re.compile(
    r"(?<![\w@.,/£€$-])#?(?:(?=[\w/-]{0,20}\d{2})[A-Za-z]{0,6}[-/]?\d[\w/-]{2,30}"
    r"|(?=[A-Z\d-]{0,20}[A-Z])(?=[A-Z\d-]{0,20}\d)[A-Z\d]{1,12}-?[A-Z\d]{3,16})(?![\w@]|[.,]\d)"
)
_MONEY = re.compile(
    r"(?:[£€$]\s?\d[\d.,]{0,12}|(?<!\d)\d[\d.,]{0,12}\s?(?:[£€$]|eur\b|euros?\b|gbp\b|usd\b|pounds?\b|dollars?\b|chf\b))",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|\.|º|er)?\s+(?:de |of )?[^\W\d]{3,10}\b"
    r"|\b[^\W\d]{3,9} \d{1,2}(?:st|nd|rd|th)?\b"
)
_UK_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_FIVE_DIGITS = re.compile(r"(?<![\d#-])(?:\d{5}|\d{4} ?[A-Z]{2})(?![\d-])")
_DIGIT = re.compile(r"\d")


class Told:
    """A fact that was told: in which turn (-1: before), and its words, "" where they are not known."""

    def __init__(self, fact: str, turn: int, value: str = "") -> None:
        self.fact, self.turn, self.value = fact, turn, value
        self._sought = folded(value.strip().lstrip("#"))

    def restated(self, sentence: Sentence) -> bool:
        """The sentence says the value."""
        if len(self._sought) < 3 or self.fact == "name":
            return False
        text = folded(sentence.text)
        at = text.find(self._sought)
        if at < 0:
            return False
        before, after = text[at - 1 : at], text[at + len(self._sought) : at + len(self._sought) + 1]
        return not before.isalnum() and not after.isalnum()


def given(conversation: Conversation) -> Iterator[Told]:
    """The facts that were stated before it began, under our names where they are known by others."""
    for key, value in conversation.given.items():
        yield Told(fact_of(key), -1, value)


def fact_of(key: str) -> str:
    """The name of a fact from the key that it is given under: “orderNumber” → order_number; the key itself for others."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).replace("_", " ").replace("-", " ").strip().lower()
    named = plain.replace(" ", "_")
    if named in FACTS:
        return named
    seen = Sighting(signs(None), plain)
    return next((fact for fact in FACTS if seen.has(f"fact_{fact}")), _ALIASES.get(plain, named))


_ALIASES = {
    "order": "order_number",
    "booking": "order_number",
    "reference": "order_number",
    "product": "item",
    "model": "item",
    "date": "order_date",
    "price": "amount",
    "total": "amount",
    "issue": "problem",
    "description": "problem",
    "customer": "name",
    "city": "address",
    "street": "address",
    "zip": "postcode",
}


def facts_told(turn: ReadTurn, asked: Sequence[str]) -> Iterator[Told]:
    """The facts in a customer's turn; those of `asked` (by the agent just before) are told unless the customer has none."""
    text = turn.turn.text
    seen_facts: dict[str, str] = {}
    for fact, value in _stated(turn, text):
        seen_facts.setdefault(fact, value)
    if asked and not turn.has("dont_have") and "?" not in text:
        figures = bool(_DIGIT.search(text))
        for fact in asked:
            if figures or fact in {"name", "item", "problem", "address", "payment_method", "photo"}:
                seen_facts.setdefault(fact, _answer(text) if len(asked) == 1 else "")
    yield from (Told(fact, turn.index, value) for fact, value in seen_facts.items())


def _answer(text: str) -> str:
    found = _CODE.search(text) or _EMAIL.search(text)
    return found[0] if found else ""


def _stated(turn: ReadTurn, text: str) -> Iterator[tuple[str, str]]:
    yield from _by_form(turn, text)
    for sentence in turn.sentences:
        yield from _by_words(sentence)
    if len(text.split()) >= STORY_WORDS and not text.rstrip().endswith("?"):
        yield "problem", ""


def _by_form(turn: ReadTurn, text: str) -> Iterator[tuple[str, str]]:
    if found := _EMAIL.search(text):
        yield "email", found[0]
    if found := _PHONE.search(text):
        yield "phone", found[0]
    if (found := _UK_POSTCODE.search(text)) or (
        turn.has("fact_postcode", "given_address") and (found := _FIVE_DIGITS.search(text))
    ):
        yield "postcode", found[0]
    if found := _MONEY.search(text):
        yield "amount", found[0]


def _by_words(sentence: Sentence) -> Iterator[tuple[str, str]]:
    seen, text = sentence.seen, sentence.text
    for start, end in seen.spans("order_word"):
        code = _CODE.search(text, end, end + 40) or _CODE.search(text, max(0, start - 30), start)
        if code and not _EMAIL.search(text, max(0, code.start() - 1), code.end() + 12):
            yield "order_number", code[0]
            break
    if seen.has("given_order_date") and (date := _DATE.search(text)):
        yield "order_date", date[0]
    for fact in ("name", "photo", "payment_method", "address", "item"):
        if seen.has(f"given_{fact}") and not sentence.asks:
            yield fact, _named(sentence) if fact == "name" else ""


def _named(sentence: Sentence) -> str:
    start, end = sentence.seen.spans("given_name")[0]
    del start
    return sentence.text[end:].strip(" :,.")[:40]


def known(told: Sequence[Told]) -> Mapping[str, Told]:
    """The first telling of each fact."""
    first: dict[str, Told] = {}
    for one in told:
        first.setdefault(one.fact, one)
    return first
