"""How an enquiry by form can end before it was sent."""

from __future__ import annotations

from journeyaudit.gather.browser.lane import Look


class EnquiryEnded(Exception):
    """The letter cannot be sent by this form, or not without doing what we do not do. `look` is the page where that showed."""

    def __init__(self, reason: str, look: Look | None = None) -> None:
        self.reason, self.look = reason, look
        super().__init__(reason)
