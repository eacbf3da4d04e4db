"""Days, moments and lengths of time, as the sheet shows them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta


def shown(length: timedelta) -> str:
    """Write a length of time as WPS does under the format [h]:mm."""
    seconds = round(abs(length.total_seconds()))
    sign = "-" if length < timedelta(0) else ""
    text = f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}"
    return f"{text}:{seconds % 60:02}" if seconds % 60 else text


def without_midnight(moment: datetime) -> date | datetime:
    """A day on which nobody set an hour is a day."""
    return moment.date() if moment.time() == time() else moment
