"""Enquiries from their scenario to the letter that leaves, and to the one that ends them."""
