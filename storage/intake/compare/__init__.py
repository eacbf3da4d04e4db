"""Two lists of the same people compared: a roster with the last, the platform with the ledger."""
