"""Accessible names of controls, and what their icons say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal, cast

from lxml import etree

from journeyaudit.read.markup.sight import Element, Sight

#: A link around a whole page has no name worth more than this many of its elements; keeps nested controls linear.
_MOST_ELEMENTS = 60
_MUTE = frozenset({"script", "style", "template", "noscript", "select", "textarea"})

#: What a part of a line tells to who points at it or listens, and how.
Hint = tuple[str, Literal["", "title", "described-by", "tooltip"]]
NO_HINT: Hint = ("", "")
_LONGEST_HINT = 600
_TOOLTIPS = (
    "data-tooltip", "data-tooltip-content", "data-tippy-content", "data-bs-title", "data-bs-original-title",
    "data-original-title", "data-tip",
)  # fmt: skip


def hint_of(element: Element, by_id: dict[str, Element], *, is_control: bool) -> Hint:
    """The description, tooltip or title of an element; a control's title is a field of its own."""
    if not element.attrib or element.tag in ("body", "html"):
        return NO_HINT
    described = " ".join(
        " ".join("".join(cast("Iterator[str]", by_id[name].itertext())).split())
        for name in attribute(element, "aria-describedby").split()
        if name in by_id
    )
    if described:
        return described[:_LONGEST_HINT], "described-by"
    tooltip = next((text for name in _TOOLTIPS if (text := attribute(element, name))), "")
    if tooltip:
        return tooltip[:_LONGEST_HINT], "tooltip"
    title = "" if is_control else attribute(element, "title")
    return (title[:_LONGEST_HINT], "title") if title else NO_HINT


def attribute(element: Element, name: str) -> str:
    """The attribute with white space collapsed, "" if it is missing."""
    return " ".join(cast("str", element.get(name) or "").split())


def text_within(element: Element, sight: Sight) -> str:
    """The text that assistive technology reads, image alternatives included."""
    return " ".join(" ".join(islice(_pieces(element, sight), _MOST_ELEMENTS * 2)).split())


def _pieces(element: Element, sight: Sight) -> Iterator[str]:
    walker = etree.iterwalk(element, events=("start", "end"))
    seen = 0
    for event, node in walker:
        if event == "end":
            yield (node.tail or "") if node is not element else ""
            continue
        seen += 1
        if seen > _MOST_ELEMENTS:
            return
        if node.tag in _MUTE or (node is not element and sight.gone(node)):
            walker.skip_subtree()
            continue
        yield node.get("alt") or "" if node.tag == "img" else node.text or ""


def name_of(element: Element, sight: Sight, by_id: dict[str, Element]) -> str:
    """The accessible name: aria-labelledby, aria-label, content, value, title, in this order."""
    labels = [by_id[i] for i in attribute(element, "aria-labelledby").split() if i in by_id]
    labelled = " ".join(text_within(label, sight) for label in labels).strip()
    if labelled or attribute(element, "aria-label"):
        return labelled or attribute(element, "aria-label")
    if element.tag == "input":
        return attribute(element, "value") or attribute(element, "alt") or attribute(element, "title")
    return text_within(element, sight) or attribute(element, "title")


def icon_of(element: Element) -> str:
    """Class names, titles and file names of the icon inside a control: what it shows where it has no words."""
    words = [attribute(element, "class")]
    for node in islice(element.iter("i", "svg", "span", "img", "use", "title"), 8):
        if node.tag == "title":
            words.append(node.text or "")
        words += [attribute(node, name) for name in ("class", "title", "href", "{http://www.w3.org/1999/xlink}href")]
        words.append(attribute(node, "src").rpartition("/")[2][:80])
    return " ".join(word for word in words if word)[:300]
