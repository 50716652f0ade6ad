"""Whether the first answer by a person settles the matter, so that nobody has to write again."""

from __future__ import annotations

from typing import NamedTuple

from journeyaudit.cases.course import Course
from journeyaudit.model.conversation import ConversationFact, Quote
from journeyaudit.model.message import Pledge
from journeyaudit.model.scenario import Outcome

#: Pledges that settle what was wanted, as far as words can.
_SETTLING: dict[Outcome, frozenset[Pledge]] = {
    "refund": frozenset({"refund", "resolution"}),
    "redelivery": frozenset({"delivery", "refund", "resolution"}),
    "replacement": frozenset({"delivery", "refund", "resolution"}),
    "answer": frozenset({"resolution"}),
}
_WANTED: dict[Outcome, str] = {
    "refund": "the refund",
    "redelivery": "the redelivery",
    "replacement": "the replacement",
    "answer": "the question",
}


class Completeness(NamedTuple):
    """`complete` is None where nobody answered in words. `reason` is one sentence."""

    complete: bool | None
    reason: str


def first_answer(course: Course, conversation: ConversationFact, turns: tuple[int, ...]) -> Completeness:
    """What the first answer by a person comes to."""
    place = min(course.of("human"), default=None)
    if place is None:
        return Completeness(None, "")
    if place not in turns:
        return Completeness(False, "The first answer holds no words.")
    return _of_turn(course, conversation, place, turns.index(place))


def ever_answered(course: Course, conversation: ConversationFact, turns: tuple[int, ...]) -> bool:
    """Whether any answer settles the matter; a shopper who notes that it is settled, or is not, has the last word."""
    if course.settled is not None:
        return course.settled
    places = [place for place in course.of("human") if place in turns]
    settles = [_of_turn(course, conversation, place, turns.index(place)).complete for place in places]
    return any(settles) or bool(course.noted(["called_back"]))


def written_again(course: Course, conversation: ConversationFact, turns: tuple[int, ...]) -> str:
    """Why the customer had to make contact again, "" if not."""
    if course.noted(["wrote", "retold"]):
        return "the customer had to write again"
    asked = [repeat for repeat in conversation.repeats if not _settled_in(course, conversation, repeat.turn, turns)]
    return f"it asked again for {_named(asked[0].fact)}, which the letter had" if asked else ""


def _settled_in(course: Course, conversation: ConversationFact, turn: int, turns: tuple[int, ...]) -> bool:
    """A message that settles the matter and mentions a number in passing makes nobody write."""
    return _offer(course, conversation, turns[turn], turn) != "" if turn < len(turns) else False


def _of_turn(course: Course, conversation: ConversationFact, place: int, turn: int) -> Completeness:
    wanted = course.case.scenario.wanted
    fact = course.events[place].fact
    repeats = [repeat for repeat in conversation.repeats if repeat.turn == turn]
    offer = _offer(course, conversation, place, turn)
    if repeats and not offer:
        return Completeness(False, f"It asks again for {_named(repeats[0].fact)}, which the letter had.")
    if offer:
        return Completeness(True, offer)
    if any(no.turn == turn and (no.ground or no.alternative) for no in conversation.noes):
        return Completeness(True, "It says no, and why or what else there is.")
    pledged = fact.promised if fact is not None else ()
    if any(one.pledge in ("reply", "callback") for one in pledged) or any(h.turn == turn for h in conversation.handoffs):
        return Completeness(False, "It only promises that somebody will see to it.")
    if wanted != "answer":
        return Completeness(False, f"It says nothing definite on {_WANTED[wanted]}.")
    said = [step for step in conversation.steps if step.turn == turn and not step.against]
    if said and all(step.stock for step in said):
        return Completeness(False, "It holds phrases that would fit any letter.")
    return Completeness(True, "It answers the question and asks for nothing that was told.")


def _offer(course: Course, conversation: ConversationFact, place: int, turn: int) -> str:
    """What settles the matter in one message, in a sentence; "" if nothing does."""
    wanted, fact = course.case.scenario.wanted, course.events[place].fact
    pledge = next((one for one in (fact.promised if fact else ()) if one.pledge in _SETTLING[wanted]), None)
    if pledge is not None:
        return f"It commits to {_WANTED[wanted]}: “{pledge.quote}”."
    if wanted == "answer":
        return ""
    steps = (s for s in conversation.steps if s.turn == turn and s.step == "refocus" and not s.against and not s.stock)
    step = next((s for s in steps if not _puts_off(conversation, s)), None)
    return f"It says what is done about it: “{step.quote}”." if step is not None else ""


def _puts_off(conversation: ConversationFact, step: Quote) -> bool:
    """Words that pass the matter on or promise another message do something, but settle nothing."""
    later = [one for one in conversation.promises if one.promised.pledge in ("reply", "callback")]
    return any(
        one.turn == step.turn and one.start < step.end and step.start < one.end for one in (*conversation.handoffs, *later)
    )


def _named(fact: str) -> str:
    """“the order number” for order_number."""
    return f"the {fact.replace('_', ' ')}"
