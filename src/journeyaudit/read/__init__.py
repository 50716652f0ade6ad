"""Reading: snapshots and journal records in, facts out. Pure: the same input gives the same facts, and nothing outside is
asked.
"""
