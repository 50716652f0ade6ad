"""Takes the place of the shop system's own shipping."""

from oscar.apps.shipping.apps import ShippingConfig as OwnShippingConfig


class ShippingConfig(OwnShippingConfig):
    name = "tests.oscar.shipping"
