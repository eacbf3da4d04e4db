"""Steps 2 to 4 of the import page: sheets, columns, values."""
