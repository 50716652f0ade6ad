"""Exploring the click graph: which page next, what a visit does, what its controls open."""
