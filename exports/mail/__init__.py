"""Mail to the city: a draft for whatever program the clerk has, or sent, where she set that up."""
