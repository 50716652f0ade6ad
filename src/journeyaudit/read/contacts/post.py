"""Postal addresses in text: a street with its number, a post box, a postcode with its town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from journeyaudit.model.channel import ChannelFact
from journeyaudit.model.snapshot import Snapshot
from journeyaudit.read.contacts.facts import fact_of_block
from journeyaudit.read.lexicon import languages, matcher
from journeyaudit.read.pages.prose import prose_of

_UPPER = "A-ZÀ-ÖØ-ÞŚŠŽŁĆČ"
_NUMBER = r"(?<![\w$€£¥.,#%/+-])(?:No\.?\s?|Nr\.?\s?)?[1-9]\d{0,4}[A-Za-z]?(?:\s?[-/–&]\s?\d{1,5}[A-Za-z]?)?"
_HOUSE = r"[1-9]\d{0,3}(?:\s?[a-zA-Z](?![\w]))?(?:\s?[-/–]\s?\d{1,4}[a-zA-Z]?)?(?![\d%€£$,.]\d|\w)"
#: Postcodes that no price, year or article number looks like, with the country's own shape.
_POSTCODES = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b"  # GB
    r"|\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\s?\d[ABCEGHJ-NPRSTV-Z]\d\b"  # CA
    r"|\b(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s?[0-9AC-FHKNPRTV-Y]{4}\b"  # IE
    r"|\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]"
    r"|W[AIVY])\.?,?\s+\d{5}(?:-\d{4})?\b"  # US
    r"|\b(?:NSW|VIC|Vic|QLD|Qld|ACT|TAS|Tas|N\.S\.W\.)\.?,?\s+\d{4}\b|\b(?:WA|SA|NT)\.?,?\s+[5608]\d{3}\b"  # AU
    r"|\b[1-9]\d{3}\s?(?!A[MD]\b|P[MS]\b|E[RU]\b|GB|KG|ML|CM|MM)[A-Z]{2}\s+[A-Z][a-z]{2,}"  # NL
    r"|\b(?:[A-Z]{1,2}-)?\d{5}\s+[A-ZÄÖÜÉÈÀ][a-zäöüßéèàçñ'’-]{2,}(?!\s(?:items|orders|products))"  # DE FR ES IT FI
    r"|\b(?:A|AT|CH|B|BE|DK|L|LU|N|NO)-\d{4}\s+[A-ZÄÖÜÉØÅ]\w+"  # AT CH BE DK LU NO
    r"|\b[1-9]\d{2}\s?\d{3}\s*,?\s*(?:India|INDIA)\b|[-–,]\s*[1-9]\d{2}\s?\d{3}\b(?=\W*(?:$|India|[A-Z]))"  # IN
    r"|\b(?:(?i:delhi|pradesh|maharashtra|karnataka|tamil nadu|kerala|gujarat|rajasthan|haryana|punjab|telangana|bihar|odisha"
    r"|west bengal|jharkhand|assam|goa|uttarakhand|chandigarh|pin ?(?:code)?))\W{0,4}[1-9]\d{2}\s?\d{3}\b"  # IN
    r"|\b(?:Singapore|SINGAPORE)\s+\d{6}\b|\b\d{2}-\d{3}\s+[A-ZŁŚŻ]\w+|\b\d{5}-\d{3}\b"  # SG PL BR
    r"|\b\d{4}-\d{3}\s+[A-Z]\w+|〒\s?\d{3}-\d{4}"  # PT JP
    r"|\b(?:S-|SE-|CZ-|GR-|SK-)?[1-9]\d{2}\s\d{2}\s+[A-ZÅÄÖČŘŠŽ][a-zåäöéáíěščřžýů]{2,}"  # SE CZ SK GR
)  # fmt: skip
_BARE_POSTCODE = re.compile(r"\b\d{4,6}\b")
_SURE = frozenset(
    [
        "street",
        "road",
        "rd",
        "avenue",
        "ave",
        "lane",
        "boulevard",
        "blvd",
        "drive",
        "dr",
        "highway",
        "hwy",
        "parkway",
        "pkwy",
        "terrace",
        "crescent",
        "cres",
        "nagar",
        "marg",
        "bazar",
        "bazaar",
        "chowk",
        "expressway",
    ]
)
#: Street words of languages that have no lexicon file: Polish, Czech, Swedish, Danish, Norwegian, Finnish.
_FOREIGN_FIRST, _FOREIGN_SUFFIX = r"ul\.|al\.|os\.|ulice|ulica", r"gatan|gata|vägen|gade|vej|veien|vei|katu|tie"
#: Romance street words that are no everyday words besides.
_SURE_FIRST = re.compile(
    r"\b(?:rue|avenue|av\.|boulevard|bd|bvd|allée|chemin|impasse|quai|calle|avenida|avda\.?|carrer|rua)\b", re.I
)
#: Further on in one block of text no page gives its address.
_LONGEST_TEXT = 30_000
#: "2020 Honda Civic Drive Shaft": a year before, and the name of a thing that goes on behind the street word.
_YEAR, _GOES_ON = re.compile(r"(?:19|20)\d\d\s"), re.compile(r"\s+[A-Za-z]")
_LONG_TEXT = 400
_NEAR = 70
_LONGEST_LABEL = 60


def posts(snapshot: Snapshot) -> Iterator[ChannelFact]:
    """One fact for each postal address, the lines of neighbouring blocks joined."""
    texts = prose_of(snapshot).texts
    for index in prose_of(snapshot).digits:
        before = texts[index - 1] if index else ""
        for start, end in addresses_in(texts[index], len(before) <= _LONGEST_LABEL and _is_label(before)):
            quote = texts[index][start:end]
            yield fact_of_block(snapshot, index, "post", " ".join(quote.split()), quote)


@lru_cache(maxsize=8192)
def _is_label(text: str) -> bool:
    return bool(text) and matcher("post_label").find(text) is not None


@cache
def _street() -> re.Pattern[str]:
    """A street with its number, in the word orders of the lexicon's languages."""
    behind, first, suffix = (_words(topic) for topic in ("street_word", "street_first", "street_suffix"))
    first, suffix = f"{first}|{_FOREIGN_FIRST}", f"{suffix}|{_FOREIGN_SUFFIX}"
    name = rf"[{_UPPER}0-9][\w'’.&-]{{0,30}}"
    small = r"(?:(?:of|the|de|la|le|les|du|des|del|della|di|dei|da|do|dos|van|der|den|von|am|an|in|und|y|e|l'|d')\s+)"
    compass = r"(?:(?:[NSEW]{1,2}\.?|North|South|East|West)\s+)?"
    western = rf"{_NUMBER},?\s+{compass}(?:{small}{{0,2}}{name},?\s+){{1,4}}?(?:{behind})(?![\w-])"
    roman = rf"{_NUMBER},?\s*(?:(?:bis|ter|quater)\b,?\s+)?(?:{first})\.?\s+{small}{{0,3}}[\w'’.-]{{2,30}}"
    word, mark = r"[\w'’.ªº-]{1,30}", r"(?:n[.°ºr]{1,2}|num\.?|no\.?|nº|km)?"
    southern = rf"(?<![\w-])(?:{first})\.?\s+(?:{word}\s+){{0,5}}?{word},?\s*{mark}\s*{_HOUSE}"
    joined = rf"(?<!\w)(?:[{_UPPER}][\w.-]{{0,30}}\s)?[{_UPPER}][\w.-]{{0,40}}(?:\s?-\s?|\s)?(?:{suffix})\s*{_HOUSE}"
    return re.compile(rf"(?P<western>{western})|(?P<roman>{roman})|(?P<southern>{southern})|(?P<joined>{joined})")


