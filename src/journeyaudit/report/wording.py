"""The words of the report, in one place: what a channel, an outcome, a proof is called, and how counts and times are said."""

from __future__ import annotations

from datetime import UTC, datetime

from journeyaudit.model.channel import CHANNELS

CHANNEL: dict[str, str] = {
    "phone": "Phone",
    "email": "E-mail",
    "form": "Contact form",
    "chat": "Live chat",
    "messaging": "Messaging",
    "social": "Social media",
    "post": "Postal address",
    "store": "Store",
    "callback": "Callback",
    "fax": "Fax",
}
START: dict[str, str] = {
    "home": "Home page",
    "product": "Product page",
    "basket": "Basket",
    "help": "Help page",
    "not-found": "Missing page (404)",
    "article": "Article",
}
OUTCOME: dict[str, str] = {
    "failed": "Failed",
    "cant_tell": "Cannot tell",
    "untested": "Not tested",
    "passed": "Passed",
    "inapplicable": "Does not apply",
}
OUTCOME_MEANS: dict[str, str] = {
    "passed": "The evidence shows that the claim of the check holds.",
    "failed": "The evidence shows that the claim of the check does not hold.",
    "cant_tell": "Evidence was gathered but does not settle the claim. It is not scored and lowers the coverage.",
    "untested": "The evidence could not be gathered, for the reason given. Not scored and never counted as a fault of the site.",
    "inapplicable": "The claim does not concern this company, for example because a law does not hold there. Not scored.",
}
PROOF: dict[str, str] = {"exhaustive": "exact", "sampled": "sampled", "budget": "upper bound"}
ABSENCE: dict[str, str] = {"exhaustive": "all looked at", "sampled": "sampled", "budget": "stopped early"}
PROOF_MEANS: dict[str, str] = {
    "exhaustive": "Every page and every opened menu nearer than this was looked at and none shows the channel. "
    "“None, all looked at”: the whole site was.",
    "sampled": "As exact, except that look-alike pages (such as further product pages) were sampled instead of all opened.",
    "budget": "The crawl ended at its limit of pages or time: the way shown exists, a shorter one may. "
    "“None, stopped early”: the channel may exist on pages that were not opened.",
}
MARK: dict[str, str] = {
    "P": "primary text read",
    "S": "read in a secondary source",
    "K": "general knowledge, to be verified before it is quoted as law",
}
DEVICE: dict[str, str] = {"desktop": "Desktop", "mobile": "Mobile"}
BAND: dict[str, str] = {"good": "Good", "needs work": "Needs work", "poor": "Poor"}
BANNER: dict[str, str] = {"reject": "rejected", "accept": "accepted", "close": "closed", "stays": "could not be closed"}

STARTS: tuple[str, ...] = tuple(START)
DEVICES: tuple[str, ...] = tuple(DEVICE)


def start_name(start: str) -> str:
    """The start page's name in words; an unknown one is shown as the subject file names it."""
    return START.get(start, start.replace("-", " ").capitalize())


def area_name(area: str) -> str:
    """The area's id as a heading: `contact-labels` becomes `Contact labels`."""
    return area.replace("-", " ").replace("/", ": ").replace("_", " ").capitalize()


def rank(values: tuple[str, ...], value: str) -> tuple[int, str]:
    """Sort key: the known values in their order, then unknown ones by name."""
    return (values.index(value), "") if value in values else (len(values), value)


def channel_rank(channel: str) -> tuple[int, str]:
    """Sort key of a channel: the order in which the model names them."""
    return rank(CHANNELS, channel)


def count(number: int, one: str, many: str = "") -> str:
    """`1 click`, `2 clicks`; `many` where an s is not enough."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def figure(number: float) -> str:
    """A number without a needless `.0` and with at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def listing(names: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def moment(iso: str) -> str:
    """`22 November 2026, 15:09 UTC`; a text that is no ISO 8601 time is returned as it is."""
    parsed = _parsed(iso)
    return f"{parsed.day} {parsed:%B %Y, %H:%M} UTC" if parsed else iso


def day(iso: str) -> str:
    """`22 November 2026`; a text that is no ISO 8601 time is returned as it is."""
    parsed = _parsed(iso)
    return f"{parsed.day} {parsed:%B %Y}" if parsed else iso


def duration(start: str, end: str) -> str:
    """`4 min 10 s`, or empty if either end is not a time."""
    first, last = _parsed(start), _parsed(end)
    if first is None or last is None or last < first:
        return ""
    minutes, seconds = divmod(round((last - first).total_seconds()), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def rounded(score: float) -> int:
    """A score as a whole number, rounded down, so that no band is reached by rounding."""
    return int(score + 1e-9)


def sentence(text: str) -> str:
    """`text` with its first letter large, unless it begins with a URL."""
    return text if "://" in text.split(" ", 1)[0] else text[:1].upper() + text[1:]


def percent(share: float) -> str:
    """`87 %`. Rounds down, so that 100 % is said only when nothing is missing."""
    return f"{int(share * 100 + 1e-9)} %"


def _parsed(iso: str) -> datetime | None:
    try:
        parsed = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return parsed.astimezone(UTC) if parsed.tzinfo else parsed
