"""What a page says after a form was sent: taken, refused and why, or nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from journeyaudit.model.blank import Blank
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.enquiry.fields import question_of
from journeyaudit.read.lexicon import matcher

#: A complaint of a form is a sentence, not a page.
_LONGEST = 200
_MOST_TOLD = 4


class Answer(NamedTuple):
    """`said`: the words that show it."""

    outcome: Literal["taken", "refused", "unclear"]
    said: str = ""


def answer(before: Snapshot, after: Snapshot, fields: Iterable[Blank] = ()) -> Answer:
    """What the page after the form says that the page before it did not. `fields` are those of the page after."""
    faults = [f"{question_of(one)[:60]}: {one.fault}" for one in fields if one.fault and one.visible]
    fresh = _fresh(before, after)
    thanks = next((text for text in fresh if matcher("enquiry_sent").find(text)), "")
    against = [text for text in fresh if len(text) <= _LONGEST and matcher("enquiry_refused").find(text)]
    moved = before.url.split("?")[0].split("#")[0] != after.url.split("?")[0].split("#")[0]
    has_form = any(form.visible and any(f.type == "textarea" for f in form.fields) for form in after.forms)
    if thanks and not (faults and has_form and not moved):
        return Answer("taken", thanks[:_LONGEST])
    if faults or (against and has_form):
        return Answer("refused", "; ".join(dict.fromkeys([*against, *faults][:_MOST_TOLD])))
    if moved or not has_form:
        return Answer("taken", next(iter(fresh), "")[:_LONGEST])
    return Answer("unclear", next(iter(fresh), "")[:_LONGEST])


def _fresh(before: Snapshot, after: Snapshot) -> list[str]:
    known = {block.text for block in before.blocks if block.visible}
    return [block.text for block in after.blocks if block.visible and len(block.text) > 2 and block.text not in known]
