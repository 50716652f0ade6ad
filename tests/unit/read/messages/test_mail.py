"""A mail's bytes as its reader sees it, whatever bytes they are."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyaudit.read.messages.mail import message_of, message_of_text

PLAIN = b"From: Help <Help@Shop.example>\r\nTo: tom@reed.example\r\nSubject: Re: x\r\n"


def mail(body: bytes, *headers: bytes) -> bytes:
    return PLAIN + b"".join(header + b"\r\n" for header in headers) + b"\r\n" + body


def html(markup: str) -> bytes:
    return mail(markup.encode(), b"Content-Type: text/html; charset=utf-8")


def test_encoded_headers_are_decoded_and_addresses_are_in_lower_case() -> None:
    message = message_of(
        b"From: =?iso-8859-1?q?J=F6rg_M=FCller?= <Jorg@Shop.EXAMPLE>\r\nsubject: =?utf-8?B?w5xiZXI=?=\r\n =?utf-8?q?_uns?=\r\n"
        b"Message-ID: <a@b>\r\nIn-Reply-To: <c@d>\r\nReferences: <e@f> <c@d>\r\nDate: Mon, 16 Nov 2026 09:00:00 +0100\r\n\r\nhi"
    )
    assert (message.sender_name, message.sender, message.subject) == ("Jörg Müller", "jorg@shop.example", "Über uns")
    assert (message.message_id, message.in_reply_to, message.references) == ("a@b", ("c@d",), ("e@f", "c@d"))
    assert message.date == "2026-11-16T09:00:00+01:00"


def test_text_in_a_wrong_or_unknown_charset_is_still_read() -> None:
    for charset in (b"utf-8", b"x-none", b"idna", b"us-ascii"):
        assert message_of(mail("grün".encode("cp1252"), b"Content-Type: text/plain; charset=" + charset)).text.startswith("gr")
    assert message_of(mail("grün".encode(), b"Content-Type: text/plain; charset=us-ascii")).text == "grün"


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("Yes.\n\nOn Mon, 3 Nov 2026 at 10:00, Tom Reed <t@x.example>\nwrote:\n\n> Is it?\n", "Yes."),
        ("Ja.\n\nAm 03.11.2026 um 10:00 schrieb Tom Reed:\n> Ist es?\n", "Ja."),
        ("Oui.\n\nLe lun. 3 nov. 2026 à 10:00, Tom Reed <t@x.example> a écrit :\n> Est-ce ?", "Oui."),
        ("Tak.\n\nW dniu 3.11.2026 o 10:00, Tom Reed pisze:\n> Czy?\n", "Tak."),
        ("Yes, it does.\n\n-----Original Message-----\nFrom: Tom Reed\nSent: Monday\nSubject: Lamp\n\nDoes it?", "Yes, it does."),
        ("Ja, sie passt.\n\n________________________________\nVon: Tom Reed\nGesendet: Montag\n\nPasst sie?", "Ja, sie passt."),
        ("> Is it?\n\nIt is.\n\n> And that?\n\nThat too.", "It is.\n\n\nThat too."),
        ("##- Please type your reply above this line -##\n\nRequest (35):\n\nIt is here.", "Request (35):\n\nIt is here."),
        ("Thank you.\n> all quoted", "Thank you."),
    ],
)
def test_what_was_written_is_told_from_the_mail_below_it(body: str, written: str) -> None:
    message = message_of(mail(body.encode(), b"Content-Type: text/plain; charset=utf-8"))
    assert message.text == written
    assert message.quoted


def test_a_mail_that_is_only_a_quote_counts_as_written() -> None:
    assert message_of(mail(b"> one\n> two")).text == "> one\n> two"


def test_html_becomes_the_text_that_is_shown_and_quotes_are_put_aside() -> None:
    message = message_of(
        html(
            "<style>.a{}</style><script>alert(1)</script><div style='display:none'>preview</div>"
            "<span style='font-size:0px'>pad</span><p>Good news &lt;3</p><img src='https://t.example/p.gif' onerror=x>"
            "<div class='gmail_quote'><p>On Monday Tom wrote:</p><blockquote>Where is it?</blockquote></div>"
        )
    )
    assert message.text == "Good news <3"
    assert message.quoted == "On Monday Tom wrote:\nWhere is it?"


def test_html_is_read_where_the_plain_version_is_a_stub() -> None:
    body = (
        b"--b\r\nContent-Type: text/plain\r\n\r\nSee HTML\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>"
        + b"We have looked into it and found it. " * 5
        + b"</p>\r\n--b--\r\n"
    )
    text = message_of(mail(body, b"Content-Type: multipart/alternative; boundary=b")).text
    assert text.startswith("We have looked into it")


def test_attachments_are_listed_with_their_size_and_not_opened() -> None:
    body = (
        b"--b\r\n\r\nSee the label.\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Disposition: attachment; filename*=utf-8''R%C3%BCck.pdf\r\n\r\n"
        + base64.encodebytes(b"%" * 1000)
        + b"\r\n--b--\r\n"
    )
    message = message_of(mail(body, b'Content-Type: multipart/mixed; boundary="b"'))
    assert message.text == "See the label."
    assert [(file.name, file.type, file.bytes) for file in message.attachments] == [("Rück.pdf", "application/pdf", 1000)]


def test_a_delivery_report_gives_its_fields_and_the_letter_it_returns() -> None:
    body = (
        b"--b\r\n\r\nIt did not go.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        b"Final-Recipient: rfc822; help@shop.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        b"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <letter@us.example>\r\nSubject: Lamp\r\n\r\nWhere?\r\n--b--\r\n"
    )
    message = message_of(mail(body, b"Content-Type: multipart/report; report-type=delivery-status; boundary=b"))
    assert dict(message.report)["action"] == "failed"
    assert message.references == ("letter@us.example",)
    assert (message.text, message.quoted.endswith("Where?"), message.attachments) == ("It did not go.", True, ())


def test_the_letter_that_an_old_bounce_repeats_in_its_text_is_known_by_its_id() -> None:
    copied = b"Return-Path: <t@x.example>\nMessage-ID: <l@us>\n\nhi"
    body = b"Hi. This is the mail program.\n\n--- Below this line is a copy of the message.\n\n" + copied
    message = message_of(mail(body))
    assert (message.text, message.references) == ("Hi. This is the mail program.", ("l@us",))


@pytest.mark.parametrize(
    ("raw", "defect"),
    [
        (mail(b"x", b"Content-Type: multipart/mixed"), "a multipart without a boundary"),
        (mail(b"--b\n\nx", b"Content-Type: multipart/mixed; boundary=b"), "a multipart that does not end"),
        (mail(b"x", b"Content-Type: multipart/mixed; boundary=b"), "a multipart without parts"),
        (mail(b"--b\n\n" * 9000, b"Content-Type: multipart/mixed; boundary=b"), "more than 500 parts"),
        (mail(b"a " * 600_000), "a text of more than 1000000 bytes, cut there"),
    ],
)
def test_what_is_malformed_or_cut_is_named(raw: bytes, defect: str) -> None:
    assert defect in message_of(raw).defects


def test_parts_nested_without_end_are_read_to_a_depth() -> None:
    raw = PLAIN + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(400)) + b"\nx"
    assert any("deeper" in defect for defect in message_of(raw).defects)


@pytest.mark.parametrize(
    "markup", ["<div>" * 100_000, "<blockquote>x" * 20_000, "<blockquote></blockquote>x" * 20_000, "<" * 200_000]
)
def test_hostile_markup_is_read_in_bounded_time(markup: str) -> None:
    assert len(message_of(html(markup)).text) <= len(markup)


def test_headers_and_text_at_hand_give_the_same_message() -> None:
    raw = mail(b"Yes.\n\nOn 3 Nov 2026 Tom wrote:\n> Is it?", b"Auto-Submitted: no")
    headers = [("From", "Help <Help@Shop.example>"), ("To", "tom@reed.example"), ("Subject", "Re: x"), ("Auto-Submitted", "no")]
    assert message_of_text(headers, "Yes.\n\nOn 3 Nov 2026 Tom wrote:\n> Is it?") == message_of(raw)


_PIECES = st.sampled_from(
    [
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"Content-Type: text/html; charset=utf-7\n",
        b"Content-Type: message/rfc822\n",
        b"Content-Type: message/delivery-status\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: quoted-printable\n",
        b"Content-Disposition: attachment; filename*0*=x''%ff; filename*2=b\n",
        b"From: =?utf-8?b?//?= <\n",
        b"Date: Mon, 99 Foo 20262 99:99:99 +9999\n",
        b"Message-ID: <<>\n",
        b"References: < <>> a b\n",
        b"\n",
        b"--b\n",
        b"--b--\n",
        b"<blockquote><p>&#x0;",
        b"On 3 Nov 2026 wrote:\n> ",
        b"\xff\xfe\x00",
    ]
)


@settings(max_examples=200)
@given(st.lists(st.one_of(_PIECES, st.binary(max_size=40)), max_size=30).map(b"".join))
def test_no_bytes_make_it_fail(raw: bytes) -> None:
    message = message_of(raw)
    message.text.encode()  # halves of characters would not go into a report
    message.model_dump_json()
