"""Working days, and the date that a promised speed means."""
