"""A text in two lines, the second ending in an ellipsis where there is more."""

from __future__ import annotations

import string

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from gui.appearance import theme

_NEVER_FIRST = frozenset("，。、；：！？）”》」%％")
_NEVER_LAST = frozenset("（“《「")
_WORD = frozenset(string.ascii_letters + string.digits + ".,%")
_BREAK_AFTER = frozenset("，。、；：！？")  # where a line is best broken


def split_lines(metrics: QFontMetrics, text: str, width: int) -> tuple[str, ...]:
    """Split a text into at most two lines, each no wider than `width` pixels."""
    first, _break, rest = text.partition("\n")
    if not rest and metrics.horizontalAdvance(first) <= width:
        return (first,)
    if not rest:
        at = _break_position(metrics, first, width)
        first, rest = first[:at], first[at:].lstrip()
    shown = metrics.elidedText(rest.replace("\n", " "), Qt.TextElideMode.ElideRight, width)
    return (first, shown)


def _break_position(metrics: QFontMetrics, text: str, width: int) -> int:
    """How many characters make the first line: broken after a mark where one is near its end."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.horizontalAdvance(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    if low >= len(text):
        return low
    for at in range(low, low * 2 // 3, -1):
        if text[at - 1] in _BREAK_AFTER and text[at] not in _NEVER_FIRST:
            return at
    fitting = low
    while low > 1 and _is_unbreakable(text[low - 1], text[low]):
        low -= 1
    return low if low > 1 else fitting


def _is_unbreakable(before: str, after: str) -> bool:
    """Whether no line may be broken between two characters: numbers and Latin words stay whole."""
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return True
    return before in _WORD and after in _WORD


def paint_lines(painter: QPainter, area: QRect, font: QFont, text: str, role: str) -> None:
    """Paint at most two lines of the text in the middle of the area's height."""
    metrics = QFontMetrics(font)
    lines = split_lines(metrics, text, area.width())
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    high = metrics.height()
    top = area.top() + (area.height() - high * len(lines)) // 2
    for at, one in enumerate(lines):
        place = QRect(area.left(), top + at * high, area.width(), high)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, one)
