"""What a field of a contact form asks for. Pure."""

from __future__ import annotations

import re
from typing import Literal

from journeyaudit.model.blank import Blank
from journeyaudit.read.buying.address import Meaning, meaning_of
from journeyaudit.read.lexicon import matcher

#: message: the letter. subject: its subject. topic: a list of what it may be about. again: the e-mail address once more.
Asked = (
    Literal[
        "message", "subject", "topic", "email", "email_again", "order_number", "order_date", "item", "consent", "newsletter",
        "salutation", "contact_by", "existing", "file", "date", "person",
    ]
    | Meaning
)  # fmt: skip

_WRITTEN = frozenset({"text", "email", "tel", "search", "number", "textarea", "url", "date", "datetime-local"})
_CHOSEN = frozenset({"select", "radio", "checkbox"})
#: Names that ready-made honeypots bear. A customer who sees such a field has nothing to put there either.
_TRAP_NAMES = re.compile(
    r"^(hp|honey|pot|trap)([_-]|$)|honey.?pot|hp_name|hp_email|_hp$|^url$|^website$|^web_?site_?url$|^homepage$|bot.?field|nospam|"
    r"no_?spam|leave.?(this|blank|empty)|ohnohoney|winnie|_gotcha|bot_?trap|fax_?only|^h0neypot|spam.?trap|your-?website",
    re.IGNORECASE,
)
_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "order_number",
        re.compile(r"order.?(no|nr|num|number|id|ref)|bestell.?n|auftrags.?n|commande|pedido|ordine|invoice|order$", re.I),
    ),
    (
        "message",
        re.compile(r"message|nachricht|mensaje|messaggio|bericht|body|comment|enquiry|inquiry|description|mitteilung", re.I),
    ),
    ("subject", re.compile(r"subject|betreff|objet|asunto|oggetto|onderwerp|^title$|summary", re.I)),
    ("topic", re.compile(r"topic|reason|category|department|queue|thema|anliegen|motif|motivo|reden", re.I)),
)
#: Under a question for the name, form builders label its parts so.
_PARTS: dict[str, Asked] = {"first": "first_name", "last": "last_name"}
_SUM = re.compile(
    r"\d+\s*(?:[+×*x÷/]|[-−–]\s|plus|minus|times|mal|und|plus|moins|fois|más|menos|por|più|meno|per|keer|min)\s*\d+", re.I
)
_CODE_NAME = re.compile(
    r"captcha|security.?(code|question|answer)|verif(y|ication).?(code|answer)|antispam|anti.?spam|spam.?(check|question)|math|quiz",
    re.IGNORECASE,
)


#: How far before advertising a word that denies it may stand (characters).
_NEAR = 60
_SENTENCE = re.compile(r"[.;:!?]")


def is_trap(field: Blank) -> bool:
    """Is it there for robots only? Then it stays empty: what it looks like decides, then its name and its words."""
    if field.type in ("select", "radio", "file") or (field.type == "checkbox" and field.required):
        return not _is_met(field)
    words = f"{field.label} {field.placeholder} {field.context if not field.label else ''}"
    if field.trap or not _is_met(field) or matcher("enquiry_trap").find(words):
        return True
    return not field.required and _TRAP_NAMES.search(field.name) is not None


def _is_met(field: Blank) -> bool:
    """Does a customer meet it? A box or button may be drawn by its label alone, a list by a script."""
    if field.type in ("checkbox", "radio", "file"):
        return (field.visible or field.told) and not field.trap
    return field.visible or (field.type == "select" and field.required)


def is_puzzle(field: Blank) -> bool:
    """Is it a test for humans (the letters of a picture, a sum, a box against robots)? Never solved, never ticked."""
    if field.type == "checkbox":
        return matcher("enquiry_captcha").find(field.label) is not None
    if field.type not in _WRITTEN or field.type == "textarea":
        return False
    words = f"{field.label} {field.placeholder}"
    asks = matcher("enquiry_captcha").find(words) is not None or _CODE_NAME.search(field.name) is not None
    return asks or _SUM.search(words) is not None


def must_be_given(field: Blank) -> bool:
    """Is it required, by its attributes or by its label's star?"""
    label = field.label.strip()
    starred = label.endswith(("*", "* :", "*:")) or label.startswith("*") or "(required)" in label.lower()
    return (field.required or starred) and not field.disabled


