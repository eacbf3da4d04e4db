"""Sealed quarters: the rows beneath a quarter as they were when it was sealed."""
