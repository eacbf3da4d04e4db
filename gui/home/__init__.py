"""The first page: what to do next, and how far the county is."""
