"""Forms built from the declaration of a table."""
