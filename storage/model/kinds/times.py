"""A time of day in every notation sign-in sheets use, stored as "08:30"."""

from __future__ import annotations

import re
from datetime import datetime, time

from storage.model.kinds.kind import Kind
from storage.model.kinds.text import folded

_CLOCK = re.compile(
    r"(上午|早上|下午|晚上|中午)?\s*(\d{1,2})\s*[:.点时]\s*(\d{1,2}|半)?\s*分?(?::\d{2})?"
)
_COMPACT = re.compile(r"()(\d{2})(\d{2})")
_AFTERNOON = ("下午", "晚上")
_DAY = 24 * 60


def parse_time(value: object) -> str:
    """Read a time of day; "24:00" is the end of the day."""
    if isinstance(value, (time, datetime)):
        return f"{value:%H:%M}"
    if isinstance(value, float) and 0 <= value <= 1:  # the part of a day, as spreadsheets keep it
        return _written(round(value * _DAY), str(value))
    text = folded(value)
    if isinstance(value, (int, float)):
        raise ValueError(f"“{text}”不是时间，应写成 08:30")
    found = _CLOCK.fullmatch(text) or _COMPACT.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}”不是时间，应写成 08:30")
    part, hour, minute = found.groups()
    late = 12 if part in _AFTERNOON and int(hour) < 12 else 0
    minutes = 30 if minute == "半" else int(minute or 0)
    if minutes > 59:
        raise ValueError(f"“{text}”没有这个时间")
    return _written((int(hour) + late) * 60 + minutes, text)


def _written(minutes: int, text: str) -> str:
    if minutes > _DAY:
        raise ValueError(f"“{text}”没有这个时间")
    return f"{minutes // 60:02}:{minutes % 60:02}"


def minutes_of(clock: str) -> int:
    """How far into the day a time of day is."""
    return int(clock[:2]) * 60 + int(clock[3:])


TIME = Kind("time", parse_time)
