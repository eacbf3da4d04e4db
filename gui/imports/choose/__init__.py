"""Step 1 of the import page: which files, and whose they are."""
