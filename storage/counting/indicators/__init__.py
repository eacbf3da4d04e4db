"""Indicators: the only list of them, and their figures in a quarter."""

from storage.counting.figure_numbers import NO_DATA, format_figure, percent
from storage.counting.figures.count import CountingContext, one_figure
from storage.counting.figures.figure_cache import figures
from storage.counting.indicators.indicator import Figure, Indicator, Measured, Selection
from storage.counting.indicators.registry import BY_CODE, INDICATORS

__all__ = [
    "BY_CODE",
    "INDICATORS",
    "NO_DATA",
    "CountingContext",
    "Figure",
    "Indicator",
    "Measured",
    "Selection",
    "figures",
    "format_figure",
    "one_figure",
    "percent",
]
