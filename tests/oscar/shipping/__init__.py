"""The shop's delivery options: what its header promises to everybody is not offered everywhere."""
