"""Figures of a quarter: counted, split by dimensions, cached."""

from storage.counting.figures.count import CountingContext, one_figure
from storage.counting.figures.figure_cache import figures

__all__ = ["CountingContext", "figures", "one_figure"]
