"""The store: records read in pages, written in edits, undone."""
