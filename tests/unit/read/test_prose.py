"""A page is asked as a whole, and still every block is read that holds something."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from journeyaudit.model.snapshot import Snapshot, TextBlock
from journeyaudit.read.contacts.email import addresses_in, emails
from journeyaudit.read.lexicon import matcher
from journeyaudit.read.pages.company import company, company_in
from journeyaudit.read.pages.placeholders import placeholder_in, placeholders
from journeyaudit.read.pages.prose import Prose
from journeyaudit.read.pages.service_times import service_times, times_in

#: Pieces of which texts are made that a reader finds something in, or nearly does.
_PIECES = (
    "info", "at", "At", "(at)", "[a]", "@", "＠", " dot ", "\u00a0DOT\n", "punkt",
    "shop", "Shop", ".com", ".", "de", "e", "E", " ",
    "\n", "\0", "9", "17", "٩", "-", ":30", " Uhr", "Monday", "24/7", "day and night", "phone", "we reply within", " 24 hours",
    "é", "Antwort", "Acme", " Ltd", " GmbH", " e. K.", "[Phone]", "{{", "}}", "orem ipsum", "Address 1", "00000", "$", "%",
    "your text here",
)  # fmt: skip
_TEXTS = st.lists(st.lists(st.sampled_from(_PIECES), max_size=9).map("".join), max_size=6)


def _page(texts: list[str]) -> Snapshot:
    return Snapshot(url="https://shop.example/", blocks=tuple(TextBlock(text=text) for text in texts))


@given(_TEXTS)
def test_no_address_is_lost_among_the_blocks_of_a_page(texts: list[str]) -> None:
    found = [fact.value for fact in emails(_page(texts))]
    assert found == [address.value for text in texts for address in addresses_in(text)]


@given(_TEXTS)
def test_no_statement_of_hours_or_reply_time_is_lost(texts: list[str]) -> None:
    found = {(time.what, time.quote) for time in service_times(_page(texts), ())}
    assert found >= {stated for text in texts for stated in times_in(text)}


@given(_TEXTS)
def test_no_placeholder_is_lost(texts: list[str]) -> None:
    quotes = dict.fromkeys(quote for text in texts if (quote := placeholder_in(text)))
    assert placeholders(_page(texts)) == tuple(quotes)


@given(_TEXTS)
def test_no_company_is_lost(texts: list[str]) -> None:
    names = [name for text in texts if (name := company_in(text))]
    assert company(_page(texts), everywhere=True) == (max(names, key=names.count) if names else "")


@given(_TEXTS)
def test_a_sign_is_found_in_the_text_that_shows_it_and_in_no_other(texts: list[str]) -> None:
    prose = Prose(texts)
    for sign in (re.compile(r"\.[a-z]"), re.compile("at")):
        assert prose.showing(sign) == [index for index, text in enumerate(texts) if sign.search(text)]
    assert prose.holding("at", "@") == {index for index, text in enumerate(texts) if "at" in text or "@" in text}
    assert prose.digits == [index for index, text in enumerate(texts) if re.search(r"\d", text)]


@given(_TEXTS)
def test_a_named_topic_is_never_missed(texts: list[str]) -> None:
    prose = Prose(texts)
    for topic in ("always_open", "dot_word", "reply_word", "placeholder_text", "store_word"):
        assert prose.naming(topic) >= {index for index, text in enumerate(texts) if matcher(topic).find(text)}
