"""What may be sent, and how politely: the network guard, robots.txt, the narrow openings for purchases and journeys."""
