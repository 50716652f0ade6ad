"""The shop's desk: what it sends, when its clock says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import urlencode

from journeyaudit.demo import Desk, Shop, beginning, deeds, watched_until

TYPED = {
    "name": "Rowan Ashdown\r\nBcc: all@home.example",
    "email": "rowan@home.example",
    "topic": "Refunds",
    "message": "Dear all,\n{number}",
}
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def desk(folder: Path) -> Desk:
    return Desk(folder / "mail", beginning(NOW))


def mails(one: Desk) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((one.mailbox / "new").iterdir())]


def test_the_contact_form_opens_a_ticket(tmp_path: Path) -> None:
    one = desk(tmp_path)
    Shop(one).accept("/help/message", urlencode(TYPED), "visitor", quiet=False)
    assert [ticket.typed["topic"] for ticket in one.tickets] == ["Refunds"]


def test_nothing_is_sent_before_the_clock_is_set_forward(tmp_path: Path) -> None:
    one = desk(tmp_path)
    one.take(TYPED)
    assert mails(one) == []
    one.wait_until(one.now + timedelta(minutes=5))
    assert len(mails(one)) == 1
    assert "Auto-Submitted: auto-replied" in mails(one)[0]
    assert "QW-104817" in mails(one)[0]


def test_all_is_over_before_the_present_and_dated_as_it_happened(tmp_path: Path) -> None:
    one = desk(tmp_path)
    opened = one.now
    one.take(TYPED)
    one.wait_until(watched_until(opened))
    assert len(mails(one)) == 4
    assert one.now <= NOW
    first = next((one.mailbox / "new").iterdir())
    assert first.stat().st_mtime < NOW.timestamp()


def test_what_a_visitor_typed_becomes_neither_header_nor_template(tmp_path: Path) -> None:
    one = desk(tmp_path)
    one.take(TYPED)
    one.wait_until(one.now + timedelta(days=3))
    for text in mails(one):
        mail = message_from_bytes(text.encode(), policy=default)
        assert mail["Bcc"] is None
        assert "> {number}" in mail.get_content()


def test_the_clock_never_goes_back(tmp_path: Path) -> None:
    one = desk(tmp_path)
    start = one.now
    one.wait_until(start - timedelta(days=1))
    assert one.now == start


def test_the_shopper_writes_again_and_sees_the_money(tmp_path: Path) -> None:
    assert [deed.what for _, deed in deeds(desk(tmp_path).now)] == ["wrote", "refunded"]
