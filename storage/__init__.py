"""The records: what is stored, the rules it obeys, how files become records. No Qt, no paper."""
