"""What went wrong with a page is told as a short word and a plain sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.async_api import Error as PlaywrightError

from journeyaudit.gather.browser.faults import fault_of, status_fault


@pytest.mark.parametrize(
    ("message", "kind", "detail"),
    [
        ("Page.goto: net::ERR_TOO_MANY_REDIRECTS at https://a", "redirect-loop", "redirects for ever (ERR_TOO_MANY_REDIRECTS)"),
        ("Page.goto: net::ERR_CERT_DATE_INVALID at https://a", "tls", "connection is broken (ERR_CERT_DATE_INVALID)"),
        ("Page.goto: net::ERR_SSL_PROTOCOL_ERROR at https://a", "tls", "(ERR_SSL_PROTOCOL_ERROR)"),
        ("Page.goto: Download is starting", "download", "starts a download"),
        ("Page.goto: Page crashed", "crash", "crashed the browser's renderer"),
        ("Page.goto: net::ERR_ABORTED at https://a", "blocked", "stopped before it left"),
        ("Page.goto: net::ERR_NAME_NOT_RESOLVED at https://a", "unreachable", "(ERR_NAME_NOT_RESOLVED)"),
        ("Page.goto: net::ERR_CONNECTION_REFUSED at https://a", "unreachable", "(ERR_CONNECTION_REFUSED)"),
        ("Page.goto: net::ERR_EMPTY_RESPONSE at https://a", "unreachable", "does not answer"),
        ("Page.goto: net::ERR_TIMED_OUT at https://a", "timeout", "did not answer in time"),
        ("Page.goto: Timeout 15000ms exceeded.", "timeout", "did not answer in time"),
        ("Target page, context or browser has been closed", "closed", "went away"),
        ("Execution context was destroyed, most likely because of a navigation", "closed", "went away"),
    ],
)  # fmt: skip
def test_an_error_of_the_browser_is_named(message: str, kind: str, detail: str) -> None:
    fault = fault_of(PlaywrightError(message))
    assert fault.kind == kind
    assert detail in fault.detail


def test_our_own_deadline_is_a_timeout() -> None:
    assert fault_of(TimeoutError()).kind == "timeout"


def test_an_unknown_error_is_quoted_by_its_first_line() -> None:
    fault = fault_of(PlaywrightError("something new\nCall log:\n - waiting"))
    assert (fault.kind, fault.detail) == ("error", "something new")


@given(st.text(min_size=1))
def test_no_message_is_too_odd_to_be_told(message: str) -> None:
    assert fault_of(PlaywrightError(message)).kind != ""


@pytest.mark.parametrize("status", [200, 204, 301, 304, 399])
def test_a_page_that_answers_is_no_fault(status: int) -> None:
    assert status_fault(status) is None


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_an_answer_that_is_no_page_is_told_with_its_number(status: int) -> None:
    fault = status_fault(status)
    assert fault is not None
    assert (fault.kind, fault.detail) == ("status", f"the server answered {status}")
