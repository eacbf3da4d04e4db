"""Step 5 of the import page: every row as it was understood."""