def _words(topic: str) -> str:
    found = {word for words in languages().values() for word in words.get(topic, ())}
    forms = {form for word in found for form in (word, word.capitalize(), word.upper(), word.title())}
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


@lru_cache(maxsize=8192)
def addresses_in(text: str, labelled: bool = False) -> tuple[tuple[int, int], ...]:
    """Start and end of each postal address in the text. `labelled`: the words before it announce an address."""
    text = text[:_LONGEST_TEXT]
    if not any(map(str.isdigit, text)):
        return ()
    labelled = labelled or matcher("post_label").find(text[:60]) is not None
    postcodes = [match.span() for match in _POSTCODES.finditer(text)]
    streets = [match.span() for match in _street().finditer(text) if _is_street(match, text, labelled, postcodes)]
    boxes = list(_boxes(text))
    anchors = sorted([*streets, *boxes])
    if not anchors and postcodes and (labelled or _stands_alone(text)):
        anchors = [(max(0, text.rfind("\n", 0, postcodes[0][0]) + 1), postcodes[0][1])]
    return _joined(anchors, postcodes)


def _boxes(text: str) -> Iterator[tuple[int, int]]:
    for start, end in matcher("postbox").spans(text):
        number = re.match(r"[\s.:#-]{0,3}\d[\d ]{0,7}\d|\s*[A-Z]?\d{1,6}", text[end:])
        if number is not None:
            yield start, end + number.end()


def _is_street(match: re.Match[str], text: str, labelled: bool, postcodes: list[tuple[int, int]]) -> bool:
    """Words that are also everyday words ("way", "place", "park") need a postcode, a label or a line of their own."""
    words = match[0].rstrip(".").split()
    if labelled or any(abs(start - match.end()) <= _NEAR for start, _ in postcodes):
        return True
    if _YEAR.match(match[0]) and _GOES_ON.match(text, match.end()):
        return False
    if match["southern"] is not None:
        return _is_named(words, text[match.end() :])
    if match["roman"] is not None:
        return _SURE_FIRST.search(match[0]) is not None or words[-1][:1].isupper()
    if match["western"] is None or words[-1].lower().rstrip(".,") in _SURE:
        return True
    return (
        len(text) <= _LONG_TEXT
        and not re.match(r"(?:19|20)\d\d\s", match[0])
        and re.match(r"\s*(?:$|[,.;|•\n–(-]|\d)", text[match.end() :]) is not None
    )


def _is_named(words: list[str], rest: str) -> bool:
    """ "Via Roma 12" names a street, "via e-mail 24/7" and "place 3 items" do not."""
    name = words[1:-1] or words[:1]
    is_proper = any(word[:1].isupper() or word[:1].isdigit() for word in name) and len(words) > 2
    channel = any(matcher(topic).find(" ".join(name)) for topic in ("phone_label", "email_label", "messenger_name", "chat_label"))
    return is_proper and not channel and re.match(r"[\s/-]*\d", rest) is None


def _stands_alone(text: str) -> bool:
    """A postcode in a short text of several comma-separated parts is an address ("Acme Ltd, Mill House, Leeds, LS1 4AB")."""
    return len(text) <= 160 and text.count(",") + text.count("\n") >= 2


def _joined(anchors: list[tuple[int, int]], postcodes: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in anchors:
        near = [stop for begin, stop in postcodes if 0 <= begin - end <= _NEAR]
        lead = [begin for begin, stop in postcodes if 0 <= start - stop <= 3]
        start, end = min([start, *lead]), max([end, *near[:1]])
        if found and start - found[-1][1] <= 15:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
            continue
        found.append((start, end))
    return tuple(found)
