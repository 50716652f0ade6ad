"""A sentence as tokens: phrases with their roles, numbers, money, clock times, dates, marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from journeyaudit.model.promise import Money
from journeyaudit.read.promises.money import MONEY, money_of
from journeyaudit.read.promises.vocabulary import Phrase, Roles, phrase_at

_NO_ROLES: Roles = frozenset()
#: A word this long means the same in whatever language the sentence is; a shorter one only in its own ("die", "port").
_LONG = 5


@dataclass(slots=True)
class Token:
    """A piece of a sentence. `text` is folded; `clause` counts the clauses, to keep apart what stands in different ones."""

    start: int
    end: int
    text: str
    roles: Roles = _NO_ROLES
    clause: int = 0
    number: float | None = None
    money: Money | None = None
    time: str | None = None
    languages: frozenset[str] = field(default_factory=frozenset[str])

    def has(self, *roles: str) -> bool:
        """Whether it plays one of the roles."""
        return not self.roles.isdisjoint(roles)


_TIME = (
    r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?\s?(?:[ap]\.\s?m\.?|[ap]m)(?![^\W\d_])"
    r"|(?:[01]?\d|2[0-4])[:][0-5]\d(?:\s?(?:uhr|uur|h|hrs))?(?![\w:])"
    r"|(?:[01]?\d|2[0-4])\s?h\s?[0-5]\d(?!\w)"
    r"|(?:[01]?\d|2[0-4])(?:[.][0-5]\d)?\s?(?:uhr|o'clock)(?![^\W\d_])"
    r"|(?:[01]?\d|2[0-4])[.][0-5]\d\s?(?:uur|h|hrs)(?![^\W\d_])"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|juin|juil|okt|dez|dic|ene|giu|lug|ago|set|ott|mrt|mei"
_DATE = (
    r"(?!24/7)(?:3[01]|[12]?\d)/(?:3[01]|[12]?\d)(?:/\d{2,4})?(?![\d/])(?!\s?h)|(?:3[01]|[012]?\d)\.(?:1[0-2]|0?[1-9])\.(?:\d{2,4})?(?!\d)"
    rf"|(?:{_MONTHS})[a-z]*\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?!\w)|\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:{_MONTHS})[a-z]*(?!\w)"
)
_TOKEN = re.compile(
    rf"(?P<sign>[*†‡§¹²³⁴])|(?P<money>{MONEY})|(?P<time>{_TIME})|(?P<date>{_DATE})|(?P<number>\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<mark>[^\w\s])|_+"
)
_NUMBER = re.compile(r"(?P<number>\d+)")
_DAYS = frozenset({"hours", "days", "business_days", "weeks", "months", "business", "calendar"})
_CLAUSE_ENDS = frozenset(";|.!?+•·✓✔➤►»")
_DASHES = frozenset("‐‑‒–—")
#: Roles that speak against a promise: a word has them in the language of its sentence only.
_AGAINST = frozenset({"other", "goods_not", "past", "review", "total", "not", "label", "received"})


def tokens(text: str, folded: str, start: int, end: int, language: str | None, country: str | None) -> list[Token]:
    """The tokens of the sentence text[start:end]; offsets are into `text`. `folded` is its comparable form."""
    raw = text[start:end].lower()
    raw = raw if len(raw) == end - start else folded[start:end]
    pieces = list(_pieces(raw, folded, text, start))
    spoken = _spoken((phrase for _, _, phrase in pieces if phrase is not None), language)
    found = [_token(folded, start, piece, spoken, country) for piece in pieces]
    _number_clauses(found)
    return found


_Piece = tuple[int, re.Match[str] | None, Phrase | None]


def _pieces(raw: str, folded: str, text: str, start: int) -> Iterator[_Piece]:
    """Where each piece starts in `raw`, and what it is: money, a time, a date before phrases, phrases before plain words."""
    place, size = 0, len(raw)
    while place < size:
        if raw[place] == " ":
            place += 1
            continue
        phrase = phrase_at(folded, text, start + place)
        if phrase is not None and start + place + phrase.size > start + size:
            phrase = None  # it reaches into the next sentence
        match = None if phrase is not None and not raw[place].isdigit() else _TOKEN.match(raw, place)
        if match is not None and match.lastgroup == "date" and _counts_days(folded, text, start + match.end()):
            match = _NUMBER.match(raw, place)
        if match is not None and (phrase is None or match.lastgroup in ("money", "time", "date")):
            yield place, match, None
            place = match.end()
        elif phrase is not None:
            yield place, None, phrase
            place += phrase.size
        else:
            place += 1


def _counts_days(folded: str, text: str, place: int) -> bool:
    """Whether what looked like a date counts days: "4/5 giorni lavorativi"."""
    phrase = phrase_at(folded, text, place + 1) if folded[place : place + 1] == " " else None
    return phrase is not None and any(not roles.isdisjoint(_DAYS) for roles in phrase.roles.values())


def _token(folded: str, start: int, piece: _Piece, spoken: frozenset[str], country: str | None) -> Token:
    place, match, phrase = piece
    if phrase is not None:
        begin, stop = start + place, start + place + phrase.size
        return Token(begin, stop, folded[begin:stop], _roles(phrase, spoken), number=phrase.number, languages=phrase.languages)
    if match is None:
        raise ValueError("a piece is a phrase or a match")
    return _valued(match, start, country) if match.lastgroup in ("money", "time", "date") else _plain(match, start, folded)


def _valued(match: re.Match[str], start: int, country: str | None) -> Token:
    begin, end, text = start + match.start(), start + match.end(), match.group()
    if match.lastgroup == "money":
        return Token(begin, end, text, frozenset({"money"}), money=money_of(text, country))
    if match.lastgroup == "time":
        return Token(begin, end, text, frozenset({"time"}), time=clock_time(text))
    return Token(begin, end, text, frozenset({"date"}))


def _plain(match: re.Match[str], start: int, folded: str) -> Token:
    begin, end = start + match.start(), start + match.end()
    kind = match.lastgroup
    if kind == "number":
        return Token(begin, end, match.group(), frozenset({"number"}), number=float(match.group().replace(",", ".")))
    text = folded[begin:end] if kind == "word" else "-" if match.group() in _DASHES else match.group()
    return Token(
        begin, end, text, frozenset({"sign"}) if kind == "sign" else frozenset({"mark"}) if kind == "mark" else _NO_ROLES
    )


def _number_clauses(found: list[Token]) -> None:
    clause = 0
    for token in found:
        token.clause = clause
        if token.text in _CLAUSE_ENDS:
            clause += 1


def _spoken(found: Iterable[Phrase], language: str | None) -> frozenset[str]:
    """The languages that the sentence's words speak for: those that know the most of its letters."""
    votes: defaultdict[str, float] = defaultdict(float)
    for phrase in found:
        share = phrase.size / len(phrase.roles)
        for tongue in phrase.roles:
            votes[tongue] += share
    if language is not None and language in votes:
        votes[language] *= 1.5
    most = max(votes.values(), default=0)
    return frozenset(tongue for tongue, count in votes.items() if count >= most * 0.85)


def _roles(phrase: Phrase, spoken: frozenset[str]) -> Roles:
    own = [roles for tongue, roles in phrase.roles.items() if tongue in spoken]
    if not own and phrase.size >= _LONG:
        own = [roles - _AGAINST for roles in phrase.roles.values()]
    return own[0] if len(own) == 1 else frozenset[str]().union(*own)


_CLOCK = re.compile(r"(\d{1,2})(?:\s?[:.h]\s?(\d{2}))?\s?([ap])?")


def clock_time(text: str) -> str | None:
    """HH:MM of a time as written ("4.30pm", "14h30", "18:00 uur"); None for what no clock shows."""
    found = _CLOCK.match(text)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and hour > 12:
        half = None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif "clock" in text and hour < 8:
        hour += 12
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
