"""The embedded demonstration shop: an invented office-supplies retailer with known flaws (docs/demo-shop.md, flaws.yaml)."""

from journeyaudit.demo.desk import Desk, beginning, deeds, watched_until
from journeyaudit.demo.server import serve
from journeyaudit.demo.shop import Request, Shop

__all__ = ["Desk", "Request", "Shop", "beginning", "deeds", "serve", "watched_until"]
