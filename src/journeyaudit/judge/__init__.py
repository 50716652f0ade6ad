"""Deciding: facts and checks in, findings out. Pure."""
