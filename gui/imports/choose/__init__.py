"""Step 1 of the import page: the files and the unit that sent each."""
