"""Enquiries by contact form: found, filled in as a customer would, sent once, the page after it read."""
