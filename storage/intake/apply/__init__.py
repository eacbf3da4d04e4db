"""Stage 5 of an import: the plan applied in one transaction, remembered, and undone."""
