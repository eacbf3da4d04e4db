"""Sendings to the city, the answers to them, and the log of exported files."""
