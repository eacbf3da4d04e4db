"""Whose file it is: the reporting unit that an imported file comes from."""
