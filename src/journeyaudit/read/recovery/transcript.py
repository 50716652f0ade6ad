"""Pasted chats, mail threads and call transcripts as turns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from journeyaudit.model.conversation import Conversation, Turn
from journeyaudit.read.lexicon import Matcher, matcher
from journeyaudit.read.recovery.signs import PREFIX, Sighting, signs

_TIME = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?[ T]+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?(?: ?Uhr)?"
_NAME = r"[^\W\d_][^:\n\[\]<>|]{0,48}?"
_BEFORE = re.compile(rf"^\s*[\[(]?({_TIME})[\])]?\s*[-–—|,]?\s*({_NAME})\s*(?::|>|\|| - | – )\s*(.*)$")
_LABEL = re.compile(
    rf"^\s*(?:[-*•>]\s*)?(?:\*\*)?[\[<]?({_NAME})(?:\s*[\[(,@|–-]?\s*({_TIME})[\])]?)?[\]>]?(?:\*\*)?\s*[:：](?:\*\*)?(?:\s+|$)(.*)$"
)
_ANGLED = re.compile(rf"^\s*<({_NAME})>\s*(.*)$")
_ALONE = re.compile(rf"^\s*({_NAME})\s*[\[(,@|–-]?\s*({_TIME})[\])]?\s*:?$")
_MAIL = re.compile(r"^\s*>*\s*(from|von|de|da|van|expéditeur|mittente|afzender)\s*:\s*(.+)$", re.IGNORECASE)
_MAIL_LINE = re.compile(
    r"^\s*>*\s*(?:date|sent|to|subject|cc|datum|gesendet|an|betreff|envoyé|à|objet|fecha|enviado|para|asunto|data|inviato|a|oggetto"
    r"|verzonden|aan|onderwerp|assunto)\s*:\s*(.*)$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]|\s[-–|]\s(.+)$")
#: A label of more words is a sentence with a colon.
_LABEL_WORDS = 5
Who = Literal["customer", "agent", "system"]


class _Said(NamedTuple):
    label: str
    at: str
    lines: list[str]


def conversation_of(text: str, identity: str = "") -> Conversation:
    """The turns of a transcript. Who speaks is told by the labels (“Agent Maria”, “Kunde”), else by what they say; a text without
    any label is one turn of the agent. Any text will do.
    """
    said = [one for one in _said(text.replace("\r\n", "\n").replace("\r", "\n")) if one.label or "".join(one.lines).strip()]
    roles = _roles(said)
    turns: list[Turn] = []
    for one in said:
        who, name = roles[one.label]
        words = "\n".join(one.lines).strip()
        if not words:
            continue
        turns.append(Turn(who=who, text=words, name=name, at=one.at))
    return Conversation(id=identity, turns=tuple(turns))


def _said(text: str) -> Iterator[_Said]:
    """Pieces under their labels, in order; what stands before the first label has none."""
    lines = text.split("\n")
    heads = [_labelled(line) for line in lines]
    counted = Counter(head[0].casefold() for head in heads if head)
    now = _Said("", "", [])
    in_head = False
    for line, head in zip(lines, heads, strict=True):
        mail = _MAIL.match(line)
        if mail and ("@" in line or in_head or not now.lines or not now.lines[-1].strip()):
            yield now
            now, in_head = _Said(_sender(mail[2]), "", []), True
        elif in_head and _MAIL_LINE.match(line):
            continue
        elif head and (_is_label(head[0]) or head[1] or counted[head[0].casefold()] > 1 or _starts(now, head)):
            yield now
            now, in_head = _Said(head[0], head[1], [head[2]] if head[2] else []), False
        else:
            in_head = in_head and not line.strip()
            now.lines.append(line)
    yield now


def _labelled(line: str) -> tuple[str, str, str] | None:
    """Label, time and the rest of a line that begins with a label."""
    if len(line) > 20_000:
        line = line[:20_000] if ":" in line[:120] else ""
    if found := _BEFORE.match(line[:160]):
        return _good(found[2], found[1], line[found.start(3) :])
    if found := _ALONE.match(line) if len(line) < 90 else None:
        return _good(found[1], found[2], "")
    if found := _LABEL.match(line[:160]):
        return _good(found[1], found[2] or "", line[found.start(3) :])
    if found := _ANGLED.match(line[:160]):
        return _good(found[1], "", line[found.start(2) :])
    return None


def _good(label: str, at: str, rest: str) -> tuple[str, str, str] | None:
    label = label.strip(" *_-–")
    return (label, at, rest) if label and len(label.split()) <= _LABEL_WORDS and "//" not in label else None


def _starts(now: _Said, head: tuple[str, str, str]) -> bool:
    """A name that is met but once: it must look like one, and text must follow it."""
    return (
        bool(head[2]) and head[0][:1].isupper() and len(head[0].split()) <= 2 and not now.label and not "".join(now.lines).strip()
    )


def _is_label(label: str) -> bool:
    return any(_role_word(label, who) for who in ("customer", "agent", "system"))


def _role_word(label: str, who: str) -> bool:
    words: Matcher = matcher(f"{PREFIX}{who}_label")
    bare = label.strip("0123456789 #.")
    pieces = [bare, bare.split()[0] if bare.split() else "", bare.split()[-1] if bare.split() else ""]
    inside = [piece for found in _BRACKET.findall(label) for piece in found if piece]
    return any(words.full(piece) for piece in (*pieces, *inside) if piece)


def _sender(address: str) -> str:
    name = address.partition("<")[0].strip(" \"'")
    return name or address.strip("<> ")


def _roles(said: Sequence[_Said]) -> dict[str, tuple[Who, str]]:
    """Label → who that is and the name in it."""
    roles: dict[str, tuple[Who, str]] = {"": ("agent", "")}
    unknown: list[str] = []
    for label in dict.fromkeys(one.label for one in said if one.label):
        who: Who | None = next((who for who in _ORDER if _role_word(label, who)), None)
        if who is None:
            unknown.append(label)
        else:
            roles[label] = (who, _name_in(label))
    for label in unknown:
        roles[label] = (_by_voice(label, said, roles, unknown), label)
    return roles


_ORDER: tuple[Who, ...] = ("customer", "system", "agent")


def _name_in(label: str) -> str:
    """The label without the words for the role."""
    kept = (
        _BRACKET.sub(" ", label) if _is_label(" ".join(piece for found in _BRACKET.findall(label) for piece in found)) else label
    )
    words = [word for word in kept.split() if not _is_label(word.strip("(),:-"))]
    return " ".join(words).strip(" -–,()") if all(word[:1].isupper() for word in words) else ""


def _by_voice(label: str, said: Sequence[_Said], roles: dict[str, tuple[Who, str]], unknown: Sequence[str]) -> Who:
    """Who speaks under a name: where one side is known, the other; else whose words are those of a company."""
    known = {who for name, (who, _) in roles.items() if name}
    voices = {name: _voice(name, said) for name in unknown}
    if "customer" in known and "agent" not in known:
        return "agent"
    if "agent" in known and "customer" not in known:
        others = [name for name in unknown if voices[name] <= min(voices.values())]
        return "customer" if label in others[:1] or voices[label] <= 0 else "agent"
    if {"customer", "agent"} <= known:
        return "agent" if voices[label] > 0 or not _answers_agents(label, said, roles) else "customer"
    if len(unknown) == 1:
        return "agent" if "customer" in known or voices[label] > 0 else "customer"
    least = min(unknown, key=lambda name: (voices[name], unknown.index(name)))
    return "customer" if label == least and "customer" not in known else "agent"


def _answers_agents(label: str, said: Sequence[_Said], roles: dict[str, tuple[Who, str]]) -> bool:
    """What is said under a label mostly follows an agent."""
    before = [roles.get(one.label, ("", ""))[0] for one, after in pairwise(said) if after.label == label]
    return before.count("agent") > before.count("customer")


def _voice(label: str, said: Sequence[_Said]) -> float:
    """How often what is said under a label sounds like a company."""
    lines = [" ".join(one.lines)[:2000] for one in said if one.label == label][:40]
    seen = [Sighting(signs(None), line) for line in lines]
    return sum(len(one.spans("agent_voice")) for one in seen) / max(1, len(lines))
