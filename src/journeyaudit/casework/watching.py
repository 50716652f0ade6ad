"""Stays at the mailbox: polls, waits until something may have come, polls again, and comes back where the connection was lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from journeyaudit.casework.polling import Polled, Store, poll
from journeyaudit.errors import MailError
from journeyaudit.gather.mail.mailbox import Mailbox
from journeyaudit.model.subject import Subject

#: Seconds between two polls at the most: spam folders tell nobody when something comes.
EVERY = 300.0

_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 900.0

#: The mailbox is not reached, has gone, or somebody else polls: time may mend it.
_PASSING = frozenset({"JA401", "JA405", "JA425"})


class Surroundings(NamedTuple):
    """The world that watching goes on in. `connect` opens the mailbox; `now` is the moment; `pause` waits so many seconds;
    `goes_on` is asked before each poll.
    """

    connect: Callable[[], Mailbox]
    now: Callable[[], datetime]
    pause: Callable[[float], None]
    goes_on: Callable[[], bool] = lambda: True


def watch(
    store: Store,
    subject: Subject,
    around: Surroundings,
    polled: Callable[[Polled], None],
    lost: Callable[[MailError, float], None],
    every: float = EVERY,
) -> None:
    """Polls until `goes_on` says no, telling each poll to `polled`, and each loss to `lost` with the seconds until the next try:
    twice as many each time, up to a quarter of an hour. MailError if the first connection fails, or if no time will mend it.
    """
    mailbox: Mailbox | None = around.connect()
    losses = 0
    try:
        while around.goes_on():
            try:
                mailbox = mailbox or around.connect()
                polled(poll(store, mailbox, subject, around.now()))
                losses = 0
                mailbox.wait(every)
            except MailError as error:
                if error.code not in _PASSING:
                    raise
                _close(mailbox)
                mailbox, losses = None, losses + 1
                seconds = min(_FIRST_PAUSE * 2 ** (losses - 1), _LONGEST_PAUSE)
                lost(error, seconds)
                around.pause(seconds)
    finally:
        _close(mailbox)


def _close(mailbox: Mailbox | None) -> None:
    if mailbox is not None:
        mailbox.close()
