"""Commands on the records, one module per family of commands."""
