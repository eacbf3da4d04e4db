"""What the office issues to a person, and the people a pasted list names."""
