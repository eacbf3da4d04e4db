"""Stage 4 of an import: rows parsed and matched with the ledger."""
