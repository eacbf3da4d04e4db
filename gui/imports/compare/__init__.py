"""Step 6 of the import page: changes to known people, and rows that may be known people."""
