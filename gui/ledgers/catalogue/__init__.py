"""The ledgers: which columns, forms and lists each has; one declaration each."""
