"""Wires the stages of a case together, as `pipeline` does for an audit: scenario → letter → company, and mailbox → matching →
store → run folder.
"""
