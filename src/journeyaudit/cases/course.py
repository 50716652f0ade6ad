"""The course of a case: what came when, and up to when anything is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from journeyaudit.cases.deadlines import parsed
from journeyaudit.cases.reading import Told
from journeyaudit.model.case import Case, Closed, Confirmed, Noted, Observation, Received, Sent, Stopped
from journeyaudit.model.message import MessageClass
from journeyaudit.model.scenario import Outcome

#: What the shopper must have seen for the matter to be settled, by what was wanted.
SETTLED: dict[Outcome, frozenset[Observation]] = {
    "refund": frozenset({"refunded", "resolved"}),
    "redelivery": frozenset({"redelivered", "resolved"}),
    "replacement": frozenset({"replaced", "redelivered", "resolved"}),
    "answer": frozenset({"resolved"}),
}


@dataclass(frozen=True)
class Course:
    """A case's events by what they are, each with its index. `letter_at` is when the enquiry left."""

    case: Case
    events: tuple[Told, ...]

    @property
    def letter(self) -> int | None:
        """The enquiry itself; None if it never left."""
        return next((i for i, one in self._of(Sent) if isinstance(one.event, Sent) and one.event.purpose == "enquiry"), None)

    @property
    def letter_at(self) -> datetime:
        """When the enquiry left; if it did not, when the case was opened."""
        return parsed(self.case.opened_at) if self.letter is None else self.events[self.letter].at

    @property
    def stopped(self) -> Stopped | None:
        """Why the enquiry could not be sent, None if it was."""
        found = next((one.event for _, one in self._of(Stopped)), None)
        return found if isinstance(found, Stopped) and self.letter is None else None

    @property
    def known_until(self) -> datetime | None:
        """Up to when it is known what came: as far as the mailbox was read, and no further than our own end of the matter."""
        if not self.case.watched_until:
            return None
        ends = [one.at for one in self.events if isinstance(one.event, Closed) or _is_closing(one)]
        return min([parsed(self.case.watched_until), *ends])

    @property
    def ended(self) -> bool:
        """We ended it ourselves, with a closing letter or without."""
        return any(isinstance(one.event, Closed) or _is_closing(one) for one in self.events)

    def of(self, *kinds: MessageClass) -> list[int]:
        """Messages of these classes since the letter."""
        letter = self.letter
        if letter is None:
            return []
        return [
            i for i, one in self._of(Received) if one.fact is not None and one.fact.kind in kinds and one.at >= self.letter_at
        ]

    def noted(self, kinds: Iterable[Observation]) -> list[int]:
        """What the shopper noted of these kinds."""
        wanted = frozenset(kinds)
        return [i for i, one in self._of(Noted) if isinstance(one.event, Noted) and one.event.what in wanted]

    @property
    def pages(self) -> list[int]:
        """Pages that confirmed the sending."""
        return [i for i, _ in self._of(Confirmed)]

    @property
    def answers(self) -> list[int]:
        """What people answered: their messages, and a call that came."""
        return sorted([*self.of("human"), *self.noted(["called_back"])])

    @property
    def acknowledgements(self) -> list[int]:
        """What says that the letter came: automatic answers, and a person's."""
        return sorted([*self.of("autoresponse"), *self.answers])

    @property
    def checks_back(self) -> list[int]:
        """Questions whether it is resolved that came after the first answer."""
        first = min(self.answers, default=None)
        if first is None:
            return []
        return [i for i in self.of("human", "survey") if i > first and self._asks(i)]

    @property
    def settled(self) -> bool | None:
        """The shopper's last word on whether the matter is settled; None: none yet."""
        last = max(self.noted([*SETTLED[self.case.scenario.wanted], "unresolved"]), default=None)
        if last is None:
            return None
        event = self.events[last].event
        return isinstance(event, Noted) and event.what != "unresolved"

    def first(self, places: Sequence[int]) -> datetime | None:
        """When the first of some events was."""
        return self.events[places[0]].at if places else None

    def _asks(self, place: int) -> bool:
        fact = self.events[place].fact
        return fact is not None and (fact.kind == "survey" or fact.asks_outcome)

    def _of(self, kind: type) -> list[tuple[int, Told]]:
        return [(i, one) for i, one in enumerate(self.events) if isinstance(one.event, kind)]


def _is_closing(one: Told) -> bool:
    return isinstance(one.event, Sent) and one.event.purpose == "closing"
