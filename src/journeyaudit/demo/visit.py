"""One visitor's way to an order: a basket, an address, a way of delivery."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pydantic import ValidationError

from journeyaudit.demo.content import content
from journeyaudit.demo.till import Guest, Lines, Option, options, postcode_of, zone_of

_ASKED = {
    "email": "Please give an e-mail address.",
    "name": "Please give your name.",
    "street": "Please give the street and number.",
    "town": "Please give the town.",
    "postcode": "We cannot read that postcode. Please write it like WX4 7QZ.",
}


@dataclass
class Visit:
    """`basket` maps product slug → quantity; `guest` and `option` are known once the visitor has told them."""

    basket: Counter[str] = field(default_factory=Counter[str])
    guest: Guest | None = None
    option: str = ""

    @property
    def lines(self) -> Lines:
        """What is in the basket, in the order of the catalogue."""
        return [(p, self.basket[p.slug]) for p in content().catalogue.products if self.basket[p.slug]]

    @property
    def options(self) -> tuple[Option, ...]:
        """The ways of delivery for the basket at the guest's address; none before the address is known."""
        return options(self.lines, zone_of(self.guest.postcode)) if self.guest else ()

    @property
    def chosen(self) -> Option | None:
        """The way of delivery that was chosen, if the basket still has it."""
        return next((option for option in self.options if option.key == self.option), None)

    def fill(self, slug: str, amount: str) -> None:
        """Adds to the basket. What is no product or no number is left out."""
        if content().catalogue.product(slug) and amount.isdecimal():
            self.basket[slug] += min(int(amount), 999)

    def introduce(self, typed: dict[str, str]) -> str:
        """Takes the guest's form; what is wrong with it, "" if nothing."""
        postcode = postcode_of(typed.get("postcode", ""))
        if not postcode:
            return _ASKED["postcode"]
        try:
            self.guest = Guest.model_validate(
                {name: typed.get(name, "").strip() for name in Guest.model_fields} | {"postcode": postcode}
            )
        except ValidationError as error:
            return _ASKED[str(error.errors()[0]["loc"][0])]
        return ""

    def choose(self, key: str) -> bool:
        """Takes a way of delivery; False if there is none of that key."""
        self.option = key if any(option.key == key for option in self.options) else ""
        return bool(self.option)
