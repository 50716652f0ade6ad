"""Who writes, or is named as handling the matter: members of staff and departments. Names are for counting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeyaudit.model.message import Message
from journeyaudit.read.lexicon import fold, matcher
from journeyaudit.read.messages.sentences import is_closing_line, laid_out
from journeyaudit.read.promised.names import month_names, weekday_names

_PART = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’.-][^\W\d_]*)*"
_NAME = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Herr|Frau|Dr|M|Mme|Sr|Sra|Dhr|Mevr)\.?\s)?({_PART}(?:\s(?:(?:von|van|de|der|den|da|di|del|dos|la|le)\s)*{_PART}){{0,3}})"
)
_INITIALS = re.compile(r"[A-Z](?:\.\s?[A-Z]?)?\.?")
_PERSON_AND_COMPANY = re.compile(
    r"(.+?)\s*(?:\((.+)\)|\bvia\b|\bfrom\b|\bat\b|\bvon\b|\bchez\b|\bda\b|\bde\b|\bvan\b|[|–—@,/]|\s-\s)\s*(.*)"
)
_NAMED = re.compile(rf"[\s,:]{{1,3}}({_PART}(?:\s{_PART})?)")
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Herr|Herrn|Frau|Dr|Mme|Sr|Sra|Dhr|Mevr)\b\.?\s*")
_HEADING = re.compile(rf"({_PART}(?:\s{_PART}){{0,2}})(?:\s\([^()\n]{{2,60}}\))?,?\s+(.{{3,40}})$")
_TRACE = re.compile(r"\d{1,2}:\d{2}|\b20\d\d\b")
_DEPARTMENT_WORDS, _SAID_AFTER, _HEADING_LINES = 5, 60, 15


def staff_of(message: Message) -> tuple[str, ...]:
    """The names of people, each once, in order: below the closing, in a ticket system's heading, as sender, as colleague."""
    found = [*_signed(message), *_headed(message.text), *_sender(message), *_colleagues(message.text)]
    unique: dict[str, str] = {}
    for name in found:
        first = name.split()[0].lower().strip(".")
        if first not in unique or len(name) > len(unique[first]):
            unique[first] = name
    return tuple(unique.values())


def departments_of(message: Message) -> tuple[str, ...]:
    """Departments and teams that sign, send, or are named as handling the matter, each once, in order."""
    below = laid_out(message.text).below
    found = [line.strip(" ,.-") for line in below[:6] if _is_department(line)]
    name, company = _parts(message.sender_name)
    found += [part for part in (name, company) if _is_department(part)]
    found += _handed_to(message.text)
    return tuple({" ".join(one.lower().split()): " ".join(one.split()) for one in reversed(found) if one}.values())[::-1]


def is_name(line: str) -> bool:
    """One to four capitalised words, none of them a word for a department or a closing."""
    bare = line.strip(" ,.*_-")
    if not bare or len(bare) > 40 or _is_department(bare) or is_closing_line(bare):
        return False
    if fold(bare.split()[0]).strip(".") in {*month_names(), *weekday_names()}:
        return False
    return _NAME.fullmatch(bare) is not None and not bare.isupper() and _INITIALS.fullmatch(bare) is None


def _is_department(line: str) -> bool:
    return 0 < len(line.split()) <= _DEPARTMENT_WORDS and "@" not in line and matcher("message_department").find(line) is not None


def _signed(message: Message) -> Iterator[str]:
    """The first line below the closing that is a name; the closing's own line may end with it."""
    below = laid_out(message.text).below
    for line in below[:3]:
        tail = line.partition(",")[2].strip() if is_closing_line(line) else line
        head = re.split(r"\s*[|,(–—/]\s*|\s-\s|\s(?:from|at|von|vom|de chez|van)\s", tail)[0] if tail else ""
        if head and is_name(head):
            yield _plain(head)
            return


def _sender(message: Message) -> Iterator[str]:
    """The sender's name if it is a person's: more than one word, or set apart from the company's."""
    name, company = _parts(message.sender_name)
    domain = message.sender.partition("@")[2].split(".")[0]
    is_company = any(word.lower() in domain for word in name.split() if len(word) > 3) and len(domain) > 3
    if is_name(name) and not is_company and (company or _signs_itself(name, message)):
        yield _plain(name)


def _signs_itself(name: str, message: Message) -> bool:
    return (
        name.split()[0] in " ".join(laid_out(message.text).below) or name.split()[0].lower() in message.sender.partition("@")[0]
    )


def _parts(sender_name: str) -> tuple[str, str]:
    name = sender_name.strip(" '\"")
    found = _PERSON_AND_COMPANY.fullmatch(name)
    return (found[1].strip(" '\""), (found[2] or found[3] or "").strip()) if found else (name, "")


def _headed(text: str) -> Iterator[str]:
    """Who speaks in a ticket system's notice: "Jane Doe, Nov 18, 10:23", "Jane Doe commented:"."""
    for line in text.split("\n")[:_HEADING_LINES]:
        found = _HEADING.match(line.strip())
        if found is None or not is_name(found[1]):
            continue
        spoke = any(start == 0 for topic in ("message_notice", "message_wrote") for start, _ in matcher(topic).spans(found[2]))
        if spoke or (" " in found[1] and _TRACE.search(found[2])):
            yield _plain(found[1])


def _colleagues(text: str) -> Iterator[str]:
    """Names behind "my colleague", "assigned to"."""
    for _, end in matcher("message_colleague").spans(text):
        found = _NAMED.match(_TITLE.sub("", text[end : end + _SAID_AFTER]))
        if found is not None and is_name(found[1]) and not _is_department(found[1]):
            yield _plain(found[1])


def _handed_to(text: str) -> Iterator[str]:
    """Departments behind "passed to", "our colleagues in", without the articles in front."""
    for _, end in matcher("message_transfer").spans(text):
        said = re.split(r"[.,;:!?\n()]|\s(?:who|and|which|die|und|qui|et|que|y|che|e|en)\s", text[end : end + _SAID_AFTER])[
            0
        ].split()
        while said and matcher("message_article").full(said[0]):
            said = said[1:]
        if _is_department(" ".join(said)):
            yield " ".join(said)


def _plain(name: str) -> str:
    found = _NAME.fullmatch(name.strip(" ,.*_-"))
    return found[1] if found else name
