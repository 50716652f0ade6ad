"""The click graph and what it tells: fewest clicks, scent paths, channels of states."""
