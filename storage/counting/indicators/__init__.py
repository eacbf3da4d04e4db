"""Indicators, each declared once with its rule and condition; `registry` lists them all."""

from storage.counting.figure_numbers import NO_DATA, format_figure, percent
from storage.counting.indicators.indicator import Figure, Indicator, MeasuredIndicator, Selection
from storage.counting.indicators.registry import BY_CODE, INDICATORS

__all__ = [
    "BY_CODE",
    "INDICATORS",
    "NO_DATA",
    "Figure",
    "Indicator",
    "MeasuredIndicator",
    "Selection",
    "format_figure",
    "percent",
]
