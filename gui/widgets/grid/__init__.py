"""Grids whose cells are edited as in a spreadsheet."""
