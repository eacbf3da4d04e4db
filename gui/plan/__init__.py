"""The page of the year's work plan: its grid, panel, history and import."""
