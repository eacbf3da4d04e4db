"""The records: what is kept, the rules it obeys, and how files become records. No Qt, no paper."""
