"""Whether a letter left: a command that is killed in the middle does not say, but an answer does."""

from __future__ import annotations

from collections.abc import Callable

from journeyaudit.cases.letters import write
from journeyaudit.model.case import Case, Closed, MatchedBy, Sent, Stopped
from journeyaudit.model.subject import Subject

#: Signs that nobody can have but who got the letter. That a company writes proves nothing.
_PROVING: frozenset[MatchedBy] = frozenset({"token", "reply", "address"})


def is_uncertain(case: Case) -> bool:
    """Was it about to be sent, and nothing tells whether it was?"""
    return not any(isinstance(event, Sent | Stopped | Closed) for event in case.events)


def proven(case: Case, by: MatchedBy, subject: Subject, keep: Callable[[bytes], str]) -> Sent | None:
    """The letter of a case of which it was uncertain whether it left, once a mail came `by` such a sign; None if it proves
    nothing or there is nothing to prove. It left when the case was opened, as it was written then.
    """
    if by not in _PROVING or any(isinstance(event, Sent | Stopped) for event in case.events):
        return None
    letter = write(case.scenario, case.locale, case.token, case.subject)
    told = subject.enquiries if case.subject == subject.name else None
    to = (told.email if case.channel == "email" else told.form) if told is not None else ""
    return Sent(at=case.opened_at, to=to, subject=letter.subject, artifact=keep(letter.body.encode()))
