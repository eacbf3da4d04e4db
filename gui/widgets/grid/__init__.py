"""Grids that are filled in like a spreadsheet."""
