"""Step 7 of the import page: what was saved, its undo, and the reply to the school."""
