"""Reusable widgets; none of them depends on a page."""
