"""Work plan of a year: notices, plans and their rows, progress in a quarter, agenda, measures."""
