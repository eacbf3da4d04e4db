"""Stage 3 of an import: which field each column holds."""
