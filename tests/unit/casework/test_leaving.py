"""A letter of which nobody wrote down that it left: its answers tell."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from journeyaudit.cases.fold import case_fact
from journeyaudit.cases.store import CaseStore
from journeyaudit.casework.leaving import is_uncertain
from journeyaudit.model.case import Sent, Stopped
from tests.unit.cases.given import case_of, mail_of
from tests.unit.casework.worlds import OPENED, DyingStore, Killed, deliver, polled


@pytest.fixture
def store(tmp_path: Path) -> CaseStore:
    return CaseStore.open(tmp_path / "cases")


@pytest.mark.parametrize(
    ("mail", "left"),
    [
        (mail_of("Re: your enquiry Q7XK2M"), True),
        (mail_of("Re: something", in_reply_to="<q7xk2m.1a2b@shopper.example>"), True),
        (mail_of("Ticket 4711", to="jo+q7xk2m@shopper.example"), True),
        (mail_of("Our autumn sale"), False),
    ],
    ids=["token", "reply", "address", "only the company"],
)
def test_an_answer_proves_that_the_letter_left(store: CaseStore, tmp_path: Path, mail: bytes, *, left: bool) -> None:
    case = store.add(case_of(opened_at=OPENED))
    deliver(tmp_path / "mail", mail, 1)
    polled(store, tmp_path / "mail")
    found = store.case(case.id)
    assert is_uncertain(found) is not left
    assert [event.at for event in found.events if isinstance(event, Sent)] == ([OPENED] if left else [])


def test_a_case_whose_letter_is_proven_is_judged(store: CaseStore, tmp_path: Path) -> None:
    case = store.add(case_of(opened_at=OPENED))
    deliver(tmp_path / "mail", mail_of("Re: Q7XK2M", "Dear Jo, your parcel left today. Regards, Ann, customer service"), 1)
    polled(store, tmp_path / "mail")
    polled(store, tmp_path / "mail")
    fact = case_fact(store.case(case.id), store.read)
    assert fact.state == "answered"
    assert [event.kind for event in fact.events] == ["letter", "reply"]
    assert "where is my parcel" in fact.events[0].text


def test_a_case_that_is_known_to_have_been_stopped_was_not_sent(store: CaseStore, tmp_path: Path) -> None:
    case = store.add(case_of(opened_at=OPENED))
    store.append(case.id, Stopped(at=OPENED, reason="a test for humans"))
    deliver(tmp_path / "mail", mail_of("Re: Q7XK2M"), 1)
    polled(store, tmp_path / "mail")
    assert not [event for event in store.case(case.id).events if isinstance(event, Sent)]


@pytest.mark.parametrize("after", [False, True])
def test_killed_at_any_write_the_letter_is_proven_once_and_no_answer_lost(tmp_path: Path, *, after: bool) -> None:
    deliver(tmp_path / "mail", mail_of("Re: Q7XK2M"), 1)
    for fatal in range(20):
        store = CaseStore.open(tmp_path / f"cases{fatal}")
        case = store.add(case_of(opened_at=OPENED))
        dying = DyingStore(store, fatal, after=after)
        with suppress(Killed):
            polled(dying, tmp_path / "mail")
        polled(store, tmp_path / "mail")
        assert [event.kind for event in store.case(case.id).events] == ["sent", "received"]
        if dying.writes <= fatal:
            return
    raise AssertionError("it never came to its end")
