"""What a case comes to: states, times, grades, and that neither order nor repetition of its events changes it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyaudit.model.case import Case, Event, Received, Stopped
from tests.unit.cases.mails import ACKNOWLEDGED, ASKED, OPENED, SETTLED, SURVEY, Mailbox

DAY = 24


def acknowledged() -> Mailbox:
    box = Mailbox()
    box.mail(0.05, ACKNOWLEDGED, automatic=True, subject="[AB-4711] We have your message")
    return box


def answered(hours: float = 20) -> Mailbox:
    box = acknowledged()
    box.mail(hours, SETTLED, sender="Dana Whitlock")
    return box


def wronged() -> Mailbox:
    box = acknowledged()
    box.mail(30, ASKED, sender="Dana Whitlock")
    box.note(31, "wrote", "It is 40718, as my letter says.")
    box.mail(9 * DAY, SETTLED.replace("Dana Whitlock", "Marcus Oyelaran"), sender="Marcus Oyelaran")
    box.note(12 * DAY, "refunded")
    return box


def test_a_letter_whose_mailbox_was_never_read_is_open_and_judged_for_nothing() -> None:
    fact = Mailbox().fact(None)
    assert (fact.state, fact.running, fact.grade, fact.to_change) == ("opened", True, None, ())


def test_a_silent_company_is_not_failed_before_its_time_is_up() -> None:
    fact = Mailbox().fact(5 * DAY)
    assert (fact.state, fact.running, fact.grade) == ("opened", True, None)


def test_silence_to_the_end_is_f0() -> None:
    fact = Mailbox().fact()
    assert (fact.state, fact.running, fact.grade) == ("silent", False, "F0")


def test_an_automatic_answer_alone_is_f1() -> None:
    fact = acknowledged().fact()
    assert (fact.state, fact.grade) == ("acknowledged", "F1")


def test_an_acknowledgement_is_told_with_its_number_and_the_moment_that_its_promise_means() -> None:
    event = acknowledged().fact().events[1]
    assert (event.kind, event.case_id, event.pledge) == ("acknowledgement", "AB-4711", "reply")
    assert (event.promised_by, event.kept) == ("2026-10-21T23:00:00Z", False)


def test_a_promise_is_open_until_the_mailbox_was_read_past_it() -> None:
    assert acknowledged().fact(DAY).events[1].kept is None


def test_a_full_answer_in_time_is_f5() -> None:
    fact = answered().fact()
    assert (fact.state, fact.complete, fact.grade) == ("answered", True, "F5")


def test_a_question_afterwards_makes_it_f6() -> None:
    box = answered()
    box.mail(5 * DAY, SURVEY, subject="How did we do?")
    fact = box.fact()
    assert (fact.state, fact.grade) == ("checked_back", "F6")


def test_a_full_answer_after_the_promised_time_is_f4() -> None:
    assert answered(5 * DAY).fact().grade == "F4"


def test_a_full_answer_without_an_acknowledgement_is_f3() -> None:
    box = Mailbox()
    box.mail(20, SETTLED, sender="Dana Whitlock")
    assert box.fact().grade == "F3"


def test_an_answer_that_asks_for_what_the_letter_told_is_f2() -> None:
    fact = wronged().fact()
    assert (fact.complete, fact.grade) == (False, "F2")
    assert "order_number" in {repeat.fact for repeat in fact.conversation.repeats}


def test_a_case_runs_while_the_company_may_still_ask_how_it_went() -> None:
    fact = answered().fact(3 * DAY)
    assert (fact.state, fact.running, fact.grade) == ("answered", True, None)


def test_a_case_that_we_closed_early_is_not_held_against_the_company() -> None:
    box = acknowledged()
    box.close(DAY)
    fact = box.fact()
    assert (fact.running, fact.grade, fact.grade_reason) == (False, None, "It was ended before the time to answer was up.")


def test_a_returned_letter_reached_nobody() -> None:
    box = Mailbox()
    box.raw(
        0.1,
        b"From: Mail Delivery System <MAILER-DAEMON@mx.example>\r\nTo: helen@home.example\r\nReturn-Path: <>\r\n"
        b"Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/plain\r\n\r\n"
        b"Your message could not be delivered: user unknown.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; care@shop.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        b"\r\n--b--\r\n",
    )
    fact = box.fact()
    assert (fact.state, fact.grade, fact.running) == ("bounced", "F0", False)


def test_what_could_not_be_sent_is_not_checkable() -> None:
    case = Mailbox().case(None, [Stopped(at=OPENED, reason="The form asks to solve a picture puzzle")])
    fact = Mailbox().fact(None, case.events)
    assert (fact.state, fact.running, fact.grade) == ("not_checkable", False, None)
    assert fact.reason == "The form asks to solve a picture puzzle"


def test_a_refund_that_the_shopper_saw_in_time_keeps_its_promise() -> None:
    box = answered()
    box.note(3 * DAY, "refunded")
    assert {one.met for one in box.fact().deadlines if one.what == "refund" and one.at} == {True}


def test_a_refund_of_which_nobody_noted_anything_is_neither_kept_nor_broken() -> None:
    assert {one.met for one in answered().fact().deadlines if one.what == "refund"} == {None}


def test_times_are_told_by_the_wall_and_by_the_companys_hours() -> None:
    fact = answered(24).fact()
    assert (fact.answered_hours, fact.answered_business_hours) == (24.0, 8.0)


def test_nobody_on_the_staff_is_named_anywhere() -> None:
    told = wronged().fact().model_dump_json()
    assert not [name for name in ("Dana", "Whitlock", "Marcus", "Oyelaran") if name in told]
    assert "Agent A" in told
    assert "Agent B" in told


def test_quotes_stand_where_they_are_said_to_stand() -> None:
    fact = wronged().fact()
    read = fact.conversation
    for one in (*read.steps, *read.repeats, *read.handoffs, *read.noes, *read.promises):
        assert fact.events[fact.turns[one.turn]].text[one.start : one.end] == one.quote
    for event in fact.events:
        for promised in event.reading.promised if event.reading else ():
            assert event.text[promised.start : promised.end] == promised.quote


def test_a_mail_that_came_to_the_inbox_and_the_spam_folder_counts_once() -> None:
    box = answered()
    again = box.events[-1].model_copy(update={"junk": True, "at": "2026-10-20T06:00:00Z"})
    fact = box.fact(events=[*box.events, again])
    assert [event.kind for event in fact.events].count("reply") == 1


def test_a_mail_that_came_twice_by_other_ways_counts_once() -> None:
    box = answered()
    last = box.events[-1]
    assert isinstance(last, Received)
    box.raw(21, b"Received: from another.example\r\n" + box.store[last.artifact], last.message_id)
    assert [event.kind for event in box.fact().events].count("reply") == 1


def test_two_answers_of_a_system_that_gives_all_its_mails_one_identifier_are_two() -> None:
    box = Mailbox()
    for hours, text in ((1, ASKED), (20, SETTLED)):
        box.mail(hours, text, sender="Dana Whitlock")
        last = box.events.pop()
        assert isinstance(last, Received)
        raw = box.store[last.artifact].replace(last.message_id.encode(), b"<ticket-4711@desk.example>")
        box.raw(hours, raw, "<ticket-4711@desk.example>")
    fact = box.fact()
    assert [event.kind for event in fact.events] == ["letter", "reply", "reply"]
    assert fact.complete is not None


def test_an_answer_that_a_slow_clock_dates_before_the_letter_came_after_it() -> None:
    box = Mailbox()
    box.mail(-0.05, ACKNOWLEDGED, automatic=True)
    fact = box.fact()
    assert [event.kind for event in fact.events] == ["letter", "acknowledgement"]
    assert (fact.state, fact.acknowledged_hours) == ("acknowledged", 0.0)


def test_a_mail_from_before_the_letter_answers_nothing() -> None:
    box = Mailbox()
    box.mail(-30, ACKNOWLEDGED, automatic=True)
    assert box.fact().state == "silent"


def test_a_refund_without_a_word_is_no_silence() -> None:
    box = Mailbox()
    box.note(3 * DAY, "refunded")
    assert (box.fact().state, box.fact().grade) == ("resolved", "F2")


def test_a_call_that_settles_it_counts_as_an_answer() -> None:
    box = acknowledged()
    box.note(20, "called_back")
    box.note(2 * DAY, "refunded")
    assert (box.fact().state, box.fact().grade) == ("resolved", "F5")


def test_a_mail_dated_in_another_age_breaks_nothing() -> None:
    box = acknowledged()
    box.raw(9, b"From: a@shop.example\r\nSubject: Re: Charged twice\r\nDate: Mon, 01 Jan 0001 00:00:00 +1400\r\n\r\nHello.\r\n")
    assert len(box.fact().events) == 3


def test_broken_mail_is_told_and_breaks_nothing() -> None:
    box = acknowledged()
    box.raw(5, b"\xff\xfe\x00 no mail at all \x00\r\n\r\n\xf0\x28")
    assert len(box.fact().events) == 3


BOXES = {"answered": answered(), "wronged": wronged(), "silent": Mailbox()}
FACTS = {name: box.fact() for name, box in BOXES.items()}


@settings(max_examples=40)
@given(st.data())
@pytest.mark.parametrize("name", list(BOXES))
def test_neither_order_nor_repetition_of_the_events_changes_the_fact(name: str, data: st.DataObject) -> None:
    box = BOXES[name]
    more: list[Event] = data.draw(st.lists(st.sampled_from(box.events), max_size=4))
    shuffled = data.draw(st.permutations([*box.events, *more]))
    assert box.fact(events=shuffled) == FACTS[name]


@settings(max_examples=60)
@given(st.integers(0, 24 * 45))
def test_a_later_look_never_takes_back_what_was_known(hours: int) -> None:
    """A promise that was found kept or broken stays so, and a case that has ended does not run again."""
    box = BOXES["wronged"]
    seen = [event for event in box.events if event.at <= _moment(hours)]
    early, late = box.fact(hours, seen), FACTS["wronged"]
    known = {(one.what, one.at, one.quote): one.met for one in early.deadlines if one.met is not None and one.event >= 0}
    settled = {(one.what, one.at, one.quote): one.met for one in late.deadlines}
    assert all(settled[key] == met for key, met in known.items())
    assert early.running or not late.running


def _moment(hours: float) -> str:
    case: Case = Mailbox().case(hours)
    return case.watched_until
