"""Comparisons of two lists of people: a roster with the previous one, an export with the ledger."""
