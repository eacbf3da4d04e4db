"""The ledger file: opened, migrated, locked, copied, restored."""
