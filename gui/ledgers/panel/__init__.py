"""The panel next to a grid: the form of one record, its lists, history and papers."""
