"""The parts of the import page, one for each of its steps."""
