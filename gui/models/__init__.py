"""Item models: the records of a table as Qt's views show them."""
