"""Cases: from the events of an enquiry to where it stands. Pure, but for the store."""
