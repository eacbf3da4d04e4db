"""The store: records read in pages and written in edits that can be undone."""
