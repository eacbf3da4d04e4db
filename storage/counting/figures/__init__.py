"""Figures of a quarter: counted, split, cached."""
