"""The panel beside a grid: the form of one record, its lists, history and papers."""
