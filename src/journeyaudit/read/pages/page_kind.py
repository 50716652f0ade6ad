"""What kind of page a snapshot shows, from its address, heading, title, structured data and controls.

A page about the company identifies it only if it gives the company's data ("about" by name alone is `other`). Each sign casts
votes; the kind with most votes wins, `other` if none has two. Votes are our own convention (rules.md OP).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import msgspec

from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.pages.company import company_in, has_register_entry

KINDS = (
    "not-found",
    "home",
    "identification",
    "contact",
    "basket",
    "login",
    "complaint",
    "help",
    "product",
    "category",
    "article",
    "policy",
    "other",
)

#: Topic → kind. A page that only names the topic among other words gets fewer votes than one that is named so in full.
_TOPICS: tuple[tuple[str, str], ...] = (
    ("imprint_label", "identification"),
    ("identification_label", "about"),
    ("contact_label", "contact"),
    ("basket_label", "basket"),
    ("login_label", "login"),
    ("complaint_label", "complaint"),
    ("help_label", "help"),
    ("faq_label", "help"),
    ("category_label", "category"),
    ("article_label", "article"),
    ("policy_label", "policy"),
)
#: Folders above the page that tell what it is: /products/desk-lamp, /blog/ten-desks, /help/orders.
_FOLDERS: tuple[tuple[str, str], ...] = (
    ("product_path", "product"),
    ("article_label", "article"),
    ("help_label", "help"),
    ("faq_label", "help"),
    ("category_label", "category"),
)
_TYPES = {
    "Product": "product",
    "ProductGroup": "product",
    "ContactPage": "contact",
    "FAQPage": "help",
    "QAPage": "help",
    "Article": "article",
    "BlogPosting": "article",
    "NewsArticle": "article",
    "TechArticle": "help",
    "CollectionPage": "category",
    "ItemList": "category",
}
#: Folders that settle what lies in them: a product or an article may be called anything.
_TELLING = frozenset({"product", "article"})
_MANY_GOODS = 4
_FEW_WORDS = 6
_ENOUGH = 2
_TITLE_PARTS = re.compile(r"\s+[|–—·•:»-]\s+|\s*[|»]\s*")
_LANGUAGE = re.compile(r"^[a-z]{2}(?:[-_][a-z]{2})?$", re.IGNORECASE)
_START_FILE = re.compile(r"^(?:index|default|home)(?:\.\w+)?$", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|jsp|cfm)$", re.IGNORECASE)
_TYPE = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"([A-Za-z]+)"')
_GONE = frozenset({404, 410})


def page_kind(snapshot: Snapshot, status: int | None = None) -> str:
    """One of KINDS. `status` is the answer's status where it differs from the snapshot's own."""
    segments = path_segments(snapshot.url)
    headings = _headings(snapshot)
    if (status or snapshot.status) in _GONE or _says_not_found(snapshot, headings):
        return "not-found"
    if not segments:
        return "home"
    votes: Counter[str] = Counter()
    for kind, weight in _by_words(segments, headings, snapshot.title):
        votes[kind] += weight
    for kind, weight in _by_structure(snapshot):
        votes[kind] += weight
    if max(votes["identification"], votes["about"]) and not votes["policy"] and _gives_company_data(snapshot):
        votes["identification"] += votes["about"] + 1
    return max(KINDS[2:], key=lambda kind: (votes[kind] if kind != "other" else _ENOUGH - 1, -KINDS.index(kind)))


@lru_cache(maxsize=16384)
def path_segments(url: str) -> tuple[str, ...]:
    """The words of each folder and file of an address, a leading language code and an index file left out; () for a home page.

    A hash route (#/contact, #!/contact) counts as a path.
    """
    parts = urlsplit(url)
    path = parts.path + (parts.fragment.lstrip("!") if parts.fragment.startswith(("/", "!/")) else "")
    names = [unquote(name) for name in path.split("/") if name]
    if names and _LANGUAGE.match(names[0]):
        names = names[1:]
    if names and _START_FILE.match(names[-1]):
        names = names[:-1]
    return tuple(re.sub(r"[-_+.]+", " ", _SUFFIX.sub("", name)).strip() for name in names)


def _headings(snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(
        block.text
        for block in snapshot.blocks
        if block.heading == 1 and block.visible and block.region not in ("header", "footer")
    )


def _says_not_found(snapshot: Snapshot, headings: tuple[str, ...]) -> bool:
    """A page that answers 200 and says it is not there (a soft 404)."""
    missing = matcher("not_found")
    return any(len(text.split()) <= _FEW_WORDS + 2 and missing.find(text) for text in headings) or bool(
        _title_parts(snapshot.title, missing_only=True)
    )


@lru_cache(maxsize=4096)
def _title_parts(title: str, missing_only: bool = False) -> tuple[str, ...]:
    parts = tuple(part for part in _TITLE_PARTS.split(title) if part)
    return tuple(part for part in parts if matcher("not_found").full(part)) if missing_only else parts


def _by_words(segments: tuple[str, ...], headings: tuple[str, ...], title: str) -> Iterator[tuple[str, int]]:
    yield from ((kind, 3 if full else 2) for kind, full in _named(segments[-1]))
    for folder in segments[:-1]:
        yield from ((kind, 3 if kind in _TELLING else 2) for topic, kind in _FOLDERS if _full(topic, folder))
    for heading in headings[:1]:
        yield from ((kind, 3 if full else 2) for kind, full in _named(heading))
    for part in _title_parts(title)[:1]:
        yield from ((kind, 2 if full else 1) for kind, full in _named(part))


@lru_cache(maxsize=16384)
def _named(text: str) -> tuple[tuple[str, bool], ...]:
    """Kinds that a short text names, each once, and whether it says nothing else."""
    if len(text.split()) > _FEW_WORDS:
        return ()
    found: dict[str, bool] = {}
    for topic, kind in _TOPICS:
        if matcher(topic).full(text):
            found[kind] = True
        elif matcher(topic).find(text):
            found.setdefault(kind, False)
    # "Contact our press office" is about contact: where one kind is named in full, the mentions of others do not count
    return tuple((kind, full) for kind, full in found.items() if full or not any(found.values()))


@lru_cache(maxsize=16384)
def _full(topic: str, text: str) -> bool:
    return matcher(topic).full(text) is not None


def _by_structure(snapshot: Snapshot) -> Iterator[tuple[str, int]]:
    types = {name for text in snapshot.structured for name in _types_in(text)}
    listed = bool(types & {"CollectionPage", "ItemList"})
    yield from {(kind, 3) for name in types if (kind := _TYPES.get(name)) and not (listed and kind == "product")}
    if snapshot.meta.get("og:type") in ("article", "product"):
        yield snapshot.meta["og:type"], 2
    goods = sum(_adds_to_basket(control.name) for control in snapshot.controls if control.visible)
    if goods:
        yield ("category", 2) if goods >= _MANY_GOODS else ("product", 2)
    yield from _by_forms(snapshot)


def _gives_company_data(snapshot: Snapshot) -> bool:
    """Does the body of the page give a register entry, or a legal name?"""
    blocks = (block for block in snapshot.blocks if block.visible and block.region not in ("header", "footer"))
    return any(has_register_entry(block.text) or company_in(block.text) for block in blocks)


@lru_cache(maxsize=16384)
def _adds_to_basket(name: str) -> bool:
    return matcher("add_to_basket").full(name) is not None


@lru_cache(maxsize=1024)
def _types_in(structured: str) -> tuple[str, ...]:
    """The types named at the outer levels of a JSON-LD text; a text that is no JSON is read for its first type alone."""
    try:
        return tuple(_outer_types(msgspec.json.decode(structured.encode())))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return tuple(_TYPE.findall(structured)[:1])


def _outer_types(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:  # pyright: ignore[reportUnknownVariableType] -- JSON is untyped
            yield from _outer_types(item)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(node, dict):
        kind: object = node.get("@type")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        yield from (name for name in (kind if isinstance(kind, list) else [kind]) if isinstance(name, str))  # pyright: ignore[reportUnknownVariableType]
        yield from _outer_types(node.get("@graph"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]


def _by_forms(snapshot: Snapshot) -> Iterator[tuple[str, int]]:
    for form in snapshot.forms:
        if not form.visible or form.region in ("header", "footer"):
            continue
        types = [field.type for field in form.fields if field.visible]
        if "password" in types:
            yield "login", 2
        elif "textarea" in types:
            yield "contact", 1
