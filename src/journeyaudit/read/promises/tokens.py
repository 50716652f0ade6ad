"""A sentence as tokens: phrases with their roles, numbers, money, clock times, dates, marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from journeyaudit.model.promise import Money
from journeyaudit.read.promises.money import MONEY, money_of
from journeyaudit.read.promises.vocabulary import Phrase, Roles, phrase_at, phrase_from, phrase_of

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
    languages: frozenset[str] = _NO_ROLES

    def has(self, *roles: str) -> bool:
        """Whether it plays one of the roles."""
        return not self.roles.isdisjoint(roles)


class Tokens(list[Token]):
    """The tokens of one sentence with the roles that any of them plays, so that most questions need no look at each."""

    __slots__ = ("present",)

    def __init__(self, found: Iterable[Token] = ()) -> None:
        super().__init__(found)
        self.present: Roles = _NO_ROLES.union(*[token.roles for token in self])

    def say(self, *roles: str) -> bool:
        """Whether a token plays one of the roles."""
        return not self.present.isdisjoint(roles)


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
#: A raised figure is a note's sign, though Python counts it among the letters.
_LETTERS = r"[^\W\d_¹²³⁴⁵⁶⁷⁸⁹⁰]+"
#: The likeliest first: most words are plain; letters before a figure may start an amount or a date ("EUR 5", "Dec 12"), and so
#: may a currency's sign; where they do not, they are `letters` and `symbol`.
_TOKEN = re.compile(
    rf"(?=\S)(?:(?P<word>{_LETTERS}+(?!['’]{_LETTERS}|[.$]?\s?\d))|(?P<sign>[*†‡§¹²³⁴])|(?P<mark>[^\w\s$€£¥₹₱฿₩₺₽₪])"
    rf"|(?P<money>{MONEY})|(?P<time>{_TIME})|(?P<date>{_DATE})|(?P<number>\d+(?:[.,]\d+)?)"
    rf"|(?P<letters>{_LETTERS}(?:['’]{_LETTERS})?)|(?P<symbol>[^\w\s])|_+)"
)
_ROLE = {role: frozenset({role}) for role in ("sign", "mark", "number", "money", "time", "date")}
_VALUED = frozenset(("money", "time", "date"))
_NUMBER = re.compile(r"(?P<number>\d+)")
_DAYS = frozenset({"hours", "days", "business_days", "weeks", "months", "business", "calendar"})
_CLAUSE_ENDS = frozenset(";|.!?+•·✓✔➤►»")
_DASHES = frozenset("‐‑‒–—")
#: Roles that speak against a promise: a word has them in the language of its sentence only.
_AGAINST = frozenset({"other", "goods_not", "past", "review", "total", "not", "label", "received"})


def tokens(text: str, folded: str, start: int, end: int, language: str | None, country: str | None) -> Tokens:
    """The tokens of the sentence text[start:end]; offsets are into `text`. `folded` is its comparable form."""
    written, folded = text[start:end], folded[start:end]
    found: list[Token] = []
    heard: list[tuple[Token, Phrase]] = []
    for first, last, piece in _pieces(written, folded):
        begin, stop = start + first, start + last
        if piece is None:
            token = Token(begin, stop, folded[first:last])
        elif isinstance(piece, Phrase):
            token = Token(begin, stop, folded[first:last], _NO_ROLES, 0, piece.number, None, None, piece.languages)
            heard.append((token, piece))
        else:
            token = _valued(begin, stop, piece, country)
        found.append(token)
    spoken = _spoken(heard, language)
    for token, phrase in heard:
        token.roles = _roles(phrase.key, spoken)
    _number_clauses(found)
    return Tokens(found)


def _pieces(written: str, folded: str) -> Iterator[tuple[int, int, Phrase | re.Match[str] | None]]:
    """Start and end of each piece, and what it is: money, a time, a date before phrases, phrases before plain words (None)."""
    raw = written.lower()
    raw = raw if len(raw) == len(written) else folded
    place, size = 0, len(raw)
    while place < size:
        for match in _TOKEN.finditer(raw, place):
            first, last = match.span()
            if first >= place:
                if match.lastgroup == "word":
                    piece = phrase_from(folded, written, first, last)
                else:
                    piece = _phrase_or_match(match, folded, written)
                place = last if piece is None else first + piece.size if isinstance(piece, Phrase) else piece.end()
                yield first, place, piece
            if first < place < last:
                break  # the piece ends amid what was matched: match again from there
        else:
            return


def _phrase_or_match(match: re.Match[str], folded: str, written: str) -> Phrase | re.Match[str] | None:
    kind, place = match.lastgroup, match.start()
    phrase = phrase_at(folded, written, place)
    if kind not in _VALUED:
        return phrase or (None if kind == "letters" else match)
    if phrase is not None and not match.string[place].isdigit():
        return phrase
    if kind == "date" and _counts_days(folded, written, match.end()):
        return phrase or _NUMBER.match(match.string, place)
    return match


def _counts_days(folded: str, written: str, place: int) -> bool:
    """Whether what looked like a date counts days: "4/5 giorni lavorativi"."""
    phrase = phrase_at(folded, written, place + 1) if folded[place : place + 1] == " " else None
    return phrase is not None and any(not roles.isdisjoint(_DAYS) for roles in phrase.roles.values())


def _valued(begin: int, end: int, match: re.Match[str], country: str | None) -> Token:
    kind, text = match.lastgroup, match.group()
    if kind == "mark" or kind == "symbol":
        return Token(begin, end, "-" if text in _DASHES else text, _ROLE["mark"])
    if kind == "number":
        return Token(begin, end, text, _ROLE["number"], number=float(text.replace(",", ".")))
    if kind == "money":
        return Token(begin, end, text, _ROLE["money"], money=money_of(text, country))
    if kind == "time":
        return Token(begin, end, text, _ROLE["time"], time=clock_time(text))
    return Token(begin, end, text, _ROLE[kind] if kind else _NO_ROLES)


def _number_clauses(found: list[Token]) -> None:
    clause = 0
    for token in found:
        token.clause = clause
        if token.text in _CLAUSE_ENDS:
            clause += 1


def _spoken(heard: Iterable[tuple[Token, Phrase]], language: str | None) -> frozenset[str]:
    """The languages that the sentence's words speak for: those that know the most of its letters."""
    votes: defaultdict[str, float] = defaultdict(float)
    for _, phrase in heard:
        share = phrase.size / len(phrase.languages)
        for tongue in phrase.languages:
            votes[tongue] += share
    if language is not None and language in votes:
        votes[language] *= 1.5
    least = max(votes.values(), default=0) * 0.85
    return frozenset([tongue for tongue, count in votes.items() if count >= least])


@lru_cache(maxsize=65536)
def _roles(key: str, spoken: frozenset[str]) -> Roles:
    """What the phrase means in the languages of its sentence."""
    by_language = phrase_of(key).roles
    own = [roles for tongue, roles in by_language.items() if tongue in spoken]
    if not own and len(key) >= _LONG:
        own = [roles - _AGAINST for roles in by_language.values()]
    return own[0] if len(own) == 1 else _NO_ROLES.union(*own)


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
