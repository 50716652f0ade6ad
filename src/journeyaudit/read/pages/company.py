"""The company's own details as it prints them: legal name, register number."""

from __future__ import annotations

import re
from functools import lru_cache

from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.pages.prose import prose_of

#: Legal forms, fixed by law and so the same whatever language the page is in.
_FORMS = (
    r"(?:Ltd\.?|Limited|PLC|plc|LLP|LLC|L\.L\.C\.|Inc\.?|Corp\.?|Corporation|Pty Ltd"
    r"|GmbH(?: & Co\. KGa?A?)?|AG|KGaA|KG|OHG|UG \(haftungsbeschränkt\)|e\.\s?K\.|e\.\s?V\.|eG|ApS|A/S"
    r"|SARL|SAS|SASU|EURL|S\.A\.S?\.?|S\.L\.U?\.?|SLU|S\.r\.l\.|Srl|S\.p\.A\.|SpA|B\.V\.|N\.V\.|BV|NV|V\.O\.F\.)(?![\w-])"
)
_FORM, _SIGN = re.compile(rf"(?<![\w.]){_FORMS}"), re.compile(_FORMS)
_REGISTER = re.compile(
    r"\b(?:HR[AB]\s?\d{3,6}|FN\s?\d{5,6}\s?[a-z]\b|CHE-\d{3}\.\d{3}\.\d{3}|(?:ATU|DE)\s?\d{8,9}\b|SIRE[NT]\W{0,3}\d|RCS [A-Z]"
    r"|P\.\s?IVA|CIF\W{1,2}[A-Z]|NIF\W{1,2}[A-Z]|KvK\b|Handelsregister\b|USt-?Id|VAT (?:no\b|number|reg|id)"
    r"|registered in (?:England|Scotland|Wales|Northern Ireland|Ireland)"
    r"|(?:company|registration) (?:registration )?(?:number|no\b))",
    re.IGNORECASE,
)
_JOINING = frozenset({"&", "+", "and", "und", "et", "y", "e", "en", "de", "of", "the", "-", "–"})
_LONGEST_NAME = 6


@lru_cache(maxsize=16384)
def company_in(text: str) -> str:
    """The first legal name in a text ("Acme Office Ltd"), "" if there is none."""
    for form in _FORM.finditer(text):
        name = _name_before(text[max(0, form.start() - 90) : form.start()].split())
        if name:
            return f"{name} {form[0]}"
    return ""


def _name_before(words: list[str]) -> str:
    """The run of capitalised words at the end of `words`, "" if the last one is not capitalised."""
    taken: list[str] = []
    for word in reversed(words[-_LONGEST_NAME:]):
        if not (word[0].isupper() or word[0].isdigit() or (taken and word.lower() in _JOINING)) or (
            taken and word[-1] in ".:;!?©|"
        ):
            break
        taken.insert(0, word)
    while taken and (taken[0].lower() in _JOINING or taken[0].strip("©–-,.").isdigit()):
        taken.pop(0)
    return " ".join(taken).rstrip(",")


@lru_cache(maxsize=16384)
def has_register_entry(text: str) -> bool:
    """Does the text give a company register, VAT or tax number, or name the register?"""
    return _REGISTER.search(text) is not None


def company(snapshot: Snapshot, everywhere: bool) -> str:
    """The legal name that header and footer, or with `everywhere` the whole page, show most often (the first of equals), ""
    if none is visible."""
    told = [snapshot.blocks[index] for index in prose_of(snapshot).showing(_SIGN)] if everywhere else snapshot.blocks
    blocks = (block for block in told if block.visible and (everywhere or block.region in ("header", "footer")))
    names = [name for block in blocks if (name := company_in(block.text))]
    return max(names, key=names.count) if names else ""
