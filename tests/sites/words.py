"""The words of one generated site: its language, country and company, all fictional and drawn from `wording.yaml`."""

from __future__ import annotations

import functools
import random
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import phonenumbers
import yaml

LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
SYLLABLES = ("zor", "van", "quil", "mer", "tov", "brae", "lund", "fex", "ori", "hask", "wim", "dral", "oste", "pliv")


@functools.cache
def _wording() -> dict[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("wording.yaml").read_text("utf-8"))


@dataclass(frozen=True)
class Words:
    """Draws texts and fictional but well-formed particulars. Every draw takes its chance from `rng`, so a seed fixes them."""

    language: str
    brand: str
    rng: random.Random

    @classmethod
    def drawn(cls, rng: random.Random) -> Words:
        brand = "".join(rng.sample(SYLLABLES, 3)).capitalize()
        return cls(rng.choice(LANGUAGES), brand, rng)

    @property
    def all(self) -> dict[str, Any]:
        return _wording()[self.language]

    def __getitem__(self, key: str) -> Any:
        return self.all[key]

    @property
    def host(self) -> str:
        return f"{self.brand.lower()}.{self['tld']}"

    @property
    def company(self) -> str:
        return f"{self.brand} {self['legal']}"

    def one(self, key: str) -> str:
        return self.rng.choice(self[key])

    def sentences(self, count: int) -> str:
        return " ".join(self.one("sentences") for _ in range(count))

    def digits(self, count: int) -> str:
        return "".join(str(self.rng.randrange(10)) for _ in range(count))

    def phone(self) -> phonenumbers.PhoneNumber:
        """A number that is valid in the site's country."""
        while True:
            pattern = self.one("phones")
            number = phonenumbers.parse("".join(str(self.rng.randrange(10)) if sign == "#" else sign for sign in pattern))
            if phonenumbers.is_valid_number(number):
                return number

    def address(self) -> tuple[str, str]:
        """Street with house number, postcode with town."""
        return self.one("streets").format(self.rng.randrange(2, 190)), self.one("towns")

    def vat(self) -> str:
        head, _, tail = self["vat"].partition("{")
        count, _, rest = tail.partition("}")
        return head + self.digits(int(count)) + rest

    def price(self) -> str:
        return self["currency"].format(f"{self.rng.randrange(19, 890)}.{self.rng.choice(('00', '50', '90'))}")


def slug(text: str) -> str:
    """`text` as it stands in an address: ASCII, lower case, hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join("".join(sign if sign.isalnum() else " " for sign in plain.lower()).split())
