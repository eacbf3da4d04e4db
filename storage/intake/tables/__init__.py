"""Stage 2 of an import: where the tables of a sheet are, with their headers."""
