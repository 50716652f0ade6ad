"""How promising a control's words are to somebody who wants to reach the company (information scent).

Orders the crawl inside a level, and walks the scent path of a stranger. The weights order, they do not measure: our own
convention (OP).
"""

from __future__ import annotations

import re
from functools import lru_cache

from journeyaudit.read.lexicon import matcher

_WEIGHTS: tuple[tuple[str, float], ...] = (
    ("contact_label", 10.0),
    ("callback_label", 7.0),
    ("chat_label", 7.0),
    ("phone_label", 6.0),
    ("email_label", 6.0),
    ("help_label", 6.0),
    ("complaint_label", 5.0),
    ("faq_label", 4.0),
    ("messaging_label", 4.0),
    ("store_label", 4.0),
    ("identification_label", 3.0),
    ("post_label", 3.0),
    ("social_label", 1.5),
    ("menu_label", 1.0),
)
#: Words of a neighbouring heading count, but less than the control's own.
_CONTEXT_SHARE = 0.3
_LONGEST_LABEL = 80


@lru_cache(maxsize=65536)
def words_scent(text: str) -> float:
    """Scent of a piece of text, 0 or more: the strongest topic, a little more for a label that says nothing else."""
    if not text or len(text) > _LONGEST_LABEL * 2:
        return 0.0
    best = max((weight for topic, weight in _WEIGHTS if matcher(topic).find(text)), default=0.0)
    return best * (1.0 if len(text) <= _LONGEST_LABEL / 2 else 0.5)


@lru_cache(maxsize=8192)
def scent(name: str, href: str = "", context: str = "") -> float:
    """Scent of a control by its name, and less by its address and the heading it stands under."""
    slug = re.sub(r"[^a-zA-Z]+", " ", href.split("://", 1)[-1].partition("/")[2])[-60:]
    return words_scent(name) + _CONTEXT_SHARE * (words_scent(slug) + words_scent(context))
