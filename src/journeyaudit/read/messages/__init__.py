"""Mail as facts: what was written, by whom or what, and what it commits to."""

from __future__ import annotations

from journeyaudit.read.messages.mail import message_of, message_of_text
from journeyaudit.read.messages.promises import promised
from journeyaudit.read.messages.read import read_message

__all__ = ["message_of", "message_of_text", "promised", "read_message"]
