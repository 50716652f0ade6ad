"""Faults are told in plain words."""

from __future__ import annotations

import pytest

from journeyaudit.model.graph import Fault
from journeyaudit.read.method import in_words


@pytest.mark.parametrize(
    ("kind", "detail", "told"),
    [
        ("status", "the server answered 404", "the server answered 404"),
        ("tls", "the secure connection is broken (ERR_CERT_DATE_INVALID)", "the secure connection is broken"),
        ("error", "Page.goto: Protocol error (Page.navigate): Cannot navigate", "the page could not be shown"),
        ("timeout", "", "the page could not be shown (timeout)"),
    ],
)
def test_a_fault_is_told_without_the_words_of_an_exception(kind: str, detail: str, told: str) -> None:
    assert in_words(Fault(kind=kind, detail=detail)) == told
