"""The shop system's own."""

from oscar.apps.shipping.models import *  # noqa: F403 - how the shop system wants its parts replaced
