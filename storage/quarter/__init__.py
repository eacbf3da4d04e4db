"""The quarter: what still blocks it, how it compares, and its sealed versions."""
