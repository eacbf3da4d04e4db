"""Stage 2 of an import: where the tables of a sheet are, and which of their rows are records."""
