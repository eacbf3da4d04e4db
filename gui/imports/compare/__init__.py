"""Step 6 of the import page: known people whose data would change."""
