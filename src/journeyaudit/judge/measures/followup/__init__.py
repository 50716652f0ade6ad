"""Measures over enquiries: what came back, when, and what it said."""
