"""The embedded demonstration shop: an invented office-supplies retailer with known flaws (docs/demo-shop.md, flaws.yaml)."""

from journeyaudit.demo.server import Request, Shop, serve

__all__ = ["Request", "Shop", "serve"]
