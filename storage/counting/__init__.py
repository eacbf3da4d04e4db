"""Counting: who counts, under which rules, as known of which quarter, and the figures."""
