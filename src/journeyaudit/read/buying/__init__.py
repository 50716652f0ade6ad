"""Buying as a customer sees it: which control adds to the basket, leads on, takes away; what a checkout page offers; what goes
into which field. By wording and shape, not by shop system.
"""
