"""The notation of word patterns, taken apart.

`(a|b|)` is one of several, or none; it may hold patterns itself, and may stand inside a word: `refund(|ed|ing)`. `<topic>` stands
for any phrase of a topic, ` .. ` for up to 70 characters of the same sentence, `*` at the end or start of a phrase for the rest
of its word.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

GAP, NEXT = 70, 2


class Part(NamedTuple):
    """One part of a sequence: a literal phrase, a topic or a group of patterns, and how far it may be from the part before."""

    kind: str  # "literal", "topic" or "group"
    text: str
    gap: int


def sequences(phrase: str) -> Iterator[tuple[Part, ...]]:
    """The phrase as sequences of parts: one for each way to leave out what may be left out. An empty one is no pattern."""
    tokens = list(_tokens(_spaced(phrase)))
    ways = [("", token) if _optional(token) else (token,) for token in tokens]
    for way in product(*ways):
        parts = tuple(_parts(way))
        if parts:
            yield parts


def alternatives(group: str) -> list[str]:
    """“(a|b (c|d)|)” → “a”, “b (c|d)”."""
    found, depth, start = list[str](), 0, 1
    for at, letter in enumerate(group):
        depth += (letter == "(") - (letter == ")")
        if (letter == "|" and depth == 1) or (letter == ")" and depth == 0):
            found.append(group[start:at])
            start = at + 1
    return found


def _parts(tokens: tuple[str, ...]) -> Iterator[Part]:
    gap = NEXT
    words: list[str] = []
    for token in (*tokens, ""):
        plain = bool(token) and token != ".." and token[0] not in "(<"
        if plain:
            words.append(token)
            continue
        if words:
            yield Part("literal", " ".join(words), gap)
            gap, words = NEXT, []
        if token == "..":
            gap = GAP
        elif token:
            yield Part("topic" if token[0] == "<" else "group", token[1:-1] if token[0] == "<" else token, gap)
            gap = NEXT


def _optional(token: str) -> bool:
    return token.startswith("(") and any(not one.strip() for one in alternatives(token))


def _tokens(phrase: str) -> Iterator[str]:
    """The phrase at its outer spaces; a word with groups inside it as one group of whole words."""
    depth, start = 0, 0
    for at, letter in enumerate(phrase + " "):
        depth += (letter == "(") - (letter == ")")
        if letter != " " or depth:
            continue
        token = phrase[start:at]
        start = at + 1
        if token:
            yield token if token[0] == "<" or "(" not in token or _whole_group(token) else f"({'|'.join(_glued(token))})"


def _whole_group(token: str) -> bool:
    return token.startswith("(") and _closing(token, 0) == len(token) - 1


def _closing(text: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
    return len(text) - 1


def _glued(token: str) -> Iterator[str]:
    opening = token.find("(")
    if opening < 0:
        yield token
        return
    closing = _closing(token, opening)
    for one in alternatives(token[opening : closing + 1]):
        yield from _glued(token[:opening] + one + token[closing + 1 :])


def _spaced(phrase: str) -> str:
    """Moves the space that all alternatives of a group begin or end with to its outside: “(so |)sorry” → “(so|) sorry”."""
    out, at = "", 0
    while (opening := phrase.find("(", at)) >= 0:
        closing = _closing(phrase, opening)
        inner = [one for one in alternatives(phrase[opening : closing + 1]) if one]
        before = " " if inner and all(one.startswith(" ") for one in inner) else ""
        after = " " if inner and all(one.endswith(" ") for one in inner) else ""
        out += phrase[at:opening] + before + phrase[opening : closing + 1] + after
        at = closing + 1
    return out + phrase[at:]
