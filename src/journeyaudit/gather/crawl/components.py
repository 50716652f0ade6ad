"""What is already known of controls that recur on many pages, so that a menu of sixty pages is opened once.

A component of the header, navigation or footer, or one fixed over the page, is taken to act on this page as it did on another
if it is the same control and what it
revealed there is present (hidden) here too, or if two pages have already agreed. Controls inside the content are tried on every
page,
until pages of one template have shown often enough that they open nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict

from journeyaudit.model.journal import Opening, Visit
from journeyaudit.model.snapshot import Control, Snapshot
from journeyaudit.read.clicks.states import Shown, StateReader
from journeyaudit.read.urls import pattern_of

#: So many pages of a template must have shown a control of the content to be inert before it is no longer tried (OP).
INERT_AFTER = 4
_SHARED = frozenset({"header", "nav", "footer"})

Identity = tuple[str, str, str, str]


def identity_of(control: Control) -> Identity:
    """The same control on another page."""
    return control.region, control.key, control.name, control.raw_href


def is_shared(control: Control) -> bool:
    """Part of the frame that pages share: header, navigation, footer, or fixed over the page like a chat launcher."""
    return control.region in _SHARED or control.overlay is not None


def _general(control: Control, url: str) -> tuple[str, str, str]:
    return pattern_of(url), re.sub(r"\d+", "N", control.key), re.sub(r"\d+", "N", control.name)


class Components:
    """Knowledge of one device's crawl, learned from settled visits in their order."""

    def __init__(self, reader: StateReader) -> None:
        self.reader = reader
        self.seen: dict[tuple[Identity, str], list[tuple[int, Visit, Opening]]] = defaultdict(list)
        self.inert: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self._learned = 0

    def learn(self, visit: Visit) -> None:
        """Takes a settled visit in."""
        at, self._learned = self._learned, self._learned + 1
        if visit.snapshot is None:
            return
        controls = {c.key: c for c in self.reader.sight(visit.snapshot).controls}
        for opening in visit.openings:
            control = controls.get(opening.chain[0]) if len(opening.chain) == 1 else None
            if control is None or opening.reused:
                continue
            if is_shared(control):
                self.seen[identity_of(control), opening.action].append((at, visit, opening))
            elif opening.effect != "revealed" and opening.action == "click":
                self.inert[_general(control, visit.url)].append(at)

    def as_of(self, settled: int) -> Known:
        """What the first `settled` visits taught: the same whenever it is asked, so that a resumed run decides as the first
        one did.
        """
        return Known(self, settled)


class Known:
    """The knowledge that one visit may use."""

    def __init__(self, components: Components, settled: int) -> None:
        self._components, self._settled, self._reader = components, settled, components.reader

    def tells(self, panel: str) -> bool:
        """See StateReader.tells."""
        return self._reader.tells(panel)

    def is_inert(self, control: Control, url: str) -> bool:
        """Look-alike pages have shown that this control of the content opens nothing."""
        if is_shared(control):
            return False
        return sum(at < self._settled for at in self._components.inert.get(_general(control, url), ())) >= INERT_AFTER

    def reuse(self, control: Control, action: str, here: Snapshot) -> tuple[Opening, ...]:
        """The openings (the control's own and those nested in it) that are known to happen here too; () if it must be tried."""
        seen = [(v, o) for at, v, o in self._components.seen.get((identity_of(control), action), ()) if at < self._settled]
        if not seen:
            return ()
        visit, opening = seen[0]
        if (
            opening.effect == "revealed"
            and not (len(seen) > 1 and self._agree(opening, seen[1][1]))
            and not self._present(opening, here)
        ):
            return ()
        return tuple(
            o.model_copy(update={"reused": True})
            for o in visit.openings
            if o.chain[0] == control.key and (o.action == action or len(o.chain) > 1)
        )

    def _fresh(self, opening: Opening) -> frozenset[Shown]:
        if opening.snapshot is None or opening.base is None:
            return frozenset()
        return frozenset((c.key, c.name, c.href) for c in self._reader.fresh(opening.snapshot, opening.base))

    def _agree(self, one: Opening, other: Opening) -> bool:
        return one.effect == other.effect and self._fresh(one) == self._fresh(other)

    def _present(self, opening: Opening, here: Snapshot) -> bool:
        fresh = self._fresh(opening)
        held = {(c.key, c.name, c.href) for c in here.controls}
        if opening.snapshot is None or opening.base is None:
            return False
        before = {b.text for b in self._reader.snapshot(opening.base).blocks if b.visible}
        texts = {b.text for b in self._reader.snapshot(opening.snapshot).blocks if b.visible and b.text not in before}
        return bool(fresh or texts) and fresh <= held and texts <= {b.text for b in here.blocks}
