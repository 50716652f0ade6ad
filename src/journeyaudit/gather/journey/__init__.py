"""Scripted journeys: recording and walking them."""
