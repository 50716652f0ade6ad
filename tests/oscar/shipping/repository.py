"""Which options an address is offered."""

from decimal import Decimal

from oscar.apps.shipping.methods import FixedPrice
from oscar.apps.shipping.repository import Repository as OwnRepository


class NextDay(FixedPrice):
    code, name, description = "next-day", "Free next day delivery", "<p>Order by 17:00.</p>"
    charge_excl_tax = charge_incl_tax = Decimal("0.00")


class Saturday(FixedPrice):
    code, name, description = "saturday", "Saturday delivery", "<p>Between 08:00 and 13:00.</p>"
    charge_excl_tax = charge_incl_tax = Decimal("7.95")


class Highlands(FixedPrice):
    code, name, description = "highlands", "Highlands and islands", "<p>Three to five working days.</p>"
    charge_excl_tax = charge_incl_tax = Decimal("14.99")


class HighlandsPallet(FixedPrice):
    code, name, description = "highlands-pallet", "Highlands and islands, pallet", "<p>Five to seven working days.</p>"
    charge_excl_tax = charge_incl_tax = Decimal("49.00")


class Repository(OwnRepository):
    def get_available_shipping_methods(self, basket, shipping_addr=None, **kwargs):  # noqa: ARG002 - its signature
        north = shipping_addr is not None and (shipping_addr.postcode or "").upper().startswith(("IV", "HS", "KW", "ZE"))
        return [Highlands(), HighlandsPallet()] if north else [NextDay(), Saturday()]
