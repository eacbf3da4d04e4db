"""Reusable parts of pages; they know no page."""
