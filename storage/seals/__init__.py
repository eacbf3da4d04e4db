"""Sealed quarters: immutable versions of a quarter with every row of the ledger."""
