"""Places that a promise names: countries and continents in the languages of the lexicon (CLDR), areas from the lexicon, and
whatever name stands behind a word of place ("in Lahore", "within Ontario")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import cast

from babel import Locale

from journeyaudit.read.lexicon import languages
from journeyaudit.read.promises.tokens import Token
from journeyaudit.read.promises.vocabulary import comparable

#: Lexicon topics with this prefix give words for one place in the spelling that a promise is told with.
_PLACE = "place_"
_CODES = {"GB": "UK", "001": "worldwide", "150": "Europe"}
_GERMAN = frozenset({"de"})
_ARTICLES = frozenset(("the", "der", "die", "den", "dem", "la", "le", "les", "il", "lo", "el", "los", "las", "de", "het", "all"))
#: Names behind a place word that are no places: days, months, the reader's home.
_NO_PLACE = (
    "money",
    "number",
    "time",
    "date",
    "order",
    "service",
    "scope",
    "total",
    "deliver",
    "days",
    "select",
    "terms",
    "other",
    "member",
)


def _names(language: str) -> dict[str, str]:
    return cast("dict[str, str]", Locale(language).territories)


@cache
def _territories() -> dict[str, str]:
    """Folded name → code, of every country and continent in every language of the lexicon."""
    found: dict[str, str] = {}
    for language in languages():
        for code, name in _names(language).items():
            key = comparable(name).strip()
            if len(key) > 3:
                found.setdefault(key, _CODES.get(code, code))
    return found


@cache
def _known() -> dict[str, str]:
    """Folded word of the lexicon → the place's one spelling."""
    return {
        comparable(word).strip(): topic.removeprefix(_PLACE)
        for topics in languages().values()
        for topic, words in topics.items()
        if topic.startswith(_PLACE)
        for word in words
    }


@cache
def _calendar_names() -> frozenset[str]:
    """Days and months: names behind "to" and "in" that are no places."""
    return frozenset(
        comparable(name).strip(" .")
        for language in languages()
        for names in (Locale(language).days, Locale(language).months)
        for name in names["format"]["wide"].values()
    )


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in _territories())


def region(tokens: Sequence[Token], text: str) -> str | None:
    """The places that the sentence limits its promise to, joined by commas; None if it names none."""
    found: dict[str, None] = {}
    place = 0
    size = len(tokens)
    while place < size:
        token = tokens[place]
        if "place" not in token.roles and not text[token.start].isupper():
            place += 1
            continue
        name, width = _named(tokens, place, text)
        if name is not None and not _is_origin(tokens, place):
            found[name] = None
        place += max(width, 1)
    return ",".join(found) or None


def _named(tokens: Sequence[Token], place: int, text: str) -> tuple[str | None, int]:
    token = tokens[place]
    for size in (4, 3, 2, 1) if token.text.partition(" ")[0] in _first_words() else ():
        ending = tokens[place + size - 1] if place + size <= len(tokens) else None
        if ending is None:
            continue
        key = comparable(text[token.start : ending.end])
        if key in _territories() and text[token.start].isupper() and not (place and tokens[place - 1].text == "new"):
            return _territories()[key], size
    if token.has("place") and (len(token.text) > 2 or text[token.start : token.end].isupper()):
        return _known().get(token.text, token.text.replace(" ", "-")), 1
    before = tokens[max(0, place - 2) : place]
    if before and (
        before[-1].has("place_before") or (len(before) == 2 and before[0].has("place_before") and before[1].text in _ARTICLES)
    ):
        return _capitalised(tokens, place, text)
    return None, 1


def _capitalised(tokens: Sequence[Token], place: int, text: str) -> tuple[str | None, int]:
    """A name in capitals where the sentence itself is not in capitals: "within Ontario", "in West Bengal"."""
    if any(token.languages == _GERMAN for token in tokens):
        return None, 1  # where every noun has a capital
    words = [word for word in text[tokens[0].start : tokens[-1].end].split() if len(word) > 3 and word[0].isalpha()]
    if sum(word[0].isupper() for word in words) * 4 > 3 * len(words):
        return None, 1
    size = 0
    while place + size < len(tokens) and _is_name(tokens[place + size], text) and size < 3:
        size += 1
    if not size:
        return None, 1
    return text[tokens[place].start : tokens[place + size - 1].end].replace(" ", "-"), size


def _is_name(token: Token, text: str) -> bool:
    word = text[token.start : token.end]
    if token.text in _calendar_names():
        return False
    return (
        word[:1].isupper() and word[1:2].islower() and not token.has(*_NO_PLACE) and "mark" not in token.roles and len(word) > 3
    )


def _is_origin(tokens: Sequence[Token], place: int) -> bool:
    """Whether goods come from there: "from our Hong Kong warehouse"."""
    before, after = tokens[max(0, place - 3) : place], tokens[place + 1 : place + 3]
    words = [token for token in before if token.has("origin", "place_before", "place")]
    comes_from = bool(words) and words[-1].has("origin") and not words[-1].has("place_before")
    return comes_from or any(token.has("origin") and not token.has("link") for token in after)


def country_of(places: str | None) -> str | None:
    """The country that the places name first, by which "$" is read: a shop names its own before others; None if there is none."""
    return next((name[:2] for name in (places or "").split(",") if len(name) == 2 or name[2:3] == "-"), None)