def question_of(field: Blank) -> str:
    """The words that a field asks with."""
    if field.type == "radio":
        return field.group or field.context
    return field.label or field.placeholder or field.name.replace("_", " ").replace("-", " ")


def asked_by(field: Blank) -> Asked | None:
    """What the field asks for; None if that is nothing we know."""
    if field.type == "file":
        return "file"
    if field.type == "checkbox":
        return _box(field)
    if field.type in ("select", "radio"):
        return _choice(field)
    return _written(field) if field.type in _WRITTEN else None


def _box(field: Blank) -> Asked | None:
    words = f"{field.label} {field.group} {field.name}"
    if advertises(words):
        return "newsletter"
    if matcher("enquiry_consent").find(words):
        return "consent"
    return "newsletter" if matcher("form_newsletter").find(words) else None


def advertises(words: str) -> bool:
    """Do the words order advertising? “My data is not used for advertising” orders none."""
    said = matcher("enquiry_advertising")
    return any(
        not matcher("enquiry_denying").find(_SENTENCE.split(words[max(0, start - _NEAR) : start])[-1])
        for start, _ in said.spans(words)
    )


def _choice(field: Blank) -> Asked | None:
    words = question_of(field)
    for asked, topic in (("contact_by", "enquiry_contact_by"), ("existing", "enquiry_existing")):
        if matcher(topic).find(words):
            return asked  # pyright: ignore[reportReturnType]
    options = [choice.text for choice in field.choices if choice.value]
    if field.type == "select" and meaning_of(field) in ("country", "county", "city"):
        return meaning_of(field)
    if matcher("enquiry_salutation").full(words.rstrip(" *:")) and not _is_about(options):
        return "salutation"
    if options and all(matcher("enquiry_salutation").find(text) or matcher("enquiry_neutral").find(text) for text in options):
        return "salutation"
    if _is_yes_or_no(field, options):
        return "newsletter" if advertises(words) else "consent" if matcher("enquiry_consent").find(words) else None
    if matcher("enquiry_topic").find(words) or _by_name(field) in ("topic", "subject"):
        return "topic"
    return "item" if matcher("enquiry_item").full(words.rstrip(" *:")) else None


def _is_yes_or_no(field: Blank, options: list[str]) -> bool:
    texts = options if field.type == "select" else [field.label]
    return bool(texts) and all(matcher("enquiry_yes").full(text) or matcher("enquiry_no").full(text) for text in texts)


def _is_about(options: list[str]) -> bool:
    abouts = ("refund", "delivery", "order", "fault", "return", "product", "complaint", "service")
    return any(matcher(f"enquiry_about_{about}").find(text) for text in options for about in abouts)


def _written(field: Blank) -> Asked | None:
    words = (field.label.strip(" *:"), field.placeholder.strip(" *:"))
    if field.type in ("date", "datetime-local"):
        return "order_date" if any(matcher("enquiry_order_date").find(text) for text in words) else "date"
    if field.type in ("email", "tel") or "email" in field.autocomplete:
        return _email(field, words) if field.type != "tel" else "phone"
    if (part := _PARTS.get(words[0].lower())) is not None:
        return part
    named = _by_name(field)
    if field.type == "textarea":
        return "message"
    for asked in ("order_date", "order_number", "item", "subject"):
        said = matcher(f"enquiry_{asked}")
        if any(said.full(text) for text in words if text):
            return asked
    if named == "subject" and not any(words):
        return "subject"
    meaning = meaning_of(field)
    if meaning == "email":
        return _email(field, words)
    for asked in ("order_number", "order_date", "subject"):
        if any(len(text.split()) <= 8 and matcher(f"enquiry_{asked}").find(text) for text in words if text) and meaning is None:
            return asked
    if meaning is not None:
        return meaning
    if any(matcher("form_message").find(text) for text in words if text) or named == "message":
        return "message"
    return named  # pyright: ignore[reportReturnType]


def _email(field: Blank, words: tuple[str, ...]) -> Asked:
    again = any(matcher("enquiry_again").find(text) for text in words) or re.search(
        r"confirm|repeat|again|retype|verif|wieder|2$", field.name, re.I
    )
    return "email_again" if again else "email"


def _by_name(field: Blank) -> str | None:
    return next((asked for asked, pattern in _NAMED if pattern.search(field.name)), None)
