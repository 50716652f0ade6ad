"""Wires the stages of a case together, as `pipeline` does for an audit: mailbox → matching → store, and store → run folder."""
