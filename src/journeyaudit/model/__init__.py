"""Nouns. Frozen data with no behaviour beyond what can be computed from itself; imports nothing but errors and clock."""
