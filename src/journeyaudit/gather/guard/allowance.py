"""What a scripted step may send that looking may not: never an order, never a payment. Pure."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from journeyaudit.gather.guard.sent import words_of
from journeyaudit.gather.guard.shopping import changes_basket, is_payment_host, never, orders

#: nothing: only what a looking customer sends. basket: also changes of the customer's own basket and delivery details. forms:
#: also forms and enquiries, which the subject must permit.
Allowance = Literal["nothing", "basket", "forms"]


def allows(allowance: Allowance, url: str, body: str | None) -> bool:
    """May a request that looking would not send leave under this allowance? Where in doubt, not. `body` None cannot be read.

    A form sent to the checkout itself may be the order in a shop whose checkout is one page: it is refused too.
    """
    if allowance == "nothing" or body is None or is_payment_host(urlsplit(url).hostname or ""):
        return False
    if orders(url, body) or words_of(urlsplit(url).path.rstrip("/").rpartition("/")[2]) in ("checkout", "checkouts"):
        return False
    return allowance == "forms" or (not never(url, body) and changes_basket(url, body))
