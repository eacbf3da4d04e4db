"""Determine the reporting unit that an imported file comes from."""
