"""What a message is and says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.messages import ACCURACY, CASE_F1, PROMISE_F1, labelled, read_all, rows
from journeyaudit.model.case import Sent
from journeyaudit.model.message import MessageFact, Promised
from journeyaudit.read.messages import message_of, message_of_text, promised, read_message

WEDNESDAY = date(2026, 11, 18)
ANSWER = (
    "Hi Tom,\n\nI'm sorry about the lamp. I have sent a new one, it will be with you by Friday.\n\n"
    "Kind regards,\nAnna Miller\nReturns Team"
)


def read(text: str, subject: str = "Re: Lamp", sender: str = "Shop <care@shop.example>", **headers: str) -> MessageFact:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    date_header = {"Date": "Wed, 18 Nov 2026 10:23:00 +0000"}
    return read_message(message_of_text({"From": sender, "Subject": subject, **date_header, **named}.items(), text))


def one(text: str) -> Promised:
    found = promised(text, WEDNESDAY)
    assert len(found) == 1, found
    assert found[0].quote == text[found[0].start : found[0].end]
    return found[0]


def test_the_labelled_mail_is_read_as_well_as_is_promised() -> None:
    figures = {row.name: row.value for row in rows()}
    assert figures["messages: class"] >= ACCURACY
    assert figures["messages: case number"] >= CASE_F1
    assert figures["messages: promises"] >= PROMISE_F1


def test_every_class_has_reasons_that_quote() -> None:
    for _, fact in read_all(list(labelled())):
        assert fact.reasons


def test_a_header_that_asks_for_silence_marks_no_automatic_reply() -> None:
    assert read(ANSWER, X_Auto_Response_Suppress="All").kind == "human"
    assert read("Yes, it does.", X_Auto_Response_Suppress="OOF, AutoReply").kind == "human"


def test_what_an_agent_wrote_is_human_though_a_ticket_system_sends_it() -> None:
    notice = f"##- Please type your reply above this line -##\n\nYour request (35) has been updated.\n\n{ANSWER}"
    fact = read(notice, Auto_Submitted="auto-generated", Precedence="bulk", X_Mailer="Some Desk")
    assert (fact.kind, fact.case_id, fact.staff, fact.departments) == ("human", "35", ("Anna Miller",), ("Returns Team",))


def test_a_receipt_is_automatic_with_and_without_headers() -> None:
    receipt = "We have received your message and will get back to you within 24 hours."
    assert read(receipt).kind == "autoresponse"
    assert read(receipt, Auto_Submitted="auto-replied").kind == "autoresponse"


def test_an_encoded_header_counts_like_a_plain_one() -> None:
    raw = b"From: a@b.example\nAuto-Submitted: =?utf-8?q?auto-replied?=\nSubject: Re: Lamp\n\nMail read at noon and at six."
    assert read_message(message_of(raw)).kind == "autoresponse"


def test_who_is_away_answers_automatically_though_it_says_i() -> None:
    assert read("I am out of the office until 30 November and will reply on my return.", "Re: Lamp").kind == "autoresponse"
    assert read(ANSWER + "\n\nPS: Ben is on holiday until Monday, so write to me.").kind == "human"


def test_an_answer_with_a_rating_below_stays_human_and_a_rating_alone_is_a_survey() -> None:
    assert read(f"{ANSWER}\n\nHow would you rate my reply? Great Okay Not good").kind == "human"
    survey = read("How would you rate the support you received?\n\nGood, I'm satisfied\nBad, I'm unsatisfied")
    assert (survey.kind, survey.asks_outcome) == ("survey", True)


def test_a_solved_case_that_can_be_opened_again_asks_whether_it_is_resolved() -> None:
    assert read("Your ticket 35 has been solved. Reply to this email to reopen it.", "Ticket solved").kind == "survey"
    assert read("Your ticket 35 has been closed.", "Ticket closed").kind == "autoresponse"


def test_delays_and_failures_of_delivery_are_bounces_and_receipts_are_not() -> None:
    def report(action: str, kind: str = "delivery-status") -> str:
        body = f"--b\n\ntext\n--b\nContent-Type: message/{kind}\n\nReporting-MTA: dns; mx\n\n{action}\n--b--\n"
        head = f"From: MAILER-DAEMON@mx.example\nContent-Type: multipart/report; report-type={kind}; boundary=b\n\n"
        return read_message(message_of((head + body).encode())).kind

    assert (report("Action: failed"), report("Action: delayed")) == ("bounce", "bounce")
    assert report("Action: delivered") == "autoresponse"
    assert report("Disposition: manual-action; displayed", "disposition-notification") == "autoresponse"


def test_a_parcel_that_could_not_be_delivered_is_no_bounce() -> None:
    assert read("Your parcel could not be delivered because nobody was in. Which day suits you?").kind == "human"


def test_an_answer_in_seconds_was_written_by_nobody() -> None:
    sent = Sent(at="2026-11-18T10:22:40+00:00", to="care@shop.example", subject="Lamp", artifact="0")
    message = message_of_text(
        {"From": "care@shop.example", "Date": "Wed, 18 Nov 2026 10:23:00 +0000"}.items(),
        "Danke! Gelesen wird um zwölf und um sechs.",
    )
    assert read_message(message, sent=sent).kind == "autoresponse"


@pytest.mark.parametrize(
    ("subject", "text", "number"),
    [
        ("Re: [#118033] Lamp", "Hello", "118033"),
        ("[AB-4] Lamp", "Hello", "AB-4"),
        ("Your enquiry (Case: 00123)", "Hello", "00123"),
        ("Your message", "It is in our queue under #ct2.", "ct2"),
        ("Rückruf", "Ihre Anfrage (Ticket-Nr. 4711) ist da.", "4711"),
        ("Anliegen", "Ihre Vorgangsnummer lautet V-2026-338.", "V-2026-338"),
        ("Demande", "Votre demande porte le numéro de dossier 88412.", "88412"),
        ("Caso", "Número de caso: 5521", "5521"),
        ("Your order 30114", "We have received your message about order number 30114.", ""),
        ("Lamp", "Call us on 020 7946 0958, ticket office open since 2019.", ""),
        ("Lamp", "Your case will be read on 24.11.2026.", ""),
        ("Rechnung", "Rechnungsnummer 4411, Kundennummer 5522, Sendungsnummer 00340434.", ""),
        ("RE: Lamp [ ref:_00D3xyz._5003abc:ref ]", "Hello", ""),
    ],
)
def test_a_case_number_is_told_from_other_numbers(subject: str, text: str, number: str) -> None:
    assert read(text, subject).case_id == number


@pytest.mark.parametrize(
    ("text", "pledge", "hours", "days", "kind", "by", "at"),
    [
        ("We will get back to you within 24 hours.", "reply", 24, None, None, "", ""),
        ("Wir melden uns innerhalb von 2 Werktagen.", "reply", None, 2, "business", "", ""),
        ("Wij reageren binnen 3 werkdagen.", "reply", None, 3, "business", "", ""),
        ("Nous vous répondrons dans les 48 h ouvrées.", "reply", 48, None, "business", "", ""),
        ("I will call you by Friday 5pm.", "callback", None, None, None, "Friday", "17:00"),
        ("Wir rufen Sie morgen um 10 Uhr an.", "callback", None, None, None, "2026-11-19", "10:00"),
        ("We will call you back.", "callback", None, None, None, "", ""),
        ("We will reply to your refund request within 24 hours.", "reply", 24, None, None, "", ""),
        ("Your refund will be on your card in 5-10 business days.", "refund", None, 10, "business", "", ""),
        ("Sie erhalten die Ersatzlieferung bis 24.11.", "delivery", None, None, None, "2026-11-24", ""),
        ("We expect to have it resolved in two weeks.", "resolution", None, 14, None, "", ""),
        ("The team typically replies in under 30 minutes.", "reply", 0.5, None, None, "", ""),
    ],
)
def test_a_promised_time_is_read_with_what_it_is_for(
    text: str, pledge: str, hours: float | None, days: float | None, kind: str | None, by: str, at: str
) -> None:
    found = one(text)
    assert (found.pledge, found.hours, found.days, found.kind, found.by, found.at) == (pledge, hours, days, kind, by, at)


@pytest.mark.parametrize(
    "text",
    [
        "If we do not hear from you within 5 days, your ticket will be closed.",
        "You ordered it 3 days ago and it has not come.",
        "Please reply within 7 days.",
        "We are open Monday to Friday, 9 am to 5 pm.",
        "Can you reply by Friday?",
    ],
)
def test_other_times_are_no_promises(text: str) -> None:
    assert promised(text, WEDNESDAY) == ()


def test_a_sender_that_takes_no_answers_is_seen_unless_it_names_another_address() -> None:
    assert read("Hello", sender="no-reply@shop.example").no_reply
    assert not read("Hello", sender="no-reply@shop.example", Reply_To="care@shop.example").no_reply
    assert read("Bitte antworten Sie nicht auf diese E-Mail.").no_reply


def test_other_ways_to_reach_somebody_are_told_and_the_senders_own_address_is_none() -> None:
    fact = read("Write to care@shop.example, call 020 7946 0958 or use our live chat.")
    assert fact.alternatives == ("phone", "chat")


def test_a_colleague_and_a_department_that_take_over_are_named() -> None:
    fact = read("I have passed this to our billing department. My colleague Ben Ito will look into it.\n\nRegards,\nAnna")
    assert (fact.staff, fact.departments) == (("Anna", "Ben Ito"), ("billing department",))


@settings(max_examples=100)
@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_is_read_and_every_promise_stands_in_it(text: str, subject: str) -> None:
    message = message_of_text({"Subject": subject}.items(), text)
    fact = read_message(message)
    assert all(promise.quote == message.text[promise.start : promise.end] for promise in fact.promised)


def test_a_form_sent_back_to_its_writer_is_automatic() -> None:
    filled = "Ihre Angaben:\n\nName: Tom Reed\nE-Mail: tom@shopper.example\nNachricht: Die Lampe ist defekt."
    assert read(filled, subject="Ihre Kontaktanfrage", To="tom@shopper.example").kind == "autoresponse"


def test_what_says_that_it_is_automatic_is_so_in_languages_without_words_of_their_own() -> None:
    assert read("Dobrý den,\n\nToto je automatická odpověď.", subject="Zpráva").kind == "autoresponse"


def test_a_line_of_dashes_that_says_who_wrote_begins_the_earlier_mail() -> None:
    quoted = "---- on Tue, 17 Nov 2026 16:12:00 +0100 Tom Reed wrote ----\n\nPlease refund me within 14 days."
    assert not read(f"{ANSWER}\n\n{quoted}").promised[1:]


def test_who_names_the_day_of_a_call_has_read_the_letter() -> None:
    assert read("Hi Tom\nin the shop all day, will ring you on Friday.\nLena").kind == "human"


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, I was out of the office all last week. The shade is back in stock.",
        "Wir hatten letzte Woche Betriebsferien, daher erst jetzt: Der Schirm ist wieder da.",
        "Nous étions fermés la semaine dernière. L'abat-jour est de nouveau en rayon.",
    ],
)
def test_who_was_away_has_come_back(text: str) -> None:
    assert read(text).kind == "human"
    assert read("Our shop is closed for stocktaking until Monday.").kind == "autoresponse"


@pytest.mark.parametrize(
    "options", ["Good | Bad", "Yes / No", "Ja: https://s.example/1\nNein: https://s.example/2", "Oui  Bof  Non"]
)
def test_answers_to_click_on_are_a_survey(options: str) -> None:
    assert read(options, "All done?").kind == "survey"


def test_two_short_answers_and_two_glad_faces_are_no_survey() -> None:
    assert read("Yes.\nNo.\n\nAnna").kind == "human"
    assert read("The lamp is on its way to you now 😀😀").kind != "survey"


def test_a_question_in_a_new_mail_about_a_closed_case_asks_whether_it_is_resolved() -> None:
    assert read("We closed your request on Monday. Does the lamp work now?", "Does it work?").kind == "survey"
    assert read("Our team marked ticket 4411 as solved. If that's wrong simply reply.", "Ticket 4411").kind == "survey"
    assert read("Ticket 4411 was merged into 4412. Further mail goes there.", "[#4411] Lamp").kind == "autoresponse"


def test_a_mail_programs_note_that_a_letter_was_read_is_automatic() -> None:
    note = "Ihre Nachricht\n\nAn: Anna Miller\nBetreff: Lampe\n\nwurde am Mittwoch, 18. November 2026 10:20 gelesen."
    assert read(note, "Gelesen: Lampe", X_Mailer="Outlook 16.0").kind == "autoresponse"
    assert (
        read("Here are ten lamps for your winter.", "Read: ten lamps", List_Unsubscribe="<https://x.example>").kind
        != "autoresponse"
    )


def test_few_words_that_answer_no_letter_are_a_machines_and_in_an_answer_somebodys() -> None:
    few = "Your enquiry is number 14 for today."
    assert (read(few, "Lamps").kind, read(few, "Re: Lamp").kind) == ("autoresponse", "human")


def test_a_question_to_the_customer_is_somebodys_though_a_ticket_system_sends_it() -> None:
    assert read("Che lampadina usa?", "Re: [#4411] Lampada", Auto_Submitted="auto-generated").kind == "human"


def test_an_abbreviation_before_the_dash_belongs_to_the_case_number() -> None:
    assert read("Your request was registered as SR-4821.", "Request SR-4821").case_id == "SR-4821"
    assert read("Ticket: 4821 was registered.", "Request").case_id == "4821"


def test_somebody_in_particular_has_read_the_letter_and_somebody_has_not() -> None:
    assert read("Thanks Tom, a member of the team will pick this up.").kind == "autoresponse"
    assert read("A fitter from our team will pick it up on Friday between 9 and 11. Is somebody in?").kind == "human"
