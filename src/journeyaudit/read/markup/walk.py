"""One pass over a document's tree that collects text blocks, controls, images, frames and scripts in document order."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urljoin

from lxml import etree
from msgspec import structs

from journeyaudit.model.snapshot import Control, Frame, Image, Region, TextBlock
from journeyaudit.read.markup.loaders import addresses_in
from journeyaudit.read.markup.names import NO_HINT, Hint, attribute, hint_of, icon_of, name_of
from journeyaudit.read.markup.sight import Element, Sight
from journeyaudit.read.markup.tags import (
    BLOCK_TAGS,
    CONTROL_ROLES,
    NEAR_ELEMENTS,
    OPENING_MARKS,
    REGIONS,
    SCRIPT_SOURCES,
    SHOWN_INPUTS,
    SILENT_TAGS,
    WIDGETS,
)


@dataclass(slots=True)
class _Place:
    """What holds inside an element. `turned_from`: where in the running text the letters begin that are shown reversed."""

    visible: bool
    region: Region
    tag: str
    heading: int = 0
    control: int | None = None
    is_block: bool = False
    turned_from: int | None = None


@dataclass(slots=True)
class _Run:
    """Text of one block gathered so far; visible and invisible text run apart."""

    parts: list[str] = field(default_factory=list[str])
    controls: set[int | None] = field(default_factory=set[int | None])
    shield: str = ""
    hint: Hint = NO_HINT


class Walk:
    """Walks once; its lists are the snapshot's. `at`: element → control index; `seen`: form → visibility, region, heading."""

    def __init__(self, url: str, sight: Sight) -> None:
        self.url, self.sight, self.title, self.heading = url, sight, "", ""
        self.blocks: list[TextBlock] = []
        self.controls: list[Control] = []
        self.images: list[Image] = []
        self.frames: list[Frame] = []
        self.scripts: list[str] = []
        self.structured: list[str] = []
        self.meta: dict[str, str] = {}
        self.at: dict[Element, int] = {}
        self.seen: dict[Element, tuple[bool, Region, str]] = {}
        self._stack: list[_Place] = []
        self._runs = {True: _Run(), False: _Run()}
        self._has_shields = False
        self._by_id: dict[str, Element] = {}

    def run(self, root: Element) -> None:
        """Fills the lists from the document below `root`."""
        if root.find(".//*[@aria-labelledby]") is not None or root.find(".//*[@aria-describedby]") is not None:
            self._by_id = {str(element.get("id")): element for element in root.iterfind(".//*[@id]")}
        self._has_shields = root.find(".//*[@data-cfemail]") is not None
        self._read_head(root)
        self._stack.append(_Place(True, "main", "body"))
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._leave(element)
            elif not self._enter(element):
                walker.skip_subtree()
        self._flush()

    def controls_with_forms(self, forms: dict[Element, int]) -> tuple[Control, ...]:
        """The controls, each told which form it stands in."""
        found = list(self.controls)
        for element, index in self.at.items() if forms else ():
            form = next((forms[above] for above in element.iterancestors() if above in forms), None)
            if form is not None:
                found[index] = structs.replace(found[index], form=form)
        return tuple(found)

    def absolute(self, address: str) -> str:
        """The address against the page's own; as written where either is no URL."""
        try:
            return urljoin(self.url, address) if self.url and address else address
        except ValueError:
            return address

    def _read_head(self, root: Element) -> None:
        title = root.find(".//head/title")
        self.title = " ".join((title.text or "").split()) if title is not None else ""
        for element in root.iterfind(".//meta"):
            name = attribute(element, "name") or attribute(element, "property")
            if name:
                self.meta[name.lower()] = attribute(element, "content")
        for element in root.iterfind(".//script"):
            self._read_script(element)

    def _read_script(self, element: Element) -> None:
        if "ld+json" in attribute(element, "type").lower():
            self.structured.append(element.text or "")
            return
        source = next((attribute(element, name) for name in SCRIPT_SOURCES if element.get(name)), "")
        account = next(
            (
                value
                for name, value in element.attrib.items()
                if name.startswith("data-") and name.endswith(("id", "key", "token"))
            ),
            "",
        )
        if source:
            self.scripts.append(self.absolute(source) + (f"#{account}" if account and "#" not in source else ""))
        self.scripts += addresses_in(element.text or "")

    def _enter(self, element: Element) -> bool:
        """Opens the element's place; False if nothing in it is text for a customer."""
        above, tag = self._stack[-1], str(element.tag)
        place = _Place(above.visible and not self._is_hidden(element, tag), above.region, above.tag, above.heading, above.control)
        place.is_block = tag in BLOCK_TAGS or (
            bool(element.get("style")) and "display:block" in attribute(element, "style").replace(" ", "")
        )
        if place.is_block:
            self._flush()
            place.tag, place.heading = tag, int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0
        place.region = self._region(element, tag, above.region)
        self._stack.append(place)
        if tag == "form":
            self.seen[element] = (place.visible, place.region, self.heading)
        self._note(element, tag, place)
        if self.sight.turns(element):
            place.turned_from = len(self._runs[place.visible].parts)
        if tag in SILENT_TAGS:
            return False
        shield = attribute(element, "data-cfemail")
        if shield:
            self._runs[place.visible].shield = shield
        if place.visible and not self._runs[True].hint[0]:
            self._runs[True].hint = hint_of(element, self._by_id, is_control=element in self.at)
        self._say(element.text, place)
        return True

    def _leave(self, element: Element) -> None:
        place = self._stack.pop()
        run = self._runs[place.visible]
        if place.turned_from is not None:
            run.parts[place.turned_from :] = ["".join(run.parts[place.turned_from :])[::-1]]
        if place.is_block:
            self._flush(place)
        above = self._stack[-1]
        if element.tag == "br":
            self._runs[above.visible].parts.append("\n")
        if element.tag == "img":
            self._runs[above.visible].parts.append(" ")
        self._say(element.tail, above)

    def _is_hidden(self, element: Element, tag: str) -> bool:
        parent = element.getparent()
        if parent is not None and parent.tag == "details" and parent.get("open") is None and tag != "summary":
            return True
        return self.sight.hides(element)

    def _region(self, element: Element, tag: str, above: Region) -> Region:
        if tag in ("header", "footer") and any(a.tag in ("article", "section", "main") for a in element.iterancestors()):
            return above
        own = REGIONS.get(attribute(element, "role").lower()) or REGIONS.get(tag)
        if own is None and tag == "div" and attribute(element, "id").lower() in ("header", "footer", "nav"):
            own = REGIONS[attribute(element, "id").lower()]
        return above if own in (None, "main") or (own == "nav" and above in ("header", "footer")) else own

    def _say(self, text: str | None, place: _Place) -> None:
        if not text:
            return
        run = self._runs[place.visible]
        run.parts.append(text if place.tag == "pre" else text.replace("\n", " "))
        if not text.isspace():
            run.controls.add(place.control)

    def _flush(self, place: _Place | None = None) -> None:
        place = place or self._stack[-1]
        for visible, run in self._runs.items():
            if not run.parts and not run.shield:
                continue
            text = "\n".join(line for line in (" ".join(line.split()) for line in "".join(run.parts).split("\n")) if line)
            if text or run.shield:
                control = next(iter(run.controls)) if len(run.controls) == 1 else None
                self.blocks.append(
                    TextBlock(
                        text,
                        place.tag,
                        visible=visible,
                        region=place.region,
                        heading=place.heading,
                        control=control,
                        shield=run.shield,
                        hint=run.hint[0],
                        hint_by=run.hint[1],
                    )
                )
            if text and place.heading:
                self.heading = text
            self._runs[visible] = _Run()

    def _note(self, element: Element, tag: str, place: _Place) -> None:
        """Records the element if it is a control, an image or a frame."""
        if self._is_control(element, tag):
            place.control = len(self.controls)
            self.at[element] = place.control
            self.controls.append(self._control(element, tag, place))
        elif tag == "img":
            source = self.absolute(attribute(element, "src") or attribute(element, "data-src"))
            self.images.append(
                Image(attribute(element, "alt"), source, visible=place.visible, region=place.region, control=place.control)
            )
        elif tag == "iframe":
            source = self.absolute(attribute(element, "src") or attribute(element, "data-src"))
            self.frames.append(Frame(source, attribute(element, "title"), visible=place.visible))

    def _is_control(self, element: Element, tag: str) -> bool:
        if tag in ("a", "area"):
            return element.get("href") is not None or element.get("onclick") is not None or element.get("role") == "button"
        if tag in ("button", "summary"):
            return True
        if tag == "input":
            return attribute(element, "type").lower() in SHOWN_INPUTS
        if attribute(element, "role").lower() in CONTROL_ROLES or element.get("onclick") is not None:
            return True
        return tag in WIDGETS or not WIDGETS.isdisjoint(attribute(element, "class").split())

    def _control(self, element: Element, tag: str, place: _Place) -> Control:
        raw = attribute(element, "href")
        kind = attribute(element, "type").lower()
        submits = (tag == "button" and kind in ("", "submit")) or (tag == "input" and kind in ("submit", "image"))
        expanded = element.get("aria-expanded")
        return Control(
            key=f"{tag}:{len(self.controls)}",
            name=name_of(element, self.sight, self._by_id),
            tag=tag,
            role=attribute(element, "role") or ("link" if tag in ("a", "area") else "button"),
            href=self.absolute(raw),
            raw_href=raw,
            visible=place.visible,
            region=place.region,
            context=self.heading,
            title=attribute(element, "title"),
            icon=icon_of(element),
            expanded=None if expanded is None else expanded == "true",
            controls=attribute(element, "aria-controls"),
            popup=attribute(element, "aria-haspopup"),
            opens="click" if self._opens(element, tag, raw) else "",
            submits=submits,
            disabled=element.get("disabled") is not None,
            target=attribute(element, "target"),
            shield=self._shield(element),
        )

    def _opens(self, element: Element, tag: str, href: str) -> bool:
        if any(element.get(mark) is not None for mark in OPENING_MARKS):
            return True
        if tag in ("a", "area"):
            return href in ("", "#") or href.startswith(("javascript:", "#"))
        return (
            tag == "summary"
            or element.get("onclick") is not None
            or attribute(element, "type").lower() not in ("submit", "reset", "image")
        )

    def _shield(self, element: Element) -> str:
        if not self._has_shields:
            return ""
        inner = next((e for e in islice(element.iter(), NEAR_ELEMENTS) if e.get("data-cfemail")), None)
        return attribute(inner, "data-cfemail") if inner is not None else ""
