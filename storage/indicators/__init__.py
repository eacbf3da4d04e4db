"""Indicators: the only list of them, and their figures in a quarter."""

from storage.indicators.counting import Scene, one_figure
from storage.indicators.indicator import Figure, Indicator, Measured, Selection
from storage.indicators.kept import figures
from storage.indicators.number import NO_DATA, percent, shown
from storage.indicators.registry import BY_CODE, INDICATORS

__all__ = [
    "BY_CODE",
    "INDICATORS",
    "NO_DATA",
    "Figure",
    "Indicator",
    "Measured",
    "Scene",
    "Selection",
    "figures",
    "one_figure",
    "percent",
    "shown",
]
