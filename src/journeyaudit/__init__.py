"""journeyaudit: audits a company's site as its customer would meet it."""

__version__ = "0.1.0"
