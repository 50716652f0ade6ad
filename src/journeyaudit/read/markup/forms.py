"""Forms of a document, and groups of fields with a send button where a script stands in for the form element."""

from __future__ import annotations

from collections.abc import Iterator

from journeyaudit.model.snapshot import Field, Form
from journeyaudit.read.markup.names import attribute, name_of, text_within
from journeyaudit.read.markup.sight import Element
from journeyaudit.read.markup.walk import Walk

_FIELD_TAGS = ("input", "textarea", "select")
_NO_FIELDS = frozenset({"submit", "button", "image", "reset"})
_MOST_OPTIONS = 30
#: A script's form is looked for this many levels above its message field: higher up stands the page, not a form.
_LEVELS = 6


def forms_in(root: Element, walk: Walk) -> tuple[tuple[Form, ...], dict[Element, int]]:
    """The forms in document order, and each form element's index."""
    labels = {str(label.get("for")): label for label in root.iterfind(".//label[@for]")}
    found: list[Form] = []
    places: dict[Element, int] = {}
    for element in [*root.iter("form"), *_scripted(root)]:
        places[element] = len(found)
        found.append(_form(element, walk, labels))
    return tuple(found), places


def _scripted(root: Element) -> Iterator[Element]:
    """Elements that hold a message field and a button with no form element around them."""
    known: set[Element] = set()
    for area in root.iter("textarea"):
        above = list(area.iterancestors())
        if any(a.tag == "form" or a in known for a in above):
            continue
        group = next((a for a in above[:_LEVELS] if a.tag not in ("body", "html") and a.find(".//button") is not None), None)
        if group is not None:
            known.add(group)
            yield group


def _form(element: Element, walk: Walk, labels: dict[str, Element]) -> Form:
    visible, region, heading = walk.seen.get(element, (not walk.sight.hides(element), "main", ""))
    inside = next((text_within(h, walk.sight) for h in element.iter("h1", "h2", "h3", "h4", "h5", "legend")), "")
    names = (attribute(element, n) for n in ("name", "id", "class", "aria-label", "data-name", "title"))
    raw = attribute(element, "action")
    return Form(
        action=walk.absolute(raw),
        raw_action=raw,
        method=attribute(element, "method").lower() or "get",
        tag=str(element.tag),
        name=" ".join(name for name in names if name),
        heading=inside or heading,
        text=text_within(element, walk.sight),
        submit=_submit(element, walk),
        visible=visible,
        region=region,
        fields=tuple(_fields(element, walk, labels)),
    )


def _submit(element: Element, walk: Walk) -> str:
    for button in element.iter("button", "input"):
        kind = attribute(button, "type").lower()
        if kind in ("submit", "image") or (button.tag == "button" and kind == ""):
            return name_of(button, walk.sight, {})
    last = [
        b
        for b in element.iter("button", "a", "input")
        if b.tag == "button" or b.get("role") == "button" or b.get("type") == "button"
    ]
    return name_of(last[-1], walk.sight, {}) if last else ""


def _fields(element: Element, walk: Walk, labels: dict[str, Element]) -> Iterator[Field]:
    for item in element.iter(*_FIELD_TAGS):
        kind = attribute(item, "type").lower() or "text" if item.tag == "input" else str(item.tag)
        if kind in _NO_FIELDS:
            continue
        hidden = kind == "hidden" or any(walk.sight.hides(a) for a in (item, *item.iterancestors()) if a is not element)
        yield Field(
            type=kind,
            name=attribute(item, "name") or attribute(item, "id"),
            label=_label(item, walk, labels),
            autocomplete=attribute(item, "autocomplete"),
            placeholder=attribute(item, "placeholder"),
            required=item.get("required") is not None or item.get("aria-required") == "true",
            visible=not hidden,
            options=tuple(" ".join(o.itertext()).strip() for o in item.iter("option"))[:_MOST_OPTIONS]
            if item.tag == "select"
            else (),
        )


def _label(item: Element, walk: Walk, labels: dict[str, Element]) -> str:
    if attribute(item, "aria-label"):
        return attribute(item, "aria-label")
    tied = labels.get(attribute(item, "id")) if item.get("id") else None
    around = tied if tied is not None else next(item.iterancestors("label"), None)
    if around is not None:
        return text_within(around, walk.sight)
    before = item.getprevious()
    if before is not None and before.tag in ("label", "span", "p", "div", "strong", "b"):
        return text_within(before, walk.sight)[:80]
    return attribute(item, "title")
