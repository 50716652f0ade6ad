"""A mail goes to the case that it is about, and to none when that is not sure."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.cases.matching import Match, Sought, match
from journeyaudit.model.case import Case, Closed, Event, Received, Sent
from journeyaudit.read.messages.mail import message_of
from tests.unit.cases.given import case_of, mail_of

AT = "2026-03-02T10:00:00+00:00"
OWN = frozenset({"jo@shopper.example"})
QUOTED = "Thank you for writing.\n\nOn 2 March Jo Green wrote:\n> Where is my parcel? My reference: {}\n"


def sent(message_id: str, subject: str = "Question about my order") -> Sent:
    return Sent(at="2026-03-02T09:00:00+00:00", to="help@shop.example", subject=subject, artifact="a" * 64, message_id=message_id)


def sought(
    case_id: str = "c1", *events: Event, token: str = "Q7XK2M", brand: str = "Shop", domain: str = "shop.example"
) -> Sought:
    case = case_of(brand, id=case_id, token=token).model_copy(update={"events": events or (sent("q7@shopper.example"),)})
    return Sought(case=case, domains=frozenset({domain}))


OTHER = sought("c2", sent("w9@shopper.example", "A faulty shirt"), token="W9FR4T", brand="Other", domain="other.example")


def matched(raw: bytes, *cases: Sought, at: str = AT) -> Match:
    return match(message_of(raw), at, cases or (sought(), OTHER), OWN, raw)


def test_a_token_in_the_subject_names_the_case() -> None:
    found = matched(mail_of("[#118033] Your enquiry Q7XK2M", sender="desk@vendor.example", message_id=""))

    assert (found.case_id, found.by) == ("c1", "token")


def test_a_token_in_the_text_names_the_case() -> None:
    assert matched(mail_of("Hello", "Your reference: q7xk2m.", sender="a@vendor.example")).by == "token"


def test_a_token_in_a_header_names_the_case() -> None:
    assert matched(mail_of("Hello", sender="a@vendor.example", X_Ticket_Reference="Q7XK2M")).by == "token"


def test_a_token_inside_another_word_does_not() -> None:
    assert matched(mail_of("Hello", "Code AQ7XK2M9", sender="a@vendor.example")).case_id == ""


def test_an_answer_to_our_mail_belongs_to_its_case() -> None:
    found = matched(mail_of("Your order", sender="a@vendor.example", In_Reply_To="<w9@shopper.example>"))

    assert (found.case_id, found.by) == ("c2", "reply")


def test_a_mail_in_the_thread_belongs_to_its_case() -> None:
    received = Received(at=AT, artifact="b" * 64, message_id="ticket/1@vendor.example")
    case = sought("c1", sent("q7@shopper.example"), received)

    found = matched(mail_of("Your order", sender="a@vendor.example", References="<ticket/1@vendor.example>"), case, OTHER)

    assert (found.case_id, found.by) == ("c1", "reply")


def test_a_mail_to_the_address_made_for_a_case_belongs_to_it() -> None:
    found = matched(mail_of("Your order", sender="a@vendor.example", to="jo+q7xk2m@shopper.example"))

    assert (found.case_id, found.by) == ("c1", "address")


def test_the_address_that_a_mail_was_delivered_to_counts_like_the_one_it_names() -> None:
    raw = mail_of("Your order", sender="a@vendor.example", Delivered_To="jo+q7xk2m@shopper.example")

    assert matched(raw).by == "address"


def test_what_answers_one_case_and_quotes_another_belongs_to_the_one_it_answers() -> None:
    raw = mail_of("Your order", QUOTED.format("Q7XK2M"), sender="a@vendor.example", In_Reply_To="<w9@shopper.example>")

    assert matched(raw).case_id == "c2"


def test_what_states_one_token_and_quotes_another_belongs_to_the_one_it_states() -> None:
    raw = mail_of("About W9FR4T", QUOTED.format("Q7XK2M"), sender="a@vendor.example")

    assert matched(raw).case_id == "c2"


def test_a_quoted_token_is_enough_where_nothing_is_surer() -> None:
    found = matched(mail_of("Your order", QUOTED.format("Q7XK2M"), sender="a@vendor.example"))

    assert (found.case_id, found.by) == ("c1", "token")


def test_a_mail_from_the_company_belongs_to_its_open_case() -> None:
    found = matched(mail_of("We received your message", sender="no-reply@mail.shop.example"))

    assert (found.case_id, found.by) == ("c1", "sender")


@pytest.mark.parametrize("at", ["2026-03-02T07:00:00+00:00", "2026-06-02T07:00:00+00:00"])
def test_but_not_one_from_before_or_long_after(at: str) -> None:
    assert matched(mail_of("We received your message"), at=at).case_id == ""


def test_the_same_subject_from_somebody_else_is_no_sign() -> None:
    assert matched(mail_of("Re: Question about my order", sender="eve@elsewhere.example")).case_id == ""


def test_a_domain_that_only_looks_alike_is_another() -> None:
    assert matched(mail_of(sender="a@shop.example.evil.example")).case_id == ""
    assert matched(mail_of(sender="a@notshop.example")).case_id == ""


def test_an_answer_to_another_mail_of_the_shopper_is_not_taken() -> None:
    raw = mail_of("Re: Newsletter", sender="a@shop.example", In_Reply_To="<private-7@shopper.example>")

    assert matched(raw).case_id == ""


def test_a_help_desk_that_refers_to_its_own_mails_is_taken() -> None:
    raw = mail_of("We received your message", sender="a@shop.example", In_Reply_To="<118033@desk.vendor.example>")

    assert matched(raw).case_id == "c1"


def test_a_help_desk_vendors_domain_is_no_sign_by_itself() -> None:
    vendor = sought("c1", domain="zendesk.com")

    assert matched(mail_of("Your bill", sender="billing@zendesk.com"), vendor).case_id == ""


def test_a_help_desk_that_names_the_brand_and_our_subject_is_taken() -> None:
    raw = mail_of("[Request received] Question about my order", sender="Shop <support@shop.zendesk.com>")

    assert matched(raw).by == "sender"
    assert matched(mail_of("Your survey", sender="Shop <support@shop.zendesk.com>")).case_id == ""


def test_a_company_that_writes_from_a_mailbox_for_everybody_is_known_by_its_address() -> None:
    case = sought("c1", domain="gmail.com").model_copy(update={"addresses": frozenset({"shop@gmail.com"})})

    assert matched(mail_of("Hello", sender="shop@gmail.com"), case).case_id == "c1"
    assert matched(mail_of("Hello", sender="eve@gmail.com"), case).case_id == ""


def test_of_two_cases_of_a_company_the_subject_decides() -> None:
    first, second = sought(), sought("c2", sent("w9@shopper.example", "A faulty shirt"), token="W9FR4T")

    assert matched(mail_of("AW: A faulty shirt [#77]"), first, second).case_id == "c2"


def test_where_nothing_decides_it_goes_to_none_and_names_both() -> None:
    first, second = sought(), sought("c2", sent("w9@shopper.example", "A faulty shirt"), token="W9FR4T")

    found = matched(mail_of("We received your message"), first, second)

    assert found.case_id == ""
    assert found.candidates == ("c1", "c2")
    assert "c1 and c2" in found.reason


def test_a_closed_case_takes_only_what_names_it() -> None:
    closed = sought("c1", sent("q7@shopper.example"), Closed(at=AT))

    assert matched(mail_of("News"), closed).case_id == ""
    assert matched(mail_of("Your enquiry Q7XK2M"), closed).case_id == "c1"


@pytest.mark.parametrize("sender", ["jo@shopper.example", "Jo Green <jo+q7xk2m@shopper.example>"])
def test_a_copy_of_what_the_shopper_wrote_is_not_an_answer(sender: str) -> None:
    assert matched(mail_of("My reference Q7XK2M", sender=sender)).reason == "the shopper sent it"


def test_our_letter_is_not_an_answer_whoever_sends_it_on() -> None:
    assert matched(mail_of("Question", sender="list@shop.example", message_id="<q7@shopper.example>")).case_id == ""


def test_a_returned_letter_is_found_by_what_it_encloses() -> None:
    letter = EmailMessage()
    letter["Message-ID"], letter["Subject"] = "<q7@shopper.example>", "Question"
    letter.set_content("Where is my parcel?")
    report = EmailMessage()
    report["From"], report["Subject"] = "Mail Delivery System <MAILER-DAEMON@provider.example>", "Undelivered Mail Returned"
    report.set_content("The mail system could not deliver it.")
    report.add_attachment(letter)

    assert matched(report.as_bytes()).case_id == "c1"


@given(st.binary(max_size=600))
def test_any_bytes_are_matched_or_not_but_never_fail(raw: bytes) -> None:
    assert matched(raw).case_id in ("", "c1", "c2")


@given(st.permutations([sought(), OTHER, sought("c3", token="Z3ZZZZ", brand="Third", domain="third.example")]))
def test_the_order_of_cases_decides_nothing(cases: list[Sought]) -> None:
    assert matched(mail_of("About W9FR4T and q7xk2m"), *cases).case_id == "c1"


def test_a_case_without_events_can_be_matched() -> None:
    case: Case = case_of(id="c1")

    assert matched(mail_of("Q7XK2M"), Sought(case=case)).case_id == "c1"
