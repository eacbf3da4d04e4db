"""Papers issued to volunteers, and volunteers matched with a pasted list of names."""
