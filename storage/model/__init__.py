"""What a record is: tables, kinds of value, and the vocabulary they are declared in."""
