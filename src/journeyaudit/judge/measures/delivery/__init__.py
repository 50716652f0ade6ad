"""Measures of the promise ledger: what is promised on delivery, what narrows it, and how well that is told (rules.md §D)."""
