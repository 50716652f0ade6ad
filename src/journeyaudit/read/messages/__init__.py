"""Mail as facts: what was written, by whom or what, and what it commits to."""
